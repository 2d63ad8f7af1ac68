"""What was understood of a phrase, and where in it each part stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from platform_booking.domain.recurrence import Lapse


class Kind(StrEnum):
    """What a part of a phrase says."""

    QUANTITY = "quantity"
    RESOURCE = "resource"
    UNIT = "unit"
    PLUS = "plus"
    DAY = "day"
    WITHIN = "within"
    """A week or a month in which it is to be: ``semaine prochaine``."""
    EVERY = "every"
    HOURS = "hours"
    LENGTH = "length"
    TIMES = "times"
    UNTIL = "until"
    EXCEPT = "except"
    PLACE = "place"
    PERSON = "person"
    LEARNERS = "learners"
    TITLE = "title"
    BLOCK = "block"
    BLOCK_KIND = "block-kind"
    LINK = "link"
    """A word that only leads to another: ``le``, ``de``, ``at``."""
    UNKNOWN = "unknown"


class Every(StrEnum):
    """How often it comes back."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Part:
    """A range of characters, the end excluded, and what it says."""

    kind: Kind
    start: int
    end: int
    line: int = 0
    """Of a quantity, a resource or a unit: which line of the booking, from 0."""


@dataclass(frozen=True, slots=True)
class LineWish:
    """A resource and how many of it."""

    codes: tuple[str, ...]
    """All that the words may mean, the likeliest first."""
    quantity: int = 1
    unit: str = ""
    """Name of the very unit that is wanted."""

    @property
    def code(self) -> str | None:
        """The resource; None while several may be meant."""
        return self.codes[0] if len(self.codes) == 1 else None


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to a day, inclusive."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes of the first day and of the last; an end beyond 1440 is on the day after."""

    start: int
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase asks for. None and empty: nothing is said of it."""

    lines: tuple[LineWish, ...] = ()
    days: Days | None = None
    hours: Hours | None = None
    length: Lapse | None = None
    within: Days | None = None
    """A slot is wanted somewhere in these days."""
    every: Every | None = None
    times: int | None = None
    until: date | None = None
    skip: frozenset[date] = frozenset()
    place: str = ""
    """Code of a partner."""
    trainers: tuple[str, ...] = ()
    """Logins."""
    learners: int = 0
    title: str = ""
    is_block: bool = False
    block_kind: str = ""

    @property
    def is_clear(self) -> bool:
        """Whether every line means one resource."""
        return all(line.code is not None for line in self.lines)

    @property
    def says_when(self) -> bool:
        """Whether anything is said of the time."""
        return any((self.days, self.hours, self.length, self.within, self.every, self.times, self.until))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line as it was typed, its parts in order, and what they mean together."""

    text: str
    parts: tuple[Part, ...] = ()
    meaning: Meaning = field(default_factory=Meaning)

    def words(self, part: Part) -> str:
        """What stands there."""
        return self.text[part.start : part.end]

    def of(self, kind: Kind) -> tuple[Part, ...]:
        """The parts of a kind."""
        return tuple(part for part in self.parts if part.kind is kind)
