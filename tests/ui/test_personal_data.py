"""People's data in the window: taken along, taken out, kept for as long as somebody says."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from platform_booking.services.feeds import Read
from tests.ui.administration.test_administration_screen import catalogue_of
from tests.ui.conftest import NOW
from tests.ui.test_housekeeping import shown
from tests.ui.windows import PATIENCE_MS, settle
from ui.dialogs.personal_data import PersonalDataDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

LEFT = Qt.MouseButton.LeftButton
LEFT_US = "jeanne.partie"
NAME = "Jeanne Partie-Loin"


def press(button: QWidget) -> None:
    QTest.mouseClick(button, LEFT)


def agree(dialog: QWidget) -> None:
    """The one that does it; the other one is under the cursor."""
    (box,) = (part for part in dialog.findChildren(QMessageBox) if part.isVisible())
    go = next(part for part in box.buttons() if part is not box.defaultButton())
    press(go)


def test_somebody_is_taken_along_and_taken_out(
    qtbot: QtBot, open_window: Callable[..., Opened], demo_store: Path, tmp_path: Path
) -> None:
    opened = open_window("admin")
    opened.window.context.platform.catalogue.import_text(
        f'[[persons]]\nlogin = "{LEFT_US}"\nname = "{NAME}"\nemail = "jeanne@partie.example"\n'
    )
    qtbot.waitUntil(lambda: LEFT_US in opened.window.context.catalogue.persons, timeout=PATIENCE_MS)
    settle(qtbot, opened)
    opened.window.actions_table["personal-data"].trigger()
    dialog = shown(opened, PersonalDataDialog)
    page = dialog.person
    qtbot.waitUntil(lambda: not page.hindrance.isHidden(), timeout=PATIENCE_MS)
    page.who.take("formateur10")
    qtbot.waitUntil(lambda: "à venir" in page.hindrance.text(), timeout=PATIENCE_MS)
    assert "formateur10" not in page.hindrance.text(), "people are told by their names"
    QTest.keyClicks(page.reason, "partie en juin")
    assert not page.take_out.isEnabled()
    page.who.take(LEFT_US)
    qtbot.waitUntil(page.take_out.isEnabled, timeout=PATIENCE_MS)
    assert page.hindrance.isHidden()
    file = tmp_path / "jeanne.json"
    page.export_to(file)
    qtbot.waitUntil(file.exists, timeout=PATIENCE_MS)
    settle(qtbot, opened)
    assert json.loads(file.read_text("utf-8"))["person"] == LEFT_US
    press(page.take_out)
    agree(page)
    qtbot.waitUntil(lambda: "person-" in page.said.text(), timeout=PATIENCE_MS)
    persons = catalogue_of(demo_store).persons
    assert LEFT_US not in persons
    assert NAME not in {person.name for person in persons.values()}
    settle(qtbot, opened)
    assert page.login in persons, "under the pseudonym"
    assert opened.window.context.platform.trail.verify().clean
    dialog.accept()
    settle(qtbot, opened)


def test_what_is_kept_too_long_is_counted_before_it_goes(
    qtbot: QtBot, open_window: Callable[..., Opened]
) -> None:
    opened = open_window("admin")
    platform = opened.window.context.platform
    privacy = platform.privacy
    feed = platform.feeds.create("platform", "USP", "busy").feed
    platform.feeds.note([Read(feed.code, NOW - timedelta(days=40), "Thunderbird", 1)])
    opened.window.actions_table["personal-data"].trigger()
    dialog = shown(opened, PersonalDataDialog)
    page = dialog.retention
    assert page is not None
    press(dialog.pages.segments.button("personal-page-retention"))
    qtbot.waitUntil(lambda: page._kept is not None, timeout=PATIENCE_MS)
    assert not page.save.isEnabled()
    assert not page.days["reads"].isEnabled()
    page.wanted["reads"].setFocus()
    QTest.keyClick(page.wanted["reads"], Qt.Key.Key_Space)
    page.days["reads"].setValue(30)
    assert not page.count.isEnabled(), "what is not saved is not counted"
    press(page.save)
    qtbot.waitUntil(page.count.isEnabled, timeout=PATIENCE_MS)
    assert privacy.retention() == {"reads": 30}
    assert not page.apply.isEnabled()
    press(page.count)
    qtbot.waitUntil(page.apply.isEnabled, timeout=PATIENCE_MS)
    assert "1 à effacer" in page.said.text()
    press(page.apply)
    agree(page)
    qtbot.waitUntil(lambda: page.said.text().endswith("1 effacé"), timeout=PATIENCE_MS)
    assert privacy.apply_retention(dry_run=True).counts == {"reads": 0}
    dialog.accept()
    settle(qtbot, opened)


def test_everybody_else_takes_along_only_their_own(
    qtbot: QtBot, open_window: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_window("formateur10")
    opened.window.actions_table["personal-data"].trigger()
    dialog = shown(opened, PersonalDataDialog)
    page = dialog.person
    assert dialog.retention is None
    assert (page.who.count(), page.login) == (1, "formateur10")
    assert not page.take_out.isVisible()
    file = tmp_path / "mine.json"
    page.export_to(file)
    qtbot.waitUntil(file.exists, timeout=PATIENCE_MS)
    settle(qtbot, opened)
    assert json.loads(file.read_text("utf-8"))["exported_at"].startswith(f"{NOW:%Y-%m-%d}")
    dialog.accept()
