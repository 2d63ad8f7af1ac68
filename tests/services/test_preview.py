from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from tests.services.conftest import Sit

WEEKLY = "FREQ=WEEKLY;COUNT=6"


def wanted(*codes: str, **options: Any) -> BookingRequest:
    lines = tuple(LineRequest(code.partition(":")[0], int(code.partition(":")[2] or 1)) for code in codes)
    options.setdefault("start", "2026-12-01T09:00")
    if "length" not in options:
        options.setdefault("end", "2026-12-01T12:00")
    return BookingRequest(options.pop("title", "TP"), lines, **options)


def test_a_preview_tells_line_by_line_and_date_by_date(sit: Sit) -> None:
    taken = wanted("BIO", start="2026-12-08T10:00", end="2026-12-08T11:00")
    ref = sit("mona").requests.request(taken).booking.ref
    preview = sit("tina").previews.preview(wanted("SALLE", "BIO", rule=WEEKLY, trainers=("colin",)))
    assert [(line.number, line.resource.code, line.platform) for line in preview.lines] == [
        (1, "SALLE", "USP"),
        (2, "BIO", "USP"),
        (3, "@colin", ""),
    ]
    assert [(cell.line, cell.occurrence) for cell in preview.cells] == [
        (line, number) for line in (1, 2, 3) for number in range(1, 7)
    ]
    bad = [cell for cell in preview.cells if not cell.verdict.fits]
    assert [(cell.line, cell.occurrence, cell.equivalents) for cell in bad] == [(2, 2, ("BIO-B",))]
    assert [conflict.holder for conflict in bad[0].verdict.conflicts] == [ref]
    assert not preview.fits
    assert preview.bad_dates == (date(2026, 12, 8),)
    assert preview.sendable == 5
    assert {item.kind for item in preview.alternatives} >= {AlternativeKind.RESOURCE, AlternativeKind.SKIP}
    assert preview.awaiting == {1: ("", ()), 2: ("manager", ("mona",)), 3: ("", ())}
    assert preview.pending == {1: 0, 2: 1, 3: 0}


def test_what_fits_needs_no_way_out(sit: Sit) -> None:
    preview = sit("tina").previews.preview(wanted("SALLE", rule=WEEKLY))
    assert preview.fits
    assert (preview.alternatives, preview.bad_dates, preview.sendable) == ((), (), 6)
    assert sit("tina").bookings.list(BookingFilter()) == ()


def test_rules_are_part_of_the_answer(sit: Sit) -> None:
    crowded = wanted("SALLE", learners=31)
    preview = sit("tina").previews.preview(crowded)
    assert preview.fits
    assert [item.code for item in preview.violations] == ["over-capacity"]
    assert preview.sendable == 0
    with pytest.raises(RuleRefused):
        sit("tina").requests.request(crowded)


def test_a_title_may_still_be_missing(sit: Sit) -> None:
    assert sit("tina").previews.preview(wanted("SALLE", title="")).fits


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        pytest.param(wanted("NOPE"), NotFound, id="unknown resource"),
        pytest.param(wanted("PSM:5"), InvalidInput, id="more than the pool"),
        pytest.param(wanted(), InvalidInput, id="nothing"),
        pytest.param(wanted("SALLE", end="2026-12-01T08:00"), InvalidInput, id="end before start"),
        pytest.param(wanted("SALLE", rule="FREQ=WEEKLY"), InvalidInput, id="endless rule"),
    ],
)
def test_what_cannot_be_understood_is_refused(
    sit: Sit, request_: BookingRequest, error: type[Exception]
) -> None:
    with pytest.raises(error):
        sit("tina").previews.preview(request_)


def test_competing_requests_are_told_and_do_not_stand_in_the_way(sit: Sit) -> None:
    ref = sit("mona").requests.request(wanted("RARE")).booking.ref
    preview = sit("tina").previews.preview(wanted("RARE"))
    assert preview.fits
    assert [item.holder for item in preview.cells[0].verdict.competing] == [ref]


def test_an_equivalent_that_another_line_takes_is_not_offered(sit: Sit) -> None:
    sit("mona").requests.request(wanted("BIO"))
    preview = sit("tina").previews.preview(wanted("BIO", "BIO-B"))
    assert [(cell.verdict.fits, cell.equivalents) for cell in preview.cells] == [(False, ()), (True, ())]


def test_only_the_lines_own_deciders_are_busy(sit: Sit) -> None:
    for week in range(3):
        sit("tina").requests.request(
            wanted("BIO", "ZAC1", start=f"2027-01-0{4 + week}T09:00", end=f"2027-01-0{4 + week}T12:00")
        )
    sit("zoe").approvals.approve("B-2026-00001")
    preview = sit("tina").previews.preview(wanted("BIO", "ZAC1"))
    assert preview.pending == {1: 3, 2: 2}


