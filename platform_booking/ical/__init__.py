"""Calendars as iCalendar (RFC 5545): read models in, bytes out."""
