"""The audit trail in the window: found, looked at, verified, exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from platform_booking.domain.errors import TrailDiffers
from platform_booking.storage.places import place_of
from tests.storage import samples
from tests.ui.windows import PATIENCE_MS, settle
from ui.dialogs.audit_trail import AuditTrailDialog
from ui.due import DueRunner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened


def test_the_trail_is_looked_through_verified_and_taken_along(
    qtbot: QtBot, open_window: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_window("resp.usp")
    opened.window.actions_table["audit-trail"].trigger()
    dialog = opened.window.findChild(AuditTrailDialog)
    assert isinstance(dialog, AuditTrailDialog)
    settle(qtbot, opened)
    everything = dialog.table.model().rowCount()
    assert everything > 1
    ref = str(dialog.table.model().index(0, 4).data()).split()[-1]
    QTest.keyClicks(dialog.subject, ref)
    QTest.keyClick(dialog.subject, Qt.Key.Key_Return)
    settle(qtbot, opened)
    assert 0 < dialog.table.model().rowCount() < everything
    assert ":" in dialog.changes.toPlainText(), "what the chosen entry changed"
    QTest.mouseClick(dialog.verify, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "intacte" in dialog.changes.toPlainText(), timeout=PATIENCE_MS)
    file = tmp_path / "piste.csv"
    dialog.export_to(file)
    settle(qtbot, opened)
    assert ref in file.read_text("utf-8-sig")

    sealed = tmp_path / "piste.jsonl"
    dialog.take_to(sealed)
    qtbot.waitUntil(lambda: str(sealed) in dialog.changes.toPlainText(), timeout=PATIENCE_MS)
    dialog.look_at_file(sealed)
    qtbot.waitUntil(lambda: "aucun sceau rompu" in dialog.changes.toPlainText(), timeout=PATIENCE_MS)
    lines = sealed.read_text("utf-8").splitlines(keepends=True)
    sealed.write_text("".join(lines[:-1]), "utf-8")
    dialog.look_at_file(sealed)
    qtbot.waitUntil(lambda: "anomalie" in dialog.changes.toPlainText(), timeout=PATIENCE_MS)
    assert not dialog.accept_trail.isVisible(), "of a file there is nothing to take as it is"
    dialog.accept()


def test_a_trail_that_was_cut_elsewhere_is_told_once(
    qtbot: QtBot, open_window: Callable[..., Opened], demo_store: Path
) -> None:
    opened = open_window("resp.usp")
    runner = opened.window.findChild(DueRunner)
    assert isinstance(runner, DueRunner)
    runner.run()
    settle(qtbot, opened)
    with samples.stranger(place_of(str(demo_store))) as engine, engine.begin() as connection:
        samples.tamper(connection, "DELETE FROM audit WHERE seq > 2000")
    with qtbot.waitSignal(opened.window.context.refused, timeout=PATIENCE_MS) as told:
        runner.run()
    assert isinstance(told.args[0], TrailDiffers)
    settle(qtbot, opened)
    with qtbot.assertNotEmitted(opened.window.context.refused):
        runner.run()
        settle(qtbot, opened)
    opened.window.actions_table["audit-trail"].trigger()
    dialog = opened.window.findChild(AuditTrailDialog)
    assert isinstance(dialog, AuditTrailDialog)
    settle(qtbot, opened)
    QTest.mouseClick(dialog.verify, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.accept_trail.isVisible, timeout=PATIENCE_MS)
    QTest.mouseClick(dialog.accept_trail, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.accept_trail.isHidden, timeout=PATIENCE_MS)
    dialog.accept()


def test_who_answers_for_nothing_is_not_offered_it(open_window: Callable[..., Opened]) -> None:
    assert not open_window("formateur10").window.actions_table["audit-trail"].isEnabled()
