"""From nothing to a window: an empty frame is painted first, then everything else is imported behind it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer

from ui.collecting import Collector
from ui.opening import OpeningWindow
from ui.preferences import Preferences
from ui.qt import make_qt_application, qt_application
from ui.theme import theme_of

if TYPE_CHECKING:
    from ui.application import Application
    from ui.launch import Start

UNSEEN_MS: Final = 500
"""A frame that nobody sees (minimised, on another desk) is not painted: the rest does not wait for it longer."""


def run(start: Start) -> int:
    """Open the window and stay until it is closed; the exit code."""
    qt = make_qt_application()
    beginning = Beginning(start, Preferences())
    beginning.begin()
    code = qt.exec()
    if beginning.application is not None:
        beginning.application.close()
    return code


class Beginning(QObject):
    """The first moments of the program."""

    def __init__(self, start: Start, preferences: Preferences) -> None:
        super().__init__()
        self._start = start
        self._preferences = preferences
        self.opening: OpeningWindow | None = None
        """The frame; None where a store must be chosen first, which needs a dialog."""
        self.application: Application | None = None

    def begin(self) -> None:
        """Show the frame, and go on as soon as it is painted."""
        gc.disable()  # nearly all that a start makes is there to stay
        if not (self._start.demo or self._start.store or self._preferences.store):
            self.go_on()
            return
        self.opening = OpeningWindow(
            theme_of(self._preferences.theme, self._preferences.text_scale), self._preferences
        )
        self.opening.painted.connect(self.go_on, Qt.ConnectionType.QueuedConnection)
        self.opening.show()
        QTimer.singleShot(UNSEEN_MS, self, self.go_on)

    def go_on(self) -> None:
        """Import the application, and let it open the store; once, however often the frame is painted."""
        if self.application is not None:
            return
        from ui.application import Application  # noqa: PLC0415 - the frame is painted first

        self.application = Application(self._start, self._preferences, self.opening)
        self.application.tasks.idle.connect(keep_what_is_there, Qt.ConnectionType.SingleShotConnection)
        self.application.begin()


def keep_what_is_there() -> None:
    """From now on rubbish is collected, but never looked for among what the start has made: frames stay even."""
    gc.freeze()
    Collector(qt_application())
