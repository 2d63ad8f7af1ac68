"""Platform Booking: the headless core. It imports neither PySide6 nor ui."""
