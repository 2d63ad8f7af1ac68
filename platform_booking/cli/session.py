"""One run of the command line: what was said before the command, and what will be printed when it is done."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE
from platform_booking.domain.errors import InvalidInput, NotConnected
from platform_booking.domain.reading import read_now, read_occurrence_day
from platform_booking.domain.recurrence import zone_of
from platform_booking.services.places import default_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime, tzinfo

    import typer

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.desk import Clock
    from platform_booking.services.reassigning import Reassigned
    from platform_booking.storage.places import Place
    from platform_booking.wording import Words

HOME_ZONE = zone_of(DEFAULT_TIME_ZONE)


@dataclass
class Session:
    """The global options, and the output: it is printed once, when all has been said."""

    words: Words
    json: bool = False
    store_said: str | None = None
    read_store_said: str | None = None
    """A copy of the store that follows it, for what only reads."""
    login: str | None = None
    now_said: str | None = None
    password: str | None = field(default=None, repr=False)
    """Of a server, as somebody has just typed it."""
    zone: tzinfo = HOME_ZONE
    """Where times are shown; a command that knows its platform says it."""
    exit_code: int = 0
    _out: list[str | bytes] = field(default_factory=list)

    @property
    def store(self) -> str:
        """The store's address."""
        return self.store_said or default_store()

    @property
    def demo_store(self) -> str:
        """Where the demonstration is, unless somebody says otherwise."""
        return default_store("demo")

    @property
    def place(self) -> Place:
        """The store's place."""
        from platform_booking.services.entering import entered  # noqa: PLC0415 - help needs no database
        from platform_booking.storage.places import place_of  # noqa: PLC0415

        return entered(place_of(self.store), self.password)

    @property
    def now(self) -> datetime | None:
        """The fixed time, if one was said."""
        return None if self.now_said is None else read_now(self.now_said, HOME_ZONE)

    @property
    def clock(self) -> Clock:
        """Tells the time. Raises InvalidInput for a fixed clock on a shared server."""
        from platform_booking.services.desk import fixed_clock, system_clock  # noqa: PLC0415

        now = self.now
        if now is None:
            return system_clock
        if not self.place.is_file:
            raise InvalidInput("now-only-on-files")
        return fixed_clock(now)

    @contextmanager
    def opened(self, *, reading: bool = False) -> Iterator[PlatformBooking]:
        """The platform, for as long as the command needs it. Where it only reads, the store for reading if there is one."""
        from platform_booking.bootstrap import Settings, open_platform  # noqa: PLC0415

        other = self.read_store_said if reading else None
        app = open_platform(
            Settings(other or self.store, self.login, self.now, self.password, reading=other is not None)
        )
        if app.on_network_share:
            self.note(self.words.text("warning-network-share", store=self.store))
        if not app.place.is_verified:
            self.note(self.words.text("warning-unverified", store=app.address))
        try:
            yield app
        finally:
            app.close()

    @contextmanager
    def progress(self) -> Iterator[Callable[[str, int, int], None] | None]:
        """A bar on stderr for long work, told by (step, done, total); nothing where nobody watches."""
        if self.json or not sys.stderr.isatty():
            yield None
            return
        from rich.console import Console  # noqa: PLC0415 - only where somebody watches
        from rich.progress import Progress  # noqa: PLC0415

        with Progress(console=Console(stderr=True), transient=True) as bar:
            tasks: dict[str, Any] = {}

            def tell(step: str, done: int, total: int) -> None:
                if step not in tasks:
                    tasks[step] = bar.add_task(step, total=total or 1)
                bar.update(tasks[step], completed=done, total=total or 1)

            yield tell

    def show_in_zone_of(self, catalogue: Catalogue, code: str) -> None:
        """Show times as the clocks of that resource's platform do."""
        known = catalogue.resources.get(code.strip()) or catalogue.resources.get(code.strip().upper())
        if known is not None:
            self.show_in(zone_of(catalogue.zone_name_of(known)))

    def show_in(self, zone: tzinfo) -> None:
        """Show times in that zone."""
        self.zone = zone
        self.words.zone = zone

    def ask_password(self, refusal: BookingError) -> bool:
        """Whether the command can be tried again: a server wants a password, and somebody sits here and has typed one."""
        wanted = isinstance(refusal, NotConnected) and refusal.reason in (
            "password-missing",
            "password-wrong",
        )
        if not wanted or self.json or self.password is not None or not sys.stdin.isatty():
            return False
        from getpass import getpass  # noqa: PLC0415 - only where somebody is asked

        place = self.place
        if place.is_file:
            return False
        self._out.clear()
        self.password = getpass(self.words.text("ask-store-password", store=place.address) + " ")
        return bool(self.password)

    # --- what is said -------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """A line for people; nothing with ``--json``."""
        if not self.json:
            self._out.append(text.rstrip("\n") + "\n")

    def note(self, text: str) -> None:
        """A remark beside the result; nothing with ``--json``, where the result holds it."""
        if not self.json:
            print_error(text)

    def note_reassigned(self, items: Sequence[Reassigned]) -> None:
        """Remark which bookings got another unit to make room."""
        for item in items:
            self.note(
                self.words.text(
                    "unit-reassigned",
                    ref=item.ref,
                    resource=item.resource,
                    date=item.occurrence,
                    unit_from=item.unit_from,
                    unit_to=item.unit_to,
                )
            )

    def document(self, value: Any) -> None:
        """The one JSON document; nothing without ``--json``."""
        if self.json:
            self._out.append(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def raw(self, content: str | bytes) -> None:
        """A file's content, as it stands."""
        self._out.append(content)

    def to_file(self, file: str | None, content: bytes) -> None:
        """To the file that was named, or as it stands. Raises InvalidInput when it cannot be written."""
        if file is None or file == "-":
            self.raw(content)
            return
        try:
            Path(file).expanduser().write_bytes(content)
        except OSError as error:
            raise InvalidInput("file-unwritable", path=file, detail=error.strerror or str(error)) from error
        self.document({"file": file, "size": len(content)})
        self.note(self.words.text("done-file", file=file))

    def flush(self) -> None:
        """Print what was said."""
        for piece in self._out:
            if isinstance(piece, bytes):
                sys.stdout.flush()
                sys.stdout.buffer.write(piece)
            else:
                sys.stdout.write(piece)
        self._out.clear()
        sys.stdout.flush()


def session_of(ctx: typer.Context) -> Session:
    """The session that a command runs in."""
    return cast("Session", ctx.obj)


def print_error(text: str) -> None:
    """A line on stderr."""
    sys.stderr.write(text.rstrip("\n") + "\n")


def occurrence_day(text: str | None, zone: tzinfo = HOME_ZONE) -> date | None:
    """The day that names an occurrence, where one was said."""
    return None if text is None else read_occurrence_day(text, zone)
