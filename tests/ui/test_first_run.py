"""The first time: a choice of four, a sentence where one does not work, and the chance to choose again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.ui.editor.conftest import CATALOGUE
from tests.ui.windows import Opened, settle
from ui.application import Application
from ui.dialogs.catalogue_import import CatalogueImportDialog
from ui.launch import Start, StoreKind
from ui.preferences import Preferences
from ui.screens.administration.screen import AdministrationScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.dialogs.first_run import FirstRunDialog

LONG_MS = 60_000


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """The program on a computer that has never seen it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    preferences = Preferences(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    preferences.language = "fr"
    opened = Opened(Application(Start(), preferences))
    opened.application.begin()
    yield opened
    opened.application.close()
    if opened.application.window is not None:
        opened.window.close()
    if opened.application.first_run is not None:
        opened.application.first_run.close()


def dialog_of(opened: Opened) -> FirstRunDialog:
    assert opened.application.first_run is not None
    return opened.application.first_run


def choose(opened: Opened, kind: StoreKind) -> None:
    QTest.mouseClick(dialog_of(opened).buttons[kind], Qt.MouseButton.LeftButton)


def test_the_demonstration_is_one_click_away(qtbot: QtBot, first: Opened) -> None:
    choose(first, StoreKind.DEMO)
    settle(qtbot, first)
    assert first.application.first_run is None
    assert first.window.context.me.login == "resp.usp"
    assert first.planning.dropping.judge is not None


@pytest.mark.parametrize(
    "content", [None, b"", b"not a store at all", b"SQLite format 3\x00 and then nothing"]
)
def test_what_is_no_store_is_said_and_something_else_can_be_chosen(
    qtbot: QtBot, first: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    file = tmp_path / "junk.sqlite"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    choose(first, StoreKind.OPEN)
    dialog = dialog_of(first)
    qtbot.waitUntil(dialog.buttons[StoreKind.DEMO].isEnabled, timeout=LONG_MS)
    assert dialog.problem.isVisible()
    assert "junk" in dialog.problem.text()
    assert "Traceback" not in dialog.problem.text()
    assert (file.read_bytes() if file.exists() else None) == content, "it is left as it was"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "new.sqlite"), ""))
    choose(first, StoreKind.NEW)
    settle(qtbot, first)
    assert first.window.isVisible()


def test_a_new_store_opens_empty(
    qtbot: QtBot, first: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.sqlite"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    choose(first, StoreKind.NEW)
    settle(qtbot, first)
    assert file.exists()
    window = first.window
    assert window.context.catalogue.resources == {}
    assert window.context.me.person is None
    offer = first.planning.empty_store
    assert offer.isVisible(), "what to do is said"
    catalogue = tmp_path / "catalogue.toml"
    catalogue.write_text(CATALOGUE, encoding="utf-8")
    QTest.mouseClick(offer.buttons["show-administration"], Qt.MouseButton.LeftButton)
    settle(qtbot, first)
    gestion = window.front
    assert isinstance(gestion, AdministrationScreen)
    assert gestion.panel.sentence.button.isVisible()
    QTest.mouseClick(gestion.panel.sentence.button, Qt.MouseButton.LeftButton)
    assert gestion.form.isVisible(), "the first thing can be made by hand"
    window.show_screen("planning")
    settle(qtbot, first)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(catalogue), ""))
    QTest.mouseClick(offer.buttons["catalogue-import"], Qt.MouseButton.LeftButton)
    dialog = window.findChild(CatalogueImportDialog)
    assert isinstance(dialog, CatalogueImportDialog)
    qtbot.waitUntil(dialog.send.isEnabled, timeout=LONG_MS)
    monkeypatch.setattr(
        Application, "change_person", lambda _self: None
    )  # who sits here is asked, once there are people
    QTest.mouseClick(dialog.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not offer.isVisible(), timeout=LONG_MS)
    settle(qtbot, first)
    assert "BIO" in window.context.catalogue.resources


def test_a_server_that_refuses_is_said(qtbot: QtBot, first: Opened) -> None:
    choose(first, StoreKind.SERVER)
    dialog = dialog_of(first)
    QTest.keyClicks(dialog.server.address, "postgresql://nobody@127.0.0.1:1/nothing")
    QTest.keyClick(dialog.server.address, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.buttons[StoreKind.DEMO].isEnabled, timeout=LONG_MS)
    assert "127.0.0.1" in dialog.problem.text()
    assert dialog.server.address.text() == "postgresql://nobody@127.0.0.1:1/nothing", "what was typed stays"
