"""Reports of a real store: what is read, what counts, and who sees whom."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.domain.reports.model import OTHERS, Group, Outcome
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.reports import ReportRequest
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.spreadsheets import csv_file, xlsx_file
from platform_booking.wording import Words
from platform_booking.wording.report_tables import Column, Kind, Table, usage_table

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking
    from tests.services.conftest import Sit

RULES = """
[[platforms]]
code = "ZAC"
name = "Zones"
host = "CHU"
managers = ["zoe"]
opening = { mon = ["08:00-18:00"], tue = ["08:00-18:00"], wed = ["08:00-18:00"], thu = ["08:00-18:00"], fri = ["08:00-18:00"] }
[[resources]]
code = "PSM"
name = "PSM"
platform = "ZAC"
units = 4
turnaround = 30
rules = { opening = "off" }
[[closures]]
code = "PONT"
name = "Pont"
start = 2026-12-11
end = 2026-12-12
partner = "CHU"
"""
HOUR = timedelta(hours=1)
TUESDAY = datetime.fromisoformat("2026-12-08T09:00+01:00")
WEEK = ReportRequest("2026-12-07", "2026-12-13", ())


def at(sit: Sit, login: str | None, hours: float) -> PlatformBooking:
    return PlatformBooking(Desk(sit(None).desk.store, login, fixed_clock(TUESDAY + hours * HOUR)))


def asked(
    sit: Sit, login: str, lines: tuple[LineRequest, ...], hours: float, start: float = 0, **more: Any
) -> Booking:
    begin = TUESDAY + start * HOUR
    wish = BookingRequest("TP", lines, begin, begin + hours * HOUR, **more)
    return at(sit, login, -72).requests.request(wish).booking


@pytest.fixture
def busy(sit: Sit) -> Sit:
    """A week with a session of two lines, a request, a refusal, a no-show and a block."""
    sit(None).catalogue.import_text(RULES)
    asked(sit, "tina", (LineRequest("PSM", 2), LineRequest("SALLE"), LineRequest("@tina")), 3, learners=12)
    asked(sit, "zoe", (LineRequest("ZAC1"),), 10, purpose="industry")
    refused = asked(sit, "tina", (LineRequest("BIO"),), 2)
    granted = asked(sit, "tina", (LineRequest("BIO"),), 4, 24)
    missed = asked(sit, "zoe", (LineRequest("PSM", 1),), 2, 5, learners=3)
    mona = at(sit, "mona", -48)
    mona.approvals.decline(refused.ref, "Trop tôt")
    at(sit, "mona", -60).approvals.approve(granted.ref)
    at(sit, "zoe", 6).using.no_show(missed.ref)
    at(sit, "zoe", -40).blocks.block(
        "PSM", "4", TUESDAY + 47 * HOUR, TUESDAY + 57 * HOUR, "maintenance", "joint"
    )
    return sit


def test_a_week_is_added_up(busy: Sit) -> None:
    report = busy(None).reports.usage(WEEK)
    resources = {
        code: (item.approved / HOUR, item.requested / HOUR, item.no_show / HOUR)
        for code, item in report.groups[Group.RESOURCE].items()
        if item.approved or item.requested
    }
    assert resources == {"PSM": (8, 0, 2), "SALLE": (3, 0, 0), "BIO": (4, 0, 0), "ZAC1": (0, 10, 0)}
    psm = report.groups[Group.RESOURCE]["PSM"]
    assert psm.open == (4 * 4 * 10 - 10) * HOUR  # four days, for one is closed, less the block
    assert (psm.within, psm.missed_dates) == (6 * HOUR, 1)
    assert report.heat.resources["PSM"] == (0, 6 / 40, 0, 0, None, None, None)
    total = report.total
    assert (total.learner_time, total.participations, total.dates) == (36 * HOUR, 12, 3)
    assert {code: item.approved / HOUR for code, item in report.groups[Group.PARTNER].items()} == {
        "UNI": 13,
        "CHU": 2,
    }
    half = ReportRequest("2026-12-08", "2026-12-08T10:30", ("ZAC",))
    assert busy(None).reports.usage(half).total.approved == 3 * HOUR
    assert "SALLE" not in busy(None).reports.usage(half).groups[Group.RESOURCE]


def test_delays_and_refusals_are_read_from_the_decisions(busy: Sit) -> None:
    report = busy(None).reports.decisions(ReportRequest("2026-11-30", "2026-12-13"))
    assert (report.all_delays.count, report.all_delays.median) == (2, 18 * HOUR)
    assert report.all_refusals.counts == {Outcome.DECLINED: 1, Outcome.GRANTED: 1}
    assert [item.text for item in report.reasons] == ["Trop tôt"]
    others = busy("sam").reports.decisions(ReportRequest("2026-11-30", "2026-12-13"))
    assert [(item.text, item.count) for item in others.reasons] == [("", 1)]
    assert list(others.delays[Group.PARTNER]) == [OTHERS]


def test_who_sees_whom(busy: Sit) -> None:
    cases: tuple[tuple[str | None, tuple[str, ...], set[str]], ...] = (
        (None, (), {"UNI", "CHU"}),
        ("tina", (), {"UNI", OTHERS}),
        ("zoe", (), {"CHU", OTHERS}),
        ("zoe", ("ZAC",), {"CHU", "UNI"}),
    )
    for login, platforms, seen in cases:
        request = ReportRequest("2026-12-07", "2026-12-13", platforms)
        overview = busy(login).reports.overview(request)
        assert set(overview.usage.groups[Group.PARTNER]) == seen, login
        assert overview.tells_partners_apart is (OTHERS not in seen)
        assert overview.year_before is None
    for language, others in (("fr", "Autres partenaires"), ("en", "Other partners")):
        table = usage_table(
            Words(language), overview.catalogue, busy("tina").reports.usage(WEEK), Group.PARTNER
        )
        assert [row[0] for row in table.rows] == ["Université", others]
        assert [column.key for column in table.columns][2:6] == ["bookings", "dates", "approved", "share"]
        assert table.rows[0][5] == round(13 / 15, 4)


def test_a_period_that_cannot_be(sit: Sit) -> None:
    reports = sit(None).reports
    with pytest.raises(NotFound):
        reports.usage(ReportRequest("2026-12-07", "2026-12-13", ("NOPE",)))
    for since, until in (("2026-12-07", "2026-12-05"), ("2026-12-07", "soon"), ("1990-01-01", "2026-12-07")):
        with pytest.raises(InvalidInput):
            reports.usage(ReportRequest(since, until))
    leap = reports.overview(ReportRequest("2028-02-29", "2028-02-29"))
    assert leap.usage.heat.days == (date(2028, 2, 29),)


def test_files_open_in_a_spreadsheet_and_calculate_nothing() -> None:
    columns = (Column("name", "Nom", Kind.TEXT), Column("approved", "Heures", Kind.HOURS))
    table = Table(
        "[Heures]", columns, (("=2+3", 1284.5), ("@cmd\x07", 3.0), ('-x; "y"', None)), ("Total", 1287.5)
    )
    french, english = Words("fr"), Words("en")
    text = csv_file(table, french)
    assert text.startswith(b"\xef\xbb\xbfNom;Heures\r\n'=2+3;1284,5\r\n")
    rows = list(csv.reader(io.StringIO(csv_file(table, english).decode("utf-8-sig"))))
    assert rows[1:] == [["'=2+3", "1284.5"], ["'@cmd\x07", "3"], ['\'-x; "y"', ""], ["Total", "1287.5"]]
    book = load_workbook(io.BytesIO(xlsx_file((table,), ("=1+1",), french)))
    assert book.sheetnames == [" Heures ", "Définitions"]
    sheet = book[" Heures "]
    assert [(cell.value, cell.data_type) for cell in sheet["A"]][1:3] == [("=2+3", "s"), ("@cmd ", "s")]
    assert [cell.value for cell in sheet["B"]] == ["Heures", 1284.5, 3, None, 1287.5]
    assert book["Définitions"]["A1"].data_type == "s"
