"""Qt's application object: made once, asked for everywhere."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from ui.theme import Theme, load_typeface


def make_qt_application() -> QApplication:
    """Qt with our name, style and typeface."""
    QCoreApplication.setApplicationName("platform-booking")
    qt = QApplication(sys.argv[:1])
    qt.setStyle("Fusion")
    load_typeface()
    return qt


def qt_application() -> QApplication:
    """Qt's application object; there is always one while a window is."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    return qt


def dress(theme: Theme) -> None:
    """Give the whole application the theme's looks."""
    qt = qt_application()
    qt.setPalette(theme.palette)
    qt.setFont(theme.font("body"))
    qt.setStyleSheet(theme.style_sheet)
