"""Timing two things side by side, so that a busy machine is busy for both."""

from __future__ import annotations

import gc
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Sample:
    """Seconds that something took, several times; or something else that is counted."""

    values: tuple[float, ...]
    unit: str = "ms"

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    def __str__(self) -> str:
        scale = 1000 if self.unit == "ms" else 1
        middle, low, high = (value * scale for value in (self.median, min(self.values), max(self.values)))
        if len(self.values) == 1:
            return f"{middle:.2f} {self.unit}"
        return f"{middle:.2f} ({low:.2f}–{high:.2f}) {self.unit}"


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table."""

    row: int
    work: str
    floor: Sample | None
    ours: Sample
    budget: str
    ok: bool

    @property
    def ratio(self) -> str:
        """Ours ÷ floor."""
        return "" if self.floor is None else f"{self.ours.median / self.floor.median:.2f}×"


def timed(work: Callable[[], object]) -> float:
    """Seconds that one run takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def sampled(ours: Callable[[], object], rounds: int) -> Sample:
    """Run it once unseen, then so many times."""
    ours()
    return Sample(tuple(timed(ours) for _ in range(rounds)))


def interleaved(
    floor: Callable[[], object], ours: Callable[[], object], rounds: int
) -> tuple[Sample, Sample]:
    """Run both once unseen, then in turns, each of them first every other time."""
    floor()
    ours()
    first: list[float] = []
    second: list[float] = []
    for number in range(rounds):
        if number % 2:
            second.append(timed(ours))
            first.append(timed(floor))
        else:
            first.append(timed(floor))
            second.append(timed(ours))
    return Sample(tuple(first)), Sample(tuple(second))


def within(row: int, work: str, pair: tuple[Sample, Sample], times: float) -> Result:
    """A line whose budget is a multiple of the floor."""
    floor, ours = pair
    return Result(row, work, floor, ours, f"≤ {times:g}×", ours.median <= times * floor.median)


def at_most(row: int, work: str, ours: Sample, seconds: float) -> Result:
    """A line whose budget is a time."""
    budget = f"≤ {seconds * 1000:g} ms" if seconds < 1 else f"≤ {seconds:g} s"
    return Result(row, work, None, ours, budget, ours.median <= seconds)
