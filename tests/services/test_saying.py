"""What a phrase becomes: a request, a block, a search, or a question back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.blocks import Blocked
from platform_booking.services.booking import Booked
from platform_booking.services.intent import ToBlock, ToBook, ToFind, Unclear, intent_of
from platform_booking.services.preview import Preview
from platform_booking.services.requests import LineRequest
from platform_booking.wording import Words
from tests.domain.phrase.names import NOW, catalogue, read

if TYPE_CHECKING:
    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.services.intent import Intent
    from tests.services.conftest import Sit

PARIS = ZoneInfo("Europe/Paris")


def intent(text: str) -> Intent:
    return intent_of(read(text), catalogue(), NOW.replace(tzinfo=PARIS), "en")


def booking(text: str) -> ToBook:
    found = intent(text)
    assert isinstance(found, ToBook)
    return found


def local(text: str) -> tuple[str, str]:
    span = booking(text).span
    return tuple(f"{moment.astimezone(PARIS):%d/%m %H:%M}" for moment in (span.start, span.end))  # type: ignore[return-value]


def test_a_request_has_all_that_was_said() -> None:
    request = booking('salle a + 2 psm n°3 mer 14-17 x6 sauf 2/12 12 apprenants @tina.b "TP aseptie"').request
    assert [(line.resource, line.quantity, line.unit) for line in request.lines] == [
        ("SALLE-A", 1, None),
        ("PSM2-ONI", 2, "3"),
    ]
    assert (request.title, request.rule, request.learners) == ("TP aseptie", "FREQ=WEEKLY;COUNT=6", 12)
    assert (request.trainers, request.skip) == (("tina.b",), frozenset({date(2026, 12, 2)}))
    until = booking("psm mer 14-17 jusqu'au 16/12").request
    assert (until.title, until.rule) == ("Class II biosafety cabinet", "FREQ=WEEKLY;UNTIL=20261216")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("psm mer 14-17", ("25/11 14:00", "25/11 17:00")),
        ("psm mer 14h 3h", ("25/11 14:00", "25/11 17:00")),
        ("psm mer 22h-6h", ("25/11 22:00", "26/11 06:00")),
        ("psm mer-ven", ("25/11 00:00", "28/11 00:00")),
        ("psm mer 9h - ven 17h", ("25/11 09:00", "27/11 17:00")),
        ("psm mer-ven 9-17", ("25/11 09:00", "27/11 17:00")),
        ("200 L 3/12 9h 14 jours", ("03/12 09:00", "17/12 09:00")),
        ("psm mer-ven 2 j", ("25/11 00:00", "27/11 00:00")),
    ],
)
def test_from_when_to_when(text: str, expected: tuple[str, str]) -> None:
    assert local(text) == expected


@pytest.mark.parametrize(
    ("text", "since", "until", "between", "minutes", "sessions"),
    [
        ("psm 2h", "2026-11-24", "2027-01-19", None, 120, 1),
        ("psm vendredi", "2026-11-27", "2026-11-27", None, 180, 1),
        ("psm 14-17 x6", "2026-11-24", "2027-01-19", "14:00-17:00", 180, 6),
        ("psm ven 2h x3", "2026-11-27", "2026-12-18", None, 120, 3),
        ("psm matin jusqu'au 4/12", "2026-11-24", "2026-12-04", "08:00-12:00", 240, 1),
        ("psm semaine prochaine 14-17", "2026-11-30", "2026-12-06", "14:00-17:00", 180, 1),
        ("psm 2h chaque semaine jusqu'au 8/12", "2026-11-24", "2026-12-08", None, 120, 3),
    ],
)
def test_without_a_day_or_an_hour_a_slot_is_looked_for(
    text: str, since: str, until: str, between: str | None, minutes: int, sessions: int
) -> None:
    found = intent(text)
    assert isinstance(found, ToFind)
    request = found.request
    assert (request.since, request.until, request.between) == (since, until, between)
    assert (request.length.exact, request.sessions) == (minutes, sessions)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("psm chaque mardi 14-17 x6", "FREQ=WEEKLY;COUNT=6"),
        ("psm mar 14-17 une semaine sur deux x3", "FREQ=WEEKLY;INTERVAL=2;COUNT=3"),
        ("psm demain 9-12 every day until 4/12", "FREQ=DAILY;UNTIL=20261204"),
    ],
)
def test_how_often_becomes_a_rule(text: str, rule: str) -> None:
    found = intent(text)
    assert isinstance(found, ToBook)
    assert found.request.rule == rule


def test_a_block_takes_what_else_is_said_as_its_reason() -> None:
    found = intent("!bloc 200 L lun-mar maintenance")
    assert isinstance(found, ToBlock)
    assert (found.code, found.unit, found.kind, found.reason) == (
        "BIO200-TRS",
        None,
        "maintenance",
        "maintenance",
    )
    assert found.span.start == datetime(2026, 11, 29, 23, tzinfo=UTC)
    assert found.span.end == datetime(2026, 12, 1, 23, tzinfo=UTC)
    other = intent("!block psm n°2 demain 9-12 calibration des sondes")
    assert isinstance(other, ToBlock)
    assert (other.unit, other.kind, other.reason) == ("2", "calibration", "calibration des sondes")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "phrase-no-resource"),
        ("demain 14-17", "phrase-no-resource"),
        ("bioréacteur 50 L mar 14-17", "phrase-several"),
        ("psm tralala demain 14-17", "phrase-unknown"),
        ("psm demain 14h", "phrase-no-end"),
        ("psm chaque mardi 14-17", "phrase-how-often"),
        ("psm tous les jours x5 2h", "phrase-rhythm-when"),
        ("!bloc psm panne", "phrase-no-day"),
        ("!bloc psm demain", "phrase-no-reason"),
        ("!bloc psm + salle a demain panne", "phrase-one-block"),
    ],
)
def test_what_is_missing_is_asked_for_in_words(text: str, reason: str) -> None:
    with pytest.raises(Unclear) as refusal:
        intent(text)
    assert refusal.value.reason == reason
    for language in ("fr", "en"):
        assert Words(language).knows(f"invalid-{reason}")


def test_several_meanings_are_named() -> None:
    with pytest.raises(Unclear) as refusal:
        intent("salle a + bioréacteur 50 L mar 14-17")
    assert (refusal.value.line, refusal.value.choices) == (1, ("BIO50-SHB", "BIO50-TRS"))


def test_it_is_shown_then_done(sit: Sit) -> None:
    def said(app: PlatformBooking, text: str) -> ToBook | ToBlock:
        known = app.catalogue.load()
        found = app.saying.intent(app.saying.read(text, known), known, "fr")
        assert not isinstance(found, ToFind)
        return found

    tina, zoe = sit("tina"), sit("zoe")
    two = said(tina, "2 psm mer 14-17 x2")
    shown = tina.saying.check(two)
    assert isinstance(shown, Preview)
    assert (shown.fits, len(shown.occurrences)) == (True, 2)
    done = tina.saying.do(two)
    assert isinstance(done, Booked)
    assert [(line.resource, line.quantity) for line in done.booking.lines] == [("PSM", 2)]
    block = said(zoe, "!bloc psm jeu panne")
    assert isinstance(zoe.saying.check(block), Blocked)
    assert zoe.blocks.list() == ()
    with pytest.raises(BookingConflict):
        zoe.saying.check(said(zoe, "!bloc psm mer panne"))
    zoe.saying.do(block)
    assert [item.reason for item in zoe.blocks.list()] == ["panne"]


def test_bookings_are_found_by_ref_title_and_organiser(sit: Sit) -> None:
    tina, zoe = sit("tina"), sit("zoe")
    refs: list[str] = []
    for title, visibility in (
        ("TP Aseptie d’été", "partners"),
        ("Étalonnage", "partners"),
        ("Secret", "private"),
    ):
        asked = booking(f'psm 23/3/2027 {9 + len(refs)}h-{10 + len(refs)}h "{title}"').request
        asked = replace(asked, lines=(LineRequest("SALLE"),), visibility=visibility)
        refs.append(tina.requests.request(asked).booking.ref)

    def found(text: str, app: PlatformBooking = zoe) -> list[str]:
        return [item.title for item in app.bookings.named(text)]

    assert found("aseptie ete") == ["TP Aseptie d’été"]
    assert found("ETALON") == ["Étalonnage"]
    assert found(refs[1].lower()) == ["Étalonnage"]
    assert found("tina") == ["Étalonnage", "TP Aseptie d’été"]
    assert found("secret") == []
    assert found("secret", tina) == ["Secret"]
    assert found("") == found("rien de tel") == []
