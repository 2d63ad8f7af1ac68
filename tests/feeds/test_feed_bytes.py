"""What is said of bytes that are sent: tags, dates, packing."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from platform_booking.services.feed_bytes import Content, accepts_gzip, http_date, read_http_date

MADE = datetime(2026, 11, 24, 12, 0, 0, 300_000, tzinfo=UTC)
FULL = datetime(2026, 11, 24, 12, 0, 1, tzinfo=UTC)
LATER = FULL + timedelta(hours=1)
SECOND = timedelta(seconds=1)
CONTENT = Content(b"BEGIN:VCALENDAR\r\n" * 100, "text/calendar", MADE)


def known(now: datetime = LATER, **headers: str) -> bool:
    return CONTENT.is_known_to({f"HTTP_{name.upper()}": value for name, value in headers.items()}, now)


def test_equal_bytes_have_equal_tags_and_packed_ones_their_own() -> None:
    again = Content(CONTENT.body, "text/calendar", LATER)
    assert again.etag == CONTENT.etag != Content(b"other", "text/calendar", MADE).etag
    assert CONTENT.packed_etag != CONTENT.etag
    assert CONTENT.packed is not None
    assert gzip.decompress(CONTENT.packed) == CONTENT.body
    assert again.packed == CONTENT.packed
    assert Content(b"short", "text/calendar", MADE).packed is None


def test_tags_are_compared_in_every_form_and_win_over_dates() -> None:
    tag = CONTENT.etag
    for said in (tag, f"W/{tag}", f'"a", {tag}', CONTENT.packed_etag, "*"):
        assert known(if_none_match=said), said
    for said in ('"a"', tag.strip('"'), "", tag.upper()):
        assert not known(if_none_match=said, if_modified_since=http_date(LATER)), said


def test_dates_are_truly_compared() -> None:
    assert known(if_modified_since=http_date(FULL))
    assert known(if_modified_since=http_date(LATER))
    assert not known(if_modified_since=http_date(FULL - SECOND))
    assert not known(if_modified_since=http_date(LATER + SECOND)), "a clock that is ahead says nothing"
    for bad in (
        "",
        "yesterday",
        "Tue, 99 Nov 2026 12:00:00 GMT",
        "0",
        "24/11/2026",
        "Tue, 24 Nov 99999999999 1:0:0",
    ):
        assert not known(if_modified_since=bad), bad


def test_a_date_is_not_told_while_its_second_is_not_over() -> None:
    assert CONTENT.date_told(MADE) is None
    assert CONTENT.date_told(FULL) == "Tue, 24 Nov 2026 12:00:01 GMT"
    at_once = Content(b"changed in the same second", "text/calendar", MADE + timedelta(microseconds=1))
    assert not at_once.is_known_to({"HTTP_IF_MODIFIED_SINCE": http_date(FULL - SECOND)}, LATER)


@pytest.mark.parametrize(
    "text",
    ["Tue, 24 Nov 2026 12:00:01 GMT", "Tuesday, 24-Nov-26 12:00:01 GMT", "Tue Nov 24 12:00:01 2026"],
)
def test_all_three_forms_of_a_date_are_read(text: str) -> None:
    assert read_http_date(text) == FULL


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("gzip, deflate, br", True),
        ("deflate;q=0.5, GZIP;q=1.0", True),
        ("x-gzip", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("identity", False),
        ("", False),
        ("gzipped", False),
    ],
)
def test_gzip_is_sent_to_whoever_wants_it(header: str, *, wanted: bool) -> None:
    assert accepts_gzip(header) is wanted
