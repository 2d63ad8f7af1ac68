"""One start of a window in a process of its own: ``python -m tests.bench.start_probe bare|STORE``. Prints JSON.

Seconds are counted from the moment in the environment, so that the interpreter's own start counts as well.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ui.main_window import MainWindow

BEGAN: Final = "PLATFORM_BOOKING_PROBE_BEGAN"
KILOBYTES_PER_MB: Final = 1024


def bare() -> dict[str, float]:
    """The floor: Qt's own window with nothing in it."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QWidget

    found: dict[str, float] = {}

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                found["painted"] = since_start()
                qt.quit()
            return False

    qt = QApplication(sys.argv[:1])
    window = QWidget()
    watch = Watch()
    window.installEventFilter(watch)
    window.resize(1440, 900)
    window.show()
    qt.exec()
    return {**found, "megabytes": peak()}


def ours(store: str) -> dict[str, float]:
    """The shell painted, then the planning painted with what is booked; memory when what comes later is there, too."""
    from PySide6.QtCore import QEvent, QObject, QSettings, QTimer

    from ui.beginning import Beginning
    from ui.launch import Start
    from ui.preferences import Preferences
    from ui.qt import make_qt_application

    found: dict[str, float] = {}

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                if watched is beginning.opening:
                    found.setdefault("shell", since_start())
                elif (window := opened()) is not None and not self.done:
                    timeline = window.screens["planning"].timeline  # type: ignore[attr-defined]
                    if watched is timeline.viewport() and timeline.scene.content.board is not None:
                        self.done = True
                        QTimer.singleShot(0, self.finish)
            return False

        def finish(self) -> None:
            found["planning"] = since_start()
            qt.removeEventFilter(self)
            window = opened()
            assert window is not None
            window.context.waiting_count.connect(lambda _number: QTimer.singleShot(0, qt.quit))

        done = False

    def opened() -> MainWindow | None:
        return None if beginning.application is None else beginning.application.window

    qt = make_qt_application()
    settings = QSettings(f"{store}.ini", QSettings.Format.IniFormat)
    beginning = Beginning(Start(store=store, login="resp.usp"), Preferences(settings))
    watch = Watch()
    qt.installEventFilter(watch)
    beginning.begin()
    qt.exec()
    memory = peak()
    application = beginning.application
    assert application is not None
    assert application.window is not None
    application.window.close()
    application.close()
    return {**found, "megabytes": memory}


def since_start() -> float:
    """Seconds since the process was asked for."""
    return time.time() - float(os.environ[BEGAN])


def peak() -> float:
    """The most memory that was resident, in MB. Not ``ru_maxrss``: that begins with the peak of whoever started us."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / KILOBYTES_PER_MB


if __name__ == "__main__":
    print(json.dumps(bare() if sys.argv[1] == "bare" else ours(sys.argv[1])))
    sys.stdout.flush()
    os._exit(0)
