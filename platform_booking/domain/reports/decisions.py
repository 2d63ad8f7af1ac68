"""How requests fared: how long they waited, and why they were refused. Pure."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Final, TypeVar

from platform_booking.domain.reports.model import DecisionReport, Delays, Group, Outcome, Reason, Refusals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.timespan import TimeSpan

WITHDRAWN: Final = "withdrawn"
_NINTH: Final = 0.9
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said about one line at one date."""

    booking: int
    line: int
    occurrence: int
    resource: str
    step: str
    verdict: str
    """granted, declined or withdrawn."""
    decided_at: datetime
    asked_at: datetime
    reason: str
    partner: str
    purpose: str
    funding: str


@dataclass(frozen=True, slots=True)
class Lost:
    """One line at one date that nobody declined and that was not granted either."""

    booking: int
    line: int
    occurrence: int
    resource: str
    outcome: Outcome
    at: datetime
    partner: str
    purpose: str
    funding: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A request: one line of a booking at the dates that were decided in one go."""

    resource: str
    partner: str
    purpose: str
    funding: str
    outcome: Outcome
    waited: timedelta | None
    """None where nobody decided."""
    reason: str
    dates: int


def decided_in(
    period: TimeSpan, words: Iterable[Word], lost: Iterable[Lost], last_step: Callable[[str], str | None]
) -> list[Decided]:
    """Requests decided in the period. ``words`` in the order in which they were said; ``last_step`` of a resource's chain.

    The first word that decided counts: a word that was taken back does not, a second round after a move is another matter.
    """
    decided: dict[tuple[int, int, datetime, Outcome], list[Word]] = defaultdict(list)
    declined = set()
    by_place = sorted(words, key=_place)
    for place, said in groupby(by_place, key=_place):
        word = _deciding(said, last_step)
        if word is None:
            continue
        if word.verdict == Outcome.DECLINED:
            declined.add(place)
        if period.start <= word.decided_at < period.end:
            decided[word.booking, word.line, word.decided_at, Outcome(word.verdict)].append(word)
    found = [
        Decided(
            said[0].resource,
            said[0].partner,
            said[0].purpose,
            said[0].funding,
            outcome,
            max(timedelta(), at - said[0].asked_at),
            said[0].reason,
            len(said),
        )
        for (_, _, at, outcome), said in decided.items()
    ]
    gone: dict[tuple[int, int, datetime, Outcome], list[Lost]] = defaultdict(list)
    for item in lost:
        if _place(item) not in declined and period.start <= item.at < period.end:
            gone[item.booking, item.line, item.at, item.outcome].append(item)
    found += [
        Decided(
            first.resource,
            first.partner,
            first.purpose,
            first.funding,
            outcome,
            None,
            "",
            len((first, *others)),
        )
        for (_, _, _, outcome), (first, *others) in gone.items()
    ]
    return found


def _place(item: Word | Lost) -> tuple[int, int, int]:
    return item.booking, item.line, item.occurrence


def _deciding(said: Iterable[Word], last_step: Callable[[str], str | None]) -> Word | None:
    stands: list[Word] = []
    for word in said:
        if word.verdict != WITHDRAWN:
            stands.append(word)
        elif stands:
            stands.pop()
    return next(
        (
            word
            for word in stands
            if word.verdict == Outcome.DECLINED or word.step == last_step(word.resource)
        ),
        None,
    )


def decision_report(
    period: TimeSpan,
    decided: Sequence[Decided],
    keys: Mapping[Group, Callable[[Decided], str]],
    shows_reason: Callable[[Decided], bool],
) -> DecisionReport:
    """Add up. ``keys`` name what a request belongs to in each grouping."""
    return DecisionReport(
        period,
        {group: _by(decided, key, _delays) for group, key in keys.items()},
        _delays(decided),
        {group: _by(decided, key, _refusals) for group, key in keys.items()},
        _refusals(decided),
        _reasons(decided, shows_reason),
    )


def _by(
    decided: Sequence[Decided], key: Callable[[Decided], str], made: Callable[[Sequence[Decided]], T]
) -> dict[str, T]:
    grouped: dict[str, list[Decided]] = defaultdict(list)
    for item in decided:
        grouped[key(item)].append(item)
    return {code: made(grouped[code]) for code in sorted(grouped)}


def _delays(decided: Sequence[Decided]) -> Delays:
    waited = sorted(item.waited for item in decided if item.waited is not None)
    if not waited:
        return Delays()
    middle = median(item.total_seconds() for item in waited)
    return Delays(len(waited), timedelta(seconds=middle), waited[math.ceil(_NINTH * len(waited)) - 1])


def _refusals(decided: Sequence[Decided]) -> Refusals:
    return Refusals(len(decided), dict(Counter(item.outcome for item in decided)))


def _reasons(decided: Sequence[Decided], shows: Callable[[Decided], bool]) -> tuple[Reason, ...]:
    grouped: dict[tuple[Outcome, str], list[Decided]] = defaultdict(list)
    for item in decided:
        if item.outcome is not Outcome.GRANTED:
            words = item.reason.strip().rstrip(".") if shows(item) else ""
            grouped[item.outcome, words.casefold()].append(item)
    found = [
        Reason(
            outcome,
            next(item.reason.strip().rstrip(".") for item in items) if words else "",
            len(items),
            sum(item.dates for item in items),
        )
        for (outcome, words), items in grouped.items()
    ]
    return tuple(sorted(found, key=lambda item: (-item.count, item.outcome, item.text)))
