"""Bars of one row: allocations of one line side by side become one tall bar, and none hides another. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import GIVEN_UP, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from platform_booking.domain.board import PlannedBar

COLLAPSED_LANES: Final = 2
BarKey = tuple[str, int, int]
"""Ref, occurrence, line."""


@dataclass(frozen=True, slots=True)
class RowBar:
    """What is drawn as one bar: one or several units of one line at one date. Times are seconds since the epoch."""

    bars: tuple[PlannedBar, ...]
    start: int
    end: int
    occupied_start: int
    occupied_end: int
    lane: int
    lanes: int = 1
    part: int = 1
    parts: int = 1
    """A line whose units are not side by side is drawn in parts."""
    layer: int = 0
    layers: int = 1
    """Bars of one lane that overlap share its height."""
    quiet: bool = False
    """Not what the filters ask for: only its time is shown."""
    counted: bool = False
    """Of a large pool that is closed: its units are not shown, so their number is written."""
    more: int = 0
    """Of a stand-in for bars that find no lane: how many there are."""

    @property
    def first(self) -> PlannedBar:
        """One of its allocations; they differ only by unit."""
        return self.bars[0]

    @property
    def state(self) -> State:
        """Of its allocations."""
        return self.bars[0].state

    @property
    def session(self) -> tuple[str, int]:
        """The booking or block, and the date."""
        return self.bars[0].ref, self.bars[0].occurrence

    @property
    def key(self) -> BarKey:
        """The line at that date."""
        bar = self.bars[0]
        return bar.ref, bar.occurrence, bar.line

    @property
    def quantity(self) -> int:
        """How many units."""
        return len(self.bars)


def row_bars(
    bars: Iterable[PlannedBar], lanes: Sequence[int], quiet: frozenset[int] = frozenset()
) -> tuple[RowBar, ...]:
    """The bars of a row whose lanes are these units, the earliest first. ``quiet``: ids that are only hinted at."""
    lane_of = {unit: lane for lane, unit in enumerate(lanes)}
    made = [bar for group in _by_line(bars) for bar in _side_by_side(group, lane_of, quiet)]
    made.sort(key=_by_start)
    return _layered(made, len(lanes))


def _by_start(bar: RowBar) -> tuple[int, int, int]:
    return bar.start, -bar.end, bar.lane


def _by_line(bars: Iterable[PlannedBar]) -> Iterable[list[PlannedBar]]:
    """Allocations of one line at one date that are alike but for their unit."""
    lines: dict[tuple[object, ...], list[PlannedBar]] = {}
    for bar in bars:
        lines.setdefault((bar.ref, bar.occurrence, bar.line, bar.use, bar.state), []).append(bar)
    return lines.values()


def _side_by_side(
    group: list[PlannedBar], lane_of: Mapping[int, int], quiet: frozenset[int]
) -> Iterable[RowBar]:
    group.sort(key=lambda bar: lane_of[bar.unit_id])
    runs: list[list[PlannedBar]] = []
    for bar in group:
        if runs and lane_of[bar.unit_id] == lane_of[runs[-1][-1].unit_id] + 1:
            runs[-1].append(bar)
        else:
            runs.append([bar])
    for number, run in enumerate(runs, 1):
        whole = _as_one(run, quiet)
        yield replace(whole, lane=lane_of[run[0].unit_id], lanes=len(run), part=number, parts=len(runs))


def _as_one(run: list[PlannedBar], quiet: frozenset[int]) -> RowBar:
    first = run[0]
    return RowBar(
        tuple(run),
        int(first.use.start.timestamp()),
        int(first.use.end.timestamp()),
        int(first.occupied.start.timestamp()),
        int(first.occupied.end.timestamp()),
        0,
        quiet=first.id in quiet,
    )


def _layered(bars: list[RowBar], lanes: int) -> tuple[RowBar, ...]:
    """Overlapping bars of one lane in layers: competing requests, and what was given up beside what took its place."""
    clusters: list[list[int]] = []
    ends: list[int] = []
    open_cluster: list[int | None] = [None] * lanes
    for at, bar in enumerate(bars):
        met = {
            cluster
            for lane in range(bar.lane, bar.lane + bar.lanes)
            if (cluster := open_cluster[lane]) is not None and ends[cluster] > bar.start
        }
        if met:
            cluster = min(met)
            for other in met - {cluster}:
                clusters[cluster] += clusters[other]
                ends[cluster] = max(ends[cluster], ends[other])
                clusters[other] = []
                open_cluster = [cluster if item == other else item for item in open_cluster]
        else:
            cluster = len(clusters)
            clusters.append([])
            ends.append(0)
        clusters[cluster].append(at)
        ends[cluster] = max(ends[cluster], bar.end)
        for lane in range(bar.lane, bar.lane + bar.lanes):
            open_cluster[lane] = cluster
    if all(len(cluster) <= 1 for cluster in clusters):
        return tuple(bars)
    placed = list(bars)
    for cluster_bars in clusters:
        if len(cluster_bars) > 1:
            for at, layer, layers in _layers([(at, bars[at]) for at in sorted(cluster_bars)]):
                placed[at] = replace(bars[at], layer=layer, layers=layers)
    return tuple(placed)


def _layers(cluster: list[tuple[int, RowBar]]) -> list[tuple[int, int, int]]:
    """First fit; what holds comes before what was given up."""
    layers: list[list[RowBar]] = []
    found: list[tuple[int, int]] = []
    for at, bar in sorted(cluster, key=lambda item: (item[1].state in GIVEN_UP, item[1].start)):
        layer = next(
            (
                number
                for number, taken in enumerate(layers)
                if not any(_collide(bar, other) for other in taken)
            ),
            len(layers),
        )
        if layer == len(layers):
            layers.append([])
        layers[layer].append(bar)
        found.append((at, layer))
    return [(at, layer, len(layers)) for at, layer in found]


def _collide(one: RowBar, other: RowBar) -> bool:
    in_time = one.start < other.end and other.start < one.end
    return in_time and one.lane < other.lane + other.lanes and other.lane < one.lane + one.lanes


def packed_bars(bars: Iterable[PlannedBar], quiet: frozenset[int] = frozenset()) -> tuple[RowBar, ...]:
    """The bars of a large pool in two lanes, whatever unit they have: the first free lane; the rest counted as more."""
    wanted = sorted((_as_one(group, quiet) for group in _by_line(bars)), key=_by_start)
    ends = [0] * COLLAPSED_LANES
    placed: list[RowBar] = []
    left: list[RowBar] = []
    for whole in wanted:
        lane = next((lane for lane in range(COLLAPSED_LANES) if ends[lane] <= whole.start), None)
        if lane is None:
            left.append(whole)
            continue
        ends[lane] = whole.end
        placed.append(replace(whole, lane=lane, counted=True))
    if not left:
        return tuple(placed)
    return _with_more(placed, left)


def _with_more(placed: list[RowBar], left: list[RowBar]) -> tuple[RowBar, ...]:
    """Stretches of the second lane where bars found no room become one stand-in each, with how many it stands for."""
    under = sorted([*(bar for bar in placed if bar.lane == COLLAPSED_LANES - 1), *left], key=_by_start)
    kept = [bar for bar in placed if bar.lane < COLLAPSED_LANES - 1]
    cluster: list[RowBar] = []
    end = 0
    for bar in [*under, None]:
        if bar is not None and (not cluster or bar.start < end):
            cluster.append(bar)
            end = max(end, bar.end)
            continue
        kept.append(cluster[0] if len(cluster) == 1 else _stand_in(cluster))
        if bar is not None:
            cluster, end = [bar], bar.end
    return tuple(sorted(kept, key=_by_start))


def _stand_in(cluster: list[RowBar]) -> RowBar:
    start, end = min(bar.start for bar in cluster), max(bar.end for bar in cluster)
    bars = tuple(bar for item in cluster for bar in item.bars)
    return RowBar(bars, start, end, start, end, COLLAPSED_LANES - 1, more=len(cluster))
