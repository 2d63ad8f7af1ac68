"""What the colour of a bar says: its platform, who has it, or how far it is decided. Shapes say the status in any case.

Knows no Qt: a hue is a name that the theme knows, a platform's code, ``#`` and a number, or a tone as ``success``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.board import PlannedBar
    from platform_booking.domain.catalogue import Catalogue

_TONES: Final = {
    State.REQUESTED: "warning",
    State.APPROVED: "success",
    State.IN_USE: "info",
    State.NO_SHOW: "danger",
}
"""What is over and what was given up is grey."""
OVER: Final = "over"


class ColourBy(StrEnum):
    """What colours tell apart."""

    PLATFORM = "platform"
    PARTNER = "partner"
    STATUS = "status"


def partner_numbers(catalogue: Catalogue) -> Mapping[str, int]:
    """A number for each partner, so that neighbours in the list differ in colour."""
    return {code: number for number, code in enumerate(sorted(catalogue.partners))}


def hue(by: ColourBy, bar: PlannedBar, platform: str, partners: Mapping[str, int]) -> str:
    """The hue of a bar on a row of that platform."""
    if by is ColourBy.STATUS:
        return _TONES.get(bar.state, OVER)
    if by is ColourBy.PARTNER:
        return f"#{partners[bar.partner]}" if bar.partner in partners else OVER
    return platform
