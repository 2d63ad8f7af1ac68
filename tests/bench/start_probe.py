"""One start of a window in a process of its own: ``python -m tests.bench.start_probe bare|STORE``. Prints JSON.

Seconds are counted from the moment in the environment, so that the interpreter's own start counts as well.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Final

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


def since_start() -> float:
    """Seconds since the process was asked for."""
    return time.time() - float(os.environ[BEGAN])


def peak() -> float:
    """The most memory that was resident, in MB. Not ``ru_maxrss``: that begins with the peak of whoever started us."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / KILOBYTES_PER_MB


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        print(json.dumps(bare()))
    else:
        from tests.bench.start_watching import ours

        print(json.dumps(ours(sys.argv[1])))
    sys.stdout.flush()
    os._exit(0)
