"""A "no" with everything that belongs to it: who is in the way, what else would do, which rule and its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.errors import BookingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.conflicts import Conflict
    from platform_booking.domain.rules import Violation


class BookingConflict(BookingError):
    """Somebody else holds what was asked for. Carries who holds what, and the nearest ways out."""

    code = "conflict"

    def __init__(self, conflicts: Sequence[Conflict], alternatives: Sequence[Alternative] = ()) -> None:
        super().__init__(count=len(conflicts))
        self.conflicts = tuple(conflicts)
        self.alternatives = tuple(alternatives)


class RuleRefused(BookingError):
    """A rule says no. Carries every violation, each with its remedy, and the nearest ways in which none would."""

    code = "rule-refused"

    def __init__(self, violations: Sequence[Violation], alternatives: Sequence[Alternative] = ()) -> None:
        super().__init__(count=len(violations))
        self.violations = tuple(violations)
        self.alternatives = tuple(alternatives)
