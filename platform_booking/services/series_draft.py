"""A series as it is to be, before units are given: its dates, its lines, and what has to be planned."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from platform_booking.domain.booking import LIVE, Action, Allocation, State, next_state
from platform_booking.domain.errors import IllegalTransition, InvalidInput
from platform_booking.domain.planning import PlannedLine, needs_of
from platform_booking.domain.recurrence import Recurrence, wall_time
from platform_booking.domain.series import (
    Retimed,
    Shift,
    continued_from,
    needs_split,
    retimed,
)
from platform_booking.services.moving import Move, placed
from platform_booking.services.requests import length_of, read_when
from platform_booking.services.selection import occurrence_on
from platform_booking.services.series_lines import EditedLines, LineEdit, edited_lines, live_cells
from platform_booking.services.versions import is_movable, still_to_come

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Booking, Line, Occurrence
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.planning import Need, Plan
    from platform_booking.services.selection import Dates


@dataclass(frozen=True, slots=True)
class SeriesEdit:
    """What is asked of the dates meant; None and nothing leave things as they are."""

    to: Move | None = None
    title: str | None = None
    learners: int | None = None
    purpose: str | None = None
    visibility: str | None = None
    lines: LineEdit = field(default_factory=LineEdit)
    rule: str | None = None
    biosafety: int | None = None
    dossier: str | None = None
    instructions: str | None = None
    funding: str | None = None

    @property
    def of_the_whole(self) -> bool:
        """Whether it concerns what only a booking has, and not one of its dates."""
        asked = (self.learners, self.purpose, self.visibility, self.rule, self.biosafety, self.dossier)
        return any(item is not None for item in (*asked, self.instructions, self.funding))


@dataclass(frozen=True, slots=True)
class Scope:
    """Which dates of a booking are meant, and what that makes of it."""

    meant: tuple[Occurrence, ...]
    """In order of time."""
    settled: frozenset[int]
    """Numbers of dates that are over or have begun: they stay whatever is said of all."""
    one: bool
    """Whether one date of several is meant."""
    cut: datetime | None = None
    """From this original start on the series continues as a booking of its own."""

    @property
    def numbers(self) -> frozenset[int]:
        """Of the dates meant."""
        return frozenset(item.number for item in self.meant)


def scope_of(booking: Booking, dates: Dates, edit: SeriesEdit, now: datetime) -> Scope:
    """The dates meant that may still change. Raises as ``ChangeService.move``, InvalidInput for what no date has."""
    one = len(booking.occurrences) > 1 and dates.day is not None and not dates.following
    if one and edit.of_the_whole:
        raise InvalidInput("only-of-the-whole", ref=booking.ref)
    meant = tuple(item for item in still_to_come(booking, dates, now) if is_movable(booking, item, now))
    if len(booking.occurrences) > 1 and not one:
        meant = tuple(item for item in meant if item.span.start > now)
    if not meant:
        raise IllegalTransition(booking.ref, booking.status, "move" if edit.to else "edit")
    numbers = {item.number for item in meant}
    settled = frozenset(
        item.number
        for item in booking.occurrences
        if item.number not in numbers and (item.span.start <= now or booking.ends(item) <= now)
    )
    cut = min(item.original_start for item in meant)
    earlier = any(
        item.original_start < cut and (item.number in settled or is_movable(booking, item, now))
        for item in booking.occurrences
    )
    splits = dates.following and earlier
    if edit.rule is not None and not one and not splits:
        splits = bool(settled) and needs_split(booking, settled, Recurrence.parse(edit.rule, booking.zone))
    return Scope(meant, settled, one, cut if splits else None)


def continuing(booking: Booking, scope: Scope, cut: datetime) -> Booking:
    """What follows the cut, as a booking that is not written yet and still has the allocations of the former one."""
    rule, first = continued_from(booking, cut)
    return replace(
        booking,
        rule=rule,
        first_start=first,
        occurrences=tuple(item for item in booking.occurrences if item.number in scope.numbers),
        allocations=tuple(
            item for item in booking.allocations if item.occurrence in scope.numbers and item.state in LIVE
        ),
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """One line at one date that has to be given units."""

    line: Line
    occurrence: Occurrence
    have: tuple[Allocation, ...] = ()
    instead: bool = False
    """Whether ``have`` is of another line, whose place this one takes."""
    again: bool = False
    """Whether it is another resource, so that nobody has agreed yet."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The booking with its new dates and lines; ``given_up`` and ``cells`` say what becomes of its allocations."""

    booking: Booking
    dates: Retimed
    cells: tuple[Cell, ...]
    given_up: frozenset[int]
    """Allocations that are cancelled."""
    needs: tuple[Need, ...]

    @property
    def leaving(self) -> frozenset[int]:
        """Allocations that make place for the plan."""
        return self.given_up | {item.id for cell in self.cells for item in cell.have}


