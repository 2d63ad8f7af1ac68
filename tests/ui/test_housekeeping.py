"""What the command line does for whoever keeps the store and the catalogue, done in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.ui.administration.test_administration_screen import MS, catalogue_of, entered, found, retype
from tests.ui.windows import come_to_front, settle
from ui.dialogs.catalogue_import import CatalogueImportDialog
from ui.dialogs.store_care import StoreCareDialog
from ui.dialogs.used_hours import UsedHoursDialog
from ui.screens.administration.qualified_editor import QualifiedEditor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

LEFT = Qt.MouseButton.LeftButton
ADMIN = "admin"
FILE = """
[[qualifications]]
code = "CRYO2"
name = { fr = "Azote liquide", en = "Liquid nitrogen" }
[[resources]]
code = "BIO2L-ONI"
setup = 95
"""
D = TypeVar("D", bound=QDialog)


def shown(opened: Opened, kind: type[D]) -> D:
    return next(part for part in opened.window.findChildren(kind) if part.isVisible())


def test_a_catalogue_goes_in_seen_first_and_out_again(
    qtbot: QtBot, open_window: Callable[..., Opened], demo_store: Path, tmp_path: Path
) -> None:
    opened = open_window(ADMIN)
    keeping, say = opened.window.housekeeping, opened.window.context.say
    bad, good, out = (tmp_path / name for name in ("bad.toml", "good.toml", "out.toml"))
    bad.write_text('[[resources]]\ncode = "BIO2L-ONI"\nsetup = "un peu"\n')
    good.write_text(FILE)
    keeping.open_import(bad)
    dialog = shown(opened, CatalogueImportDialog)
    qtbot.waitUntil(lambda: dialog.changes.topLevelItemCount() == 1, timeout=MS)
    assert not dialog.send.isEnabled()
    dialog.reject()
    keeping.open_import(good)
    dialog = shown(opened, CatalogueImportDialog)
    qtbot.waitUntil(dialog.send.isEnabled, timeout=MS)
    rows = [dialog.changes.topLevelItem(number) for number in range(2)]
    assert [item.text(1) for item in rows if item] == ["CRYO2", "BIO2L-ONI"]
    assert rows[1] is not None
    assert rows[1].text(2) == say("administration-field-setup")
    was = catalogue_of(demo_store).resources["BIO2L-ONI"].setup
    QTest.mouseClick(dialog.send, LEFT)
    qtbot.waitUntil(lambda: catalogue_of(demo_store).resources["BIO2L-ONI"].setup == 95, timeout=MS)
    settle(qtbot, opened)

    come_to_front(qtbot, opened.window)
    screen = entered(qtbot, opened)
    QTest.mouseClick(screen.panel.kinds.button("person"), LEFT)
    found(qtbot, opened, screen, "formateur10")
    editor = screen.form.editor("qualifications")
    assert isinstance(editor, QualifiedEditor)
    before = len(editor.value())
    QTest.mouseClick(editor.add, LEFT)
    line = editor.lines[-1]
    assert line.box.hasFocus()
    line.box.take("CRYO2")
    retype(qtbot, line.until.line, "31/12/2027")
    QTest.mouseClick(editor.lines[0].remove, LEFT)
    QTest.mouseClick(screen.form.save, LEFT)

    def held() -> list[tuple[str, str]]:
        person = catalogue_of(demo_store).persons["formateur10"]
        return [(item.code, str(item.valid_until)) for item in person.qualifications]

    qtbot.waitUntil(lambda: ("CRYO2", "2027-12-31") in held(), timeout=MS)
    assert len(held()) == before
    settle(qtbot, opened)

    keeping.export_to(out)
    qtbot.waitUntil(lambda: out.exists() and bool(out.read_text()), timeout=MS)
    assert not opened.window.context.platform.catalogue.import_file(out, dry_run=True).updated
    for _ in range(2):
        opened.window.operations.undo()
        settle(qtbot, opened)
    known = catalogue_of(demo_store)
    assert known.resources["BIO2L-ONI"].setup == was
    assert not known.qualifications["CRYO2"].active, "what was added is retired"
    manager = open_window("formateur10").window.actions_table
    assert not manager["catalogue-import"].isEnabled()
    assert not manager["store-care"].isEnabled()


def test_the_store_is_checked_and_backed_up_and_hours_are_told(
    qtbot: QtBot, open_window: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_window(ADMIN)
    window, say = opened.window, opened.window.context.say
    window.actions_table["store-care"].trigger()
    care = shown(opened, StoreCareDialog)
    QTest.mouseClick(care.check, LEFT)
    qtbot.waitUntil(care.check.isEnabled, timeout=MS)
    assert say("check-clean") in care.said.toPlainText()
    target = tmp_path / "copie.sqlite"
    care.back_up_to(target)
    qtbot.waitUntil(care.backup.isEnabled, timeout=MS)
    assert target.stat().st_size > 0
    assert str(target) in care.said.toPlainText()
    care.accept()

    window.actions_table["used-hours"].trigger()
    hours = shown(opened, UsedHoursDialog)
    qtbot.waitUntil(lambda: hours.table.table is not None, timeout=MS)
    first = hours.table.table
    assert first is not None
    assert first.rows
    assert first.total is not None
    hours.group.setCurrentIndex(hours.group.findData("partner"))
    hours.group.activated.emit(hours.group.currentIndex())
    qtbot.waitUntil(lambda: hours.table.table is not first, timeout=MS)
    again = hours.table.table
    assert again is not None
    assert again.total is not None
    assert again.total[2:] == first.total[2:], "the same hours, told otherwise"
    out = tmp_path / "heures.csv"
    hours.export_to(out)
    qtbot.waitUntil(out.exists, timeout=MS)
    hours.accept()
    window.actions_table["used-hours"].trigger()
    qtbot.waitUntil(lambda: shown(opened, UsedHoursDialog).group.value == "partner", timeout=MS)
    settle(qtbot, opened)
