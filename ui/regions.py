"""F6 on screens that have no order of their own: the rail, the bars, the lists and panes, and round again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLayout

    from ui.screens.base import Screen


def go_to_next_region(rail: QWidget, screen: Screen) -> None:
    """Give the keyboard to the first thing in the next part of the window that can have it."""
    regions = [region for region in (rail, *_parts(screen.body)) if _first_in(region) is not None]
    focused = QApplication.focusWidget()
    at = next((place for place, region in enumerate(regions) if _holds(region, focused)), -1)
    following = _first_in(regions[(at + 1) % len(regions)]) if regions else None
    if following is not None:
        following.setFocus(Qt.FocusReason.TabFocusReason)


def _parts(layout: QLayout) -> Iterator[QWidget]:
    """What the layout of a screen holds, side by side or one below the other, from the top left."""
    for item in (layout.itemAt(place) for place in range(layout.count())):
        inner = None if item is None else item.layout()
        widget = None if item is None else item.widget()
        if inner is not None:
            yield from _parts(inner)
        elif isinstance(widget, QSplitter):
            yield from filter(None, (widget.widget(place) for place in range(widget.count())))
        elif isinstance(widget, QStackedWidget):
            yield from filter(None, (widget.currentWidget(),))
        elif widget is not None:
            yield widget


def _holds(region: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (region is focused or region.isAncestorOf(focused))


def _first_in(region: QWidget) -> QWidget | None:
    """The first in a part that Tab would come to; of the rail, the screen that is shown."""
    start: QWidget | None = region
    for _ in range(len(region.findChildren(QWidget)) + 1):
        if start is None:
            return None
        if start.focusPolicy() & Qt.FocusPolicy.TabFocus and start.isEnabled() and start.isVisible():
            return start
        start = start.nextInFocusChain()
        if not _holds(region, start):
            return None
    return None
