from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.board import BoardSession, SessionLine
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.timespan import TimeSpan
from ui.period import Period
from ui.screens.agenda.filters import BLOCK, BY_DAY, BY_PARTNER, BY_RESOURCE, ENDED, AgendaFilter, chosen
from ui.screens.agenda.grouping import RowWriter
from ui.screens.agenda.period_title import period_title
from ui.texts import Texts
from ui.timeline.axis import Scale

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.domain.catalogue import Catalogue

PARIS = zone_of("Europe/Paris")
TUESDAY = date(2026, 11, 24)


@pytest.fixture
def catalogue(demo_store: Path) -> Catalogue:
    platform = open_platform(Settings(str(demo_store)))
    try:
        return platform.catalogue.load()
    finally:
        platform.close()


def at(hour: float, day: date = TUESDAY) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=PARIS) + timedelta(hours=hour)


def session(
    catalogue: Catalogue,
    codes: tuple[str, ...] = ("BIO2L-ONI",),
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    state: str = "approved",
    **changed: object,
) -> BoardSession:
    use = TimeSpan(start or at(14), end or at(17))
    lines = tuple(
        SessionLine(number, code, (catalogue.resources[code].units[0].id,), state, use, use)
        for number, code in enumerate(codes, 1)
    )
    known = {
        "ref": "B-2026-00001",
        "occurrence": 1,
        "title": "TP Culture amont",
        "partner": next(iter(catalogue.partners)),
        "organiser": "formateur01",
        "use": use,
        "lines": lines,
        "state": state,
    }
    return BoardSession(**{**known, **changed})  # type: ignore[arg-type]


def writer(catalogue: Catalogue, language: str = "fr") -> RowWriter:
    return RowWriter(Texts(language, PARIS), catalogue, TUESDAY, TUESDAY)


def test_the_whole_row_as_one_sentence(catalogue: Catalogue) -> None:
    found = session(catalogue, ("BIO2L-ONI", "BIO2L-SHB", "BIO2L-BRE"), occurrence=3, dates=6)
    (group,) = writer(catalogue).groups((found,), BY_DAY)
    assert group.rows[0].speak() == (
        "TP Culture amont, mardi 24 novembre de 14 heures à 17 heures, approuvée, 3 ressources, séance 3 sur 6"
    )
    assert group.rows[0].series == "3/6"
    (group,) = writer(catalogue, "en").groups((found,), BY_DAY)
    assert group.rows[0].speak() == (
        "TP Culture amont, Tuesday 24 November from 14 o’clock to 17 o’clock, approved, 3 resources, session 3 of 6"
    )


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        pytest.param(at(14), at(17), ("14:00", "17:00"), id="one day"),
        pytest.param(at(14), at(24), ("14:00", "00:00"), id="until midnight"),
        pytest.param(at(18.5), at(14, date(2026, 11, 27)), ("18:30", "ven. 27 14:00"), id="over days"),
        pytest.param(at(9, date(2026, 11, 20)), at(17), ("ven. 20 09:00", "17:00"), id="since last week"),
        pytest.param(
            at(9, date(2026, 8, 30)), at(9, date(2027, 2, 8)), ("30 août", "8 févr."), id="since summer"
        ),
    ],
)
def test_times_name_another_day(
    catalogue: Catalogue, start: datetime, end: datetime, said: tuple[str, str]
) -> None:
    (group,) = writer(catalogue).groups((session(catalogue, start=start, end=end),), BY_DAY)
    assert (group.rows[0].start, group.rows[0].end) == said
    assert group.key == "2026-11-24"
    assert group.note == "aujourd’hui · 1 réservation"


def test_of_resources_with_one_name_the_place_tells_which(catalogue: Catalogue) -> None:
    (group,) = writer(catalogue).groups((session(catalogue, ("BIO2L-ONI", "ATF-TRS")),), BY_DAY)
    glass, other = group.rows[0].resources
    assert glass.place == catalogue.resources["BIO2L-ONI"].site
    assert glass.spoken == f"USP Bioréacteur verre 2 L {glass.place}"
    assert other.place == "", "there is no other of that name"


