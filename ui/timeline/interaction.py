"""What the pointer means: a state machine from presses, moves and releases to proposals. Paints nothing, knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import State
from platform_booking.domain.recurrence import Lapse, localize, wall_time
from platform_booking.domain.timespan import TimeSpan
from ui.timeline.axis import DAY_MINUTES, MEASURES, at_minute
from ui.timeline.proposal import Intent, Proposal
from ui.timeline.scene import NOTHING, Hit, HitKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import timedelta
    from zoneinfo import ZoneInfo

    from ui.timeline.bars import RowBar
    from ui.timeline.scene import Scene

THRESHOLD: Final = 4
"""Pixels that a press must travel to become a drag."""
FINE: Final = 5
"""Minutes of a snap while Alt is held."""
MOVABLE: Final = frozenset({State.REQUESTED, State.APPROVED})


class Phase(StrEnum):
    """What the pointer is doing."""

    IDLE = "idle"
    PRESSING = "pressing"
    CREATING = "creating"
    MOVING = "moving"
    RESIZING = "resizing"
    PANNING = "panning"
    RUBBER = "rubber"
    REFUSED = "refused"
    """Something was pulled that somebody else has to move."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A point of the content and the keys that are held."""

    x: float
    y: float
    alt: bool = False
    shift: bool = False
    ctrl: bool = False


DRAGS: Final = frozenset({Phase.CREATING, Phase.MOVING, Phase.RESIZING})


def is_movable(bar: RowBar) -> bool:
    """Whether it may be dragged: a booking that the viewer can read and that is still to come."""
    first = bar.first
    return not bar.more and not first.is_block and first.state in MOVABLE and bool(first.title)


