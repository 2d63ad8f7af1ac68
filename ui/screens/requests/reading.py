"""What the detail shows, read in one go in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.conflicts import Conflict, ConflictKind

if TYPE_CHECKING:
    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.approval import Decided
    from platform_booking.services.dossier import Dossier
    from platform_booking.services.review import InboxEntry, Review, ReviewLine


@dataclass(frozen=True, slots=True)
class Inbox:
    """Both lists."""

    mine: tuple[InboxEntry, ...]
    elsewhere: tuple[Booking, ...]
    catalogue: Catalogue
    """In which all that they name stands."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A request with all that is needed to decide it."""

    review: Review
    dossier: Dossier

    @property
    def may_decide(self) -> bool:
        """Whether something of it is mine to decide now."""
        return "approve" in self.dossier.allowed

    @property
    def mine(self) -> tuple[ReviewLine, ...]:
        """The lines that wait for me."""
        return tuple(line for line in self.review.lines if line.mine)

    @property
    def hard(self) -> tuple[Conflict, ...]:
        """Why approving is impossible now."""
        return tuple(item for item in self.review.conflicts if item.kind is ConflictKind.HARD)

    @property
    def soft(self) -> tuple[Conflict, ...]:
        """Whose requests would have to give way."""
        return tuple(item for item in self.review.conflicts if item.kind is not ConflictKind.HARD)

    @property
    def can_take_solution(self) -> bool:
        """Whether the ready solution can be taken here: units are chosen by approving, resources by exchanging."""
        solution = self.review.solution
        if solution is None or not self.may_decide:
            return False
        return solution.kind is AlternativeKind.UNIT or "edit" in self.dossier.allowed


def read_inbox(platform: PlatformBooking) -> Inbox:
    """What waits for me, and what waits for others."""
    return Inbox(platform.reviews.inbox(), platform.reviews.waiting_elsewhere(), platform.catalogue.load())


def examine(platform: PlatformBooking, ref: str) -> Examined:
    """The request of that ref, as it is now. Raises NotFound."""
    return Examined(platform.reviews.review(ref), platform.dossiers.dossier(ref))


def take_solution(platform: PlatformBooking, examined: Examined, reason: str) -> Decided:
    """Put the equivalent in the place of what is taken, then approve. Raises as ``exchange`` and ``approve``."""
    booking, solution = examined.review.booking, examined.review.solution
    version = booking.version
    if solution is not None and solution.kind is AlternativeKind.RESOURCE:
        exchanged = {
            line.number: solution.resource for line in booking.lines if line.resource == solution.instead_of
        }
        version = platform.changes.exchange(booking.ref, exchanged, expected_version=version).booking.version
    return platform.approvals.approve(booking.ref, reason=reason, expected_version=version)
