"""Measure floor and product side by side: ``python -m tests.bench [--rows 1,3,5] [--quick]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table

from platform_booking.bootstrap import create_demo
from platform_booking.storage.places import file_place, place_of
from tests import stores
from tests.bench import rows_booking, rows_feeds, rows_news, rows_pool, rows_reading, rows_start, rows_writers
from tests.bench.generate import make_store
from tests.bench.measure import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from platform_booking.storage.places import Place

ROWS: Final = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
WRITING_ROWS: Final = (9, 13, 15)
WINDOW_ROWS: Final = (10, 11, 12, 14, 16)
SMALL: Final = 100_000
LARGE: Final = 1_000_000
GROWTH: Final = {(1, "sqlite"): 1.5, (5, "postgresql"): 2.0}
"""How much more time ten times as many allocations may take."""


class Bench:
    """Stores made when they are first needed, kept for one run."""

    def __init__(self, folder: Path, stack: ExitStack, *, quick: bool) -> None:
        self._folder = folder
        self._stack = stack
        self._server: str | None = None
        self._made: dict[tuple[str, int], tuple[Place, float]] = {}
        self.rounds = 5 if quick else 15
        self.seconds = 2.0 if quick else 5.0
        self.sizes = (SMALL,) if quick else (SMALL, LARGE)
        self.demos = 1 if quick else 3

    def address(self, kind: str, name: str) -> str:
        """Where a new store may be made."""
        if kind == "sqlite":
            return str(self._folder / f"{name}.sqlite")
        if self._server is None:
            server = stores.postgresql_server()
            self._server = self._stack.enter_context(server)
        return self._stack.enter_context(stores.postgresql_database(self._server))

    def store(self, kind: str, size: int) -> tuple[Place, float]:
        """A store of that size, and how long it took to make."""
        if (kind, size) not in self._made:
            address = self.address(kind, f"store-{size}")
            place = file_place(Path(address)) if kind == "sqlite" else place_of(address)
            start = time.perf_counter()
            make_store(place, size)
            self._made[kind, size] = place, time.perf_counter() - start
        return self._made[kind, size]

    def results(self, row: int) -> Iterator[Result]:
        """The lines of one row of the table of budgets."""
        sized = {1: rows_booking.book, 2: rows_booking.book, 3: rows_booking.check, 5: rows_reading.on_screen}
        if row == 6:
            yield from rows_reading.search(self.rounds)
            sized[6] = rows_reading.search_store
        kinds = {1: ("sqlite",), 2: ("postgresql",)}.get(row, stores.KINDS)
        if row in sized:
            for kind in kinds:
                yield from self._sized(kind, sized[row])
        elif row == 8:
            yield from rows_feeds.feeds(self._folder, self.rounds)
            yield from rows_feeds.made(self._folder, self.rounds)
        elif row in WINDOW_ROWS:
            yield from self._window(row, kinds)
        elif row in WRITING_ROWS:
            yield from self._writing(row, kinds)
        else:
            yield from self._in_memory(row)

    def _writing(self, row: int, kinds: Sequence[str]) -> Iterator[Result]:
        """Many at once, whole stores made, whole stores moved."""
        if row == 9:
            for kind in kinds:
                yield from self._writers(kind)
        elif row == 13:
            yield rows_writers.demo(self._folder, self.demos)
            for kind in kinds if LARGE in self.sizes else ():
                yield rows_writers.generated(_named(kind), self.store(kind, LARGE)[1])
        else:
            size = self.sizes[-1]
            for kind, other in (stores.KINDS, stores.KINDS[::-1]):
                target = place_of(self.address(other, "moved"))
                label = f"{_named(kind)} to {_named(other)}, {size:,} allocations"
                yield rows_writers.moved(self.store(kind, size)[0], target, label)

    def _window(self, row: int, kinds: Sequence[str]) -> Iterator[Result]:
        """What people see of it."""
        if row == 14:
            for kind in kinds:
                yield rows_news.heard(self.address(kind, "news"), _named(kind), self.rounds)
        elif row == 16:
            yield from rows_pool.connections(self.address("postgresql", "pool"))
        elif row == 12:
            from tests.bench.rows_window import timeline_rows  # Qt only where it is measured

            yield from timeline_rows(self.rounds)
        else:
            yield from (found for found in self._start_rows() if found.row == row)

    def _in_memory(self, row: int) -> list[Result]:
        if row == 4:
            return [rows_reading.verdict(self.rounds)]
        return rows_reading.calendar(self.rounds)

    @cache  # noqa: B019 - one bench a process
    def _start_rows(self) -> list[Result]:
        """Both rows come from the same starts."""
        store = self._folder / "demo.sqlite"
        create_demo(str(store))
        return rows_start.start_rows(store, self.rounds)

    def _writers(self, kind: str) -> list[Result]:
        address = self.address(kind, "writers")
        make_store(place_of(address), 3000)
        return rows_writers.writers(address, _named(kind), self.seconds)

    def _sized(self, kind: str, measure: Callable[[Place, str, int], Result]) -> Iterator[Result]:
        """One line for each size, and how the time grows with it."""
        found: list[Result] = []
        for size in self.sizes:
            place, _ = self.store(kind, size)
            found.append(measure(place, f"{_named(kind)}, {size:,}", self.rounds))
        yield from found
        times = GROWTH.get((found[0].row, kind))
        if len(found) > 1 and times is not None:
            small, large = found[0], found[-1]
            ok = large.ours.median <= times * small.ours.median
            yield Result(large.row, f"growth, {_named(kind)}", small.ours, large.ours, f"≤ {times:g}×", ok)


def _named(kind: str) -> str:
    return "SQLite" if kind == "sqlite" else "PostgreSQL"


def main() -> int:
    """Measure what is asked for. Returns 1 when a budget is exceeded."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rows", default="", help="comma-separated numbers; all when not given")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="few rounds, small stores only: less than three minutes on a quiet machine",
    )
    options = parser.parse_args()
    rows = [int(number) for number in options.rows.split(",") if number] or list(ROWS)
    if unknown := set(rows) - set(ROWS):
        parser.error(f"no such row: {sorted(unknown)}")
    with (
        tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name,
        ExitStack() as stack,
    ):
        folder = Path(name)
        bench = Bench(folder, stack, quick=options.quick)
        results: list[Result] = []
        for row in rows:
            for result in bench.results(row):
                results.append(result)
                print(
                    f"{result.row:>3}  {result.work}: {result.ratio or result.ours}",
                    file=sys.stderr,
                    flush=True,
                )
    show(results)
    return 0 if all(result.ok for result in results) else 1


def show(results: list[Result]) -> None:
    """Print the table."""
    table = Table("#", "work", "floor", "ours", "ratio", "budget", "")
    for result in results:
        table.add_row(
            *(str(result.row), result.work, str(result.floor or ""), str(result.ours), result.ratio),
            *(result.budget, "ok" if result.ok else "[red]over[/red]"),
        )
    Console(width=None if sys.stdout.isatty() else 180).print(table)


if __name__ == "__main__":
    sys.exit(main())
