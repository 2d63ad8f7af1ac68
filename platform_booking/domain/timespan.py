"""The one value object for time: an aware, half-open span in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from platform_booking.domain.errors import InvalidInput, NaiveDatetime

if TYPE_CHECKING:
    from collections.abc import Iterable


def as_utc(moment: datetime) -> datetime:
    """The same instant in UTC. Raises NaiveDatetime: a time without a zone is nobody's time."""
    if moment.tzinfo is UTC:  # nearly all are: it is what the stores give and what is computed
        return moment
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise NaiveDatetime(moment)
    return moment.astimezone(UTC)


@dataclass(frozen=True, slots=True, order=True)
class TimeSpan:
    """``[start, end)`` in UTC. Spans that only touch do not overlap.

    Both ends are converted to UTC at birth, because Python compares and subtracts two datetimes of one zone by
    wall-clock, which is an hour off across a DST change. Raises NaiveDatetime, or InvalidInput when ``end <= start``.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            object.__setattr__(self, "start", as_utc(self.start))
            object.__setattr__(self, "end", as_utc(self.end))
        if self.end <= self.start:
            raise InvalidInput("end-before-start", start=self.start, end=self.end)

    def __str__(self) -> str:
        return f"[{self.start.isoformat()} | {self.end.isoformat()})"

    @property
    def length(self) -> timedelta:
        """True elapsed time."""
        return self.end - self.start

    def overlaps(self, other: TimeSpan) -> bool:
        """Whether the two share an instant."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: TimeSpan) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def clip(self, window: TimeSpan) -> TimeSpan | None:
        """The part inside the window, or None."""
        start, end = max(self.start, window.start), min(self.end, window.end)
        return TimeSpan(start, end) if start < end else None

    def shift(self, by: timedelta) -> TimeSpan:
        """The span moved by elapsed time."""
        return TimeSpan(self.start + by, self.end + by)

    def widen(self, before: timedelta, after: timedelta) -> TimeSpan:
        """The span with set-up before and turnaround after."""
        return TimeSpan(self.start - before, self.end + after)


def union(spans: Iterable[TimeSpan]) -> tuple[TimeSpan, ...]:
    """Sorted, disjoint spans covering the same instants; spans that touch are joined."""
    merged: list[TimeSpan] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = TimeSpan(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def gaps(busy: Iterable[TimeSpan], window: TimeSpan) -> tuple[TimeSpan, ...]:
    """What is left of the window: the free time between the busy spans."""
    free: list[TimeSpan] = []
    at = window.start
    for span in union(busy):
        if span.start >= window.end:
            break
        if span.start > at:
            free.append(TimeSpan(at, span.start))
        at = max(at, span.end)
    if at < window.end:
        free.append(TimeSpan(at, window.end))
    return tuple(free)
