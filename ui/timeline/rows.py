"""What the board lists from top to bottom: platforms, their resources, and the people. Knows no Qt."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import State
from platform_booking.domain.catalogue import Category
from ui.timeline.bars import COLLAPSED_LANES, RowBar, packed_bars, row_bars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from platform_booking.domain.board import Board, PlannedBar
    from platform_booking.domain.catalogue import Catalogue, Resource
    from ui.timeline.metrics import Metrics

PEOPLE: Final = "@"
"""The code of the group of persons: their own time belongs to no platform."""
MAX_LANES: Final = 6
"""A pool of more units is drawn in two lanes until it is opened."""
SHOWN_STATES: Final = frozenset(
    {State.REQUESTED, State.APPROVED, State.IN_USE, State.COMPLETED, State.NO_SHOW}
)


class RowKind(StrEnum):
    """What a row is."""

    GROUP = "group"
    RESOURCE = "resource"


@dataclass(frozen=True, slots=True)
class RowFilter:
    """What is asked to be seen. Empty means everything."""

    platforms: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    partner: str = ""
    mine: str = ""
    """Login whose bookings are meant."""
    states: frozenset[State] = SHOWN_STATES
    text: str = ""
    collapsed: frozenset[str] = frozenset({PEOPLE})
    """Codes of groups that are closed."""
    opened: frozenset[str] = frozenset()
    """Codes of large pools whose units are all shown."""

    @property
    def picks_bookings(self) -> bool:
        """Whether it asks for somebody's bookings rather than for resources."""
        return bool(self.partner or self.mine)


@dataclass(frozen=True, slots=True)
class Row:
    """One row, at ``y`` from the top of the content."""

    kind: RowKind
    code: str
    """Of the platform or resource."""
    platform: str
    name: str
    sub: str
    y: int
    height: int
    lanes: tuple[int, ...] = ()
    """Unit of each lane; of a large pool that is closed, nothing but its two lanes of 0."""
    units: int = 0
    peak: int = 0
    """Of a large pool: the most units in use at once."""
    collapsed: bool = False
    bars: tuple[RowBar, ...] = ()
    hits: int = 0
    """Of a group: how many of its resources are listed."""

    @property
    def is_group(self) -> bool:
        """Whether it heads a platform."""
        return self.kind is RowKind.GROUP

    @property
    def is_large(self) -> bool:
        """Whether it is a pool too large for a lane for each unit."""
        return self.units > MAX_LANES


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows, and where they stand."""

    rows: tuple[Row, ...] = ()
    height: int = 0
    listed: int = 0
    total: int = 0
    """Resources listed (also in closed groups) and resources there are, people apart."""
    tops: tuple[int, ...] = ()
    sessions: dict[tuple[str, int], tuple[tuple[int, RowBar], ...]] = field(default_factory=dict)
    """(ref, occurrence) → where its bars are: row number and bar."""

    def at(self, y: float) -> int | None:
        """The number of the row at that height; None below the last."""
        at = bisect_right(self.tops, y) - 1
        return at if 0 <= at < len(self.rows) and y < self.rows[at].y + self.rows[at].height else None

    def between(self, top: float, bottom: float) -> range:
        """Numbers of the rows that show between two heights."""
        first = max(0, bisect_right(self.tops, top) - 1)
        last = first
        while last < len(self.rows) and self.rows[last].y < bottom:
            last += 1
        return range(first, last)

    def find(self, code: str) -> int | None:
        """The number of a resource's row."""
        return next(
            (at for at, row in enumerate(self.rows) if not row.is_group and row.code == code),
            None,
        )


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The few words that rows need."""

    language: str
    people: str
    places: Callable[[int], str]
    """A room's capacity in words."""


def make_rows(
    catalogue: Catalogue, board: Board | None, wanted: RowFilter, metrics: Metrics, texts: RowTexts
) -> Rows:
    """The rows of a catalogue with the bars of a board, as far as the filter asks for them."""
    by_resource: dict[int, list[PlannedBar]] = {}
    for bar in board.bars if board else ():
        if bar.is_block or bar.state in wanted.states:
            by_resource.setdefault(bar.resource_id, []).append(bar)
    made: list[Row] = []
    y = listed = total = 0
    for code, name, resources in _groups(catalogue, texts):
        shown = [
            resource
            for resource in resources
            if _is_wanted(resource, by_resource.get(resource.id, ()), wanted, texts.language)
        ]
        if code != PEOPLE:
            total += len(resources)
            listed += len(shown)
        if not shown:
            continue
        closed = code in wanted.collapsed
        made.append(
            Row(
                RowKind.GROUP,
                code,
                "" if code == PEOPLE else code,
                name,
                "",
                y,
                metrics.group,
                units=sum(len(resource.active_units) for resource in shown),
                collapsed=closed,
                hits=len(shown),
            )
        )
        y += metrics.group
        for resource in () if closed else shown:
            row = _row(resource, by_resource.get(resource.id, ()), wanted, metrics, texts, y)
            made.append(row)
            y += row.height
    return Rows(tuple(made), y, listed, total, tuple(row.y for row in made), _sessions(made))


