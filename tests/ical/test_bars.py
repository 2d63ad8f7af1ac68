"""Each bar has its test, and the test is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
BAR = re.compile(r"\| (\d+) \| .* \| `(tests/\S+\.py)::(test_\w+)` \|")
BARS = 40


def test_every_bar_names_a_test_that_is_there() -> None:
    text = (ROOT / "docs" / "calendar-bars.md").read_text("utf-8")
    bars = BAR.findall(text)
    assert [int(number) for number, _, _ in bars] == list(range(1, BARS + 1))
    for _, path, name in bars:
        assert f"def {name}(" in (ROOT / path).read_text("utf-8"), name
