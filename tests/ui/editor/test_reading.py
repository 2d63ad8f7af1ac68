"""Times and days as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.dialogs.editor.reading import read_day, read_time, time_text
from ui.texts import Texts

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("9", 540),
        ("09", 540),
        ("9h", 540),
        ("9h30", 570),
        ("9 h 30", 570),
        ("9:30", 570),
        ("9.30", 570),
        ("0930", 570),
        ("930", 570),
        ("1405", 845),
        ("14:05", 845),
        ("9h3", 570),
        ("0", 0),
        ("24", 1440),
        ("24h00", 1440),
        ("", None),
        ("25", None),
        ("24h30", None),
        ("9h60", None),
        ("12345", None),
        ("midi", None),
        ("-9", None),
    ],
)
def test_times(typed: str, minutes: int | None) -> None:
    assert read_time(typed) == minutes


@given(st.integers(0, 1440))
def test_what_is_written_out_reads_the_same(minutes: int) -> None:
    assert read_time(time_text(minutes)) == minutes


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1/12", date(2026, 12, 1)),
        ("01/12/2026", date(2026, 12, 1)),
        ("1.12.26", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("1er déc.", date(2026, 12, 1)),
        ("mar. 1er déc. 2026", date(2026, 12, 1)),
        ("1 décembre", date(2026, 12, 1)),
        ("5/1", date(2027, 1, 5)),
        ("15/11", date(2026, 11, 15)),
        ("28", date(2026, 11, 28)),
        ("5", date(2026, 12, 5)),
        ("31/2", None),
        ("", None),
        ("demain", None),
    ],
)
def test_days(typed: str, day: date | None) -> None:
    assert read_day(typed, TODAY, Texts("fr")) == day


def test_days_in_english() -> None:
    assert read_day("Tue 1 Dec", TODAY, Texts("en")) == date(2026, 12, 1)
