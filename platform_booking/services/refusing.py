"""A change that is refused, told with the ways in which it would not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.services.judging import about_booking
from platform_booking.services.ways_out import alternatives_for

if TYPE_CHECKING:
    from platform_booking.services.desk import Desk
    from platform_booking.services.moving import DoesNotFit


def with_ways_out(desk: Desk, refusal: DoesNotFit) -> BookingConflict | RuleRefused:
    """What is to be raised once the transaction is over."""
    alternatives = alternatives_for(
        desk,
        refusal.wish,
        about_booking(refusal.booking),
        leaving=refusal.leaving,
        lived_with=refusal.lived_with,
    )
    if isinstance(refusal.reason, tuple):
        return RuleRefused(refusal.reason, alternatives)
    return BookingConflict(refusal.reason.conflicts, alternatives)
