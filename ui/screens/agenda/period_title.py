"""How a period is called, its year only where it is not this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.timeline.axis import Scale

if TYPE_CHECKING:
    from ui.period import Period
    from ui.texts import Texts


def period_title(period: Period, this_year: int, texts: Texts) -> str:
    """``24 novembre – 7 décembre``, ``Mardi 24 novembre``, ``Novembre 2026``."""
    first, last = period.first, period.last
    if period.scale is Scale.MONTH:
        return texts.capital(texts.month(first))
    if not first.year == last.year == this_year:
        return texts.capital(texts.days(first, last))
    if first == last:
        return texts.capital(texts.day_long(first))
    begin = str(first.day) if first.month == last.month else texts.dated(first, "d MMMM")
    return f"{begin} – {texts.dated(last, 'd MMMM')}"
