"""Rubbish is collected by Python's own thresholds, and only when the GUI thread says so."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.collecting import EVERY_MS, Collector

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Ring:
    """Refers to itself: only the collector takes it away."""

    def __init__(self) -> None:
        self.itself = self


def test_it_collects_when_there_is_enough_and_not_before(qtbot: QtBot) -> None:
    gc.collect()
    parent, asked = QObject(), list[int]()

    def collect(generation: int) -> int:
        asked.append(generation)
        return 0

    collector = Collector(parent, collect)
    assert not gc.isenabled()
    collector.look()
    assert asked == []
    kept = [Ring() for _ in range(2 * gc.get_threshold()[0])]
    collector.look()
    assert asked == [0]
    del kept


def test_what_is_rubbish_goes_by_itself(qtbot: QtBot) -> None:
    parent = QObject()
    Collector(parent)
    gone = weakref.ref(Ring())
    kept = [Ring() for _ in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: gone() is None, timeout=40 * EVERY_MS)
    del kept