class Interaction:
    """One pointer over one scene. The view feeds it; what comes out is ``phase``, ``proposal`` and ``rubber``."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._pressed: Pointer | None = None
        self.hit: Hit = NOTHING
        """What was pressed."""
        self.phase = Phase.IDLE
        self.proposal: Proposal | None = None
        self.rubber: tuple[float, float, float, float] | None = None
        self.may_move: Callable[[str, int], bool] | None = None
        """Whether that session (ref, occurrence) is the viewer's to move; None: all are."""
        self.chosen: Callable[[], Sequence[tuple[str, int]]] = tuple
        """The sessions that are chosen: they move together."""

    def is_movable(self, bar: RowBar) -> bool:
        """Whether it may be dragged, by this viewer."""
        return is_movable(bar) and not self.is_refused(bar)

    def is_refused(self, bar: RowBar) -> bool:
        """Whether it could be dragged, but not by this viewer."""
        return is_movable(bar) and self.may_move is not None and not self.may_move(*bar.session)

    @property
    def is_dragging(self) -> bool:
        """Whether a proposal is being made."""
        return self.phase in DRAGS

    def press(self, at: Pointer) -> Hit:
        """The main button goes down."""
        self._pressed = at
        self.hit = self._scene.hit(at.x, at.y)
        self.phase = Phase.PRESSING
        self.proposal = self.rubber = None
        return self.hit

    def pan(self, at: Pointer) -> None:
        """The middle button goes down: the board is taken by the hand."""
        self._pressed = at
        self.phase = Phase.PANNING

    def move(self, at: Pointer) -> None:
        """The pointer moves with a button held."""
        if self._pressed is None or self.phase is Phase.PANNING:
            return
        if self.phase is Phase.PRESSING:
            if max(abs(at.x - self._pressed.x), abs(at.y - self._pressed.y)) < THRESHOLD:
                return
            self.phase = self._begin(at)
        if self.phase is Phase.CREATING:
            self.proposal = self._creation(at)
        elif self.phase is Phase.MOVING:
            self.proposal = self._movement(at)
        elif self.phase is Phase.RESIZING:
            self.proposal = self._resizing(at)
        elif self.phase is Phase.RUBBER:
            x, y = min(at.x, self._pressed.x), min(at.y, self._pressed.y)
            self.rubber = (x, y, abs(at.x - self._pressed.x), abs(at.y - self._pressed.y))

    def release(self, at: Pointer) -> Proposal | None:
        """The button comes up: the proposal, when something was dragged to somewhere else."""
        self.move(at)
        proposal = self.proposal if self.is_dragging else None
        self.reset()
        if proposal is None or self._is_unchanged(proposal):
            return None
        return proposal

    def reset(self) -> None:
        """Nothing is pressed any more; what was dragged is where it was."""
        self._pressed = None
        self.phase = Phase.IDLE
        self.proposal = self.rubber = None

    def rubber_sessions(self) -> list[tuple[str, int]]:
        """The sessions that the rubber band touches."""
        if self.rubber is None:
            return []
        return self._within(*self.rubber)

    def range_to(self, session: tuple[str, int], hit: Hit) -> list[tuple[str, int]]:
        """Everything from a session to the bar that was hit: in the rows between them and the time that both span."""
        rows = self._scene.rows.rows
        there = [(hit.row, hit.placed)] if hit.placed is not None else []
        starts = self._scene.placed_of(session)
        if not there or not starts:
            return [item.bar.session for _, item in there]
        nearest = min(starts, key=lambda item: abs(item[0] - hit.row))
        corners = [(placed, rows[number].y + placed.y) for number, placed in (nearest, *there)]
        x0, y0 = min(placed.x0 for placed, _ in corners), min(y for _, y in corners)
        x1 = max(placed.x1 for placed, _ in corners)
        y1 = max(y + placed.height for placed, y in corners)
        return self._within(x0, y0, x1 - x0, y1 - y0)

    def _within(self, x: float, y: float, width: float, height: float) -> list[tuple[str, int]]:
        found: dict[tuple[str, int], None] = {}
        rows = self._scene.rows
        for number in rows.between(y, y + height):
            row = rows.rows[number]
            for placed in self._scene.layout(number).between(x, x + width):
                top = row.y + placed.y
                inside = placed.x0 < x + width and placed.x1 > x and top < y + height
                if inside and top + placed.height > y and not placed.bar.more:
                    found[placed.bar.session] = None
        return list(found)

    # --- how a drag begins --------------------------------------------------------------------------------

    def _begin(self, at: Pointer) -> Phase:
        bar = self.hit.bar
        if self.hit.kind is HitKind.EMPTY:
            return Phase.RUBBER if at.shift else Phase.CREATING
        if bar is not None and self.is_refused(bar):
            return Phase.REFUSED
        if bar is None or not is_movable(bar):
            return Phase.PRESSING if bar is not None or self.hit.kind is HitKind.GROUP else Phase.RUBBER
        return Phase.MOVING if self.hit.kind is HitKind.BAR else Phase.RESIZING

    def _step(self, at: Pointer) -> int:
        return FINE if at.alt else MEASURES[self._scene.scale].snap

    # --- what it proposes ---------------------------------------------------------------------------------

    def _creation(self, at: Pointer) -> Proposal:
        row = self._scene.rows.rows[self.hit.row]
        t = self._scene.axis.t(at.x)
        return creation(self._scene, row.code, row.lanes[self.hit.lane], self.hit.t, t, self._step(at))

    def _movement(self, at: Pointer) -> Proposal:
        bar = self.hit.bar
        assert bar is not None
        scene, step = self._scene, self._step(at)
        t = scene.axis.t(at.x)
        start = (
            self._whole_days(bar, t)
            if step == DAY_MINUTES
            else scene.axis.snap(bar.start + t - self.hit.t, step)
        )
        moved = moved_to(bar, start, scene)
        along = self.along(bar.session)
        if along:
            return replace(self._of(bar, Intent.MOVE, moved, series=False), beside=along)
        return self._retargeted(self._of(bar, Intent.MOVE, moved, series=at.shift), at)

    def along(self, session: tuple[str, int]) -> tuple[tuple[str, int], ...]:
        """What was chosen with a session and moves with it."""
        chosen = self.chosen()
        return tuple(item for item in chosen if item != session) if session in chosen else ()

    def _whole_days(self, bar: RowBar, t: float) -> int:
        axis = self._scene.axis
        days = _wall(t, axis.zone).date() - _wall(self.hit.t, axis.zone).date()
        return _shifted(bar.start, days, axis.zone)

    def _retargeted(self, proposal: Proposal, at: Pointer) -> Proposal:
        """The line dropped on another row, or on another unit of its pool."""
        rows = self._scene.rows
        number = rows.at(at.y)
        if number is None or rows.rows[number].is_group:
            return proposal
        row = rows.rows[number]
        lane = self._scene.metrics.lane_at(at.y - row.y, len(row.lanes))
        unit = row.lanes[lane] or None
        if number != self.hit.row:
            return replace(proposal, to_resource=row.code, to_unit=unit)
        return replace(proposal, to_unit=None if lane == self.hit.lane else unit)

    def _resizing(self, at: Pointer) -> Proposal:
        bar = self.hit.bar
        assert bar is not None
        start = self.hit.kind is HitKind.START
        span = resized(bar, self._scene.axis.t(at.x), self._step(at), self._scene, start=start)
        return self._of(bar, Intent.RESIZE, span, series=at.shift)

    def _of(self, bar: RowBar, kind: Intent, span: TimeSpan, *, series: bool) -> Proposal:
        row = self._scene.rows.rows[self.hit.row]
        return proposal_for(bar, row.code, kind, span, series=series)

    def _is_unchanged(self, proposal: Proposal) -> bool:
        return proposal.was == proposal.span and proposal.to_resource is None and proposal.to_unit is None


