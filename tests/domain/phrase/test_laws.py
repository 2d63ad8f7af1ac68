"""What holds of every line: nothing is raised, nothing is lost, and what was understood can be written down."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.phrase.model import Days, Every, Hours, LineWish, Meaning
from platform_booking.domain.phrase.parser import BLOCK_KINDS
from platform_booking.domain.phrase.rendering import render
from platform_booking.domain.recurrence import Lapse
from tests.domain.phrase.names import NAMES, NOW, read
from tests.domain.phrase.test_phrases import PHRASES

CODES = ("BIO2L-ONI", "BIO50-TRS", "PSM2-ONI", "SALLE-A", "CONG80", "INCCO2", "VAGUE20")
DATES = st.dates(NOW.date(), NOW.date() + timedelta(days=800))
PIECES = sorted({word for text in PHRASES for word in text.split()} | set('+@"«»!-–/.,:×°'))


def spans() -> st.SearchStrategy[Hours]:
    quarters = st.integers(0, 95)
    return st.tuples(quarters, st.integers(1, 95)).map(
        lambda pair: Hours(pair[0] * 15, (pair[0] + pair[1]) * 15 if (pair[0] + pair[1]) <= 96 else None)
    )


@st.composite
def meanings(draw: st.DrawFn) -> Meaning:
    lines = draw(
        st.lists(
            st.builds(LineWish, st.sampled_from(CODES).map(lambda code: (code,)), st.integers(1, 30)),
            min_size=1,
            max_size=3,
        )
    )
    lines[0] = LineWish(lines[0].codes, lines[0].quantity, draw(st.sampled_from(("", "1"))))
    first = draw(DATES)
    days = draw(st.none() | st.integers(0, 20).map(lambda more: Days(first, first + timedelta(days=more))))
    lengths = st.integers(1, 900).map(lambda minutes: Lapse(exact=minutes))
    is_block = draw(st.booleans())
    return Meaning(
        lines=tuple(lines),
        days=days,
        hours=draw(st.none() | spans()),
        length=draw(st.none() | lengths | st.integers(1, 30).map(lambda count: Lapse(wall=count * 1440))),
        within=Days(first, first + timedelta(days=6)) if days is None and draw(st.booleans()) else None,
        every=draw(st.none() | st.sampled_from(Every)),
        times=draw(st.none() | st.integers(1, 99)),
        until=draw(st.none() | st.dates(first, date(2030, 1, 1))),
        skip=draw(st.frozensets(st.dates(first, date(2030, 1, 1)), max_size=3)),
        place=draw(st.sampled_from(("", "ONIRIS"))),
        trainers=draw(st.sampled_from(((), ("tina.b",)))),
        learners=draw(st.integers(0, 40)),
        title=" ".join(
            draw(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12)).split()
        ),
        is_block=is_block,
        block_kind=draw(st.sampled_from(("", *(kind.value for kind in BLOCK_KINDS)))) if is_block else "",
    )


@settings(max_examples=60, deadline=None)
@given(meanings())
def test_what_was_understood_reads_the_same_once_it_is_written_down(meaning: Meaning) -> None:
    title = meaning.title
    if all(sign in title for sign in '"»”'):  # no marks are left to stand around it
        return
    assert read(render(meaning)).meaning == meaning


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_no_line_is_too_strange_and_no_character_is_lost(text: str) -> None:
    phrase = read(text)
    end = 0
    for part in phrase.parts:
        assert end <= part.start < part.end
        assert not text[end : part.start].strip(), "between two parts"
        end = part.end
    assert not text[end:].strip(), "after the last part"
    for line in phrase.meaning.lines:
        assert line.codes
        assert set(line.codes) <= NAMES.fitting(())
        assert line.quantity >= 1
