"""What goes on by itself: mail is sent and collections are filled when something changes, until both are stopped."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

import pytest

from platform_booking.feeds.mirroring import MirrorKeeper
from platform_booking.feeds.postman import Postman
from tests.feeds.conftest import PATIENCE, asked
from tests.services.dav_server import LOGIN, PASSWORD, dav_server
from tests.services.post import mail_server

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.services.mirroring import Pushed
    from platform_booking.services.post_office import Sending
    from tests.services.conftest import Sit


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_mail_and_mirrors_follow_by_themselves(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit(None).catalogue.import_text(
        '[[persons]]\nlogin = "tina"\nemail = "tina@example.org"\nmail = "each"\n'
    )
    sent: queue.Queue[Sending] = queue.Queue()
    pushed: queue.Queue[tuple[Pushed, ...]] = queue.Queue()
    with mail_server() as box, dav_server(tmp_path / "radicale") as server:
        sit(None).mail.configure("127.0.0.1", "post@example.org", port=box.port, security="none")
        mirror = sit(None).mirrors.add(server.collection("c"), "all", "", "full", username=LOGIN).mirror
        monkeypatch.setenv(mirror.password_variable, PASSWORD)
        postman, keeper = Postman(sit(None), sent.put), MirrorKeeper(sit(None), pushed.put)
        threads = [threading.Thread(target=work) for work in (postman.run, keeper.watch)]
        for thread in threads:
            thread.start()
        try:
            asked(sit, "SALLE")
            assert sent.get(timeout=PATIENCE).sent == 1
            (done,) = pushed.get(timeout=PATIENCE)
            assert (done.error, done.counts["written"]) == (None, 1)
            assert len(server.files("c")) == 1
        finally:
            postman.stop()
            keeper.stop()
            for thread in threads:
                thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads)
    assert len(box.mails) == 1
