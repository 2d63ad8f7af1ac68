"""Calendars: links that others subscribe to, and timetables that are read in."""