def test_what_goes_on_already_comes_after_what_begins(catalogue: Catalogue) -> None:
    before = session(catalogue, start=at(9, date(2026, 11, 20)), end=at(17), ref="B-OLD")
    today = session(catalogue, ref="B-NEW")
    (group,) = writer(catalogue).groups((before, today), BY_DAY)
    assert [row.ref for row in group.rows] == ["B-NEW", "B-OLD"]


def test_a_session_stands_under_each_of_its_resources_and_its_partner(catalogue: Catalogue) -> None:
    found = session(catalogue, ("BIO2L-ONI", "BIO2L-SHB"))
    groups = writer(catalogue).groups((found,), BY_RESOURCE)
    assert {group.key for group in groups} == {"BIO2L-ONI", "BIO2L-SHB"}
    assert all(group.note == "USP · 1 réservation" for group in groups)
    (group,) = writer(catalogue).groups((found,), BY_PARTNER)
    assert group.key == found.partner
    assert group.heading == catalogue.partners[found.partner].name
    assert group.rows[0].start == "mar. 24 nov. 14:00"


def test_partial_approval_says_how_much(catalogue: Catalogue) -> None:
    found = session(catalogue, ("BIO2L-ONI", "BIO2L-SHB"), state="partly_approved")
    lines = found.lines
    mixed = session(
        catalogue,
        ("BIO2L-ONI", "BIO2L-SHB"),
        state="partly_approved",
        lines=(
            SessionLine(1, "BIO2L-ONI", lines[0].units, "approved", found.use, found.use),
            SessionLine(2, "BIO2L-SHB", lines[1].units, "requested", found.use, found.use),
        ),
    )
    (group,) = writer(catalogue).groups((mixed,), BY_DAY)
    assert group.rows[0].status == "Partielle 1/2"


def test_the_filter_lets_through_what_is_asked(catalogue: Catalogue) -> None:
    mine = session(catalogue, ref="B-1", state="requested")
    block = session(catalogue, ref="X-1", is_block=True, kind="maintenance", occurrence=0, title="Joint")
    over = session(catalogue, ref="B-2", state="cancelled", organiser="resp.usp")

    def refs(**asked: object) -> list[str]:
        wanted = AgendaFilter(**asked)  # type: ignore[arg-type]
        return [item.ref for item in chosen((mine, block, over), wanted, catalogue)]

    assert refs() == ["B-1", "X-1"]
    assert refs(state="requested") == ["B-1"]
    assert refs(state=BLOCK) == ["X-1"]
    assert refs(state=ENDED) == ["B-2"]
    assert refs(platforms=frozenset({"DSP"})) == []
    assert refs(platforms=frozenset({"USP"}), category="room") == []
    assert refs(mine="resp.usp") == []
    assert refs(text="bioreacteur AMONT") == ["B-1"]
    assert refs(text="joint") == ["X-1"]
    assert refs(partner="nobody") == []


def test_periods_step_by_their_length_and_months_are_whole() -> None:
    weeks = Period(TUESDAY, Scale.TWO_WEEKS)
    assert weeks.last == date(2026, 12, 7)
    assert weeks.step(-1).first == date(2026, 11, 10)
    month = Period.beginning(weeks.first, Scale.MONTH)
    assert (month.first, month.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert month.step(1).step(1).first == date(2027, 1, 1)
    assert month.step(-1).last == date(2026, 10, 31)
    assert Period(date(2026, 10, 25), Scale.DAY).span(PARIS).length == timedelta(hours=25)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period(TUESDAY, Scale.TWO_WEEKS), "24 novembre – 7 décembre"),
        (Period(date(2026, 11, 9), Scale.WEEK), "9 – 15 novembre"),
        (Period(TUESDAY, Scale.DAY), "Mardi 24 novembre"),
        (Period(date(2026, 12, 1), Scale.MONTH), "Décembre 2026"),
        (Period(date(2026, 12, 24), Scale.TWO_WEEKS), "24 décembre 2026 – 6 janvier 2027"),
    ],
)
def test_the_title_names_the_year_only_where_it_is_another(period: Period, said: str) -> None:
    assert period_title(period, 2026, Texts("fr", PARIS)) == said
