"""From settings to a store that is open, made or filled."""
# ruff: noqa: PLC0415 - what makes stores is imported when one is made

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING

from platform_booking.bootstrap.platform import PlatformBooking
from platform_booking.domain.errors import InvalidInput
from platform_booking.services.desk import Clock, Desk, fixed_clock, server_clock, system_clock
from platform_booking.services.entering import entered
from platform_booking.services.opening import acting_login, open_store
from platform_booking.storage.places import place_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from platform_booking.services.carrying import RestoreResult
    from platform_booking.services.custody import InitResult


@dataclass(frozen=True, slots=True)
class Settings:
    """Which store, who acts, and what time it is (None: the computer's clock, or the server's)."""

    store: str
    login: str | None = None
    now: datetime | None = None
    password: str | None = field(default=None, repr=False)
    """For a server; None: as the keyring or PostgreSQL's own settings say."""
    reading: bool = False
    """Whether nothing is to be written: a replica will do."""


def open_platform(settings: Settings) -> PlatformBooking:
    """Open the store. Raises the Store errors, and InvalidInput for a fixed clock on a shared server."""
    place = place_of(settings.store)
    if settings.reading:
        place = place.for_reading()
    if settings.now is not None and not place.is_file:
        raise InvalidInput("now-only-on-files")
    clock = system_clock if settings.now is None else fixed_clock(settings.now)
    if place.is_file:
        return PlatformBooking(Desk(open_store(place, clock=clock), settings.login, clock))
    store = open_store(entered(place, settings.password))
    try:
        login = acting_login(store, settings.login)
    except BaseException:
        store.close()
        raise
    return PlatformBooking(Desk(store, login, server_clock(store)))


def keep_password(platform: PlatformBooking) -> None:
    """Give the keyring the password with which the store was opened. One that cannot keep it is asked again the next time."""
    from platform_booking.services.entering import keep

    with suppress(InvalidInput):
        keep(platform.place)


def create_store(address: str, clock: Clock | None = None, password: str | None = None) -> InitResult:
    """Make the store, or upgrade the one that is there. Raises InvalidInput or what ``custody.init_store`` raises."""
    from platform_booking.services.custody import init_store

    return init_store(entered(place_of(address), password), clock=clock or system_clock)


def replace_store(platform: PlatformBooking, file: Path, *, accept_findings: bool = False) -> RestoreResult:
    """Let go of the store, for good, and put a backup's content in its place; it has to be opened again, whatever happens.

    Raises NotPermitted and InvalidInput as ``CareService.require_may_restore``, and what ``carrying.bring_back`` raises.
    """
    from platform_booking.services.carrying import bring_back

    try:
        platform.care.require_may_restore()
    finally:
        platform.close()
    return bring_back(platform.place, file, accept_findings=accept_findings, clock=platform.desk.clock)


def create_demo(address: str, now: datetime | None = None) -> bool:
    """Make the demonstration store once: a file that is not there yet, and its content; whether it was filled now.

    Somebody's own store is left as it is. Raises the Store errors and InvalidInput as ``open_platform``.
    """
    if place_of(address).is_file:
        create_store(address, None if now is None else fixed_clock(now))
    return fill_with_demo(address, now)


def fill_with_demo(address: str, now: datetime | None = None) -> bool:
    """Fill a store that has no resources with the demonstration; whether it had none."""
    from platform_booking.services.demo import fill_demo

    app = open_platform(Settings(address, None, now))
    try:
        if app.catalogue.load().resources:
            return False
        app.catalogue.import_text(files("resources").joinpath("demo", "catalogue.toml").read_text("utf-8"))
        fill_demo(app.desk.store, app.desk.now())
    finally:
        app.close()
    return True
