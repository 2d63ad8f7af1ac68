"""The parts of a painted widget for screen readers: they live as long as what is painted, and end without taking anything along."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete, isValid

from ui.accessibility import roles
from ui.accessibility.painted import PaintedWidget
from ui.accessibility.shown import Leaf, Shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NAME = QAccessible.Text.Name


class Picture(QWidget):
    """Two rows, and something in the first."""

    accessible_role = QAccessible.Role.List

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Picture")
        self.leaves = [
            Leaf("one", QRect(0, 0, 90, 10), (Leaf("inside", QRect(5, 0, 20, 10)),)),
            Leaf("two", QRect(0, 10, 90, 10)),
        ]
        self._shown = Shown(lambda: self.leaves)

    def painted(self) -> Shown:
        return self._shown


def told_of(picture: Picture) -> PaintedWidget:
    told = QAccessible.queryAccessibleInterface(picture)
    assert isinstance(told, PaintedWidget)
    return told


def test_parts_are_found_by_number_by_place_and_from_below(qtbot: QtBot) -> None:
    roles.install()
    picture = Picture()
    qtbot.addWidget(picture)
    told = told_of(picture)
    assert (told.text(NAME), told.role(), told.childCount()) == ("Picture", QAccessible.Role.List, 2)
    first, second = told.child(0), told.child(1)
    inside = first.child(0)
    assert [item.text(NAME) for item in (first, second, inside)] == ["one", "two", "inside"]
    assert [told.indexOfChild(second), first.indexOfChild(inside), second.indexOfChild(inside)] == [1, 0, -1]
    assert inside.parent() is first
    assert first.parent() is told
    corner = picture.mapToGlobal(picture.rect().topLeft())
    assert inside.rect() == QRect(5, 0, 20, 10).translated(corner)
    assert told.childAt(corner.x() + 6, corner.y() + 2).childAt(corner.x() + 6, corner.y() + 2) is inside
    assert told.child(2) is None
    assert not inside.state().focusable
    assert inside.actionInterface() is None, "it is only looked at"


def test_they_end_with_what_is_painted_and_with_the_widget(qapp: QApplication) -> None:
    assert qapp is not None
    roles.install()
    picture = Picture()
    told = told_of(picture)
    first, second = told.child(0), told.child(1)
    inside = first.child(0)
    assert [item.text(NAME) for item in (first, second)] == ["one", "two"]
    picture.leaves = [Leaf("other", QRect(0, 0, 90, 10))]
    assert second.text(NAME) == "two", "readers ask about what they leave"
    told.forget()
    assert (first.text(NAME), isValid(first)) == ("other", True)
    assert not isValid(second)
    assert not isValid(inside)
    delete(picture)
    gc.collect()
    assert not isValid(told)
    assert not isValid(first)
