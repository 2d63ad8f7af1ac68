"""A real window around one screen: keys and menus reach it as in the whole window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from tests.ui.windows import PATIENCE_MS, come_to_front
from ui.actions import Actions
from ui.operations import Operations

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.context import Context, Toast
    from ui.screens.base import Screen


class Host(QMainWindow):
    """Hands actions to its screen, and remembers what was said."""

    def __init__(self, context: Context, kind: Callable[[Context, Operations], Screen]) -> None:
        super().__init__()
        self.context = context
        self.operations = Operations(context, self)
        self.screen_shown = kind(context, self.operations)
        self.setCentralWidget(self.screen_shown)
        self.actions_table = Actions(self, context.texts, context.theme)
        self.actions_table.triggered.connect(self.screen_shown.handle)
        self.toasts: list[str] = []
        self.failures: list[str] = []
        context.toast.connect(self._on_toast)
        context.failed.connect(self.failures.append)
        context.tasks.refused.connect(lambda error, _key: self.failures.append(context.texts.error(error)))
        self.resize(1364, 844)

    def _on_toast(self, toast: Toast) -> None:
        self.toasts.append(toast.text)


def settle(qtbot: QtBot, context: Context) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: context.tasks.is_idle, timeout=PATIENCE_MS)


def hosted(qtbot: QtBot, context: Context, kind: Callable[[Context, Operations], Screen]) -> Host:
    """The screen in a window of its own, in front, with everything read."""
    host = Host(context, kind)
    qtbot.addWidget(host)
    host.show()
    qtbot.waitExposed(host)
    come_to_front(qtbot, host)
    host.screen_shown.enter()
    settle(qtbot, context)
    return host
