"""A small store of each kind for two people at once: a room that nobody has to be asked for, a device that is asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from platform_booking.bootstrap import Settings, create_store, open_platform
from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.ui.editor.conftest import CATALOGUE
from ui.context import Selected

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from platform_booking.domain.booking import Booking
    from tests.ui.windows import Opened

PARIS = ZoneInfo("Europe/Paris")
LONG_MS = 60_000


def fill(address: str) -> None:
    """Make the store and its catalogue."""
    create_store(address)
    platform = open_platform(Settings(address))
    try:
        platform.catalogue.import_text(CATALOGUE)
    finally:
        platform.close()


def coming(hour: int, *, days: int = 1) -> datetime:
    """That hour on a working day soon, by the computer's own clock: a server knows no other."""
    day = datetime.now(UTC).astimezone(PARIS).replace(hour=hour, minute=0, second=0, microsecond=0)
    day += timedelta(days=days)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day


def wish(code: str, start: datetime, hours: int = 2, title: str = "TP") -> BookingRequest:
    """A request for one thing."""
    return BookingRequest(title, (LineRequest(code),), start, start + timedelta(hours=hours))


def book(
    address: str, code: str, start: datetime, hours: int = 2, *, login: str = "tina", title: str = "TP"
) -> Booking:
    """Somebody books from elsewhere."""
    platform = open_platform(Settings(address, login))
    try:
        return platform.requests.request(wish(code, start, hours, title)).booking
    finally:
        platform.close()


def there(address: str, ref: str) -> Booking:
    """The booking as the store has it now."""
    platform = open_platform(Settings(address, None))
    try:
        return platform.bookings.get(ref).booking
    finally:
        platform.close()


def everything(address: str) -> list[Booking]:
    """All bookings of the store."""
    platform = open_platform(Settings(address, None))
    try:
        return list(platform.bookings.list(BookingFilter()))
    finally:
        platform.close()


def until_live(qtbot: QtBot, opened: Opened) -> None:
    """Wait until others' changes reach the window."""
    qtbot.waitUntil(lambda: opened.application.hub.is_live, timeout=LONG_MS)


def go_to(qtbot: QtBot, opened: Opened, booking: Booking) -> None:
    """Bring the booking's first date into view and wait for its file."""
    opened.window.context.booking_wanted.emit(Selected(booking.ref, 1))
    qtbot.waitUntil(
        lambda: opened.planning.dossier is not None and opened.planning.dossier.booking.ref == booking.ref,
        timeout=LONG_MS,
    )


def listed(opened: Opened, ref: str) -> bool:
    """Whether the planning shows it."""
    judge = opened.planning.dropping.judge
    return judge is not None and any(session.ref == ref for session in judge.sessions.values())
