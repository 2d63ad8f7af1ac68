"""The composition root: from settings to the one object that the command line and the window hold."""

from platform_booking.bootstrap.opening import (
    Settings,
    create_demo,
    create_store,
    fill_with_demo,
    keep_password,
    open_platform,
    replace_store,
)
from platform_booking.bootstrap.platform import Me, PlatformBooking

__all__ = [
    "Me",
    "PlatformBooking",
    "Settings",
    "create_demo",
    "create_store",
    "fill_with_demo",
    "keep_password",
    "open_platform",
    "replace_store",
]
