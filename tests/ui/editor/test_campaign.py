"""A campaign in the editor: a line gets its own day and length by keys, and its strip shows that day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from platform_booking.domain.recurrence import Lapse
from tests.ui.editor.hands import CONTROL, Key, add_resource, click, press, type_text
from ui.dialogs.editor.line_time import LineTime
from ui.dialogs.editor.request import from_json, to_json
from ui.draft import DraftLine, copy_of

if TYPE_CHECKING:
    from tests.ui.editor.conftest import Office

DAY = 1440


def test_a_line_gets_its_own_day_and_length_by_keys(office: Office) -> None:
    office.book("PSM", "2026-12-01T08:00", "2026-12-01T18:00", quantity=4)
    editor = office.open()
    editor.form.title.setFocus()
    type_text("Campagne CHO")
    add_resource("salle")
    add_resource("psm")
    office.settle(editor)
    line = editor.panel.lines.rows["PSM"]
    assert line.own_time.isHidden()
    line.time.setFocus()
    press(Key.Key_Space)
    asked = line.findChild(LineTime)
    assert asked is not None
    QTest.keyClicks(asked.offset, "lundi")
    QTest.keyClick(asked.offset, Key.Key_Return)
    assert "J+7" in asked.offset_field.wrong
    asked.offset.clear()
    QTest.keyClicks(asked.offset, "J+7")
    QTest.keyClicks(asked.length, "2j")
    QTest.keyClick(asked.length, Key.Key_Return)
    office.settle(editor)
    assert line.own_time.toolTip() == "J+7, 2 j · mar. 1er déc."
    assert editor.state.lines == (DraftLine("SALLE"), DraftLine("PSM", 1, Lapse(7 * DAY), Lapse(2 * DAY)))
    assert from_json(to_json(editor.state)) == editor.state
    view = editor.panel._view
    assert view is not None
    assert (view.day, view.day_of("PSM")) == (date(2026, 11, 24), date(2026, 12, 1))
    assert not view.verdicts["PSM"].fits
    assert [bar.title for bar in line.strip._bars] == ["Autre séance"]

    editor.panel.lines.quantity_changed.emit("PSM", 1)
    click(line.time)
    again = next(item for item in line.findChildren(LineTime) if item.isVisible())
    assert again.offset.text() == "J+7"
    again.offset.clear()
    QTest.keyClicks(again.offset, "+14")
    QTest.keyClick(again.offset, Key.Key_Return)
    office.settle(editor)
    office.qtbot.waitUntil(line.time.hasFocus)
    press(Key.Key_Return, CONTROL)
    office.settle(editor)
    booked = office.only_booking()
    assert [(item.offset, item.length) for item in booked.lines] == [
        (Lapse(), None),
        (Lapse(14 * DAY), Lapse(2 * DAY)),
    ]
    copy = copy_of(booked)
    assert [(item.offset, item.length) for item in copy.lines] == [
        (Lapse(), None),
        (Lapse(14 * DAY), Lapse(2 * DAY)),
    ]
