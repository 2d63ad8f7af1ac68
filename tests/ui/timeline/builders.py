"""A small week to test with: one bioreactor, a pool of cabinets, a large pool, a room; and people."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.board import Board, PlannedBar
from platform_booking.domain.booking import State
from platform_booking.domain.catalogue import Catalogue, Partner, Platform, Resource, Text, Unit
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.timespan import TimeSpan
from ui.timeline.metrics import Metrics
from ui.timeline.rows import RowFilter, Rows, RowTexts, make_rows
from ui.timeline.scene import Scene, TimelineContent

if TYPE_CHECKING:
    from collections.abc import Iterable

ZONE: Final = zone_of("Europe/Paris")
MONDAY: Final = date(2026, 11, 23)
NOW: Final = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
WORDS: Final = RowTexts("fr", "Personnes", lambda count: f"{count} places")
_WORKDAYS: Final = (((480, 1140),),) * 5 + ((), ())


def at(day: int, hour: float, month: int = 11) -> datetime:
    """An instant by the clocks of Paris in 2026."""
    wall = datetime(2026, month, day, tzinfo=UTC).replace(tzinfo=None) + timedelta(hours=hour)
    return wall.replace(tzinfo=ZONE).astimezone(UTC)


def seconds(day: int, hour: float, month: int = 11) -> int:
    """The same in seconds since the epoch."""
    return int(at(day, hour, month).timestamp())


def resource(
    number: int, code: str, platform: str, units: int = 1, *, name: str = "", category: str = "equipment"
) -> Resource:
    """A resource whose units are numbered from a hundred times its number."""
    made = tuple(Unit(number * 100 + unit, str(unit + 1)) for unit in range(units))
    said = name or code
    return Resource(number, code, Text(said, said), category, platform, "Hall A", made)


REACTOR: Final = resource(1, "BIO", "USP", name="Bioréacteur 50 L")
CABINETS: Final = resource(2, "PSM", "PSM", 4, name="PSM type II")
SHELVES: Final = resource(3, "CONG", "PSM", 16, name="Étagère")
ROOM: Final = resource(4, "SALLE", "USP", name="Salle Bio A", category="room")
PERSON: Final = resource(5, "@m.durand", "", name="M. Durand", category="staff")
CATALOGUE: Final = Catalogue(
    partners=[Partner(1, "EB", "Équipe Bioprocédés"), Partner(2, "UN", "Université")],
    platforms=[
        Platform(1, "USP", Text("Culture amont", "Upstream"), opening=_WORKDAYS),
        Platform(2, "PSM", Text("PSM et culture", "Cabinets"), opening=_WORKDAYS),
    ],
    resources=[REACTOR, CABINETS, SHELVES, ROOM, PERSON],
)


class Bars:
    """Makes bars with ids of their own."""

    def __init__(self) -> None:
        self.made: list[PlannedBar] = []

    def add(
        self,
        of: Resource,
        span: tuple[datetime, datetime],
        *units: int,
        ref: str = "",
        title: str = "TP",
        state: State = State.APPROVED,
        line: int = 1,
        occurrence: int = 1,
        setup: float = 0,
        turnaround: float = 0,
        partner: str = "EB",
        organiser: str = "m.durand",
        kind: str = "",
        holds: bool = True,
    ) -> str:
        """Add one bar for each unit (by position); the ref."""
        use = TimeSpan(*span)
        occupied = use.widen(timedelta(hours=setup), timedelta(hours=turnaround))
        ref = ref or f"B-{len(self.made) + 1}"
        for unit in units or (0,):
            number = len(self.made) + 1
            self.made.append(
                PlannedBar(
                    number,
                    of.units[unit].id,
                    of.id,
                    None if kind else number,
                    ref,
                    title,
                    bool(kind),
                    use,
                    occupied,
                    state,
                    state is State.APPROVED and holds,
                    line,
                    0 if kind else occurrence,
                    partner,
                    organiser,
                    kind,
                )
            )
        return ref


def board(bars: Iterable[PlannedBar]) -> Board:
    """A board of that week."""
    return Board(TimeSpan(at(23, 0), at(30, 0)), tuple(bars), {})


def rows_of(bars: Bars, wanted: RowFilter | None = None) -> Rows:
    """The rows of the catalogue with these bars."""
    return make_rows(CATALOGUE, board(bars.made), wanted or RowFilter(), Metrics(), WORDS)


def content(bars: Bars) -> TimelineContent:
    """What a view is given."""
    return TimelineContent(CATALOGUE, board(bars.made), NOW, ZONE, "m.durand")


def scene_of(bars: Bars, width: int = 1000) -> Scene:
    """A scene of the week; a letter is seven pixels wide."""
    return Scene(
        content(bars),
        WORDS,
        lambda bar, _height: 7.0 * len(bar.first.title),
        first=MONDAY,
        width=width,
    )


def by_code(rows: Rows, code: str) -> int:
    """The number of a resource's row."""
    number = rows.find(code)
    assert number is not None
    return number
