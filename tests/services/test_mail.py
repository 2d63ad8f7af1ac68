"""Invitations and notices by mail, through a real server: whom they reach, what calendars make of them, once each."""

from __future__ import annotations

import ssl
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.errors import InvalidInput, NotPermitted
from platform_booking.services import post_office
from platform_booking.services.changing import Move
from platform_booking.services.custody import check
from platform_booking.services.desk import Desk
from platform_booking.services.mail_settings import PASSWORD_VARIABLE
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from platform_booking.storage.outbox import Outbox
from tests.services.post import PASSWORD, Postbox, calendar_of, mail_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import EmailMessage

    from platform_booking.domain.booking import Booking
    from tests.services.conftest import Sit

ONLY_FILE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
WANTED = """
[[persons]]
login = "tina"
name = "Tina \\"T\\" Étienne, Dr"
email = "tina@example.org"
mail = "each"
[[persons]]
login = "colin"
name = "Colin"
email = "colin@example.org"
language = "en"
mail = "each"
[[persons]]
login = "mona"
name = "Mona"
email = "mona@example.org"
mail = "digest"
[[persons]]
login = "zoe"
name = "Zoé"
email = "zoe@example.org"
"""
TITLE = 'TP 🧫 Culture; amont, "16" : très long titre ' + "é" * 90


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Post:
    """A store in which mail is set up, its clock and the server."""

    def __init__(self, sit: Sit, box: Postbox) -> None:
        self.store = sit(None).desk.store
        self.clock = Clock(sit(None).desk.now())
        self.box = box
        self.sit().catalogue.import_text(WANTED)

    def sit(self, login: str | None = None) -> PlatformBooking:
        return PlatformBooking(Desk(self.store, login, self.clock))

    def sent(self) -> list[EmailMessage]:
        assert self.sit().mail.send().trouble is None
        return self.box.taken()

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.sent() if mail["To"].addresses[0].addr_spec == address]

    def ask(self, *resources: str, weeks: int = 1, title: str = TITLE, day: str = "2026-12-01") -> Booking:
        rule = f"FREQ=WEEKLY;COUNT={weeks}" if weeks > 1 else None
        lines = tuple(LineRequest(code) for code in resources)
        wanted = BookingRequest(title, lines, f"{day}T09:00", f"{day}T12:00", rule=rule)
        return self.sit("tina").requests.request(wanted).booking


