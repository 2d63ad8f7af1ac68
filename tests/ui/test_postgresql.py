"""A shared store whose server goes away and comes back while the window is open: nothing typed is lost, nothing crashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests import stores
from tests.ui import office
from tests.ui.office import LONG_MS, book, coming, everything, listed, until_live
from tests.ui.windows import settle
from tests.ui.wire import Wire, wire
from ui.dialogs.editor.dialog import BookingEditor
from ui.draft import Draft, DraftLine, change_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

    Open = Callable[..., Opened]

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def address(postgresql_server: str) -> Iterator[str]:
    """A small store on a real server."""
    with stores.postgresql_database(postgresql_server) as url:
        office.fill(url)
        yield url


@pytest.fixture
def line(address: str) -> Iterator[Wire]:
    """The window's way to it."""
    with wire(address) as made:
        yield made


@pytest.fixture
def opened(qtbot: QtBot, open_window: Open, line: Wire) -> Opened:
    """Tina's window, connected."""
    one = open_window("tina", store=line.address, now=None)
    until_live(qtbot, one)
    settle(qtbot, one)
    return one


def until_said(qtbot: QtBot, opened: Opened, words: str) -> None:
    qtbot.waitUntil(lambda: words in opened.window.status.live_text, timeout=LONG_MS)


def test_a_server_that_goes_away_is_said_and_comes_back_by_itself(
    qtbot: QtBot, opened: Opened, line: Wire, address: str
) -> None:
    line.cut()
    until_said(qtbot, opened, "Hors ligne depuis")
    QTest.keyClick(opened.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "inaccessible" in opened.window.notice.text, timeout=LONG_MS)
    settle(qtbot, opened)
    assert "Traceback" not in opened.window.notice.text
    booking = book(address, "SALLE", coming(23, days=0), login="colin")
    line.mend()
    until_said(qtbot, opened, "direct")
    qtbot.waitUntil(lambda: listed(opened, booking.ref), timeout=LONG_MS)
    qtbot.waitUntil(lambda: not opened.window.notice.text, timeout=LONG_MS)
    settle(qtbot, opened)
    changed = opened.window.context.platform.as_person("colin")
    changed.changes.edit(booking.ref, title="Encore")
    qtbot.waitUntil(lambda: title_of(opened, booking.ref) == "Encore", timeout=LONG_MS)


def title_of(opened: Opened, ref: str) -> str:
    judge = opened.planning.dropping.judge
    assert judge is not None
    return next((item.title for item in judge.sessions.values() if item.ref == ref), "")


@pytest.mark.parametrize("screen", ["agenda", "requests"])
def test_other_screens_say_it_too_and_come_back(
    qtbot: QtBot, opened: Opened, line: Wire, screen: str
) -> None:
    opened.window.show_screen(screen)
    settle(qtbot, opened)
    line.cut()
    until_said(qtbot, opened, "Hors ligne")
    opened.window.front.refresh()
    qtbot.waitUntil(lambda: "inaccessible" in opened.window.notice.text, timeout=LONG_MS)
    line.mend()
    until_said(qtbot, opened, "direct")
    qtbot.waitUntil(lambda: not opened.window.notice.text, timeout=LONG_MS)
    settle(qtbot, opened)


def test_what_is_typed_while_the_server_is_away_is_booked_when_it_is_back(
    qtbot: QtBot, opened: Opened, line: Wire, address: str
) -> None:
    start = coming(14)
    opened.window.open_editor(Draft(lines=(DraftLine("SALLE"),), start=start, end=start.replace(hour=16)))
    editor = opened.window.editor
    assert isinstance(editor, BookingEditor)
    qtbot.waitUntil(lambda: editor._answer is not None, timeout=LONG_MS)
    line.cut()
    until_said(qtbot, opened, "Hors ligne")
    QTest.keyClicks(editor.form.title, "Ecrit hors ligne")
    qtbot.waitUntil(lambda: "inaccessible" in editor.footer.sentence.text(), timeout=LONG_MS)
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    settle(qtbot, opened)
    assert editor.isVisible()
    assert editor.state.title == "Ecrit hors ligne"
    line.mend()
    until_said(qtbot, opened, "direct")
    qtbot.waitUntil(
        lambda: editor.footer.send.isEnabled() and "inaccessible" not in editor.footer.sentence.text(),
        timeout=LONG_MS,
    )
    assert everything(address) == []
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(everything(address)) == 1, timeout=LONG_MS)
    assert everything(address)[0].title == "Ecrit hors ligne"


def test_a_change_that_did_not_reach_the_server_stays_in_the_editor(
    qtbot: QtBot, opened: Opened, line: Wire, address: str
) -> None:
    booking = book(address, "SALLE", coming(9))
    opened.window.open_editor(change_of(booking))
    editor = opened.window.editor
    assert isinstance(editor, BookingEditor)
    qtbot.waitUntil(lambda: editor._answer is not None, timeout=LONG_MS)
    QTest.keyClick(editor.form.title, Qt.Key.Key_End)
    QTest.keyClicks(editor.form.title, " bis")
    qtbot.waitUntil(editor.footer.send.isEnabled, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not editor._looker.is_waiting, timeout=LONG_MS)
    line.cut()
    QTest.mouseClick(editor.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "inaccessible" in editor.problem.text, timeout=LONG_MS)
    assert editor.state.title == "TP bis"
    line.mend()
    until_said(qtbot, opened, "direct")
    qtbot.waitUntil(lambda: not editor._looker.is_waiting and editor._answer is not None, timeout=LONG_MS)
    QTest.mouseClick(editor.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: everything(address)[0].title == "TP bis", timeout=LONG_MS)


def test_connections_that_the_server_ends_are_made_again(
    qtbot: QtBot, opened: Opened, line: Wire, address: str, postgresql_server: str
) -> None:
    url = make_url(address)
    engine = create_engine(make_url(postgresql_server).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": url.database},
        )
    engine.dispose()
    until_said(qtbot, opened, "Hors ligne")
    QTest.keyClick(opened.window, Qt.Key.Key_F5)
    settle(qtbot, opened)
    assert not opened.window.notice.text, "the next action works"
    until_said(qtbot, opened, "direct")
    booking = book(address, "SALLE", coming(23, days=0), login="colin")
    qtbot.waitUntil(lambda: listed(opened, booking.ref), timeout=LONG_MS)
