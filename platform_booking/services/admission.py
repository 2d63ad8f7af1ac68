"""Whether the rules let something else be booked instead of a wish: what is offered must be a "yes"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.rules import Violation, refusing, worsened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.planning import Wish
    from platform_booking.services.judging import Judge

UNWELCOME: Final = frozenset({"outside-opening", "closed", "holiday"})
"""Warnings that nobody wants to be offered who did not ask for them."""


@dataclass(frozen=True, slots=True)
class Admission:
    """What may be offered instead of one wish."""

    judge: Judge
    own: tuple[Violation, ...]
    """What the rules say of the wish itself."""
    lived_with: Sequence[Violation] = ()
    overridden_by: str | None = None

    def broken(self, violations: Sequence[Violation]) -> tuple[Violation, ...]:
        """What of it stands in the way."""
        return refusing(worsened(self.lived_with, violations), self.overridden_by)

    def admits(self, other: Wish) -> bool:
        """Whether it could be booked."""
        found = self._violations(other)
        return found is not None and not self.broken(found)

    def welcomes(self, other: Wish) -> bool:
        """Whether it could be booked, and lies on no closed day or hour that the wish itself kept clear of."""
        found = self._violations(other)
        if found is None or self.broken(found):
            return False
        return not any(item.code in UNWELCOME for item in worsened(self.own, found))

    def _violations(self, other: Wish) -> tuple[Violation, ...] | None:
        """None where it has no dates."""
        try:
            return self.judge.violations(other.lines, other.occurrences())
        except InvalidInput:
            return None
