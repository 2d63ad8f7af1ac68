"""Every screen and main dialog as a picture: ``python -m tests.gallery OUT``."""
