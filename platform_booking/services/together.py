"""The same thing done to several dates that somebody picked: approved, declined or cancelled, each for itself, taken back as one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from platform_booking.domain.errors import BookingError, StoreError
from platform_booking.services.desk import ChangeSet
from platform_booking.services.selection import Picked
from platform_booking.services.undoables import Undoable
from platform_booking.services.versions import require_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.services.approval import ApprovalService, BatchResult
    from platform_booking.services.changing import ChangeService
    from platform_booking.services.deciding import Decided
    from platform_booking.services.series import Changed

    Session = tuple[str, int]


class Deed(StrEnum):
    """What may be done to several at once."""

    APPROVE = "approve"
    DECLINE = "decline"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Together:
    """What was done (or would be) and what was left, each with its (ref, occurrence)."""

    done: tuple[tuple[Session, Decided | Changed], ...]
    refused: tuple[tuple[Session, BookingError], ...]

    @property
    def changes(self) -> ChangeSet:
        """Everything that was touched."""
        return ChangeSet(tuple(dict.fromkeys(ref for _, item in self.done for ref in item.changes.bookings)))

    @property
    def undoable(self) -> Undoable:
        """Takes all of it back."""
        steps = [item.undoable for _, item in self.done]
        before = {former.ref: former for step in steps for former in step.bookings}
        return Undoable(
            tuple(before.values()), {ref: version for step in steps for ref, version in step.versions.items()}
        )


class TogetherService:
    """Goes through what was picked."""

    def __init__(self, approvals: ApprovalService, changes: ChangeService) -> None:
        self._approvals = approvals
        self._changes = changes

    def act(
        self, deed: Deed, sessions: Sequence[Session], reason: str = "", *, dry_run: bool = False
    ) -> Together:
        """Do it to each, in a transaction of its own; with ``dry_run`` say what would become of each, for which no reason is asked.

        A decision is about the whole request, however many of its dates were picked, and displaces nobody; cancelling is
        about the very dates. Raises InvalidInput without a reason to decline or cancel.
        """
        if deed is not Deed.APPROVE and not dry_run:
            require_reason(reason)
        groups = _groups(deed, sessions, apart=dry_run)
        done: list[tuple[Session, Decided | Changed]] = []
        refused: list[tuple[Session, BookingError]] = []
        for place, (ref, numbers) in enumerate(groups):
            try:
                answer = self._one(deed, ref, numbers, reason, dry_run=dry_run)
            except StoreError as error:
                refused += [((left, number), error) for left, rest in groups[place:] for number in rest]
                break
            except BookingError as error:
                refused += [((ref, number), error) for number in numbers]
            else:
                done += [((ref, number), answer) for number in numbers]
        return Together(tuple(done), tuple(refused))

    def _one(
        self, deed: Deed, ref: str, numbers: Sequence[int], reason: str, *, dry_run: bool
    ) -> Decided | Changed:
        match deed:
            case Deed.APPROVE:
                return _only(self._approvals.approve_all((ref,), reason=reason, dry_run=dry_run))
            case Deed.DECLINE:
                return _only(self._approvals.decline_all((ref,), reason, dry_run=dry_run))
            case Deed.CANCEL:
                return self._changes.cancel(ref, reason, Picked(frozenset(numbers)), dry_run=dry_run)


def _groups(deed: Deed, sessions: Sequence[Session], *, apart: bool) -> list[tuple[str, tuple[int, ...]]]:
    """What is done in one step: a request is decided once; the dates of a booking go together, unless each is asked about."""
    numbers: dict[str, dict[int, None]] = {}
    for ref, number in sessions:
        numbers.setdefault(ref, {})[number] = None
    if deed is not Deed.CANCEL:
        return [(ref, tuple(found)[:1]) for ref, found in numbers.items()]
    if apart:
        return [(ref, (number,)) for ref, found in numbers.items() for number in found]
    return [(ref, tuple(found)) for ref, found in numbers.items()]


def _only(result: BatchResult) -> Decided:
    """What became of the only one. Raises what was said against it."""
    for _, error in result.refused:
        raise error
    return result.done[0]
