"""Calendars whose bytes are kept in ``tests/ics``.

After a change that is meant, write them anew and read what changed before keeping it:

    python -m tests.ical.golden
    git diff tests/ics
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import Line, State, Visibility
from platform_booking.domain.recurrence import Lapse
from platform_booking.services.calendar_events import Scope, Selection, SelectionKind
from tests.ical.builders import Fate, booking_of, hours, ics_of, paris

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.domain.booking import Booking

FOLDER: Final = Path(__file__).parent.parent / "ics"
LONG_AGO: Final = datetime(2026, 7, 1, tzinfo=UTC)
THREE_LINES: Final = (Line(1, "ZAC"), Line(2, "PSM", 2), Line(3, "@yann"))


def weekly() -> Booking:
    """Tuesdays at nine from October to April, through both changes of the clocks."""
    return booking_of(
        paris(2026, 10, 6, 9),
        hours(3),
        rule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20270406",
        lines=THREE_LINES,
        skip=[date(2026, 12, 22), date(2026, 12, 29)],
        fates={
            date(2026, 10, 27): Fate(start=paris(2026, 10, 28, 14)),
            date(2026, 11, 17): Fate(start=paris(2026, 11, 17, 13, 30), length=hours(4)),
            date(2026, 12, 1): Fate(State.CANCELLED),
            date(2026, 12, 8): Fate(State.CANCELLED, changed_at=LONG_AGO),
            date(2027, 1, 12): Fate(lines={2: State.REQUESTED}),
            date(2027, 2, 2): Fate(State.REQUESTED),
            date(2027, 2, 9): Fate(State.DECLINED),
            date(2027, 3, 30): Fate(State.NO_SHOW),
        },
        title="Culture en bioréacteur : amont, groupe B",
    )


def campaigns() -> tuple[Booking, Booking]:
    """Ten days through the change, and one repeated every fortnight, each with lines that begin later."""
    day = 24 * 60
    lines = (
        Line(1, "BIO50", length=Lapse(wall=10 * day)),
        Line(2, "PSM", 2),
        Line(3, "CYTO", offset=Lapse(wall=7 * day), length=hours(4)),
        Line(4, "ZAC", offset=Lapse(exact=60 * 60), length=Lapse(exact=36 * 60)),
    )
    once = booking_of(
        paris(2026, 10, 19, 8),
        hours(10),
        lines=lines,
        title="Campagne CHO 50 L",
        number=45,
        uid="5eed5eed5eed5eed5eed@platform-booking",
    )
    fortnightly = booking_of(
        paris(2026, 10, 8, 8),
        hours(9),
        rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=4",
        lines=lines,
        title="Campagnes d’automne",
        number=43,
        uid="c0ffee00c0ffee00c0ff@platform-booking",
    )
    return once, fortnightly


def overnight() -> tuple[Booking, Booking]:
    """From eight in the evening to eight, over both nights in which the clocks change."""
    autumn = booking_of(paris(2026, 10, 21, 20), hours(12), rule="FREQ=DAILY;COUNT=7", title="Nuit d’automne")
    spring = booking_of(
        paris(2027, 3, 27, 20),
        hours(12),
        rule="FREQ=WEEKLY;BYDAY=SA;UNTIL=20270417",
        title="Nuit de printemps",
        number=43,
        uid="c0ffee00c0ffee00c0ff@platform-booking",
    )
    return autumn, spring


def night() -> tuple[Booking, Booking]:
    """Half past two at night: once it comes twice, once never."""
    autumn = booking_of(paris(2026, 10, 24, 2, 30), hours(2), rule="FREQ=DAILY;COUNT=3", title="Prélèvement")
    spring = booking_of(
        paris(2027, 3, 27, 2, 30),
        Lapse(exact=90),
        rule="FREQ=DAILY;COUNT=3",
        title="Prélèvement",
        number=43,
        uid="c0ffee00c0ffee00c0ff@platform-booking",
    )
    return autumn, spring


def _private() -> Booking:
    return booking_of(
        paris(2026, 11, 3, 14),
        hours(2),
        lines=(Line(1, "PSM"),),
        title="Essai confidentiel",
        visibility=Visibility.PRIVATE,
        number=44,
        uid="0ddba110ddba110ddba1@platform-booking",
    )


_PSM = Selection(SelectionKind.RESOURCE, "PSM")
_HALL = Selection(SelectionKind.PLATFORM, "HALL")

GOLDEN: Final[dict[str, Callable[[], bytes]]] = {
    "weekly-three-lines": lambda: ics_of(weekly()),
    "weekly-one-resource-en": lambda: ics_of(weekly(), selection=_PSM, language="en"),
    "weekly-busy": lambda: ics_of(weekly(), *campaigns()[:1], selection=_HALL, scope=Scope.BUSY),
    "weekly-partner": lambda: ics_of(weekly(), _private(), selection=_HALL, scope=Scope.PARTNER),
    "campaigns-with-offsets": lambda: ics_of(*campaigns()),
    "overnight": lambda: ics_of(*overnight()),
    "night-half-past-two": lambda: ics_of(*night()),
}


def main() -> None:
    """Write every file anew."""
    for name, make in GOLDEN.items():
        (FOLDER / f"{name}.ics").write_bytes(make())


if __name__ == "__main__":
    main()
