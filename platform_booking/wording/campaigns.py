"""When a line of a campaign is used, in words: ``J+7, 2 jours``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.campaign import days_and_minutes
from platform_booking.wording.finding import length

if TYPE_CHECKING:
    from platform_booking.domain.recurrence import Lapse
    from platform_booking.wording import Words


def offset(words: Words, lapse: Lapse) -> str:
    """``J+7``, ``J-1``, ``J+7 + 2 h``."""
    days, minutes = days_and_minutes(lapse)
    day = words.text("campaign-day", days=f"{days:+d}")
    return words.text("campaign-day-later", day=day, length=length(words, minutes)) if minutes else day


def lasting(words: Words, lapse: Lapse) -> str:
    """``2 jours``, ``1 jour 3 h``, ``45 min``."""
    days, minutes = days_and_minutes(lapse)
    parts = [words.text("lasting-days", days=days)] if days else []
    parts += [length(words, minutes)] if minutes or not days else []
    return " ".join(parts)


def own_time(words: Words, by: Lapse, lasts: Lapse | None) -> str:
    """Both, as far as they differ from the booking's; empty where they do not."""
    parts = [offset(words, by)] if by else []
    parts += [lasting(words, lasts)] if lasts is not None else []
    return ", ".join(parts)
