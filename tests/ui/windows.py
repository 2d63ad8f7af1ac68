"""Real windows for tests and pictures: opened as people open them, waited for until nothing is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from ui.application import Application
from ui.launch import Start
from ui.preferences import Preferences

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from ui.main_window import MainWindow
    from ui.screens.planning.screen import PlanningScreen

PATIENCE_MS = 60_000


class Opened:
    """An application with its window."""

    def __init__(self, application: Application) -> None:
        self.application = application

    @property
    def window(self) -> MainWindow:
        """The window that is there now: another one after a change of language or theme."""
        assert self.application.window is not None
        return self.application.window

    @property
    def planning(self) -> PlanningScreen:
        """The planning screen."""
        from ui.screens.planning.screen import PlanningScreen

        screen = self.window.screens["planning"]
        assert isinstance(screen, PlanningScreen)
        return screen


def open_application(
    store: str, login: str, now: datetime | None, settings: Path, language: str = "fr", theme: str = "light"
) -> Opened:
    """Begin as ``platform-booking --store … --as …`` does; the window comes when the store has answered."""
    preferences = Preferences(QSettings(str(settings), QSettings.Format.IniFormat))
    preferences.theme = theme
    preferences.language = language
    application = Application(Start(store=store, login=login, now=now), preferences)
    application.begin()
    return Opened(application)


def settle(qtbot: QtBot, opened: Opened) -> None:
    """Wait until the window is there and nothing is under way."""
    qtbot.waitUntil(lambda: opened.application.window is not None, timeout=PATIENCE_MS)
    qtbot.waitExposed(opened.window)
    qtbot.waitUntil(lambda: opened.application.tasks.is_idle, timeout=PATIENCE_MS)


def come_to_front(qtbot: QtBot, window: QWidget) -> None:
    """Shortcuts are heard by the window in front alone: the last test's may still be leaving."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