@pytest.fixture(scope="module")
def server() -> Iterator[Postbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def post(sit: Sit, server: Postbox) -> Post:
    server.taken()
    server.refusals.clear()
    made = Post(sit, server)
    made.sit().mail.configure(
        "127.0.0.1", "post@example.org", port=server.port, security="none", sender_name="Réservation"
    )
    return made


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def values(lines: list[str], name: str) -> list[str]:
    events = lines[lines.index("BEGIN:VEVENT") :]
    return [line for line in events if line.split(";")[0].split(":")[0] == name]


def test_a_series_is_followed_from_approval_to_its_end(post: Post) -> None:
    booking = post.ask("BIO", "@colin", weeks=6)
    assert post.sent() == []  # nothing is sure yet, and Mona's mail of the day comes tomorrow
    post.sit("mona").approvals.approve(booking.ref)
    mails = post.sent()
    assert sorted(mail["To"].addresses[0].username for mail in mails) == ["colin", "tina"]
    tinas = next(mail for mail in mails if "tina" in str(mail["To"]))
    assert str(tinas["Subject"]).startswith("Invitation : TP 🧫 Culture; amont")
    assert tinas["To"].addresses[0].display_name == 'Tina "T" Étienne, Dr'
    assert "Mona a approuvé" in text_of(tinas)
    assert "mar. 1er déc. 2026, 09:00–12:00" in text_of(tinas)
    method, lines = calendar_of(tinas)
    assert method == "REQUEST"
    assert "METHOD:REQUEST" in lines
    assert values(lines, "UID") == [f"UID:{booking.uid}"]
    assert values(lines, "ORGANIZER") == ['ORGANIZER;CN="Réservation":mailto:post@example.org']
    (guest,) = values(lines, "ATTENDEE")
    assert guest.endswith("CN=\"Tina 'T' Étienne, Dr\":mailto:tina@example.org")
    assert len(values(lines, "RRULE")) == 1
    first = int(values(lines, "SEQUENCE")[0][9:])

    # one date moves and has to be approved anew: told alone, without its series
    post.sit("tina").changes.move(booking.ref, Move("2026-12-08T13:00"), Dates(date(2026, 12, 8)))
    (moved,) = post.to("colin@example.org")
    assert "Changed" in str(moved["Subject"])
    method, lines = calendar_of(moved)
    assert (method, lines.count("BEGIN:VEVENT")) == ("REQUEST", 1)
    assert values(lines, "RECURRENCE-ID") == ["RECURRENCE-ID;TZID=Europe/Paris:20261208T090000"]
    assert (values(lines, "RRULE"), values(lines, "STATUS")) == ([], ["STATUS:TENTATIVE"])
    assert "Tue 8 Dec 2026, 09:00–12:00 → Tue 8 Dec 2026, 13:00–16:00 (to be confirmed)" in text_of(moved)
    second = int(values(lines, "SEQUENCE")[0][9:])
    assert second > first

    post.sit("mona").approvals.approve(booking.ref)
    (sure,) = post.to("colin@example.org")
    assert values(calendar_of(sure)[1], "STATUS") == ["STATUS:CONFIRMED"]

    # one date goes
    post.sit("tina").changes.cancel(booking.ref, "férié", Dates(date(2026, 12, 15)))
    (gone,) = post.to("tina@example.org")
    method, lines = calendar_of(gone)
    assert (method, values(lines, "STATUS")) == ("CANCEL", ["STATUS:CANCELLED"])
    assert values(lines, "RECURRENCE-ID") == ["RECURRENCE-ID;TZID=Europe/Paris:20261215T090000"]
    third = int(values(lines, "SEQUENCE")[0][9:])
    assert third > second

    # another server name and sender do not change by which organiser calendars know it
    post.sit().mail.configure("127.0.0.1", "other@example.org", port=post.box.port, security="none")
    post.sit("tina").changes.cancel(booking.ref, "plus besoin")
    (over,) = post.to("tina@example.org")
    method, lines = calendar_of(over)
    assert (method, values(lines, "RECURRENCE-ID")) == ("CANCEL", [])
    assert values(lines, "ORGANIZER")[0].endswith("mailto:post@example.org")
    assert values(lines, "UID") == [f"UID:{booking.uid}"]
    assert int(values(lines, "SEQUENCE")[0][9:]) > third
    assert post.sit().mail.send().sent == 0
    assert check(post.sit().desk).clean


@ONLY_FILE
def test_whoever_is_to_decide_hears_of_it_and_the_day_makes_one_mail(post: Post) -> None:
    for title in ("Un", "Deux\r\nBcc: all@example.org"[:4]):
        post.ask("BIO" if title == "Un" else "BIO-B", title=title)
    assert post.sent() == []
    post.clock.now += timedelta(days=1)
    (digest,) = post.sent()
    assert digest["To"].addresses[0].addr_spec == "mona@example.org"
    assert str(digest["Subject"]) == "Vos réservations : 2 nouvelles"
    assert [part.get_content_type() for part in digest.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert "Tina &quot;T&quot; Étienne, Dr demande «\u00a0Un\u00a0» (mar. 1er déc. 2026)" in text_of(
        digest, "html"
    )
    # whoever no longer wants mail gets none, not even what waits already
    booking = post.ask("ZAC1", "@colin", title="Trois")
    post.sit("zoe").mail.prefer("each")
    post.ask("ZAC1", title="Quatre", day="2026-12-03")
    (mail,) = post.to("zoe@example.org")
    assert "votre décision est attendue" in text_of(mail)
    post.sit("zoe").approvals.approve(booking.ref)
    post.sit("sam").approvals.approve(booking.ref)
    post.sit("tina").mail.prefer("none")
    assert [mail["To"].addresses[0].username for mail in post.sent()] == ["colin"]


@ONLY_FILE
def test_what_is_refused_is_tried_again_or_given_up_and_nothing_overtakes(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.box.refusals["tina@example.org"] = "451 4.7.1 greylisted"
    booking = post.ask("SALLE")
    assert post.sit().mail.send().put_off == 1
    post.clock.now += timedelta(seconds=1)
    post.sit("tina").changes.cancel(booking.ref, "non")
    assert post.sit().mail.send() == replace(post.sit().mail.send(), sent=0, put_off=0)
    post.box.refusals.clear()
    post.clock.now += timedelta(minutes=5)
    methods = [calendar_of(mail)[0] for mail in post.sent()]
    assert methods == ["REQUEST", "CANCEL"]

    post.box.refusals["tina@example.org"] = "550 5.1.1 no such user"
    post.ask("SALLE", day="2026-12-02")
    assert post.sit().mail.send().given_up == 1
    (letter, *_) = post.sit("tina").mail.list()
    assert (letter.state, letter.failed["code"]) == ("given-up", "recipient-refused")
    (notice, *_) = post.sit("tina").notices.list()
    assert (notice.kind, notice.params["address"]) == ("mail-undelivered", "tina@example.org")
    assert post.sit("zoe").mail.list() == ()
    post.box.refusals.clear()

    # what nobody can read, somebody having been at the store itself, holds up no other
    post.ask("SALLE", day="2026-12-17")
    with post.sit().desk.store.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE outbox SET payload = '[]' WHERE sent_at IS NULL AND next_try_at IS NOT NULL"
        )
    assert post.sit().mail.send().given_up == 1

    # the power fails between sending and noting: sent again, under the same Message-ID
    post.ask("SALLE", day="2026-12-03")
    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "sent", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            post.sit().mail.send()
    (first,) = post.box.taken()
    assert post.sent() == []  # taken, as far as anybody knows
    post.clock.now += timedelta(minutes=11)
    (again,) = post.sent()
    assert again["Message-ID"] == first["Message-ID"]
    assert post.sent() == []

    # a server that is away harms nobody, and nothing piles up for ever
    post.sit().mail.configure("127.0.0.1", "post@example.org", port=1, security="none")
    post.ask("SALLE", day="2026-12-04")
    trouble = post.sit().mail.send().trouble
    assert trouble is not None
    assert trouble["code"] == "unreachable"
    post.clock.now += timedelta(days=8)
    assert post.sit().mail.send().given_up == 1
    post.clock.now += timedelta(days=31)
    post.sit().mail.send()
    assert post.sit().mail.list() == ()


@ONLY_FILE
def test_whoever_chooses_otherwise_keeps_a_calendar_that_is_true(post: Post) -> None:
    def kinds(login: str) -> list[str]:
        return [part.get_content_type() for mail in post.to(f"{login}@example.org") for part in mail.walk()]

    early = post.ask("SALLE", "@colin", title="Avant")
    assert "text/calendar" in kinds("colin")
    post.sit("colin").mail.prefer("digest")
    late = post.ask("SALLE", "@colin", title="Après", day="2026-12-02")
    post.sit("tina").changes.move(early.ref, Move("2026-12-01T14:00"))
    assert "text/calendar" in kinds("colin")  # at once: it is in the calendar already
    post.clock.now += timedelta(days=1)
    (digest,) = post.to("colin@example.org")
    assert "“Après” will take place" in text_of(digest)
    assert "Avant" not in text_of(digest)
    assert [part.get_content_type() for part in digest.walk()][1:] == ["text/plain", "text/html"]
    # and back: the calendar is given all of what it has been told of in words
    post.sit("colin").mail.prefer("each")
    post.sit("tina").changes.move(late.ref, Move("2026-12-02T14:00"))
    (whole,) = post.to("colin@example.org")
    assert calendar_of(whole)[0] == "REQUEST"
    assert whole["To"].addresses[0].display_name == "Colin"
    post.sit().catalogue.import_text('[[persons]]\nlogin = "colin"\nemail = "new@example.org"\n')
    post.sit("tina").changes.move(late.ref, Move("2026-12-02T15:00"))
    (moved,) = post.to("new@example.org")
    assert values(calendar_of(moved)[1], "ATTENDEE")[0].endswith("mailto:new@example.org")


@ONLY_FILE
def test_two_who_send_at_once_send_each_once(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    post.ask("SALLE")
    other: list[Any] = []
    real = post_office.written

    def meanwhile(*args: Any) -> Any:
        if not other:
            other.append(None)
            other[0] = post.sit().mail.send()
        return real(*args)

    monkeypatch.setattr(post_office, "written", meanwhile)
    assert len(post.sent()) == 1
    assert other[0].sent == 0
    post.ask("SALLE", day="2026-12-02")
    assert post.sit().mail.try_out("admin@example.org") is None
    assert "Essai" in str(post.box.taken()[-1]["Subject"])
    with pytest.raises(InvalidInput):
        post.sit().mail.try_out("a@b.c\nBcc: all@example.org")
    with pytest.raises(NotPermitted):
        post.sit("tina").mail.try_out()
    monkeypatch.setattr(Outbox, "claim", lambda *_: False)  # an account whose rights do not let it
    assert post.sit().mail.send().handled == 0


@ONLY_FILE
def test_without_a_server_nothing_is_written_and_a_copy_sends_nothing(post: Post, sit: Sit) -> None:
    assert post.sit().mail.status().can_send
    post.sit().desk.store.write(
        lambda work: work.settings.put(
            "mail",
            {**(work.settings.get("mail") or {}), "home": "file:/elsewhere"},
            post.sit().desk.stamp(post.sit().desk.actor(work.catalogue), "configure-mail"),
        )
    )
    assert post.sit().mail.status().of_another_store
    post.ask("SALLE")
    assert post.sit().mail.list() == ()
    trouble = post.sit().mail.send().trouble
    assert trouble is not None
    assert trouble["code"] == "off"


@ONLY_FILE
def test_starttls_with_a_password_from_the_environment(
    post: Post, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    root = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(root)
    post.ask("SALLE")
    with mail_server(context) as box:
        post.sit().mail.configure("127.0.0.1", "post@example.org", port=box.port, username="post")
        monkeypatch.setenv(PASSWORD_VARIABLE, "faux")
        said = post.sit().mail.send().trouble  # nobody vouches for the certificate
        assert said is not None
        assert said["code"] == "tls"
        monkeypatch.setenv("SSL_CERT_FILE", str(root))
        post.clock.now += timedelta(hours=1)
        said = post.sit().mail.send().trouble
        assert said is not None
        assert said["code"] == "login-refused"
        monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
        post.clock.now += timedelta(hours=1)
        assert post.sit().mail.send().sent == 1
        assert box.secured == [True]
