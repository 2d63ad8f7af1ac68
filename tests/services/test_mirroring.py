"""Calendars on a real CalDAV server: only what changed is written, what is lost comes back, what is others' stays."""

from __future__ import annotations

import itertools
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from caldav.davclient import DAVClient

from platform_booking.domain.mirrors import Mirrored as Note
from platform_booking.services import dav
from platform_booking.services.changing import Move
from platform_booking.services.custody import check
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from tests.services.dav_server import LOGIN, PASSWORD, DavServer, dav_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.domain.booking import Booking
    from tests.services.conftest import Sit

NUMBERS = itertools.count()
ONLY_FILE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
FOREIGN = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\n"
    "DTSTART:20261201T080000Z\r\nDTEND:20261201T090000Z\r\nSUMMARY:à nous\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DavServer]:
    with dav_server(tmp_path_factory.mktemp("dav") / "radicale") as found:
        yield found


class Mirrored:
    """A store, one mirror of a resource, and its collection."""

    def __init__(self, sit: Sit, server: DavServer, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        self.sit = sit
        self.server = server
        self.name = name
        made = sit("mona").mirrors.add(server.collection(name), "resource", "BIO", "full", username=LOGIN)
        self.code = made.mirror.code
        self.variable = made.mirror.password_variable
        monkeypatch.setenv(self.variable, PASSWORD)
        self.client = DAVClient(server.url, username=LOGIN, password=PASSWORD)

    def ask(self, day: int = 1, weeks: int = 1, title: str = "TP") -> Booking:
        rule = f"FREQ=WEEKLY;COUNT={weeks}" if weeks > 1 else None
        when = f"2026-12-{day:02}"
        wanted = BookingRequest(title, (LineRequest("BIO"),), f"{when}T09:00", f"{when}T12:00", rule=rule)
        return self.sit("tina").requests.request(wanted).booking

    def push(self) -> dict[str, int]:
        (done,) = self.sit("mona").mirrors.push(self.code)
        assert done.error is None
        return {name: count for name, count in done.counts.items() if count}

    def trouble(self) -> str:
        (done,) = self.sit("mona").mirrors.push(self.code)
        assert done.error is not None
        (listed,) = self.sit("mona").mirrors.list()
        assert listed.last_error == done.error
        return str(done.error["code"])

    def put(self, name: str, content: str) -> None:
        self.client.put(self.server.collection(self.name) + name, content, {"Content-Type": "text/calendar"})

    def remove(self, name: str) -> None:
        self.client.delete(self.server.collection(self.name) + name)

    def files(self) -> dict[str, str]:
        return self.server.files(self.name)


@pytest.fixture
def mirrored(sit: Sit, server: DavServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirrored]:
    made = Mirrored(sit, server, monkeypatch, f"c{next(NUMBERS)}")
    yield made
    made.client.close()


def test_a_collection_follows_the_calendar(mirrored: Mirrored) -> None:
    series = mirrored.ask(weeks=4, title="Série 🧫, longue ; " + "é" * 60)
    single = mirrored.ask(day=2)
    assert mirrored.push() == {"written": 2}  # the collection was not there either
    assert mirrored.push() == {"unchanged": 2}
    mirrored.sit("mona").approvals.approve(series.ref)
    mirrored.sit("tina").changes.move(series.ref, Move("2026-12-08T10:00"), Dates(date(2026, 12, 8)))
    mirrored.sit("tina").changes.cancel(series.ref, "férié", Dates(date(2026, 12, 15)))
    assert mirrored.push() == {"written": 1, "unchanged": 1}
    (text,) = [text for text in mirrored.files().values() if "Série" in text]
    assert text.count("BEGIN:VEVENT") == 3
    assert "METHOD" not in text
    assert text.count("RECURRENCE-ID") == 2

    # what others put there is theirs; what they change or lose of ours comes back
    mirrored.put("foreign.ics", FOREIGN.format(uid="foreign"))
    ours = {name: text for name, text in mirrored.files().items() if name != "foreign.ics"}
    (changed,) = [name for name, text in ours.items() if "Série" not in text]
    mirrored.put(changed, ours[changed].replace("SUMMARY:TP", "SUMMARY:autre chose"))
    assert mirrored.push() == {"overwritten": 1, "unchanged": 1}
    assert "SUMMARY:TP" in mirrored.files()[changed]
    mirrored.remove(changed)
    assert mirrored.push() == {"restored": 1, "unchanged": 1}
    shutil.rmtree(mirrored.server.folder / "collection-root" / LOGIN / mirrored.name)
    assert mirrored.push() == {"restored": 2}
    assert mirrored.files().keys() == ours.keys()

    # a refusal is told where the request was seen
    mirrored.sit("mona").approvals.decline(single.ref, "en panne")
    assert mirrored.push() == {"written": 1, "unchanged": 1}
    assert "STATUS:CANCELLED" in mirrored.files()[changed]

    # what is shown no longer is taken out; only that
    for name in ("foreign", "over"):
        mirrored.put(f"{name}.ics", FOREIGN.format(uid=name))
    over = Note("over", "over.ics", '"1"', "h")
    mirrored.sit(None).desk.store.write(
        lambda work: work.mirrors.note_written(work.mirrors.get(mirrored.code), [over])
    )
    assert mirrored.push() == {"unchanged": 2, "removed": 1}
    assert mirrored.files().keys() == {*ours, "foreign.ics"}
    assert check(mirrored.sit(None).desk).clean


@ONLY_FILE
def test_nothing_of_others_is_touched_and_our_own_is_known_again(
    mirrored: Mirrored, monkeypatch: pytest.MonkeyPatch
) -> None:
    booking = mirrored.ask()
    mirrored.push()
    (name,) = mirrored.files()

    # the power failed before what was written was noted: it is ours all the same
    mirrored.sit(None).desk.store.write(
        lambda work: work.mirrors.forget(work.mirrors.get(mirrored.code), [booking.uid])
    )
    assert mirrored.push() == {"written": 1}
    assert mirrored.files().keys() == {name}

    # somebody else has that very name, or that UID under another name
    mirrored.sit(None).desk.store.write(
        lambda work: work.mirrors.forget(work.mirrors.get(mirrored.code), [booking.uid])
    )
    mirrored.remove(name)
    mirrored.put(name, FOREIGN.format(uid=booking.uid))
    assert mirrored.push() == {"left": 1}
    mirrored.remove(name)
    mirrored.put("theirs.ics", FOREIGN.format(uid=booking.uid))
    assert mirrored.push() == {"left": 1}
    assert "à nous" in mirrored.files()["theirs.ics"]
    mirrored.remove("theirs.ics")
    assert mirrored.push() == {"written": 1}

    # somebody changes it between our look and our writing
    mirrored.sit("mona").approvals.approve(booking.ref)
    real = dav.DavCollection.list

    def meanwhile(self: Any) -> Any:
        found = real(self)
        monkeypatch.setattr(dav.DavCollection, "list", real)
        mirrored.put(name, mirrored.files()[name].replace("SUMMARY:TP", "SUMMARY:vite"))
        return found

    monkeypatch.setattr(dav.DavCollection, "list", meanwhile)
    assert mirrored.push() == {"later": 1}
    assert mirrored.push() == {"overwritten": 1}
    assert "SUMMARY:TP" in mirrored.files()[name]


@ONLY_FILE
def test_what_goes_wrong_is_told_and_kept(mirrored: Mirrored, monkeypatch: pytest.MonkeyPatch) -> None:
    mirrored.ask()
    monkeypatch.setenv(mirrored.variable, "faux")
    assert mirrored.trouble() == "refused"
    monkeypatch.delenv(mirrored.variable)
    monkeypatch.setattr("keyring.get_password", lambda *_: None)
    assert mirrored.trouble() == "no-password"
    monkeypatch.setattr(
        "keyring.get_password", lambda _service, account: PASSWORD if LOGIN in account else None
    )
    assert mirrored.push() == {"written": 1}
    (listed,) = mirrored.sit("mona").mirrors.list()
    assert (listed.last_error, dict(listed.last_counts)) == (None, {"written": 1})
    app: PlatformBooking = mirrored.sit("mona")
    app.mirrors.remove(mirrored.code)
    assert app.mirrors.push() == ()
    elsewhere = app.mirrors.add("http://127.0.0.1:1/x/", "resource", "BIO", "busy").mirror
    (done,) = app.mirrors.push(elsewhere.code)
    assert done.error is not None
    assert done.error["code"] == "unreachable"
    assert "ConnectionPool" not in done.error["params"]["detail"]  # what people can read
