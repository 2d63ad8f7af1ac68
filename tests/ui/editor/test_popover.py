"""The popover stays on the screen; the calendar in it answers to keys and clicks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from tests.ui.editor.hands import PLAIN, Key, click, press
from ui.dialogs.go_to_date import GoToDate, ask_day
from ui.draft import Draft
from ui.widgets.popover import SHADOW, Popover, placed

if TYPE_CHECKING:
    from tests.ui.editor.conftest import Office

SCREEN = QRect(0, 0, 1440, 900)
FIRST = date(2026, 12, 1)


@given(
    st.integers(-200, 1600),
    st.integers(-200, 1100),
    st.integers(60, 900),
    st.integers(60, 800),
    st.integers(1, 60),
)
def test_a_popover_never_leaves_the_screen(x: int, y: int, width: int, height: int, tall: int) -> None:
    corner = placed(QSize(width, height), QRect(x, y, 80, tall), SCREEN)
    shown = QRect(corner, QSize(width, height)).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    assert SCREEN.contains(shown)


def test_it_goes_below_and_above_where_there_is_no_room() -> None:
    size = QSize(300, 300)
    low, high = QRect(100, 850, 80, 30), QRect(100, 50, 80, 30)
    assert placed(size, high, SCREEN).y() + SHADOW > high.bottom()
    assert placed(size, low, SCREEN).y() + size.height() - SHADOW <= low.top()


def opened(office: Office) -> GoToDate:
    popover = ask_day(office.window, office.context, FIRST)
    office.qtbot.addWidget(popover)
    popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    office.qtbot.waitUntil(popover.isVisible)
    return popover


def test_enter_chooses_the_marked_day(office: Office) -> None:
    popover = opened(office)
    table = popover.calendar.findChild(QTableView)
    assert table is not None
    with office.qtbot.waitSignal(popover.chosen) as heard:
        QTest.keyClick(table, Key.Key_Right)
        QTest.keyClick(table, Key.Key_Return)
    assert heard.args == [date(2026, 12, 2)]
    assert not popover.isVisible()


def test_a_click_chooses(office: Office) -> None:
    popover = opened(office)
    table = popover.calendar.findChild(QTableView)
    assert table is not None
    where = table.visualRect(table.model().index(3, 3)).center()
    with office.qtbot.waitSignal(popover.chosen) as heard:
        click(table.viewport(), where)
    assert heard.args == [date(2026, 12, 16)]


def test_escape_chooses_nothing(office: Office) -> None:
    popover = opened(office)
    with office.qtbot.assertNotEmitted(popover.chosen):
        QTest.keyClick(popover.calendar, Key.Key_Escape)
    assert not popover.isVisible()


def test_escape_closes_any_popover(office: Office) -> None:
    popover = Popover(office.window)
    office.qtbot.addWidget(popover)
    popover.open_at(QRect(QPoint(10, 10), QSize(40, 20)))
    with office.qtbot.waitSignal(popover.closed):
        QTest.keyClick(popover, Key.Key_Escape)


def test_the_day_field_opens_the_calendar_by_key(office: Office) -> None:
    editor = office.open(Draft())
    editor.form.day.setFocus()
    press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popover = editor.form.day.findChild(GoToDate)
    assert popover is not None
    QTest.keyClick(popover.calendar, Key.Key_Return, PLAIN)
    assert editor.state.day == date(2026, 11, 24)


def test_arrows_change_the_day(office: Office) -> None:
    editor = office.open(Draft())
    editor.form.day.setFocus()
    press(Key.Key_Up)
    assert editor.state.day == date(2026, 11, 25)
    press(Key.Key_PageUp)
    assert editor.state.day == date(2026, 12, 2)
    assert editor.form.day.text() == "02/12/2026"
    editor.form.title.setFocus()
    assert editor.form.day.text() == "mer. 2 déc."
