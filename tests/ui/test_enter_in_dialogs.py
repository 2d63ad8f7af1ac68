"""Enter in a field of a dialog neither leaves it nor presses a choice that people have not gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from ui.widgets.buttons import Segments
from ui.widgets.layout import add_all, column

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_choice_is_taken_by_enter_only_where_it_has_the_focus(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    choice, field = Segments([("one", "Un"), ("two", "Deux")], "two"), QLineEdit()
    add_all(column(dialog), choice, field)
    heard: list[str] = []
    choice.chosen.connect(heard.append)
    dialog.show()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard == []
    QTest.keyClick(choice.button("one"), Qt.Key.Key_Return)
    assert (heard, choice.value) == (["one"], "one")
