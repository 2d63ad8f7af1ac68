"""The composition root: from settings to the one object that the command line and the window hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.domain.errors import InvalidInput
from platform_booking.services.approval import ApprovalService
from platform_booking.services.availability import AvailabilityService
from platform_booking.services.blocks import BlockService
from platform_booking.services.booking import RequestService
from platform_booking.services.calendars import CalendarService
from platform_booking.services.catalogue import CatalogueService
from platform_booking.services.changing import ChangeService
from platform_booking.services.custody import open_store
from platform_booking.services.desk import Desk, fixed_clock, system_clock
from platform_booking.services.directory import DirectoryService
from platform_booking.storage.places import place_of

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Settings:
    """Which store, who acts, and what time it is (None: the computer's clock)."""

    store: str
    login: str | None = None
    now: datetime | None = None


class PlatformBooking:
    """Everything the product can do, for one person at one store."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.requests = RequestService(desk)
        self.changes = ChangeService(desk)
        self.approvals = ApprovalService(desk)
        self.blocks = BlockService(desk)
        self.bookings = DirectoryService(desk)
        self.availability = AvailabilityService(desk)
        self.catalogue = CatalogueService(desk)
        self.calendars = CalendarService(desk)

    @property
    def on_network_share(self) -> bool:
        """Whether the store is a file where SQLite's locks cannot be relied on: advise a server."""
        return self.desk.store.on_network_share

    def close(self) -> None:
        """Let go of the store."""
        self.desk.store.close()


def open_platform(settings: Settings) -> PlatformBooking:
    """Open the store. Raises the Store errors, and InvalidInput for a fixed clock on a shared server."""
    place = place_of(settings.store)
    if settings.now is not None and not place.is_file:
        raise InvalidInput("now-only-on-files")
    clock = system_clock if settings.now is None else fixed_clock(settings.now)
    return PlatformBooking(Desk(open_store(place, clock=clock), settings.login, clock))