def _groups(catalogue: Catalogue, texts: RowTexts) -> Iterator[tuple[str, str, list[Resource]]]:
    people: list[Resource] = []
    of_platform: dict[str, list[Resource]] = {code: [] for code in catalogue.platforms}
    for resource in catalogue.resources.values():
        if not resource.active:
            continue
        if resource.category == Category.STAFF or resource.platform not in of_platform:
            people.append(resource)
        else:
            of_platform[resource.platform].append(resource)
    for code, platform in catalogue.platforms.items():
        if platform.active and of_platform[code]:
            yield code, platform.name.in_language(texts.language), of_platform[code]
    if people:
        people.sort(key=lambda resource: resource.name.in_language(texts.language))
        yield PEOPLE, texts.people, people


def _is_wanted(resource: Resource, bars: Sequence[PlannedBar], wanted: RowFilter, language: str) -> bool:
    group = resource.platform if resource.category != Category.STAFF else PEOPLE
    if wanted.platforms and group not in wanted.platforms:
        return False
    if wanted.categories and resource.category not in wanted.categories:
        return False
    if wanted.picks_bookings and not any(_is_asked_for(bar, wanted) for bar in bars):
        return False
    text = wanted.text.strip().casefold()
    if not text:
        return True
    words = f"{resource.code} {resource.name.in_language(language)} {resource.site}".casefold()
    return text in words or any(text in f"{bar.title} {bar.ref}".casefold() for bar in bars)


def _is_asked_for(bar: PlannedBar, wanted: RowFilter) -> bool:
    return (
        not bar.is_block
        and (not wanted.partner or bar.partner == wanted.partner)
        and (not wanted.mine or bar.organiser == wanted.mine)
    )


def _row(
    resource: Resource,
    bars: Sequence[PlannedBar],
    wanted: RowFilter,
    metrics: Metrics,
    texts: RowTexts,
    y: int,
) -> Row:
    quiet = (
        frozenset(bar.id for bar in bars if not bar.is_block and not _is_asked_for(bar, wanted))
        if wanted.picks_bookings
        else frozenset()
    )
    used = {bar.unit_id for bar in bars}
    units = tuple(unit.id for unit in resource.units if unit.active or unit.id in used)
    packed = len(units) > MAX_LANES and resource.code not in wanted.opened
    lanes = (0,) * COLLAPSED_LANES if packed else units or (0,)
    made = packed_bars(bars, quiet) if packed else row_bars(bars, lanes, quiet)
    return Row(
        RowKind.RESOURCE,
        resource.code,
        resource.platform,
        resource.name.in_language(texts.language),
        _sub(resource, texts),
        y,
        metrics.height(len(lanes)),
        lanes,
        len(units),
        _peak(bars) if packed else 0,
        bars=made,
    )


def _sub(resource: Resource, texts: RowTexts) -> str:
    if resource.category == Category.ROOM and resource.capacity:
        places = texts.places(resource.capacity)
        return f"{places} · {resource.site}" if resource.site else places
    return resource.site


def _peak(bars: Sequence[PlannedBar]) -> int:
    """The most units held at once."""
    events = sorted(event for bar in bars if bar.holds for event in ((bar.use.start, 1), (bar.use.end, -1)))
    most = now = 0
    for _, step in events:
        now += step
        most = max(most, now)
    return most


def _sessions(rows: Sequence[Row]) -> dict[tuple[str, int], tuple[tuple[int, RowBar], ...]]:
    found: dict[tuple[str, int], list[tuple[int, RowBar]]] = {}
    for number, row in enumerate(rows):
        for bar in row.bars:
            if not bar.more:
                found.setdefault(bar.session, []).append((number, bar))
    return {session: tuple(bars) for session, bars in found.items()}
