"""Others change unit to make room: the plan's ``moves`` carried out in its own transaction, and those affected told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import LIVE
from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX
from platform_booking.services.notices import tell
from platform_booking.storage.bookings import LostRace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.repacking import UnitMove
    from platform_booking.services.desk import Desk
    from platform_booking.storage.audit import AuditEntry
    from platform_booking.storage.bookings import Stamp
    from platform_booking.storage.unit_of_work import UnitOfWork

REASSIGN: Final = "reassign"
"""The trail's word for a change of unit that somebody else's plan needed: nobody's own step."""
UNIT_CHANGED: Final = "unit-changed"
"""Kind of notice."""


_ROOM_FOR: Final = "room-for "


def makes_room(entry: AuditEntry) -> bool:
    """Whether the entry is such a change. Whoever takes a step back is not hindered by it."""
    return entry.action == REASSIGN and entry.reason.startswith(_ROOM_FOR)


@dataclass(frozen=True, slots=True)
class Reassigned:
    """One booking that gets another unit of the same pool at one date. Its times stay."""

    ref: str
    resource: str
    """Code."""
    unit_from: str
    unit_to: str
    """Names."""
    occurrence: date


@dataclass(frozen=True, slots=True)
class Reassignment:
    """What making room does to others. Nothing is written yet."""

    pairs: tuple[tuple[Booking, Booking], ...] = ()
    """Before and after of every other booking."""
    reassigned: tuple[Reassigned, ...] = ()
    """Every change of unit, also within the booking that needs the room."""

    @property
    def refs(self) -> tuple[str, ...]:
        """The other bookings that it touches."""
        return tuple(after.ref for _, after in self.pairs)

    @property
    def moved(self) -> frozenset[int]:
        """The allocations of other bookings that change unit."""
        return frozenset(
            becomes.id
            for before, after in self.pairs
            for was, becomes in zip(before.allocations, after.allocations, strict=True)
            if was.unit_id != becomes.unit_id
        )

    def joined(self, other: Reassignment) -> Reassignment:
        """This and another one, of other pools, as one."""
        units = {
            item.id: item for _, after in self.pairs for item in after.allocations if item.id in self.moved
        }
        mine = {after.ref: (before, after) for before, after in self.pairs}
        for before, after in other.pairs:
            both = tuple(units.get(item.id, item) for item in after.allocations)
            mine[after.ref] = (before, replace(after, allocations=both))
        return Reassignment(tuple(mine.values()), self.reassigned + other.reassigned)

    def write(
        self,
        unit_of_work: UnitOfWork,
        desk: Desk,
        actor: Actor,
        because_of: str,
        together: Sequence[tuple[Booking, Booking, Stamp]] = (),
    ) -> None:
        """Write it with the changes ``together`` that need the room, and tell those affected.

        A new booking or block is written after it. ``because_of`` is its ref. Raises LostRace and SlotTaken.
        """
        stamp = desk.stamp(actor, REASSIGN, f"{_ROOM_FOR}{because_of}")
        unit_of_work.bookings.save_all([*together, *((before, after, stamp) for before, after in self.pairs)])
        for before, after in self.pairs:
            _tell(unit_of_work, actor, before, after, because_of)


NOBODY: Final = Reassignment()


def reassignment_of(
    unit_of_work: UnitOfWork, moves: Sequence[UnitMove], now: datetime, own: Booking
) -> tuple[Reassignment, Booking]:
    """What the moves do to others, and ``own`` (the version to be written) with those that concern itself.

    Only a booking that holds its units needs the room: for one that competes nobody moves before it is approved.
    Raises LostRace when another transaction has changed one of them since it was planned.
    """
    if not moves:
        return NOBODY, own
    held = {
        unit_of_work.catalogue.resource_of_unit[item.unit_id].code for item in own.allocations if item.holds
    }
    needed = [move for move in moves if move.resource in held]
    mine = [move for move in needed if move.holder == own.ref]
    others = reassignment_of_others(unit_of_work, [move for move in needed if move.holder != own.ref], now)
    if not mine:
        return others, own
    named = tuple(_named(unit_of_work.catalogue, own, mine))
    return replace(others, reassigned=others.reassigned + named), _on_other_units(own, mine, now)


