"""When a line of a campaign is used, in words: ``J+7, 2 j``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from platform_booking.domain.campaign import days_and_minutes

if TYPE_CHECKING:
    from platform_booking.domain.recurrence import Lapse
    from platform_booking.wording import Words


def offset(words: Words, lapse: Lapse) -> str:
    """``J+7``, ``J-1``, ``J+7 + 2 h``."""
    days, minutes = days_and_minutes(lapse)
    day = words.text("campaign-day", days=f"{days:+d}")
    return (
        words.text("campaign-day-later", day=day, length=words.lasting(timedelta(minutes=minutes)))
        if minutes
        else day
    )


def lasting(words: Words, lapse: Lapse) -> str:
    """``2 j``, ``1 j 3 h``, ``45 min``."""
    return words.lasting(timedelta(minutes=lapse.wall + lapse.exact))


def own_time(words: Words, by: Lapse, lasts: Lapse | None) -> str:
    """Both, as far as they differ from the booking's; empty where they do not."""
    parts = [offset(words, by)] if by else []
    parts += [lasting(words, lasts)] if lasts is not None else []
    return ", ".join(parts)