def draft_of(
    catalogue: Catalogue,
    booking: Booking,
    scope: Scope,
    dates: Dates,
    edit: SeriesEdit,
    now: datetime,
    skipped: Collection[int] = (),
) -> Draft:
    """The booking after the edit; dates ``skipped`` (numbers) stay as they are, or do not come. Raises InvalidInput."""
    touched = scope.numbers - set(skipped)
    rule = Recurrence.parse(edit.rule, booking.zone) if edit.rule is not None else None
    whole = not scope.one and not (scope.settled and scope.cut is None)
    shift = _shift(booking, scope, dates, edit.to)
    found = retimed(booking, touched, shift, rule, now, whole=whole)
    if scope.numbers <= found.gone and not found.added:
        raise InvalidInput("no-date-left")
    occurrences = tuple(item for item in found.occurrences if item.number not in found.added & set(skipped))
    lines = edited_lines(catalogue, booking, touched or scope.numbers, edit.lines, now)
    cells, given_up = _cells(booking, touched, found, lines, now)
    after = replace(
        booking,
        rule=found.rule,
        first_start=found.first_start,
        length=found.length,
        lines=lines.lines,
        occurrences=_titled(booking, occurrences, scope, touched, edit),
    )
    cells = tuple(cell for cell in cells if cell.occurrence.number not in skipped)
    return Draft(after, found, cells, given_up, _needs(catalogue, booking, cells))


def _shift(booking: Booking, scope: Scope, dates: Dates, to: Move | None) -> Shift | None:
    """By what all move: the date of which it was said goes where it was said."""
    if to is None:
        return None
    zone = booking.zone
    named = scope.meant[0]
    day = to.of or dates.day
    if day is not None:
        said = occurrence_on(booking, day)
        named = said if said.number in scope.numbers else named
    start = read_when(to.start, zone)
    length = None
    if to.end is not None or to.length is not None:
        length = length_of(start, to.end, to.length, zone)
    by = wall_time(start, zone) - wall_time(named.span.start, zone)
    return Shift(by, length, (named.number, start))


def _titled(
    booking: Booking,
    occurrences: Sequence[Occurrence],
    scope: Scope,
    touched: Collection[int],
    edit: SeriesEdit,
) -> tuple[Occurrence, ...]:
    """A title of one date is its own; a new one of all leaves those that have begun, and own ones, as they are."""
    title = booking.title if edit.title is None else edit.title.strip()
    if edit.title is None or (title == booking.title and not scope.one):
        return tuple(occurrences)
    if scope.one:
        own = "" if title == booking.title else title
        return tuple(replace(item, title=own) if item.number in touched else item for item in occurrences)
    return tuple(
        replace(item, title=item.title or booking.title) if item.number in scope.settled else item
        for item in occurrences
    )


