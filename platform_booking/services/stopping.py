"""Stopping what the store is busy with, for whoever no longer wants to wait."""

from platform_booking.storage.stopping import Stop, stopped_by

__all__ = ["Stop", "stopped_by"]