# --- arithmetic that the keyboard shares ----------------------------------------------------------------


def proposal_for(
    bar: RowBar, resource: str, kind: Intent, span: TimeSpan, *, series: bool = False
) -> Proposal:
    """The proposal to give a bar's line another time."""
    first = bar.first
    return Proposal(
        kind, first.ref, first.occurrence, first.line, resource, first.unit_id, span, first.use, series=series
    )


def creation(scene: Scene, resource: str, unit: int, one: float, other: float, step: int) -> Proposal:
    """Something new between two instants, by whole steps; at least one."""
    low, high = min(one, other), max(one, other)
    if step == DAY_MINUTES:
        start, end = _working_days(scene, low, high)
    else:
        start, end = scene.axis.snap(low, step), scene.axis.snap(high, step)
        if end <= start:
            start, end = (start, start + step * 60) if other >= one else (end - step * 60, end)
    return Proposal(Intent.CREATE, "", 0, 0, resource, unit, _span(start, end))


def _working_days(scene: Scene, low: float, high: float) -> tuple[int, int]:
    zone, hours = scene.axis.zone, scene.hours
    first, last = _wall(low, zone).date(), _wall(high, zone).date()
    return at_minute(first, hours.opens, zone), at_minute(last, hours.closes, zone)


def moved_to(bar: RowBar, start: int, scene: Scene) -> TimeSpan:
    """The use of a bar begun at another instant, as long by the clocks of the zone."""
    use, zone = bar.first.use, scene.axis.zone
    begin = datetime.fromtimestamp(start, UTC)
    return TimeSpan(begin, Lapse.between(use.start, use.end, zone).after(begin, zone))


def resized(bar: RowBar, t: float, step: int, scene: Scene, *, start: bool) -> TimeSpan:
    """The use of a bar whose start or end is at another instant; a step long at least."""
    axis = scene.axis
    if step == DAY_MINUTES:
        edge = bar.start if start else bar.end
        days = _wall(t, axis.zone).date() - _wall(edge, axis.zone).date()
        at = _shifted(edge, days, axis.zone)
        least = 3600
    else:
        at = axis.snap(t, step)
        least = step * 60
    if start:
        return _span(min(at, bar.end - least), bar.end)
    return _span(bar.start, max(at, bar.start + least))


def _shifted(t: int, by: timedelta, zone: ZoneInfo) -> int:
    return int(localize(_wall(t, zone) + by, zone).timestamp())


def _wall(t: float, zone: ZoneInfo) -> datetime:
    return wall_time(datetime.fromtimestamp(t, UTC), zone)


def _span(start: float, end: float) -> TimeSpan:
    return TimeSpan(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
