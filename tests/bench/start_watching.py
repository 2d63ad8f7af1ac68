"""Our window as it starts, watched from inside: when the shell is painted, when the planning with what is booked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer

from tests.bench.start_probe import peak, since_start
from ui.beginning import Beginning
from ui.launch import Start
from ui.preferences import Preferences
from ui.qt import make_qt_application, qt_application

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.timeline.view import TimelineView


def ours(store: str) -> dict[str, float]:
    """Seconds until both; memory when what comes later is there, too."""
    qt = make_qt_application()
    settings = QSettings(f"{store}.ini", QSettings.Format.IniFormat)
    watch = Watch(Beginning(Start(store=store, login="resp.usp"), Preferences(settings)))
    qt.exec()
    memory = peak()
    watch.window.close()
    assert watch.beginning.application is not None
    watch.beginning.application.close()
    return {**watch.found, "megabytes": memory}


class Watch(QObject):
    """Looks only at the two widgets that matter: everything else is as fast as without it."""

    def __init__(self, beginning: Beginning) -> None:
        super().__init__()
        self.found: dict[str, float] = {}
        self.beginning = beginning
        beginning.begin()
        assert beginning.opening is not None
        beginning.opening.installEventFilter(self)

    @property
    def window(self) -> MainWindow:
        """The window, which must be there."""
        assert self.beginning.application is not None
        assert self.beginning.application.window is not None
        return self.beginning.application.window

    @property
    def timeline(self) -> TimelineView:
        """What is painted with data."""
        found: TimelineView = self.window.screens["planning"].timeline  # type: ignore[attr-defined]
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note what is painted; once it is painted, go on."""
        if event.type() == QEvent.Type.Paint:
            if watched is self.beginning.opening:
                self.found.setdefault("shell", since_start())
                QTimer.singleShot(0, self._await_window)
            elif self.timeline.scene.content.board is not None:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self._planning_painted)
        return False

    def _await_window(self) -> None:
        application = self.beginning.application
        if application is None:
            QTimer.singleShot(0, self._await_window)
            return
        application.tasks.succeeded.connect(self._watch_timeline, Qt.ConnectionType.QueuedConnection)

    def _watch_timeline(self, _key: str) -> None:
        application = self.beginning.application
        if application is not None and application.window is not None and "planning" not in self.found:
            self.timeline.viewport().installEventFilter(self)

    def _planning_painted(self) -> None:
        self.found["planning"] = since_start()
        quit_later = qt_application().quit
        self.window.context.waiting_count.connect(lambda _number: QTimer.singleShot(0, quit_later))
