"""What a request would bring about, date by date and line by line, before anybody sends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.services.planner import refusing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.board import Board
    from platform_booking.domain.booking import Occurrence
    from platform_booking.domain.catalogue import Resource
    from platform_booking.domain.rules import Violation
    from platform_booking.domain.verdict import LineVerdict
    from platform_booking.services.desk import Desk
    from platform_booking.services.requests import BookingRequest


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line as the catalogue knows it."""

    number: int
    resource: Resource
    platform: str
    """Code; empty for a person's own time."""
    quantity: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One line at one date."""

    line: int
    occurrence: int
    verdict: LineVerdict
    equivalents: tuple[str, ...]
    """Codes of equivalent resources that are free at this very cell."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The answer to a request that is not sent yet."""

    zone: ZoneInfo
    occurrences: tuple[Occurrence, ...]
    lines: tuple[PreviewLine, ...]
    cells: tuple[Cell, ...]
    """By line, then by date."""
    violations: tuple[Violation, ...]
    """Of the dates that would go; of all of them where none would."""
    alternatives: tuple[Alternative, ...]
    awaiting: Mapping[int, tuple[str, tuple[str, ...]]]
    """Line number → (first step or empty for automatic, logins of those who may take it)."""
    pending: Mapping[int, int]
    """Line number → how many requests wait for its deciders now."""

    @property
    def _bad(self) -> frozenset[int]:
        return frozenset(cell.occurrence for cell in self.cells if not cell.verdict.fits)

    @property
    def fits(self) -> bool:
        """Whether every line fits at every date."""
        return not self._bad

    @property
    def good_dates(self) -> tuple[date, ...]:
        """Days that name the dates at which all lines fit."""
        bad = self._bad
        return tuple(item.day(self.zone) for item in self.occurrences if item.number not in bad)

    @property
    def bad_dates(self) -> tuple[date, ...]:
        """Days that name the dates at which some line does not fit."""
        bad = self._bad
        return tuple(item.day(self.zone) for item in self.occurrences if item.number in bad)

    @property
    def sendable(self) -> int:
        """How many dates would be booked without those in conflict: none where a rule stands in the way."""
        return 0 if refusing(self.violations, None) else len(self.good_dates)


class PreviewService:
    """Answers requests without writing anything."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(self, request: BookingRequest) -> Preview:
        """What the request would bring about. Conflicts and rules are part of the answer.

        A title may still be missing. Raises InvalidInput or NotFound for what cannot be understood.
        """
        raise NotImplementedError

    def day_bars(self, day: date, codes: Sequence[str]) -> Board:
        """From 7 until 20 o'clock of that day, what touches these resources. Raises NotFound or InvalidInput."""
        raise NotImplementedError
