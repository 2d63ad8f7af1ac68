"""Two windows on one store, of both kinds: each sees what the other does, and nobody's words or hours are lost."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui import office
from tests.ui.hands import drag, place_of
from tests.ui.office import LONG_MS, book, coming, everything, go_to, listed, there, until_live
from tests.ui.windows import settle
from ui.dialogs.editor.dialog import BookingEditor
from ui.draft import change_of
from ui.screens.planning.quick_book import QuickBook

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from pytestqt.qtbot import QtBot

    from platform_booking.domain.booking import Booking
    from tests.ui.windows import Opened

    Open = Callable[..., Opened]


@pytest.fixture
def address(store_url: str) -> str:
    """A store of each kind with the small catalogue."""
    office.fill(store_url)
    return store_url


@pytest.fixture
def open_at(open_window: Open, address: str) -> Open:
    """Opens windows on that store."""
    return lambda login="tina": open_window(login, store=address, now=None)


def edit(qtbot: QtBot, opened: Opened, booking: Booking) -> BookingEditor:
    opened.window.open_editor(change_of(booking))
    editor = opened.window.editor
    assert isinstance(editor, BookingEditor)
    qtbot.waitUntil(lambda: not editor._looker.is_waiting and editor._answer is not None, timeout=LONG_MS)
    return editor


def retype(editor: BookingEditor, name: str, text: str) -> None:
    field = getattr(editor.form, name)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def save(qtbot: QtBot, editor: BookingEditor) -> None:
    qtbot.waitUntil(lambda: not editor._looker.is_waiting and editor.footer.send.isEnabled(), timeout=LONG_MS)
    QTest.mouseClick(editor.footer.send, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("mine", ["title", "start"])
def test_two_people_change_one_booking_and_both_changes_stay(
    qtbot: QtBot, open_at: Open, address: str, mine: str
) -> None:
    booking = book(address, "SALLE", coming(9))
    one, two = open_at(), open_at()
    until_live(qtbot, one)
    first, second = edit(qtbot, one, booking), edit(qtbot, two, booking)
    retype(first, mine, "Le mien" if mine == "title" else "8h")
    retype(second, "learners", "7")
    save(qtbot, second)
    qtbot.waitUntil(lambda: there(address, booking.ref).version == 2, timeout=LONG_MS)
    qtbot.waitUntil(lambda: "Tina Trainer" in first.problem.text, timeout=LONG_MS)
    assert first.isVisible()
    typed = first.state.title if mine == "title" else first.state.start
    assert typed == ("Le mien" if mine == "title" else 8 * 60), "nothing that was typed is lost"
    QTest.mouseClick(first.problem.first_button, Qt.MouseButton.LeftButton)
    assert first.state.learners == 7
    save(qtbot, first)
    qtbot.waitUntil(lambda: there(address, booking.ref).version == 3, timeout=LONG_MS)
    after = there(address, booking.ref)
    assert after.learners == 7
    if mine == "title":
        assert after.title == "Le mien"
    else:
        assert after.occurrences[0].span.start == coming(8)


def test_of_two_who_take_the_same_hour_one_gets_it_and_the_other_is_told_who(
    qtbot: QtBot, open_at: Open, address: str
) -> None:
    one, two = open_at("tina"), open_at("colin")
    start = coming(14)
    for opened in (one, two):
        opened.planning.set_period(opened.planning.period.around(start.date(), opened.planning.period.scale))
        settle(qtbot, opened)
    gate = threading.Event()
    for opened, title in ((one, "Tina veut"), (two, "Colin veut")):
        hold_requests(opened, gate)
        QTest.keyClick(draw(opened, start, title).title, Qt.Key.Key_Return)
    gate.set()
    qtbot.waitUntil(lambda: bool(everything(address)), timeout=LONG_MS)
    for opened in (one, two):
        settle(qtbot, opened)
    (winner,) = everything(address)
    loser = two if winner.organiser == "tina" else one
    qtbot.waitUntil(lambda: loser.window.editor is not None, timeout=LONG_MS)
    editor = loser.window.editor
    assert editor is not None
    assert {editor.state.title, winner.title} == {"Colin veut", "Tina veut"}
    qtbot.waitUntil(lambda: bool(editor.panel.ways.offered), timeout=LONG_MS)
    assert not editor.footer.send.isEnabled()
    assert winner.title in shown(editor), "who has it"
    settle(qtbot, loser)
    QTest.keyClick(editor, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    save(qtbot, editor)
    qtbot.waitUntil(lambda: len(everything(address)) == 2, timeout=LONG_MS)


def hold_requests(opened: Opened, gate: threading.Event) -> None:
    """Requests of that window go to the store when the gate opens."""
    service = opened.window.context.platform.requests
    real = service.request

    def request(*args: Any, **kwargs: Any) -> Any:
        if not kwargs.get("dry_run"):
            gate.wait(20)
        return real(*args, **kwargs)

    service.request = request  # type: ignore[method-assign]


def draw(opened: Opened, start: datetime, title: str) -> QuickBook:
    view = opened.planning.timeline
    first = place_of(view, "SALLE", start)
    last = place_of(view, "SALLE", start + timedelta(hours=2))
    last.setY(first.y())
    drag(view, first, last)
    popover = opened.planning.dropping.popover
    assert isinstance(popover, QuickBook)
    QTest.keyClicks(popover.title, title)
    return popover


def shown(editor: BookingEditor) -> str:
    """Everything that the editor says in words."""
    from PySide6.QtWidgets import QLabel

    return "\n".join(item.text() for item in editor.findChildren(QLabel) if item.isVisible())


def test_what_others_do_is_shown_by_itself_as_often_as_they_do_it(
    qtbot: QtBot, open_at: Open, address: str
) -> None:
    one, two = open_at("tina"), open_at("colin")
    for opened in (one, two):
        until_live(qtbot, opened)
    booking = book(address, "BIO", coming(9))
    qtbot.waitUntil(lambda: listed(one, booking.ref) and listed(two, booking.ref), timeout=LONG_MS)
    go_to(qtbot, one, booking)
    mine = one.window.context.platform
    # my own two changes in a row are one piece of news; the next one, by somebody else, is not swallowed with it
    for title in ("Un", "Deux"):
        changed = mine.changes.edit(booking.ref, title=title)
        one.window.context.hub.announce(changed.changes)
    qtbot.waitUntil(lambda: title_at(two, booking.ref) == "Deux", timeout=LONG_MS)
    two.window.context.platform.as_person("tina").changes.edit(booking.ref, title="Trois")
    qtbot.waitUntil(lambda: title_at(one, booking.ref) == "Trois", timeout=LONG_MS)
    two.window.context.platform.as_person("tina").changes.edit(booking.ref, title="Quatre")
    qtbot.waitUntil(lambda: title_at(one, booking.ref) == "Quatre", timeout=LONG_MS)


def title_at(opened: Opened, ref: str) -> str:
    judge = opened.planning.dropping.judge
    assert judge is not None
    return next((item.title for item in judge.sessions.values() if item.ref == ref), "")
