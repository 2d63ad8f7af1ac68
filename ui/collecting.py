"""Rubbish is collected on the GUI thread alone: another thread that took one of Qt's objects down would take all down."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY_MS: Final = 500


class Collector(QObject):
    """Does what Python would do by itself, by Python's own thresholds, but never from a thread that asks the store."""

    def __init__(self, parent: QObject, collect: Callable[[int], int] = gc.collect) -> None:
        super().__init__(parent)
        gc.disable()
        self._collect = collect
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is full, and with it the younger ones."""
        counts, most = gc.get_count(), gc.get_threshold()
        full = [generation for generation in range(3) if counts[generation] > most[generation]]
        if full:
            self._collect(full[-1])
