"""How often: what the form offers, and the rule it means. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.recurrence import WEEKDAYS, Recurrence, zone_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ui.texts import Texts

WORKDAYS: Final = frozenset(range(5))
DEFAULT_COUNT: Final = 6
MOST_TIMES: Final = 200
MOST_WEEKS: Final = 26
_UTC: Final = zone_of("UTC")


class Rhythm(StrEnum):
    """What the form offers."""

    NEVER = "never"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    WORKDAYS = "workdays"
    CUSTOM = "custom"
    OTHER = "other"
    """A rule that the form has no words for: kept as it is."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """A rhythm with an end: a number of dates, or a last day where ``until`` is given."""

    rhythm: Rhythm = Rhythm.NEVER
    count: int = DEFAULT_COUNT
    until: date | None = None
    weekdays: frozenset[int] = frozenset()
    """Of a custom rhythm: Monday is 0. None chosen means the day of the first date."""
    interval: int = 1
    """Of a custom rhythm: every so many weeks."""
    rule: str = ""
    """Of a rhythm that the form has no words for."""

    @property
    def repeats(self) -> bool:
        """Whether there is more than one date."""
        return self.rhythm is not Rhythm.NEVER


def rule_of(repetition: Repetition) -> str:
    """The rule as RFC 5545 writes it; empty for a single date."""
    match repetition.rhythm:
        case Rhythm.NEVER:
            return ""
        case Rhythm.OTHER:
            return repetition.rule
        case Rhythm.WEEKLY:
            interval, days = 1, frozenset[int]()
        case Rhythm.FORTNIGHTLY:
            interval, days = 2, frozenset()
        case Rhythm.WORKDAYS:
            interval, days = 1, WORKDAYS
        case Rhythm.CUSTOM:
            interval, days = repetition.interval, repetition.weekdays
    until = datetime.combine(repetition.until, time(23, 59, 59)) if repetition.until else None
    return Recurrence(
        "WEEKLY",
        interval=interval,
        count=None if until else repetition.count,
        until=until,
        by_day=tuple((0, day) for day in sorted(days)),
    ).text()


def repetition_of(rule: str) -> Repetition:
    """What the form shows for a rule; one that it has no words for is kept whole."""
    if not rule.strip():
        return Repetition()
    try:
        read = Recurrence.parse(rule, _UTC)
    except InvalidInput:
        return Repetition(Rhythm.OTHER, rule=rule)
    plain = read.freq == "WEEKLY" and not read.by_month and read.week_start in {None, 0}
    whole_day = read.until is None or read.until.time() == time(23, 59, 59)
    if not plain or not whole_day or read.interval > MOST_WEEKS or (read.count or 1) > MOST_TIMES:
        return Repetition(Rhythm.OTHER, rule=rule)
    days = frozenset(day for _, day in read.by_day)
    rhythm = _rhythm(days, read.interval)
    custom = rhythm is Rhythm.CUSTOM
    return Repetition(
        rhythm,
        count=read.count or DEFAULT_COUNT,
        until=read.until.date() if read.until else None,
        weekdays=days if custom else frozenset(),
        interval=read.interval if custom else 1,
    )


def _rhythm(days: frozenset[int], interval: int) -> Rhythm:
    if days == WORKDAYS and interval == 1:
        return Rhythm.WORKDAYS
    if not days and interval == 1:
        return Rhythm.WEEKLY
    if not days and interval == 2:  # noqa: PLR2004 - a fortnight
        return Rhythm.FORTNIGHTLY
    return Rhythm.CUSTOM


def rhythm_name(texts: Texts, rhythm: Rhythm, day: date) -> str:
    """``Chaque mardi``: the rhythm in words, for a first date."""
    return texts.text(f"editor-rhythm-{rhythm}", weekday=texts.dated(day, "dddd"))


def dates_sentence(texts: Texts, days: Sequence[date]) -> str:
    """``du 1er déc. au 19 janv.``, with the number of dates; empty for a single one."""
    if len(days) < 2:  # noqa: PLR2004 - one date needs no sentence
        return ""
    first, last = texts.day_brief(days[0]), texts.day_brief(days[-1])
    return texts.text("editor-dates", count=len(days), first=first, last=last)


def weekday_letters(texts: Texts) -> tuple[str, ...]:
    """Short names of the seven days, Monday first."""
    return tuple(texts.text(f"editor-weekday-{name.lower()}") for name in WEEKDAYS)


def listed(texts: Texts, days: Sequence[date], most: int = 4) -> str:
    """``1er déc. et 5 janv.``; more than ``most`` end in how many others there are."""
    named = [texts.day_brief(day) for day in days[:most]]
    rest = len(days) - len(named)
    if rest:
        return texts.text("editor-list-more", named=", ".join(named), count=rest)
    if len(named) > 1:
        return texts.text("editor-list-and", first=", ".join(named[:-1]), last=named[-1])
    return named[0] if named else ""
