"""Rows, columns, labels and lines, said shortly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.fitting import Fitting, room_for

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from ui.theme import Theme

Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)
_BESIDE: Final = 0.4
_LEAST_BESIDE: Final = 240


def row(parent: QWidget | None = None, *, margins: Margins = NONE, spacing: int = 0) -> QHBoxLayout:
    """Side by side."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    return layout


def column(parent: QWidget | None = None, *, margins: Margins = NONE, spacing: int = 0) -> QVBoxLayout:
    """One below the other."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    return layout


def add_all(layout: QBoxLayout, *parts: QWidget | QLayout | int | None) -> QBoxLayout:
    """Add widgets and layouts in order; a number is that many pixels of air, None takes what space is left."""
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


def label(text: str = "", style: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A text in one of the styles of the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if style:
        made.setProperty("style", style)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def open_at(window: QWidget, theme: Theme, width: int, height: int) -> None:
    """Give a dialog the size it has at 100 % of text, grown with it, as far as the screen goes."""
    room = room_for(window)
    window.resize(min(theme.px(width), room.width()), min(theme.px(height), room.height()))
    Fitting(window)


def at_least(window: QWidget, theme: Theme, width: int) -> None:
    """The same for a dialog that is as high as what it holds, and at least so wide at 100 % of text."""
    window.setMinimumWidth(min(theme.px(width), room_for(window).width()))
    Fitting(window)


def beside(theme: Theme, width: int, room: int, least: int = _LEAST_BESIDE) -> int:
    """How wide a list beside what it lists may be: as at 100 % of text, grown with it, but not most of the room.

    ``least`` is what it cannot do without.
    """
    return max(least, min(theme.px(width), int(room * _BESIDE)))


def picture(pixmap: QPixmap, name: str = "") -> QLabel:
    """An icon that is only looked at; ``name`` is what a screen reader says of it."""
    made = QLabel()
    made.setPixmap(pixmap)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAccessibleName(name)
    return made


def line() -> QFrame:
    """A hairline across."""
    made = QFrame()
    made.setProperty("line", "true")
    made.setFixedHeight(1)
    return made


def card(tone: str = "true") -> QFrame:
    """A framed surface; its layout is the caller's."""
    made = QFrame()
    made.setProperty("card", tone)
    return made


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again after a property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()
