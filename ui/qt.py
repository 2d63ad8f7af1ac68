"""Qt's application object: made once, asked for everywhere."""

from __future__ import annotations

import builtins
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from ui.theme import load_typeface

if TYPE_CHECKING:
    from ui.theme import Theme


def make_qt_application() -> QApplication:
    """Qt with our name and style; typeface and colours come with ``dress``."""
    import_plainly()
    QCoreApplication.setApplicationName("platform-booking")
    qt = QApplication(sys.argv[:1])
    qt.setStyle("Fusion")
    return qt


def import_plainly() -> None:
    """Import the rest of the program without PySide looking over our shoulder.

    For ``from __feature__ import …``, which nobody here says, PySide reads the source of every module that is imported
    after it, and keeps the text: a sixth of what importing takes, and megabytes.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def qt_application() -> QApplication:
    """Qt's application object; there is always one while a window is."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    return qt


def dress(theme: Theme) -> None:
    """Give the whole application the theme's looks."""
    qt = qt_application()
    load_typeface()
    qt.setPalette(theme.palette)
    qt.setFont(theme.font("body"))
    if qt.styleSheet() != theme.style_sheet:  # polishing every widget anew takes a tenth of a second
        qt.setStyleSheet(theme.style_sheet)
