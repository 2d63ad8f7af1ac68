"""Timetables read in: they hold and warn, are read again without doubling anything, and survive bad answers."""

from __future__ import annotations

import gzip
import threading
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from platform_booking.domain.booking import Line
from platform_booking.domain.conflicts import ConflictKind
from platform_booking.domain.errors import InvalidInput, NotFound, NotPermitted
from platform_booking.domain.planning import PlannedLine
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.timetables import Holding
from platform_booking.domain.verdict import judge
from platform_booking.ical.reader import read_calendar
from platform_booking.services import fetching
from platform_booking.services.availability import FindRequest
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.fetching import Fetched, FetchFailed, fetch_url
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.timetables import ImportRequest, TimetableService
from platform_booking.storage.integrity import examine
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.services.timetables import Imported
    from platform_booking.storage.unit_of_work import Store
    from tests.services.conftest import Sit

DAY = datetime(2026, 12, 1, tzinfo=UTC)
URL = "https://ade.example/cal.ics?key=4242"


def calendar(*events: tuple[str, int, int, str]) -> bytes:
    """(uid, hour from, hour until, summary) on the day, UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for uid, start, end, summary in events:
        moments = [f"{DAY + timedelta(hours=hour):%Y%m%dT%H%M%SZ}" for hour in (start, end)]
        lines += ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{moments[0]}", f"DTEND:{moments[1]}"]
        lines += [f"SUMMARY:{summary}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


class Office:
    """A person with a file on the desk, and a web whose answers are made up."""

    def __init__(self, app: PlatformBooking, folder: Path) -> None:
        self.app = app
        self.file = folder / "edt.ics"
        self.answer: Fetched | FetchFailed = Fetched(b"")
        self.asked: list[tuple[str, str]] = []
        self.timetables = TimetableService(app.desk, self.fetch, read_calendar)

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        assert url == URL
        self.asked.append((etag, last_modified))
        if isinstance(self.answer, FetchFailed):
            raise self.answer
        return self.answer

    def read(self, content: bytes, *, dry_run: bool = False, **whose: Any) -> Imported:
        self.file.write_bytes(content)
        return self.timetables.attach(ImportRequest(str(self.file), **whose), dry_run=dry_run)

    def at(self, later: timedelta) -> Office:
        """The same a while later, with the same web."""
        desk = Desk(self.app.desk.store, self.app.desk.login, fixed_clock(NOW + later))
        other = Office(type(self.app)(desk), self.file.parent)
        other.answer = self.answer
        return other


@pytest.fixture
def office(sit: Sit, tmp_path: Path) -> Office:
    return Office(sit("mona"), tmp_path)


def book(app: PlatformBooking, resource: str, start: int, end: int, *trainers: str) -> str:
    times = [(DAY + timedelta(hours=hour)).isoformat() for hour in (start, end)]
    lines = (LineRequest(resource),)
    wanted = BookingRequest("Cours", lines, times[0], end=times[1], trainers=trainers)
    return app.requests.request(wanted).booking.ref


def entries(store: Store) -> int:
    with store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM audit").scalar_one())


def counted(done: Imported) -> dict[str, int]:
    return {kind: count for kind, count in done.counts.items() if count}


def test_a_room_is_held_and_whoever_was_first_is_left_alone(office: Office, sit: Sit, store: Store) -> None:
    colin = sit("colin")
    ref = book(colin, "SALLE", 8, 10)
    lessons = calendar(
        ("a", 9, 11, "TP"), ("b", 13, 15, "TD"), ("c", 14, 16, "TD bis"), ("d", 13, 14, "dedans")
    )
    before = entries(store)
    dry = office.read(lessons, dry_run=True, resource="SALLE")
    assert (counted(dry), entries(store)) == ({"new": 4, "conflicting": 1}, before)
    done = office.read(lessons, resource="salle")
    assert counted(done) == counted(dry)
    ((holder,),) = [item.holders for item in done.conflicts]
    assert (holder.holder, done.conflicts[0].event.summary) == (ref, "TP")
    assert [
        (block.reason, block.span.start.hour, block.span.end.hour) for block in office.app.blocks.list()
    ] == [
        ("TD", 13, 15),
        ("TD bis", 15, 16),
    ]
    with pytest.raises(BookingConflict):
        book(colin, "SALLE", 15, 16)
    held = office.app.blocks.list()[0]
    with pytest.raises(InvalidInput, match="block-of-timetable"):
        office.app.blocks.lift(held.ref, "je le veux")
    assert office.app.dossiers.block_dossier(held.ref).allowed == frozenset()

    trail = entries(store)
    assert counted(office.read(lessons, resource="SALLE")) == {"unchanged": 4, "conflicting": 1}
    assert entries(store) == trail
    colin.changes.cancel(ref, "malade")
    assert counted(office.read(lessons, resource="SALLE")) == {"unchanged": 4}
    assert len(office.app.blocks.list()) == 3

    moved = calendar(("a", 9, 11, "TP"), ("b", 16, 18, "TD"))
    assert counted(office.read(moved, resource="SALLE")) == {"unchanged": 1, "moved": 1, "gone": 2}
    assert [block.span.start.hour for block in office.app.blocks.list()] == [9, 16]
    book(colin, "SALLE", 13, 15)
    yesterday = calendar(("a", 9 - 24 * 9, 11 - 24 * 9, "TP"), ("b", 16, 18, "TD"))
    assert counted(office.read(yesterday, resource="SALLE")) == {"unchanged": 1, "moved": 1}
    assert [block.span.start.hour for block in office.app.blocks.list()] == [16]
    assert counted(office.read(moved, resource="SALLE")) == {"unchanged": 1, "moved": 1}
    done = office.timetables.detach("SALLE")
    assert (counted(done), office.app.blocks.list()) == ({"gone": 2}, ())
    assert counted(office.read(moved, resource="SALLE", calendar="SALLE")) == {"new": 2}
    assert len(office.app.blocks.list()) == 2
    with store.reading() as connection:
        assert examine(connection).clean


def test_a_persons_calendar_warns_and_keeps_its_words_to_itself(sit: Sit, tmp_path: Path) -> None:
    tina = Office(sit("tina"), tmp_path)
    tina.read(calendar(("a", 9, 11, "Dentiste")))
    colin = sit("colin")
    times = [(DAY + timedelta(hours=hour)).isoformat() for hour in (10, 12)]
    wanted = BookingRequest("TP", (LineRequest("SALLE"),), times[0], end=times[1], trainers=("tina",))
    (warning,) = colin.explaining.request(wanted).timetables
    assert (warning.holder, warning.title, warning.kind, warning.resource) == ("TINA", "", "soft", "@tina")
    find = FindRequest((LineRequest("SALLE"),), Lapse(wall=240), times[0], times[1][:10] + "T14:00:00+00:00")
    (found, *_) = colin.availability.find(replace(find, trainers=("tina",)))
    assert "timetable" in [reason.code for reason in found.suggestion.reasons]
    booked = colin.requests.request(wanted)
    (clash,) = tina.read(calendar(("a", 9, 11, "Dentiste"))).conflicts
    assert [holder.holder for holder in clash.holders] == [booked.booking.ref]
    assert [(item.holder, item.timetable) for item in booked.competing] == [("TINA", True)]
    board = TimeSpan(DAY, DAY + timedelta(days=1))
    for app, title in ((tina.app, "Dentiste"), (colin, "")):
        planned = app.planning.board(board)
        (bar,) = [item for item in planned.bars if item.is_noted]
        assert (bar.title, bar.kind, planned.bars.count(bar)) == (title, "timetable", 1)
        dossier = app.dossiers.block_dossier(bar.ref)
        assert (dossier.block.reason, dossier.allowed) == (title, frozenset())
        (soft,) = planned.occupancy().over(bar.unit_id, board, ConflictKind.SOFT)
        assert (soft.holder, soft.timetable) == (bar.ref, True)
    with pytest.raises(NotFound):
        colin.dossiers.block_dossier("T-99")
    tina.timetables.detach("TINA")
    assert colin.explaining.request(wanted).timetables == ()


def test_a_partners_calendar_warns_of_what_it_hosts_and_of_its_people(sit: Sit, tmp_path: Path) -> None:
    operator = Office(sit(None), tmp_path)
    operator.read(calendar(("a", 9, 11, "Portes ouvertes")), partner="UNI")
    times = [(DAY + timedelta(hours=hour)).isoformat() for hour in (10, 12)]
    lines = (LineRequest("SALLE"), LineRequest("PSM"))
    wanted = BookingRequest("TP", lines, times[0], end=times[1], trainers=("tina",))
    warnings = sit("zoe").explaining.request(wanted).timetables
    assert {(item.resource, item.title) for item in warnings} == {
        ("SALLE", "Portes ouvertes"),
        ("@tina", "Portes ouvertes"),
    }
    elsewhere = replace(wanted, lines=(LineRequest("PSM"),), trainers=())
    assert sit("zoe").explaining.request(elsewhere).timetables == ()
    (warning,) = sit("colin").explaining.request(elsewhere).timetables
    assert (warning.resource, warning.holder, warning.timetable) == ("PSM", "UNI", True)
    board = sit("colin").planning.board(TimeSpan(DAY, DAY + timedelta(days=1)))
    catalogue = sit("colin").catalogue.load()
    span = TimeSpan(DAY + timedelta(hours=10), DAY + timedelta(hours=12))
    for partner, codes, told in (
        ("UNI", ["PSM"], {"PSM"}),
        ("CHU", ["PSM"], set()),
        ("CHU", ["SALLE", "PSM", "@tina"], {"SALLE", "@tina"}),
    ):
        planned = [
            PlannedLine(Line(number, code), catalogue.resources[code]) for number, code in enumerate(codes, 1)
        ]
        zone = ZoneInfo("Europe/Paris")
        verdict = judge(planned, span, zone, board.occupancy(), partner=partner, noted=board.noted)
        assert verdict.fits
        assert {item.resource for line in verdict.lines for item in line.competing} == told, partner
    assert sit("colin").requests.request(elsewhere).competing == (warning,)


def test_a_bad_answer_never_erases_the_last_good_copy(office: Office, store: Store) -> None:
    office.answer = Fetched(calendar(("a", 9, 11, "TP")), etag='"1"')
    office.timetables.attach(ImportRequest(URL, resource="SALLE", refresh_minutes=30))
    assert office.timetables.refresh() == ()
    trail = entries(store)
    answers: list[tuple[Fetched | FetchFailed, str]] = [
        (FetchFailed("fetch-status", status=503), "fetch-status"),
        (Fetched(b""), "calendar-not-one"),
        (Fetched(b"<html>Connexion</html>"), "calendar-not-one"),
        (Fetched(calendar()), "calendar-emptied"),
    ]
    for number, (answer, reason) in enumerate(answers, 1):
        office.answer = answer
        later = office.at(timedelta(minutes=30 * number))
        (failed,) = later.timetables.refresh()
        assert failed.error is not None
        assert failed.error.reason == reason
        (card,) = later.timetables.list()
        assert (card.events, card.calendar.last_ok_at) == (1, NOW)
        assert card.calendar.last_error == {
            "code": reason,
            "params": {key: value for key, value in failed.error.params.items() if key != "reason"},
        }
        assert len(office.app.blocks.list()) == 1
    assert entries(store) == trail
    office.answer = Fetched(None, '"1"')
    later = office.at(timedelta(hours=3))
    (fine,) = later.timetables.refresh()
    assert later.asked == [('"1"', "")]
    assert fine.imported is not None
    assert counted(fine.imported) == {"unchanged": 1}
    assert later.timetables.list()[0].calendar.last_error is None
    assert entries(store) == trail
    office.answer = Fetched(calendar(("a", 10, 12, "TP")), '"2"')
    (moved,) = office.at(timedelta(hours=5)).timetables.refresh(["SALLE"])
    assert moved.imported is not None
    assert counted(moved.imported) == {"moved": 1}
    assert entries(store) == trail + 3


def test_a_torn_file_takes_nothing_away_and_a_feed_of_our_own_brings_nothing(office: Office) -> None:
    whole = calendar(("a", 9, 11, "TP"), ("b", 13, 15, "TD"), ("x@platform-booking", 8, 9, "B"))
    done = office.read(whole, resource="SALLE")
    assert (counted(done), done.calendar.remarks[0]["params"]) == ({"new": 2}, {"count": 1})
    torn = whole[: whole.index(b"UID:b")]
    assert counted(office.read(torn, resource="SALLE")) == {"unchanged": 1, "kept": 1, "rejected": 1}
    assert len(office.app.blocks.list()) == 2


def test_whose_it_is_and_what_is_asked_for_is_checked(office: Office, sit: Sit, tmp_path: Path) -> None:
    lesson = calendar(("a", 9, 11, "TP"))
    forbidden: tuple[tuple[str, dict[str, Any]], ...] = (
        ("colin", {"resource": "SALLE"}),
        ("zoe", {"resource": "SALLE"}),
        ("colin", {"person": "tina"}),
        ("mona", {"partner": "UNI"}),
    )
    for login, whose in forbidden:
        with pytest.raises(NotPermitted):
            Office(sit(login), tmp_path).read(lesson, **whose)
    office.read(lesson, resource="SALLE")
    office.read(lesson, resource="SALLE", calendar="AUTRE")
    with pytest.raises(NotPermitted):
        Office(sit("colin"), tmp_path).timetables.detach("SALLE")
    senseless: tuple[tuple[dict[str, Any], str], ...] = (
        ({"resource": "SALLE"}, "calendar-which"),
        ({"resource": "BIO", "calendar": "AUTRE"}, "calendar-of-another"),
        ({"resource": "BIO", "person": "mona"}, "one-subject"),
        ({"resource": "BIO", "calendar": "é è"}, "calendar-code"),
        ({"person": "mona", "holding": Holding.HARD}, "hold-only-resources"),
        ({"person": "mona", "refresh_minutes": 30}, "refresh-only-links"),
    )
    for whose, reason in senseless:
        with pytest.raises(InvalidInput) as caught:
            office.read(lesson, **whose)
        assert caught.value.reason == reason
    with pytest.raises(InvalidInput, match="refresh-file"):
        office.timetables.refresh(["SALLE"])


# --- the web ----------------------------------------------------------------------------------------


class _Answers(BaseHTTPRequestHandler):
    content = calendar(("a", 9, 11, "TP"))

    def do_GET(self) -> None:
        if self.path == "/moved":
            self._answer(302, Location="/cal.ics")
        elif self.path == "/elsewhere":
            self._answer(302, Location="ftp://example.org/cal.ics")
        elif self.path == "/secret" and self.headers["Authorization"] != "Basic YWRhOnMzY3JldA==":
            self._answer(401)
        elif self.path.startswith("/status"):
            self._answer(int(self.path.rpartition("/")[2]))
        elif self.path == "/cut":
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 5000\r\n\r\nBEGIN:VCALENDAR")
        elif self.path == "/banner":
            self.wfile.write(b"SSH-2.0-s3cret\r\n\r\n")
        elif self.path in {"/drip", "/drip-head"}:
            self._drip(b"HTTP/1.0 200 OK\r\n" + (b"\r\n" if self.path == "/drip" else b"X: "))
        elif self.headers["If-None-Match"] == '"1"':
            self._answer(304, ETag='"1"')
        else:
            packed = gzip.compress(self.content)
            self._answer(200, packed, ETag='"1"', **{"Content-Encoding": "gzip"})

    def _drip(self, first: bytes) -> None:
        """Slowly, but never so slowly that it looks silent; until the other side has had enough."""
        self.wfile.write(first)
        with suppress(OSError):
            for _ in range(400):
                self.wfile.write(b"x")
                time.sleep(0.05)

    def _answer(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_what_the_web_answers(web: str) -> None:
    first = fetch_url(f"http://{web}/moved")
    assert (first.content, first.etag) == (_Answers.content, '"1"')
    assert fetch_url(f"http://{web}/cal.ics", etag='"1"') == Fetched(None, '"1"')
    assert fetch_url(f"http://ada:s3cret@{web}/secret").content == _Answers.content
    assert fetch_url(f"http://{web}/année 1.ics?clé=é").content == _Answers.content
    for path, reason in (
        ("secret", "fetch-refused"),
        ("status/403", "fetch-refused"),
        ("status/404", "fetch-gone"),
        ("status/410", "fetch-gone"),
        ("status/500", "fetch-status"),
        ("status/304", "fetch-status"),
        ("status/206", "fetch-status"),
        ("elsewhere", "fetch-scheme"),
        ("cut", "fetch-unreachable"),
        ("banner", "fetch-unreachable"),
    ):
        with pytest.raises(FetchFailed) as caught:
            fetch_url(f"http://{web}/{path}")
        assert caught.value.reason == reason
        assert "s3cret" not in str(caught.value.params)
    for url, reason in (
        ("file:///etc/passwd", "fetch-scheme"),
        ("http://127.0.0.1:9/x", "fetch-unreachable"),
        ("http://[::1/x", "fetch-unreachable"),
    ):
        with pytest.raises(FetchFailed) as caught:
            fetch_url(url)
        assert caught.value.reason == reason


def test_a_server_that_drips_is_cut_off_as_one_that_is_silent(
    web: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "DEADLINE_SECONDS", 0.5)
    for path in ("drip", "drip-head"):
        with pytest.raises(FetchFailed) as caught:
            fetch_url(f"http://{web}/{path}")
        assert caught.value.reason == "fetch-timeout"
