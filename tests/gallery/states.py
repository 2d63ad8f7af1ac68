"""What a window says while it waits, when something cannot be read, when the store is away, and when there is nothing yet."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from platform_booking.bootstrap import create_store
from platform_booking.domain.errors import StoreBusy
from platform_booking.services.desk import fixed_clock
from tests.gallery.studio import NOW, Studio
from tests.ui.slow import Gate

if TYPE_CHECKING:
    from typing import Any, Never

LAID_OUT_MS = 120
AWAY: tuple[str, ...] = ("planning", "agenda", "requests", "slots", "calendars", "reports")


def states(studio: Studio) -> None:
    """An answer that takes its time, one that does not come, and a store that is out of reach."""
    studio.show("planning")
    window, planning = studio.window, studio.window.context.platform.planning
    real = planning.board
    gate = Gate(planning, "board")
    window.activateWindow()  # a dialog of another picture may have had the keys
    studio.wait(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F5)
    studio.wait(lambda: bool(window.status.waiting_text))
    QTest.qWait(LAID_OUT_MS)
    studio.take("state-waiting")
    gate.open()
    studio.settle()

    def busy(*_args: Any, **_more: Any) -> Never:
        raise StoreBusy(store="demo")

    planning.board = busy  # type: ignore[method-assign]
    QTest.keyClick(window, Qt.Key.Key_F5)
    studio.wait(lambda: bool(window.notice.text))
    QTest.qWait(LAID_OUT_MS)
    studio.take("state-busy")
    planning.board = real  # type: ignore[method-assign]
    window.notice.hide()
    window.context.hub.live.emit(False)
    for screen in AWAY:
        studio.show(screen)
        studio.take(f"offline-{screen}")
    window.context.hub.live.emit(True)
    studio.settle()


def beginnings(studio: Studio) -> None:
    """How a server is reached, and a store in which there is nothing yet."""
    from ui.dialogs.first_run import FirstRunDialog

    window, context = studio.window, studio.window.context
    dialog = FirstRunDialog(window, context.texts, context.theme, "store.sqlite")
    dialog.show_server("postgresql://formateur10@base.example.org/booking?sslmode=verify-full")
    dialog.open()
    studio.settle()
    studio.take("dialog-server", dialog)
    dialog.close()
    dialog.deleteLater()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "plateforme.sqlite"
        create_store(str(store), fixed_clock(NOW))
        empty = Studio(store, studio.folder, studio.variant, None)
        empty.take("store-empty")
        empty.show("administration")
        empty.take("store-empty-administration")
        empty.close()
