"""The planning board: everything between two instants, and what may be dragged there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.authority import is_anothers, may_change, may_see
from platform_booking.domain.board import Board
from platform_booking.domain.booking import LIVE
from platform_booking.domain.errors import NotFound
from platform_booking.storage.week import week_between

if TYPE_CHECKING:
    from collections.abc import Collection
    from zoneinfo import ZoneInfo

    from platform_booking.domain.board import PlannedBar
    from platform_booking.domain.booking import Booking
    from platform_booking.domain.planning import PlannedLine
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Movable:
    """One date of a booking, ready to be dragged: what ``domain.verdict.judge`` wants to know."""

    booking: Booking
    lines: tuple[PlannedLine, ...]
    """Lines still alive at that date, each preferring the units it has."""
    own: frozenset[int]
    """Allocations of that date, which leave their places when it moves."""
    zone: ZoneInfo
    allowed: bool
    """Whether it is mine to move, and not over."""


class PlanningService:
    """Reads the planning board."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def board(self, span: TimeSpan, *, ended: bool = False) -> Board:
        """Every bar that touches the span, of all resources; with ``ended`` also what was declined or given up.

        Of private bookings, those who may not see them learn only that the time is taken.
        """
        return self._desk.store.read(
            lambda unit_of_work: board_of(self._desk, unit_of_work, span, ended=ended)
        )

    def movable(self, ref: str, occurrence: int) -> Movable:
        """That date of the booking, with what must be known to drag it. Raises NotFound."""
        from platform_booking.services.versions import is_movable, planned_lines  # noqa: PLC0415 - a look needs neither

        def work(unit_of_work: UnitOfWork) -> Movable:
            catalogue = unit_of_work.catalogue
            booking = unit_of_work.bookings.get(ref)
            date = next((item for item in booking.occurrences if item.number == occurrence), None)
            if date is None:
                raise NotFound("occurrence", f"{booking.ref} {occurrence}")
            alive = [item for item in booking.allocations_of(date) if item.state in LIVE]
            numbers = {item.line for item in alive}
            return Movable(
                booking,
                tuple(wish for wish in planned_lines(catalogue, booking) if wish.line.number in numbers),
                frozenset(item.id for item in alive),
                booking.zone,
                may_change(self._desk.actor(catalogue), booking)
                and is_movable(booking, date, self._desk.now()),
            )

        return self._desk.store.read(work)


def board_of(
    desk: Desk,
    unit_of_work: UnitOfWork,
    span: TimeSpan,
    *,
    ended: bool = False,
    resources: Collection[str] | None = None,
) -> Board:
    """The board as the person at the desk may see it; ``resources`` (codes) keeps only theirs."""
    catalogue = unit_of_work.catalogue
    actor = desk.actor(catalogue)
    week = week_between(unit_of_work.connection, catalogue, span, ended=ended)
    keys = None if resources is None else {catalogue.resources[code].id for code in resources}
    bars = tuple(bar for bar in week.bars if keys is None or bar.resource_id in keys)
    bars = tuple(
        _veiled(bar) if bar.is_noted and is_anothers(actor, catalogue.resource_of_unit[bar.unit_id]) else bar
        for bar in bars
    )
    if week.private:
        resource_of = catalogue.resource_of_unit
        bars = tuple(
            bar
            if bar.booking_id not in week.private
            or may_see(actor, catalogue, resource_of[bar.unit_id], bar.organiser, bar.partner)
            else _veiled(bar)
            for bar in bars
        )
    return Board(span, bars, week.dates, desk.now(), week.pinned, week.noted)


def _veiled(bar: PlannedBar) -> PlannedBar:
    return replace(bar, title="", organiser="")
