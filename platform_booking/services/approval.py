"""Deciding on requests: each platform on its own lines, step by step of their chains."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from platform_booking.domain.booking import Action, Allocation, Booking
from platform_booking.domain.errors import BookingError, InvalidInput, NotFound, StoreError
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.deciding import Decided, Word, note_decisions, settle
from platform_booking.services.desk import ChangeSet
from platform_booking.services.granting import declined, grant
from platform_booking.services.inbox import InboxItem, inbox_of
from platform_booking.services.notices import tell
from platform_booking.services.requests import resource_of
from platform_booking.services.selection import Dates, check_version, occurrence_on
from platform_booking.services.steps import require_mine
from platform_booking.services.versions import require_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from platform_booking.domain.authority import Actor
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

__all__ = ["ApprovalService", "BatchResult", "Decided", "Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """What of a request a decision is about: everything that waits for me, or less."""

    resource: str | None = None
    """Code of the resource of the lines meant."""
    days: tuple[date, ...] = ()
    """The dates meant; none: all."""
    following: bool = False
    """Also the dates that follow the one day."""

    def numbers(self, booking: Booking) -> frozenset[int]:
        """Of the dates meant. Raises NotFound, and InvalidInput for "following" without one single day."""
        if len(self.days) > 1:
            if self.following:
                raise InvalidInput("following-needs-occurrence")
            return frozenset(occurrence_on(booking, day).number for day in self.days)
        dates = Dates(self.days[0] if self.days else None, self.following)
        return frozenset(item.number for item in dates.of(booking))


ALL: Part = Part()


@dataclass(frozen=True, slots=True)
class BatchResult:
    """Several requests decided one by one."""

    done: tuple[Decided, ...]
    refused: tuple[tuple[str, BookingError], ...]
    """Refs that were left as they are, each with the reason."""


class ApprovalService:
    """Decisions on requests."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def approve(
        self,
        ref: str,
        *,
        resource: str | None = None,
        day: date | None = None,
        days: Sequence[date] = (),
        following: bool = False,
        reason: str = "",
        expected_version: int | None = None,
        dry_run: bool = False,
    ) -> Decided:
        """Grant the step that each line waits for, where it is mine to grant; the last step approves.

        Competing requests that no longer fit are declined in the same transaction, and offered what else would do.
        ``dry_run`` tells the same without writing. Raises NotFound, NotPermitted, IllegalTransition when nothing waits,
        BookingConflict when a competing request no longer fits itself.
        """
        part = Part(resource, _days(day, days), following)

        def work(unit_of_work: UnitOfWork) -> Decided:
            actor, booking, mine = self._mine(unit_of_work, ref, Action.APPROVE, part, expected_version)
            granted = grant(unit_of_work, booking, mine, self._desk.now())
            word = Word(actor, actor.login, Action.APPROVE.value, reason.strip())
            return settle(self._desk, unit_of_work, word, granted, mine, dry_run=dry_run)

        return self._desk.store.read(work) if dry_run else self._desk.store.write(work)

    def approve_all(
        self, refs: Sequence[str], part: Part = ALL, *, reason: str = "", dry_run: bool = False
    ) -> BatchResult:
        """Approve those that nobody stands against, each for itself; none of them displaces anybody.

        What speaks against one is told with its ref: BookingConflict (also for requests that would be displaced),
        NotFound, NotPermitted, IllegalTransition or, for all that are left, what is wrong with the store.
        """

        def approve(ref: str) -> Decided:
            work = partial(self._approve_alone, ref=ref, part=part, reason=reason, dry_run=dry_run)
            return self._desk.store.read(work) if dry_run else self._desk.store.write(work)

        return _one_by_one(refs, approve)

    def _approve_alone(
        self, unit_of_work: UnitOfWork, ref: str, part: Part, reason: str, *, dry_run: bool
    ) -> Decided:
        actor, booking, mine = self._mine(unit_of_work, ref, Action.APPROVE, part, None)
        granted = grant(unit_of_work, booking, mine, self._desk.now())
        against = granted.conflicts(unit_of_work.catalogue)
        if against:
            raise BookingConflict(against)
        word = Word(actor, actor.login, Action.APPROVE.value, reason.strip())
        return settle(self._desk, unit_of_work, word, granted, mine, dry_run=dry_run)

    def decline(
        self,
        ref: str,
        reason: str,
        *,
        resource: str | None = None,
        day: date | None = None,
        days: Sequence[date] = (),
        following: bool = False,
        expected_version: int | None = None,
    ) -> Decided:
        """Refuse the lines that wait for me, with a reason. Raises as ``approve``, InvalidInput without a reason."""
        part = Part(resource, _days(day, days), following)
        return self._decline(ref, require_reason(reason), part, expected_version)

    def decline_all(
        self, refs: Sequence[str], reason: str, part: Part = ALL, *, dry_run: bool = False
    ) -> BatchResult:
        """Refuse several for one reason, each for itself; ``dry_run`` tells the same without writing, and needs none.

        Raises InvalidInput without a reason.
        """
        why = reason if dry_run else require_reason(reason)
        return _one_by_one(refs, lambda ref: self._decline(ref, why, part, None, dry_run=dry_run))

    def _decline(
        self, ref: str, why: str, part: Part, expected_version: int | None, *, dry_run: bool = False
    ) -> Decided:
        def work(unit_of_work: UnitOfWork) -> Decided:
            actor, booking, mine = self._mine(unit_of_work, ref, Action.DECLINE, part, expected_version)
            now = self._desk.now()
            after = declined(booking, {item.id for item in mine}, now)
            if dry_run:
                return Decided(booking, after)
            word = Word(actor, actor.login, Action.DECLINE.value, why)
            unit_of_work.bookings.save(booking, after, self._desk.stamp(actor, word.action, why))
            note_decisions(self._desk, unit_of_work, word, booking, mine, "declined")
            tell(unit_of_work, now, "declined", after, [after.organiser], by=actor.login, reason=why)
            return Decided(booking, after, changes=ChangeSet(bookings=(booking.ref,)))

        return self._desk.store.read(work) if dry_run else self._desk.store.write(work)

    def inbox(self) -> tuple[InboxItem, ...]:
        """What waits for me, the nearest deadline first."""
        return self._desk.store.read(lambda unit_of_work: inbox_of(self._desk, unit_of_work))

    def _mine(
        self,
        unit_of_work: UnitOfWork,
        ref: str,
        action: Action,
        part: Part,
        expected_version: int | None,
    ) -> tuple[Actor, Booking, tuple[Allocation, ...]]:
        """The allocations that wait and are mine to decide, among those meant."""
        catalogue = unit_of_work.catalogue
        actor = self._desk.person(catalogue)
        booking = unit_of_work.bookings.get(ref)
        check_version(booking, expected_version)
        lines = {line.number: line.resource for line in booking.lines}
        if part.resource is not None:
            wanted = resource_of(catalogue, part.resource).code
            lines = {number: code for number, code in lines.items() if code == wanted}
            if not lines:
                raise NotFound(
                    "line", f"{booking.ref} {wanted}", tuple(line.resource for line in booking.lines)
                )
        numbers = part.numbers(booking)
        meant = [item for item in booking.allocations if item.line in lines and item.occurrence in numbers]
        mine = require_mine(actor, catalogue, booking, meant, action.value, self._desk.now())
        return actor, booking, mine


def _days(day: date | None, days: Sequence[date]) -> tuple[date, ...]:
    return (*days,) if day is None else (day, *days)


def _one_by_one(refs: Sequence[str], decide: Callable[[str], Decided]) -> BatchResult:
    """Each in a transaction of its own; what is wrong with the store is wrong for all that are left."""
    done: list[Decided] = []
    refused: list[tuple[str, BookingError]] = []
    for place, ref in enumerate(refs):
        try:
            done.append(decide(ref))
        except StoreError as error:
            refused += [(left, error) for left in refs[place:]]
            break
        except BookingError as error:
            refused.append((ref, error))
    return BatchResult(tuple(done), tuple(refused))
