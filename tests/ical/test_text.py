from __future__ import annotations

import re
import unicodedata

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from platform_booking.ical.text import MAX_OCTETS, escape, fold

LONG_FRENCH = (
    "Formation « bioréacteur à usage unique » : préparation, culture, récolte ; l’équipe du matin, "
    "puis celle de l’après-midi. "
) * 5
EMOJI = "👩🏽‍🔬🧫" * 30
any_text = st.text(st.characters(), max_size=300)


def _expected(text: str) -> str:
    """What must arrive: line breaks of any kind as one, and of other control characters only the tab."""
    text = re.sub("\r\n|[\r\v\f\x85\u2028\u2029]", "\n", text)
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"})


@given(any_text)
@example(LONG_FRENCH)
@example(EMOJI)
@example("\\" * 200)
@example("a" * 73 + "\\n")
@example("\ud800 and \x00 and \x85")
def test_folding_never_cuts_a_character_or_an_escape(text: str) -> None:
    line = f"DESCRIPTION:{escape(text)}"
    pieces = fold(line).encode().split(b"\r\n")
    assert all(len(piece) <= MAX_OCTETS for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    for piece in pieces:
        trailing = len(piece) - len(piece.rstrip(b"\\"))
        assert trailing % 2 == 0
        piece.decode()
    assert fold(line).replace("\r\n ", "") == line


@given(any_text)
@example(LONG_FRENCH)
@example(EMOJI)
@example(r"a\nb \\ \; C:\new;folder,\\server")
def test_a_text_comes_back_from_another_program_as_it_was(text: str) -> None:
    lines = ("BEGIN:VEVENT", f"SUMMARY:{escape(text)}", "END:VEVENT", "")
    event = icalendar.Event.from_ical("\r\n".join(map(fold, lines)))
    assert isinstance(event, icalendar.Event)
    assert str(event["SUMMARY"]) == _expected(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("a;b,c\\d", r"a\;b\,c\\d"),
        ("two\nlines", r"two\nlines"),
        ("two\r\nlines", r"two\nlines"),
        ("two\rlines", r"two\nlines"),
        ("two\u2028lines", r"two\nlines"),
        ("tab\tstays", "tab\tstays"),
        ("bell\x07, null\x00, delete\x7f go", r"bell\, null\, delete go"),
        ("END:VEVENT\r\nBEGIN:VEVENT", r"END:VEVENT\nBEGIN:VEVENT"),
    ],
)
def test_escaping(text: str, written: str) -> None:
    assert escape(text) == written


def test_a_line_of_exactly_75_octets_stays_whole() -> None:
    assert fold("x" * 75) == "x" * 75
    assert fold("x" * 76) == "x" * 75 + "\r\n x"
    assert fold("x" * 74 + "é") == "x" * 74 + "\r\n é"
    assert fold("x" * 73 + "é") == "x" * 73 + "é"
