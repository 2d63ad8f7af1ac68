"""Rows 10 and 11: how soon there is something to look at, and how much memory it takes; against a bare window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

from tests.bench.measure import Result, Sample, within
from tests.bench.start_probe import BEGAN
from tests.ui.offscreen import use_offscreen_screen

if TYPE_CHECKING:
    from pathlib import Path

SHELL: Final = 1.8
PLANNING: Final = 3.0
MEMORY: Final = 2.5


def start_rows(store: Path, rounds: int) -> list[Result]:
    """Bare windows and ours in turn, each in a process of its own."""
    use_offscreen_screen()
    bare, ours = [], []
    compiled = store.with_name("compiled")
    probe("bare", compiled)  # the disk's cache is warm for everybody
    probe(str(store), compiled)
    for _ in range(rounds):
        bare.append(probe("bare", compiled))
        ours.append(probe(str(store), compiled))
    painted = sample(bare, "painted")
    return [
        within(10, "start: shell painted", (painted, sample(ours, "shell")), SHELL),
        within(10, "start: planning painted with data", (painted, sample(ours, "planning")), PLANNING),
        within(11, "peak memory", (sample(bare, "megabytes", "MB"), sample(ours, "megabytes", "MB")), MEMORY),
    ]


def sample(probes: list[dict[str, float]], name: str, unit: str = "ms") -> Sample:
    """What the probes say of one thing."""
    return Sample(tuple(found[name] for found in probes), unit)


def probe(what: str, compiled: Path) -> dict[str, float]:
    """One start, of modules that are compiled already, as an installed program's are."""
    environment = {**os.environ, BEGAN: repr(time.time()), "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.start_probe", what],
        env=environment, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