def reassignment_of_others(
    unit_of_work: UnitOfWork, moves: Sequence[UnitMove], now: datetime
) -> Reassignment:
    """What the moves do to the bookings they concern. Raises LostRace as ``reassignment_of``."""
    by_holder: dict[str, list[UnitMove]] = {}
    for move in moves:
        by_holder.setdefault(move.holder, []).append(move)
    pairs = []
    reassigned: list[Reassigned] = []
    for ref, own_moves in sorted(by_holder.items()):
        before = unit_of_work.bookings.get(ref)
        reassigned += _named(unit_of_work.catalogue, before, own_moves)
        after = _on_other_units(before, own_moves, now)
        pairs.append((before, replace(after, version=before.version + 1, changed_at=now)))
    return Reassignment(tuple(pairs), tuple(reassigned))


def _on_other_units(booking: Booking, moves: Sequence[UnitMove], now: datetime) -> Booking:
    """Calendars tell of no unit, so their sequence number stays."""
    to = {move.allocation_id: move for move in moves}
    for item in booking.allocations:
        move = to.get(item.id)
        if move and ((item.unit_id, item.occupied) != (move.unit_from, move.span) or item.state not in LIVE):
            raise LostRace
    return replace(
        booking,
        allocations=tuple(
            replace(item, unit_id=to[item.id].unit_to, changed_at=now) if item.id in to else item
            for item in booking.allocations
        ),
    )


def _named(catalogue: Catalogue, booking: Booking, moves: Sequence[UnitMove]) -> Iterator[Reassigned]:
    to = {move.allocation_id: move for move in moves}
    days = {occurrence.number: occurrence.day(booking.zone) for occurrence in booking.occurrences}
    for item in booking.allocations:
        move = to.get(item.id)
        if move:
            yield Reassigned(
                booking.ref,
                move.resource,
                catalogue.unit_by_id[move.unit_from].name,
                catalogue.unit_by_id[move.unit_to].name,
                days[item.occurrence],
            )


def _tell(unit_of_work: UnitOfWork, actor: Actor, before: Booking, after: Booking, because_of: str) -> None:
    """The organiser and whoever takes part at those dates; not the one who does it, who is shown it."""
    catalogue = unit_of_work.catalogue
    days = {occurrence.number: occurrence.day(after.zone).isoformat() for occurrence in after.occurrences}
    changed: dict[tuple[int, int], list[int]] = {}
    for was, becomes in zip(before.allocations, after.allocations, strict=True):
        if was.unit_id != becomes.unit_id:
            changed.setdefault((was.unit_id, becomes.unit_id), []).append(was.occurrence)
    for (unit_from, unit_to), numbers in changed.items():
        tell(
            unit_of_work,
            after.changed_at,
            UNIT_CHANGED,
            after,
            _concerned(catalogue, after, set(numbers)),
            by=actor.login,
            resource=catalogue.resource_of_unit[unit_from].code,
            unit_from=catalogue.unit_by_id[unit_from].name,
            unit_to=catalogue.unit_by_id[unit_to].name,
            dates=[days[number] for number in sorted(set(numbers))],
            because_of=because_of,
        )


def _concerned(catalogue: Catalogue, booking: Booking, dates: set[int]) -> list[str]:
    logins = {booking.organiser: None}
    for item in booking.allocations:
        code = catalogue.resource_of_unit[item.unit_id].code
        if item.occurrence in dates and item.state in LIVE and code.startswith(PERSON_RESOURCE_PREFIX):
            logins[code.removeprefix(PERSON_RESOURCE_PREFIX)] = None
    return list(logins)
