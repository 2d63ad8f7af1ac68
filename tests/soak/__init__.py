"""Many at once on one server that is disturbed: ``python -m tests.soak --help``."""
