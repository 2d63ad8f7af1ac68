"""Bookings kept to be made again: who may use them, what they hold, and what is gone since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.errors import InvalidInput, NotFound, NotPermitted
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.templates import TemplateBody, TemplateLine, from_plain, to_plain
from platform_booking.services.custody import check
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.templates import Changes
from tests.services.test_campaigns import campaign

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.bootstrap import PlatformBooking

    Sit = Callable[[str | None], PlatformBooking]

lapses = st.builds(Lapse, st.integers(-10_000, 10_000), st.integers(0, 10_000))
lines = st.builds(TemplateLine, st.text(), st.integers(1, 9), lapses, st.none() | lapses)
bodies = st.builds(
    TemplateBody,
    st.text(),
    st.lists(lines, max_size=4).map(tuple),
    lapses,
    st.text(),
    st.integers(0, 99),
    trainers=st.lists(st.text(), max_size=3).map(tuple),
    biosafety=st.integers(0, 4),
    dossier=st.text(),
)


@given(bodies)
def test_a_body_comes_back_from_plain_data(body: TemplateBody) -> None:
    assert from_plain(to_plain(body)) == body


def test_a_body_kept_before_containment_was_asked_for_still_reads() -> None:
    body = TemplateBody("TP", (), Lapse(60), biosafety=2, dossier="D-1")
    old = {key: value for key, value in to_plain(body).items() if key not in {"biosafety", "dossier"}}
    assert from_plain(old) == TemplateBody("TP", (), Lapse(60))


def test_containment_and_dossier_are_made_again(sit: Sit) -> None:
    tina = sit("tina")
    sit(None).catalogue.import_text('[[resources]]\ncode = "SALLE"\nbiosafety = 2\n')
    request = BookingRequest(
        "TP", (LineRequest("SALLE"),), "2026-12-02T09:00", "2026-12-02T12:00", biosafety=2, dossier="D-1"
    )
    tina.templates.save_request(request, "A", "A")
    tina.templates.save(tina.requests.request(request).booking.ref, "B", "B")
    for code, start in (("A", "2026-12-03T09:00"), ("B", "2026-12-04T09:00")):
        again = tina.templates.book(code, start).booking
        assert (again.biosafety, again.dossier) == (2, "D-1")


def test_what_another_hand_wrote_is_refused() -> None:
    with pytest.raises(InvalidInput):
        from_plain({"title": "X"})


def test_one_that_nobody_can_read_hides_no_other(sit: Sit) -> None:
    tina = sit("tina")
    ref = tina.requests.request(campaign()).booking.ref
    for code in ("GOOD", "BAD"):
        tina.templates.save(ref, code, code, "partner")
    with sit(None).desk.store.writing() as connection:
        connection.exec_driver_sql("UPDATE template SET body = '{}' WHERE code = 'BAD'")
    assert [item.code for item in sit("colin").templates.list()] == ["GOOD"]
    with pytest.raises(InvalidInput):
        sit("colin").templates.get("BAD")


def test_a_booking_is_kept_and_made_again(sit: Sit) -> None:
    tina = sit("tina")
    first = tina.requests.request(campaign(rule="FREQ=WEEKLY;INTERVAL=4;UNTIL=20270201")).booking
    kept = tina.templates.save(first.ref, "CHO", "Campagne CHO")
    assert kept.body.rule == "FREQ=WEEKLY;INTERVAL=4;COUNT=3"
    rehearsed = tina.templates.book("CHO", "2027-05-04T10:00", dry_run=True)
    assert tina.templates.get("CHO").body.last_used == ""
    again = tina.templates.book(
        "CHO", "2027-05-04T10:00", Changes(title="Groupe B", learners=4, exchange={"BIO": "BIO-B"})
    ).booking
    assert (rehearsed.booking.title, again.title, again.learners) == ("Campagne CHO", "Groupe B", 4)
    assert [(line.offset, line.length, line.quantity) for line in again.lines] == [
        (line.offset, line.length, line.quantity) for line in first.lines
    ]
    assert [line.resource for line in again.lines] == ["SALLE", "PSM", "BIO-B"]
    assert len(again.occurrences) == 3
    assert tina.templates.get("CHO").body.last_used == "2026-11-23"
    assert check(sit(None).desk).findings == ()


def test_who_may_use_change_and_share(sit: Sit) -> None:
    ref = sit("tina").requests.request(campaign()).booking.ref
    sit("tina").templates.save(ref, "MINE", "À moi")
    sit("tina").templates.save(ref, "OURS", "À nous", "partner")
    sit("mona").templates.save(ref, "ALL", "À tous", "network")
    seen = {login: [item.code for item in sit(login).templates.list()] for login in ("tina", "colin", "zoe")}
    assert seen == {"tina": ["MINE", "OURS", "ALL"], "colin": ["OURS", "ALL"], "zoe": ["ALL"]}
    with pytest.raises(NotFound):
        sit("zoe").templates.book("OURS", "2027-05-04T10:00")
    with pytest.raises(NotPermitted):
        sit("tina").templates.save(ref, "X", "X", "network")
    with pytest.raises(NotPermitted):
        sit("colin").templates.edit("OURS", name="Autre")
    with pytest.raises(InvalidInput):
        sit("tina").templates.save(ref, "MINE", "Encore")
    assert sit("tina").templates.save(ref, "MINE", "Encore", replacing=True).name == "Encore"
    sit("tina").templates.edit("MINE", active=False)
    assert "MINE" not in [item.code for item in sit("tina").templates.list()]
    assert check(sit(None).desk).findings == ()


def test_a_resource_that_is_gone_is_said_with_what_would_do(sit: Sit) -> None:
    tina = sit("tina")
    tina.templates.save(tina.requests.request(campaign()).booking.ref, "CHO", "CHO")
    sit(None).catalogue.import_text('[[resources]]\ncode = "BIO"\nname = "Bio"\nactive = false\n')
    assert tina.templates.get("CHO").gone == {"BIO": ("BIO-B",)}
    with pytest.raises(InvalidInput) as refusal:
        tina.templates.book("CHO", "2027-05-04T10:00")
    assert refusal.value.params["instead"] == ("BIO-B",)
    booked = tina.templates.book("CHO", "2027-05-04T10:00", Changes(exchange={"BIO": "BIO-B"}))
    assert booked.booking.lines[2].resource == "BIO-B"
