"""One window, and the pictures that are taken of it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import ui.theme
from ui.application import Application
from ui.launch import Start
from ui.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.main_window import MainWindow
    from ui.screens.planning.screen import PlanningScreen

NOW: Final = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
SIZE: Final = (1440, 900)
NARROW: Final = (1024, 680)
VARIANTS: Final = ("fr-light", "fr-dark", "en-light", "en-dark")
MANAGER: Final = "resp.usp"
RIVAL_MANAGER: Final = "resp.cyt"
ADMIN: Final = "admin"
TRAINER: Final = "formateur10"
RIVAL: Final = "formateur01"
SORTER: Final = "TRIEUR-UNN"
WAITED_FOR: Final = ("LYO-TRS", "HPLC-TRS")
"""What requests compete for."""
PATIENCE: Final = 20.0
DIM: Final = QColor(10, 20, 22, 90)


class Studio:
    """One window in one variant, and the pictures taken of it."""

    def __init__(self, store: Path, folder: Path, variant: str, login: str | None) -> None:
        self.variant = variant
        self.folder = folder
        language, theme, *more = variant.split("-")
        self.size = size_of(variant)
        contrast = "contrast" in more
        ui.theme.asks_for_contrast = lambda: contrast
        text = [part for part in more if part.isdecimal()]
        settings = QSettings(str(folder / f".{variant}.ini"), QSettings.Format.IniFormat)
        self._settings = Path(settings.fileName())
        preferences = Preferences(settings)
        preferences.theme, preferences.language = theme, language
        preferences.text_percent = int(text[0]) if text else 100
        self.application = Application(Start(store=str(store), login=login, now=NOW), preferences)
        self.application.begin()
        self.wait(lambda: self.application.window is not None)
        self.widen()

    def widen(self) -> None:
        """The window as large as the variant says."""
        self.window.resize(*self.size)
        self.settle()

    def narrow(self) -> None:
        """The smallest window."""
        self.window.resize(*NARROW)
        self.settle()

    @property
    def window(self) -> MainWindow:
        """The window that is there now."""
        assert self.application.window is not None
        return self.application.window

    def type_command(self, text: str) -> None:
        """Open the command field and type; wait for the verdict."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.window.actions_table["command"].trigger()
        self.wait(lambda: self.window.command.center.field is not None)
        field = self.window.command.center.field
        assert field is not None
        field.setText(text)
        self.wait(lambda: not self.window.command.center.is_asking)
        self.settle()

    @property
    def planning(self) -> PlanningScreen:
        """The planning."""
        from ui.screens.planning.screen import PlanningScreen

        screen = self.window.screens["planning"]
        assert isinstance(screen, PlanningScreen)
        return screen

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                raise TimeoutError(self.variant)
            QApplication.processEvents()
            time.sleep(0.002)

    def settle(self) -> None:
        """Let the window live until nothing is under way."""
        for _ in range(3):
            self.wait(lambda: self.application.tasks.is_idle)
            QTest.qWait(120)

    def show(self, screen: str) -> None:
        """Bring a screen to the front."""
        self.window.show_screen(screen)
        self.settle()

    def take(self, name: str, *over: QWidget) -> None:
        """A picture of the window with what floats over it."""
        picture = self.window.grab()
        painter = QPainter(picture)
        for widget in over:
            if widget.isModal():
                painter.fillRect(self.window.rect(), DIM)
            at = widget.mapToGlobal(QPoint(0, 0)) - self.window.mapToGlobal(QPoint(0, 0))
            if widget.isModal():
                room = self.window.size()
                at = QPoint((room.width() - widget.width()) // 2, (room.height() - widget.height()) // 2)
            painter.drawPixmap(at, _of(widget))
        painter.end()
        path = self.folder / f"{name}-{self.variant}.png"
        picture.save(str(path))
        print(path)

    def close(self) -> None:
        """Let go of everything."""
        self.window.close()
        self.application.close()
        self._settings.unlink(missing_ok=True)


def size_of(variant: str) -> tuple[int, int]:
    """Of the window and the screen, in pixels."""
    said = next((part for part in variant.split("-") if "x" in part and part[0].isdigit()), "")
    if not said:
        return SIZE
    width, _, height = said.partition("x")
    return int(width), int(height)


def _of(widget: QWidget) -> QPixmap:
    """A floating widget with its transparent corners."""
    picture = QPixmap(widget.size())
    picture.fill(Qt.GlobalColor.transparent)
    widget.render(
        picture,
        QPoint(0, 0),
        renderFlags=QWidget.RenderFlag.DrawChildren | QWidget.RenderFlag.DrawWindowBackground,
    )
    return picture
