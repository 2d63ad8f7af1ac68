"""Pages for paper and PDF: made of HTML by functions that know no widget, set by Qt."""

from __future__ import annotations

from typing import Final

KINDS: Final = ("week", "door")
"""Sheets of a resource: its week, its day for the door."""
