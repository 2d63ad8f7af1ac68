"""Calendars given out: over HTTP to whoever has a link, and as files."""