def test_a_strip_shows_one_day_of_some_resources(sit: Sit) -> None:
    shown = sit("tina").requests.request(wanted("BIO", "SALLE")).booking
    sit("tina").requests.request(wanted("BIO", start="2026-12-02T09:00", end="2026-12-02T12:00"))
    board = sit("mona").previews.day_bars(date(2026, 12, 1), ("bio",))
    assert [(bar.ref, bar.line) for bar in board.bars] == [(shown.ref, 1)]
    assert board.span.start == datetime(2026, 12, 1, 6, tzinfo=UTC)
    assert board.span.length == timedelta(hours=13)
    with pytest.raises(NotFound):
        sit("mona").previews.day_bars(date(2026, 12, 1), ("NOPE",))


def test_the_dates_that_go_keep_to_one_unit(sit: Sit) -> None:
    units = sit(None).catalogue.load().resources["PSM"].units

    def block(place: int, first: str, last: str) -> None:
        sit("zoe").blocks.block("PSM", units[place].name, first, last, "maintenance", "révision")

    block(0, "2026-12-08T08:00", "2026-12-08T18:00")
    block(1, "2026-12-15T08:00", "2026-12-22T18:00")
    block(2, "2026-12-01T08:00", "2026-12-22T18:00")
    block(3, "2026-12-01T08:00", "2026-12-22T18:00")
    sit("mona").blocks.block("SALLE", None, "2026-12-15T08:00", "2026-12-22T18:00", "closure", "peinture")
    request = wanted("SALLE", "PSM", rule="FREQ=WEEKLY;COUNT=4")
    preview = sit("tina").previews.preview(request)
    promised = [cell.verdict.units for cell in preview.cells if cell.line == 2 and cell.occurrence < 3]
    assert promised == [(units[1].id,), (units[1].id,)]
    booked = sit("tina").requests.request(request, skip_conflicts=True).booking
    assert {item.unit_id for item in booked.allocations if item.line == 2} == {units[1].id}


in_the_way = st.lists(
    st.tuples(
        st.sampled_from(["BIO", "BIO-B", "PSM:2", "PSM:3", "SALLE", "RARE", "TWINS"]),
        st.integers(0, 13),
        st.integers(7, 16),
        st.integers(1, 8),
    ),
    max_size=8,
)
requests = st.builds(
    lambda codes, hour, hours, rule: wanted(
        *codes, start=f"2026-12-01T{hour:02}:00", length=Lapse(60 * hours), rule=rule
    ),
    st.lists(
        st.sampled_from(["BIO", "BIO-B", "PSM", "PSM:2", "PSM:3", "SALLE", "RARE", "TWINS:2"]),
        min_size=1,
        max_size=3,
        unique_by=lambda code: code.partition(":")[0],
    ),
    st.integers(7, 16),
    st.integers(1, 23),
    st.sampled_from([None, "FREQ=DAILY;COUNT=5", "FREQ=WEEKLY;COUNT=2", "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=4"]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=in_the_way, request_=requests)
def test_what_a_preview_promises_is_what_a_request_does(
    sit: Sit, rows: list[tuple[str, int, int, int]], request_: BookingRequest
) -> None:
    made = []
    for code, day, hour, hours in rows:
        start = datetime(2026, 12, 1 + day, hour, tzinfo=UTC)
        try:
            busy = wanted(code, start=start, end=start + timedelta(hours=hours))
            made.append(sit("mona").requests.request(busy).booking.ref)
        except BookingConflict:
            continue
    preview = sit("tina").previews.preview(request_)
    assert len(preview.good_dates) + len(preview.bad_dates) == len(preview.occurrences)
    try:
        booked = sit("tina").requests.request(request_, skip_conflicts=True)
    except BookingConflict:
        assert preview.sendable == 0
        assert preview.alternatives is not None
    else:
        booking = booked.booking
        made.append(booking.ref)
        assert len(booking.occurrences) == preview.sendable
        assert tuple(item.day(booking.zone) for item in booking.occurrences) == preview.good_dates
        assert booked.skipped == preview.bad_dates
        promised = {
            (cell.line, cell.occurrence): set(cell.verdict.units)
            for cell in preview.cells
            if cell.occurrence in {item.number for item in booking.occurrences}
        }
        for (line, occurrence), units in promised.items():
            assert {item.unit_id for item in booking.allocations_at(line, occurrence)} == units
    for ref in made:
        organiser = sit(None).bookings.get(ref).booking.organiser
        sit(organiser).changes.cancel(ref, "essai")
