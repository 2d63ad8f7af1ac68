"""Mail at a server that keeps the rights: each writes what follows from what they do, an administrator sends it."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.errors import NotPermitted
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.storage.rights import logins
from platform_booking.storage.rights.groups import Group
from tests.services.dav_server import LOGIN, PASSWORD, dav_server
from tests.services.post import mail_server

if TYPE_CHECKING:
    from pathlib import Path

    from tests.storage.rights.world import World

PEOPLE: Final = ("tina", "mona", "ada")


def test_mail_is_written_by_everybody_and_sent_by_whoever_may(world: World) -> None:
    rows = [f'[[persons]]\nlogin = "{login}"\nemail = "{login}@example.org"\n' for login in PEOPLE]
    world.desk(None).catalogue.import_text("\n".join(rows))
    start = world.now.replace(hour=9, minute=0) + timedelta(days=60)
    with mail_server() as box, ExitStack() as opened:
        at = {login: open_platform(Settings(world.kept.address(login))) for login in PEOPLE}
        for app in at.values():
            opened.callback(app.close)
        tina, mona, ada = (at[login] for login in PEOPLE)
        for app in (tina, mona):
            app.mail.prefer("each")
        with pytest.raises(NotPermitted):
            tina.mail.prefer("each", "mona")
        ada.mail.configure("127.0.0.1", "post@example.org", port=box.port, security="none")
        line = (LineRequest("BIO"),)
        ref = tina.requests.request(
            BookingRequest("TP", line, start=start, end=start + timedelta(hours=2))
        ).booking.ref
        mona.conversations.ask(ref, "Quelle souche ?")
        mona.approvals.approve(ref)
        assert tina.mail.send().handled == 0  # a trainer's account may not
        assert ada.mail.send().trouble is None
        assert sorted(box.recipients) == ["mona@example.org", "tina@example.org", "tina@example.org"]
        box.taken()
        box.refusals["tina@example.org"] = "550 no such user"
        tina.changes.cancel(ref, "plus besoin")
        role = world.kept.role("postman")
        logins.engage(world.kept.database, role, Group.SERVICE, verifier=None).run(world.kept.engine())
        postman = open_platform(Settings(world.kept.address("postman")))
        opened.callback(postman.close)
        assert postman.mail.send().given_up == 1
        assert tina.notices.list()[0].kind == "mail-undelivered"
        step = mona.mail.prefer("none").undoable
        assert mona.undoing.undo(step).changes
        for app in (tina, mona):
            app.mail.prefer("none")
    for attack in (
        "UPDATE person SET mail = 'each' WHERE login = 'mona'",  # somebody else's
        "UPDATE outbox SET next_try_at = now()",
        "DELETE FROM outbox",
    ):
        with world.kept.engine("tina").begin() as connection:
            try:
                touched = connection.execute(text(attack)).rowcount
            except DBAPIError:
                continue
            assert touched == 0, attack
    with world.kept.engine("tina").begin() as connection, pytest.raises(DBAPIError):
        connection.execute(text("UPDATE person SET roles = '[\"admin\"]' WHERE login = 'tina'"))


def test_whoever_answers_for_a_calendar_keeps_it_on_a_server(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dav_server(tmp_path / "radicale") as server:
        mona = open_platform(Settings(world.kept.address("mona")))
        try:
            mirror = mona.mirrors.add(
                server.collection("c"), "resource", "BIO", "full", username=LOGIN
            ).mirror
            monkeypatch.setenv(mirror.password_variable, PASSWORD)
            world.book("tina", "BIO", hours=24 * 70)
            for _ in range(2):
                (done,) = mona.mirrors.push(mirror.code)
                assert done.error is None
            assert done.counts["unchanged"] == len(server.files("c")) > 0
            mona.mirrors.remove(mirror.code)
        finally:
            mona.close()
