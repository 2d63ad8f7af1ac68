"""Dialogs never reach beyond the screen: what has no room scrolls, its buttons stay below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QLayoutItem

EDGE: Final = 48
"""Pixels of the screen that a dialog leaves free."""
BESIDE_BAR: Final = 8
"""Pixels between what scrolls and its bar."""
_LOOKED_AT: Final = frozenset({QEvent.Type.Show, QEvent.Type.LayoutRequest})


def room_for(window: QWidget) -> QSize:
    """What a dialog may take of its screen."""
    room = window.screen().availableGeometry().size()
    return QSize(room.width() - EDGE, room.height() - EDGE)


class SnugDialog(QDialog):
    """Qt takes sentences that wrap for two lines and more, and shares out what is left over as air between them."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Measure now, when labels have their type."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
            self._fit()

    def event(self, event: QEvent) -> bool:
        """Something in it has come, gone or changed its words."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        width = max(self.width(), layout.totalMinimumSize().width())
        wraps = layout.hasHeightForWidth()
        height = layout.totalHeightForWidth(width) if wraps else layout.totalSizeHint().height()
        self.setMinimumHeight(min(height, room_for(self).height()))
        self.resize(width, self.minimumHeight())


class Fitting(QObject):
    """Looks, as long as there is its dialog, whether that still fits on the screen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._scrolls = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Before it is shown, and whenever there is more in it."""
        if event.type() in _LOOKED_AT and watched is self._window and not self._scrolls:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        window, room = self._window, room_for(self._window)
        layout = window.layout()
        if isinstance(layout, QVBoxLayout) and _least_height(window, layout) > room.height():
            self._scrolls = True
            _let_scroll(window, layout)
            window.resize(min(window.width() + BESIDE_BAR, room.width()), room.height())


class Page(QWidget):
    """What scrolls: as high as its words are at the width that it has, not at the least width that they could have."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Qt would count with the least width."""
        hint, layout = super().minimumSizeHint(), self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return hint
        return QSize(hint.width(), layout.totalHeightForWidth(max(self.width(), hint.width())))


class _Scroll(QScrollArea):
    """Would be as high as what is in it."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Without scrolling."""
        page, hint = self.widget(), super().sizeHint()
        layout = page.layout() if page is not None else None
        if layout is None or not layout.hasHeightForWidth():
            return hint
        return QSize(hint.width(), layout.totalHeightForWidth(max(1, self.viewport().width())))


def _least_height(window: QWidget, layout: QLayout) -> int:
    """Below which words would be cut, or Qt does not let the dialog go."""
    least = layout.totalMinimumSize()
    wraps = layout.hasHeightForWidth()
    needed = (
        layout.totalMinimumHeightForWidth(max(window.width(), least.width())) if wraps else least.height()
    )
    return needed if isinstance(window, SnugDialog) else max(least.height(), needed)


def _let_scroll(window: QWidget, body: QVBoxLayout) -> None:
    """Put everything but the buttons at the end into a page that scrolls."""
    held = window.focusWidget()
    foot = body.takeAt(body.count() - 1) if _has_buttons(body.itemAt(body.count() - 1)) else None
    margins = body.contentsMargins()
    body.setContentsMargins(0, 0, BESIDE_BAR, 0)
    page = Page()
    page.setObjectName("panel")
    page.setLayout(body)  # it moves there with all that is in it
    scroll = _Scroll()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
    scroll.setWidgetResizable(True)
    scroll.setWidget(page)
    outer = QVBoxLayout(window)
    outer.setSpacing(body.spacing())
    outer.setContentsMargins(margins)
    outer.addWidget(scroll, 1)
    if foot is not None:
        outer.addItem(foot)
    scroll.setVisible(True)
    outer.activate()  # the dialog may be smaller now
    if held is not None:
        held.setFocus()


def _has_buttons(item: QLayoutItem | None) -> bool:
    held_by = item.widget() if item is not None else None
    layout = held_by.layout() if held_by is not None else item.layout() if item is not None else None
    if layout is None:
        return False
    held = [layout.itemAt(at) for at in range(layout.count())]
    return any(isinstance(one.widget(), QPushButton) for one in held if one is not None)
