"""The picture of a proposal: where each line would go, whether it fits, who is in the way. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ui.timeline.layout import MIN_WIDTH
from ui.timeline.proposal import Intent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.domain.verdict import LineVerdict, Verdict
    from ui.timeline.bars import RowBar
    from ui.timeline.proposal import Proposal
    from ui.timeline.rows import Row
    from ui.timeline.scene import Scene
    from ui.timeline.state import Alternative


class Box(NamedTuple):
    """A rectangle in content pixels."""

    x: int
    y: int
    width: int
    height: int


class Mood(StrEnum):
    """How a part of a ghost is drawn."""

    FITS = "fits"
    CONFLICT = "conflict"
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class GhostPart:
    """One line where it would be."""

    box: Box
    mood: Mood
    busy_until: TimeSpan | None = None
    """What its first blocker occupies."""
    warned: bool = False
    """Whether it fits, and a timetable has something then all the same."""


@dataclass(frozen=True, slots=True)
class NumberedPart:
    """One alternative where it would be."""

    box: Box
    number: int


@dataclass(frozen=True, slots=True)
class GhostPicture:
    """Everything to draw of a proposal."""

    span: TimeSpan
    parts: tuple[GhostPart, ...]
    origins: tuple[Box, ...]
    """Where the session is now: drawn faded."""
    blockers: tuple[Box, ...]
    """Bars that are in the way: ringed in red."""
    band: tuple[int, int]
    """From where to where in time, in content pixels."""

    @property
    def fits(self) -> bool:
        """Whether nothing is in the way."""
        return all(part.mood is not Mood.CONFLICT for part in self.parts)


def picture_of(scene: Scene, proposal: Proposal, verdict: Verdict | None) -> GhostPicture:
    """Where the proposal and its verdict are drawn."""
    if verdict is not None and verdict.lines:
        parts = tuple(part for line in verdict.lines for part in _judged(scene, proposal, line))
    else:
        parts = tuple(_unjudged(scene, proposal))
    blockers = tuple(_blockers(scene, verdict.lines if verdict else ()))
    origins: tuple[Box, ...] = ()
    if proposal.kind is not Intent.CREATE:
        origins = tuple(
            Box(placed.x0, scene.rows.rows[row].y + placed.y, placed.x1 - placed.x0, placed.height)
            for session in ((proposal.ref, proposal.occurrence), *proposal.beside)
            for row, placed in scene.placed_of(session)
        )
    x0, width = _extent(scene, proposal.span)
    return GhostPicture(proposal.span, parts, origins, blockers, (x0, x0 + width))


def numbered(scene: Scene, alternatives: Sequence[Alternative]) -> tuple[NumberedPart, ...]:
    """Where the alternatives are drawn; those outside the period or the filters are left out."""
    found = []
    for item in alternatives:
        at = scene.row_of(item.resource)
        if at is None or not item.span.overlaps(scene.span):
            continue
        _, row = at
        x, width = _extent(scene, item.span)
        y, height = scene.band(row, (), 1)[0]
        found.append(NumberedPart(Box(x, row.y + y, width, height), item.number))
    return tuple(found)


def _extent(scene: Scene, span: TimeSpan) -> tuple[int, int]:
    x0 = round(scene.axis.x(span.start.timestamp()))
    x1 = round(scene.axis.x(span.end.timestamp()))
    return x0, max(MIN_WIDTH, x1 - x0)


def _judged(scene: Scene, proposal: Proposal, line: LineVerdict) -> Iterator[GhostPart]:
    at = scene.row_of(line.resource)
    if at is None:
        return
    _, row = at
    mood = Mood.FITS if line.fits else Mood.CONFLICT
    units = line.units if line.fits else _units_now(scene, proposal, line)
    lane = 0
    if not units and proposal.to_unit in row.lanes:
        lane = row.lanes.index(proposal.to_unit)
    x, width = _extent(scene, line.use)
    busy = max((conflict.span for conflict in line.conflicts), key=lambda span: span.end, default=None)
    warned = line.fits and any(rival.timetable for rival in line.competing)
    for y, height in scene.band(row, units, line.quantity, lane):
        yield GhostPart(Box(x, row.y + y, width, height), mood, None if line.fits else busy, warned)


def _units_now(scene: Scene, proposal: Proposal, line: LineVerdict) -> tuple[int, ...]:
    """The units that the line has now: where a ghost that does not fit is drawn."""
    if proposal.kind is Intent.CREATE:
        return (proposal.unit_id,)
    return tuple(
        unit.unit_id
        for _, bar in scene.rows.sessions.get((proposal.ref, proposal.occurrence), ())
        for unit in bar.bars
        if unit.line == line.line
    )


def _unjudged(scene: Scene, proposal: Proposal) -> Iterator[GhostPart]:
    if proposal.kind is Intent.CREATE or proposal.was is None:
        at = scene.row_of(proposal.resource)
        if at is not None:
            yield from _plain(scene, at[1], proposal.span, (proposal.unit_id,), 1)
        return
    by = proposal.span.start - proposal.was.start
    for number, bar in scene.rows.sessions.get((proposal.ref, proposal.occurrence), ()):
        row = scene.rows.rows[number]
        units = tuple(unit.unit_id for unit in bar.bars)
        if bar.first.line != proposal.line:
            span = bar.first.use if proposal.kind is Intent.RESIZE else bar.first.use.shift(by)
            yield from _plain(scene, row, span, units, bar.quantity)
            continue
        target = scene.row_of(proposal.to_resource) if proposal.to_resource else None
        if target is not None:
            to = (proposal.to_unit,) if proposal.to_unit is not None else ()
            yield from _plain(scene, target[1], proposal.span, to, bar.quantity)
        else:
            yield from _plain(scene, row, proposal.span, units, bar.quantity)


def _plain(scene: Scene, row: Row, span: TimeSpan, units: tuple[int, ...], count: int) -> Iterator[GhostPart]:
    x, width = _extent(scene, span)
    for y, height in scene.band(row, units, count):
        yield GhostPart(Box(x, row.y + y, width, height), Mood.UNJUDGED)


def _blockers(scene: Scene, lines: Sequence[LineVerdict]) -> Iterator[Box]:
    for line in lines:
        at = scene.row_of(line.resource)
        if at is None or line.fits:
            continue
        number, row = at
        holders = {(conflict.holder, conflict.span) for conflict in line.conflicts}
        for placed in scene.layout(number).placed:
            if _is_held_by(placed.bar, holders):
                yield Box(placed.x0, row.y + placed.y, placed.x1 - placed.x0, placed.height)


def _is_held_by(bar: RowBar, holders: set[tuple[str, TimeSpan]]) -> bool:
    return any(unit.ref == holder and unit.occupied == span for unit in bar.bars for holder, span in holders)
