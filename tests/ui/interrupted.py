"""A window in a process of its own that writes six things and sends none: ``python -m tests.ui.interrupted STORE LOGIN REF OWN DIR``."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from tests.ui.windows import PATIENCE_MS, open_application
from ui.actions import ADMINISTRATION
from ui.context import Selected
from ui.dialogs.block import BlockDialog
from ui.qt import make_qt_application
from ui.screens.administration.screen import AdministrationScreen
from ui.widgets.reason import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.dialogs.editor.dialog import BookingEditor

REASON, TITLE, NEW = "salle deja prise", "TP change", "TP interrompu"
BLOCKED, SITE, PHRASE = "etalonnage", "Batiment C", "salle mar 9-12"
KEPT = "kept"


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_MS / 1000
    while not is_so():
        assert time.monotonic() < end
        QTest.qWait(20)


def replace_text(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)


def main(store: str, login: str, ref: str, own: str, folder: Path) -> None:
    qt = make_qt_application()
    qt.setApplicationName(
        folder.name
    )  # as it is called in the test: what is kept lies in a folder of that name
    opened = open_application(store, login, None, folder / "child.ini")
    until(lambda: opened.application.window is not None and opened.application.tasks.is_idle)
    window, planning = opened.window, opened.planning
    window.activateWindow()

    def go_to(wanted: str, action: str) -> None:
        window.context.booking_wanted.emit(Selected(wanted, 1))
        until(lambda: planning.selected == Selected(wanted, 1) and action in planning.allowed())

    def a_second_later() -> None:
        """What is offered comes in the order of its times, which are full seconds."""
        now = window.context.now()
        until(lambda: window.context.now() > now)

    QTest.keyClicks(planning.top.command, PHRASE)
    QTest.keyClick(planning.top.command, Qt.Key.Key_Escape)
    window.actions_table["new-block"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BlockDialog)
    QTest.keyClicks(dialog.reason, BLOCKED)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    a_second_later()
    window.show_screen(ADMINISTRATION)
    screen = window.front
    assert isinstance(screen, AdministrationScreen)
    until(lambda: opened.application.tasks.is_idle and screen.panel.model.rowCount() > 0)
    screen.panel.show_kind("resource", "SALLE")
    site = screen.form.editor("site").first()
    assert isinstance(site, QLineEdit)
    replace_text(site, SITE)
    a_second_later()
    go_to(ref, "decline")
    window.activateWindow()
    until(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_D)
    question = QApplication.activeModalWidget()
    assert isinstance(question, ReasonDialog)
    QTest.keyClicks(question.text, REASON)
    QTest.keyClick(question, Qt.Key.Key_Escape)

    def written(key: Qt.Key, title: str) -> BookingEditor:
        window.activateWindow()
        until(window.isActiveWindow)
        QTest.keyClick(window, key)
        until(lambda: window.editor is not None)
        assert window.editor is not None
        replace_text(window.editor.form.title, title)
        return window.editor

    go_to(own, "edit")
    QTest.keyClick(written(Qt.Key.Key_E, TITLE), Qt.Key.Key_Escape)
    until(lambda: window.editor is None)
    a_second_later()
    editor = written(Qt.Key.Key_N, NEW)
    until(lambda: bool(editor.keeper.saved.text()))
    print(KEPT, flush=True)
    qt.exec()


if __name__ == "__main__":
    address, person, request, own_booking, where = sys.argv[1:]
    main(address, person, request, own_booking, Path(where))
