"""Taking back whatever was done in the window, as many steps as there are, and what is said when that cannot be."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from platform_booking.domain.errors import StoreBusy
from platform_booking.services.moving import Move
from platform_booking.services.selection import ALL_DATES
from tests.ui import office
from tests.ui.office import LONG_MS, book, coming, there
from tests.ui.windows import settle
from ui.undo import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

    Open = Callable[..., Opened]

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A small store."""
    where = str(tmp_path / "store.sqlite")
    office.fill(where)
    return where


@pytest.fixture
def opened(open_window: Open, address: str) -> Opened:
    """Tina's window on it."""
    return open_window("tina", store=address, now=None)


def key(opened: Opened, *, redo: bool = False) -> None:
    QTest.keyClick(opened.window, Qt.Key.Key_Z, CTRL | SHIFT if redo else CTRL)


def retitle(qtbot: QtBot, opened: Opened, ref: str, title: str) -> None:
    platform = opened.window.context.platform
    opened.window.operations.run(
        "task-saving", lambda: platform.changes.edit(ref, title=title), f"Titre {title}"
    )
    settle(qtbot, opened)


@pytest.mark.parametrize("what", ["book", "move", "edit", "cancel"])
def test_each_thing_is_undone_and_done_again(qtbot: QtBot, opened: Opened, address: str, what: str) -> None:
    booking = book(address, "SALLE", coming(9))
    ref = booking.ref
    platform, operations = opened.window.context.platform, opened.window.operations
    begin = coming(14)
    works: dict[str, Callable[[], Any]] = {
        "move": lambda: platform.changes.move(ref, Move(begin, begin + timedelta(hours=2))),
        "edit": lambda: platform.changes.edit(ref, title="Autre"),
        "cancel": lambda: platform.changes.cancel(ref, "Reporté", ALL_DATES),
        "book": lambda: platform.as_person("tina").requests.request(office.wish("BIO", coming(9))),
    }
    made: list[Any] = []
    operations.run("task-saving", works[what], "Fait", then=made.append)
    settle(qtbot, opened)
    ref = made[0].booking.ref
    after = seen(address, ref)
    key(opened)
    settle(qtbot, opened)
    undone = seen(address, ref)
    assert undone != after
    assert undone[0] == ("cancelled" if what == "book" else "approved")
    assert opened.window.toast.text.startswith("Annulé")
    key(opened, redo=True)
    settle(qtbot, opened)
    assert seen(address, ref) == after


def seen(address: str, ref: str) -> tuple[str, str, object]:
    booking = there(address, ref)
    return booking.status, booking.title, booking.occurrences[0].span


@pytest.mark.parametrize("verb", ["approve", "decline"])
def test_a_decision_is_undone(qtbot: QtBot, open_window: Open, address: str, verb: str) -> None:
    booking = book(address, "BIO", coming(9))
    opened = open_window("mona", store=address, now=None)
    getattr(opened.window.operations, verb)(booking, reason="Maintenance")
    settle(qtbot, opened)
    assert there(address, booking.ref).status == ("approved" if verb == "approve" else "declined")
    key(opened)
    settle(qtbot, opened)
    assert there(address, booking.ref).status == "requested"


def test_fifty_steps_are_kept_and_all_can_be_undone_by_a_key_held_down(
    qtbot: QtBot, opened: Opened, address: str
) -> None:
    booking = book(address, "SALLE", coming(9))
    for number in range(STEPS + 2):
        retitle(qtbot, opened, booking.ref, f"Titre {number}")
    for _ in range(STEPS + 5):
        key(opened)  # faster than the store answers
    settle(qtbot, opened)
    assert there(address, booking.ref).title == "Titre 1"
    assert not opened.window.actions_table["undo"].isEnabled()
    for _ in range(STEPS):
        key(opened, redo=True)
    settle(qtbot, opened)
    assert there(address, booking.ref).title == f"Titre {STEPS + 1}"


def test_what_somebody_else_has_changed_since_is_not_undone_and_that_is_said(
    qtbot: QtBot, opened: Opened, address: str
) -> None:
    first, second = book(address, "SALLE", coming(9)), book(address, "SALLE", coming(14))
    retitle(qtbot, opened, first.ref, "Premier")
    retitle(qtbot, opened, second.ref, "Second")
    elsewhere = opened.window.context.platform.as_person("tina")
    elsewhere.changes.edit(second.ref, learners=3)
    key(opened)
    qtbot.waitUntil(lambda: "Titre Second" in opened.window.notice.text, timeout=LONG_MS)
    settle(qtbot, opened)
    assert "Vous avez changé" in opened.window.notice.text, "the same sentence as on the command line"
    assert there(address, second.ref).title == "Second", "nothing is overwritten"
    key(opened)
    settle(qtbot, opened)
    assert there(address, first.ref).title == "TP", "what can still be undone can be"
    assert not opened.window.notice.text, "the next thing that is done takes the notice away"


def test_a_step_that_the_store_did_not_take_stays_to_be_undone(
    qtbot: QtBot, opened: Opened, address: str
) -> None:
    booking = book(address, "SALLE", coming(9))
    for title in ("Un", "Deux"):
        retitle(qtbot, opened, booking.ref, title)
    undoing = opened.window.context.platform.undoing
    real = undoing.undo

    def busy(_step: object) -> None:
        raise StoreBusy(store="store")

    undoing.undo = busy  # type: ignore[method-assign, assignment]
    key(opened)
    key(opened)
    qtbot.waitUntil(lambda: "Titre Deux" in opened.window.notice.text, timeout=LONG_MS)
    settle(qtbot, opened)
    undoing.undo = real  # type: ignore[method-assign]
    assert opened.window.operations.undo_stack.next_undo == "Titre Deux"
    key(opened)
    key(opened)
    settle(qtbot, opened)
    assert there(address, booking.ref).title == "TP"


def test_the_button_says_what_it_would_undo(qtbot: QtBot, opened: Opened, address: str) -> None:
    undo = opened.planning.top.undo
    assert not undo.isEnabled()
    booking = book(address, "SALLE", coming(9))
    retitle(qtbot, opened, booking.ref, "Un")
    assert undo.isEnabled()
    assert undo.toolTip() == "Annuler\u202f: Titre Un"
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    settle(qtbot, opened)
    assert there(address, booking.ref).title == "TP"
    assert not undo.isEnabled()
    assert undo.toolTip() == "Annuler"


def test_another_language_forgets_no_step_not_even_one_under_way(
    qtbot: QtBot, opened: Opened, address: str
) -> None:
    booking = book(address, "SALLE", coming(9))
    retitle(qtbot, opened, booking.ref, "Un")
    platform, gate = opened.window.context.platform, threading.Event()

    def slow() -> Any:
        gate.wait(20)
        return platform.changes.edit(booking.ref, title="Deux")

    opened.window.operations.run("task-saving", slow, "Titre Deux")
    opened.window.actions_table["language-en"].trigger()
    qtbot.waitUntil(lambda: opened.window.context.texts.language == "en", timeout=LONG_MS)
    qtbot.wait(10)  # the former window is gone
    gate.set()
    settle(qtbot, opened)
    assert there(address, booking.ref).title == "Deux"
    for _ in range(2):
        key(opened)
        settle(qtbot, opened)
    assert there(address, booking.ref).title == "TP"
