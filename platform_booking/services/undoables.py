"""What must be known of a step to take it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.booking import Booking
    from platform_booking.services.undoing_blocks import BlockStep
    from platform_booking.services.undoing_items import ItemStep
    from platform_booking.services.undoing_templates import TemplateStep
    from platform_booking.services.undoing_wishes import WishStep

BREAKDOWN: Final = "breakdown"
"""The trail's word for what a breakdown does to a booking."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """What must be known to take a step back."""

    bookings: tuple[Booking, ...]
    """Every booking the step touched, as it was before. One that it made is only named in ``versions``."""
    versions: Mapping[str, int]
    """Ref → version after the step."""
    again: frozenset[str] = frozenset()
    """Refs for which this takes an undo back: states go forward then."""
    blocks: tuple[BlockStep, ...] = ()
    """Every block the step touched."""
    items: tuple[ItemStep, ...] = ()
    """Everything of the catalogue that the step changed."""
    wishes: tuple[WishStep, ...] = ()
    """Every wish of the waiting list that the step touched."""
    templates: tuple[TemplateStep, ...] = ()
    """Every template that the step touched."""
    made: frozenset[str] = frozenset()
    """Refs of bookings that the step made, also where this does it again."""
    behind: Mapping[str, int] = field(default_factory=dict)
    """Ref → number of the entry of the trail behind which it happened, where that is known."""
    last: tuple[str, str] | None = None
    """Instead of all that: (ref, use case), what was done last to that wish or template."""
