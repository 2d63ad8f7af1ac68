"""Mail on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.test_contract import run

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, Any, Any]]

__all__ = ["run"]

ONLY_FILE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)


@ONLY_FILE
def test_mail_is_wanted_set_up_and_looked_at(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.get_password", lambda *_: None)
    assert run("mail", "status")[1] == {
        "settings": None,
        "can_send": False,
        "of_another_store": False,
        "counts": {"waiting": 0, "sent": 0, "given-up": 0},
    }
    code, chosen, _ = run("mail", "prefer", "each", login="tina")
    assert (code, chosen["mail"], chosen["changed"]) == (0, "each", True)
    assert run("mail", "prefer", "digest", "--person", "tina")[1]["mail"] == "digest"
    assert run("mail", "prefer", "each", "--person", "tina", login="mona")[0] == 5
    assert run("mail", "prefer", "often", login="tina")[0] == 2
    assert run("mail", "prefer", "none", "--person", "nobody")[0] == 6
    assert run("mail", "prefer", "none")[0] == 2
    configure = ("mail", "configure", "--host", "smtp.example", "--from", "post@example.org")
    assert run(*configure, login="tina")[0] == 5
    for wrong in (("--port", "0x"), ("--security", "ssl"), ("--from", "Post <a@b.c>"), ("--host", "a b")):
        assert run(*configure, *wrong)[0] == 2, wrong
    code, settings, _ = run(*configure, "--security", "none", "--user", "post")
    assert (code, settings["port"]) == (0, 25)
    status = run("mail", "status")[1]
    assert (status["settings"], status["can_send"]) == (settings, False)
    assert run("mail", "list")[1] == []
    code, done, _ = run("mail", "send")
    assert (code, done["trouble"]["code"]) == (2, "no-password")
    assert run("check")[0] == 0
    monkeypatch.setenv("PLATFORM_BOOKING_SMTP", "smtps://other%40x@mail.example")
    monkeypatch.setenv("PLATFORM_BOOKING_SMTP_PASSWORD", "p")
    monkeypatch.setenv("PLATFORM_BOOKING_MAIL_FROM", "it@example.org")
    status = run("mail", "status")[1]
    assert status["can_send"]
    assert (status["settings"]["host"], status["settings"]["port"]) == ("mail.example", 465)
    assert (status["settings"]["user"], status["settings"]["from"]) == ("other@x", "it@example.org")
    monkeypatch.setenv("PLATFORM_BOOKING_SMTP", "mail.example:25")
    assert run("mail", "status")[0] == 2
    booked = (
        "book",
        "--title",
        "TP",
        "--resource",
        "SALLE",
        "--start",
        "2027-03-23T09:00",
        "--duration",
        "1h",
    )
    assert run(*booked, login="tina")[0] == 0  # nobody is kept from booking by that


@ONLY_FILE
def test_calendars_are_mirrored_by_those_who_answer_for_them(run: Run) -> None:
    add = ("caldav", "add", "https://dav.example/mona/bio", "--resource", "BIO", "--user", "mona")
    code, made, _ = run(*add, login="mona")
    assert (code, made["url"], made["scope"]) == (0, "https://dav.example/mona/bio/", "partner")
    assert run(*add, login="mona")[0] == 2
    assert run("caldav", "add", "https://dav.example/b", "--resource", "BIO", login="tina")[0] == 5
    for wrong in ("ftp://a/b", "https://a:b@c/", "http://far.example/x", "https://a/?x=1", "https://a:x/"):
        assert run("caldav", "add", wrong, "--all", "--user", "u")[0] == 2, wrong
    assert run("caldav", "list", login="mona")[1] == [made]
    assert run("caldav", "list", login="tina")[1] == []
    assert run("caldav", "remove", made["code"], login="tina")[0] == 5
    assert run("caldav", "remove", made["code"], login="mona")[1]["active"] is False
    assert run("caldav", "remove", made["code"], login="mona")[0] == 0
    assert run("caldav", "list", login="mona")[1] == []
    assert len(run("caldav", "list", "--all", login="mona")[1]) == 1
    assert run("caldav", "remove", "M-9999-00001")[0] == 6
    assert run("check")[0] == 0
