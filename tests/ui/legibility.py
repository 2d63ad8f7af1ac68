"""What cannot be read on a page as it is laid out now: words that are cut, controls one over another, pages to scroll sideways."""

from __future__ import annotations

import contextlib
from itertools import combinations
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from ui.timeline.view import TimelineView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

WIDE_BY_NATURE: Final = (TimelineView, QPlainTextEdit, QTextEdit, QAbstractItemView)
"""Time goes on to the right; tables have the columns they have, and shorten what is in them."""
PATIENCE_MS: Final = 10_000
HAIR: Final = 1
"""Pixels that rounding may take."""
ARROW: Final = 22
"""At the right of a choice."""


def illegible(root: QWidget) -> list[str]:
    """A line for each trouble; nothing where all can be read."""
    return sorted({*_sideways(root), *_cut(root), *_outside(root), *_covered(root)})


def unread(qtbot: QtBot, root: QWidget) -> list[str]:
    """What cannot be read even when all has been laid out."""
    with contextlib.suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not illegible(root), timeout=PATIENCE_MS)
    return illegible(root)


def assert_legible(qtbot: QtBot, root: QWidget, name: str = "") -> None:
    """Wait until it is laid out so that all can be read, or say what cannot."""
    assert unread(qtbot, root) == [], name


def _shown(root: QWidget, *kinds: type[QWidget]) -> Iterator[QWidget]:
    for kind in kinds:
        for widget in root.findChildren(kind):
            if widget.isVisibleTo(root) and not widget.objectName().startswith("qt_"):
                yield widget


def _sideways(root: QWidget) -> Iterator[str]:
    for area in _shown(root, QAbstractScrollArea):
        assert isinstance(area, QAbstractScrollArea)
        if not isinstance(area, WIDE_BY_NATURE) and area.horizontalScrollBar().maximum() > 0:
            yield f"sideways: {_called(area)} {area.horizontalScrollBar().maximum()} more than {area.width()}"


def _cut(root: QWidget) -> Iterator[str]:
    for widget in _shown(root, QLabel, QAbstractButton, QLineEdit, QComboBox):
        said = _said(widget)
        wants = _wanted(widget)
        is_small = wants[0] > widget.width() + HAIR or wants[1] > widget.height() + HAIR
        if said.strip() and is_small and said not in widget.toolTip():
            yield f"cut: {_called(widget)} “{said}” {widget.width()}x{widget.height()} of {wants[0]}x{wants[1]}"


def _said(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.placeholderText() if not widget.text() else ""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    assert isinstance(widget, QLabel | QAbstractButton)
    return widget.text()


def _wanted(widget: QWidget) -> tuple[int, int]:
    """How much room its words take."""
    if isinstance(widget, QLineEdit):
        margins = widget.textMargins()
        return widget.fontMetrics().horizontalAdvance(_said(widget)) + margins.left() + margins.right(), 0
    if isinstance(widget, QComboBox):
        return widget.fontMetrics().horizontalAdvance(_said(widget)) + ARROW, 0
    if isinstance(widget, QLabel) and widget.wordWrap():
        metrics = widget.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in widget.text().split()), default=0)
        return longest, widget.heightForWidth(widget.width())
    hint = widget.sizeHint()
    return hint.width(), hint.height()


def _outside(root: QWidget) -> Iterator[str]:
    """What lies beyond the page that holds it."""
    for widget in _shown(root, QLabel, QAbstractButton, QLineEdit, QComboBox):
        page = _page_of(widget, root)
        place = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
        if not page.rect().adjusted(-HAIR, -HAIR, HAIR, HAIR).contains(place) and _said(widget).strip():
            yield f"outside: {_called(widget)} “{_said(widget)}” {place.getRect()} of {page.size().toTuple()}"


def _page_of(widget: QWidget, root: QWidget) -> QWidget:
    """What scrolls as a whole; the whole window where nothing does."""
    here = widget
    while here is not root:
        above = here.parentWidget()
        area = above.parentWidget() if above is not None else None
        if isinstance(area, QScrollArea) and area.widget() is here:
            return here
        assert above is not None
        here = above
    return root


def _covered(root: QWidget) -> Iterator[str]:
    """Controls and words one over another."""
    kinds = (QLabel, QAbstractButton, QLineEdit, QComboBox)
    for holder in {widget.parentWidget() for widget in _shown(root, *kinds)}:
        if holder is None or isinstance(holder, QLineEdit | QLabel | QAbstractButton):
            continue
        mine = [item for item in _shown(root, *kinds) if item.parentWidget() is holder and _said(item)]
        for one, other in combinations(mine, 2):
            if one.geometry().intersects(other.geometry()):
                yield f"over: {_called(one)} “{_said(one)}” and {_called(other)} “{_said(other)}”"


def _called(widget: QWidget) -> str:
    above = widget.parentWidget()
    return f"{type(widget).__name__} in {type(above).__name__ if above else ''}"
