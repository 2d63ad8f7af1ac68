"""The bookings as a list."""