def _cells(
    booking: Booking, touched: Collection[int], dates: Retimed, lines: EditedLines, now: datetime
) -> tuple[tuple[Cell, ...], frozenset[int]]:
    """What is to be planned, and which allocations are given up."""
    by_number = {line.number: line for line in lines.lines}
    occurrences = {item.number: item for item in dates.occurrences}
    spans = {item.number: item.span for item in booking.occurrences}
    cells: list[Cell] = []
    given_up: set[int] = set()
    here = live_cells(booking, touched, now)
    for (number, date), have in here.items():
        line = lines.becomes.get(number, by_number[number])
        if date in dates.gone or line is None:
            given_up |= {item.id for item in have}
            continue
        former = next(item for item in booking.lines if item.number == number)
        instead, again = line.number != number, line.resource != former.resource
        given_up |= {item.id for item in (have if instead else have[line.quantity :])}
        if instead or again or line.quantity > len(have) or occurrences[date].span != spans[date]:
            cells.append(Cell(line, occurrences[date], have[: line.quantity], instead, again))
    stays = sorted({date for _, date in here} - dates.gone)
    cells += [Cell(line, occurrences[date]) for line in lines.added for date in stays]
    cells += [Cell(line, occurrences[date]) for line in lines.standing for date in sorted(dates.added)]
    return tuple(cells), frozenset(given_up)


def _needs(catalogue: Catalogue, booking: Booking, cells: Sequence[Cell]) -> tuple[Need, ...]:
    held: dict[int, set[int]] = {}
    for cell in cells:
        held.setdefault(cell.line.number, set()).update(item.unit_id for item in cell.have)
    for item in booking.allocations:
        held.setdefault(item.line, set()).add(item.unit_id)
    lines = {
        cell.line.number: PlannedLine(
            cell.line,
            catalogue.resources[cell.line.resource],
            None if cell.line.unit is None else catalogue.unit_by_id[cell.line.unit],
            frozenset(held[cell.line.number]),
        )
        for cell in cells
    }
    by_line: dict[int, list[Occurrence]] = {}
    for cell in cells:
        by_line.setdefault(cell.line.number, []).append(cell.occurrence)
    return tuple(
        need for number, dates in by_line.items() for need in needs_of([lines[number]], dates, booking.zone)
    )


def carried_out(
    catalogue: Catalogue, actor: Actor, draft: Draft, plan: Plan, now: datetime
) -> tuple[Allocation, ...]:
    """The allocations that the plan makes of the draft; new ones have the key 0."""
    given: dict[tuple[int, int], list[tuple[int, Need]]] = {}
    for planned in plan.allocations:
        key = (planned.need.wish.line.number, planned.need.occurrence.number)
        given.setdefault(key, []).append((planned.unit_id, planned.need))
    changed: dict[int, Allocation] = {}
    new: list[Allocation] = []
    for cell in draft.cells:
        units = given[cell.line.number, cell.occurrence.number]
        homes = {item.unit_id for item in cell.have}
        free = [pair for pair in units if pair[0] not in homes]
        by_home = {pair[0]: pair for pair in units}
        for item in cell.have:
            unit_id, need = by_home[item.unit_id] if item.unit_id in by_home else free.pop(0)
            made = placed(now, actor, catalogue, cell.line, item, unit_id, need, again=cell.again)
            if cell.instead:
                new.append(replace(made, id=0, line=cell.line.number))
            else:
                changed[item.id] = made
        new += [_asked(catalogue, cell, unit_id, need, now) for unit_id, need in free]
    return (*(_after(item, changed, draft.given_up, now) for item in draft.booking.allocations), *new)


def _after(
    item: Allocation, changed: Mapping[int, Allocation], given_up: frozenset[int], now: datetime
) -> Allocation:
    if item.id in given_up:
        return replace(item, state=next_state(item.state, Action.CANCEL), holds=False, changed_at=now)
    made = changed.get(item.id, item)
    return item if replace(made, changed_at=item.changed_at) == item else made


def _asked(catalogue: Catalogue, cell: Cell, unit_id: int, need: Need, now: datetime) -> Allocation:
    resource = catalogue.resources[cell.line.resource]
    return Allocation(
        id=0,
        unit_id=unit_id,
        line=cell.line.number,
        occurrence=cell.occurrence.number,
        use=need.use,
        occupied=need.occupied,
        state=State.REQUESTED if resource.approval else State.APPROVED,
        holds=not (resource.approval and resource.competes),
        changed_at=now,
    )
