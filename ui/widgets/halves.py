"""Two pages beside each other, each with its own scrolling; where there is no room for both, one page below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QBoxLayout

NO_LIMIT = (1 << 24) - 1
"""Qt's own greatest width."""


class Halves(QWidget):
    """Whoever makes the window narrow, or text large, scrolls one page down, and nothing sideways.

    ``measured`` is the half that has a width of its own, ``width_of`` what that is in so much room; the other takes the
    rest. In less room than ``least`` (pixels) the page at the right goes to the end of the page at the left, or into its
    ``slot``.
    """

    def __init__(
        self,
        left: QScrollArea,
        right: QScrollArea,
        *,
        measured: QScrollArea,
        width_of: Callable[[int], int],
        least: int,
        slot: QBoxLayout | None = None,
    ) -> None:
        super().__init__()
        self._left, self._right = left, right
        self._measured, self._width_of, self._least = measured, width_of, least
        page = right.widget()
        assert page is not None, "a half has its page when it gets here"
        self._page = page
        self._slot = slot or _end_of(left)
        self._divider = QFrame()
        self._divider.setFixedWidth(1)
        self._divider.setProperty("line", "up")
        self._across = row(self)
        self._across.addWidget(left, 0 if measured is left else 1)
        self._across.addWidget(self._divider)
        self._across.addWidget(right, 0 if measured is right else 1)

    @property
    def is_stacked(self) -> bool:
        """Whether one page is below the other now."""
        return self._right.isHidden()

    def reveal(self, widget: QWidget) -> None:
        """Scroll to something of the page at the right."""
        (self._left if self.is_stacked else self._right).ensureWidgetVisible(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Look whether there is room for both."""
        super().resizeEvent(event)
        width = event.size().width()
        wanted = width < self._least
        if wanted != self.is_stacked:
            self._stack(wanted=wanted)
        if wanted:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(NO_LIMIT)
        else:
            self._measured.setFixedWidth(self._width_of(width))

    def _stack(self, *, wanted: bool) -> None:
        """Move the page at the right; whoever has the focus keeps it."""
        held = QApplication.focusWidget()
        if wanted:
            self._right.takeWidget()
            self._slot.addWidget(self._page)
        else:
            self._slot.removeWidget(self._page)
            self._right.setWidget(self._page)
        self._right.setHidden(wanted)
        self._divider.setHidden(wanted)
        self._page.show()
        if held is not None and self._page.isAncestorOf(held):
            held.setFocus()


def _end_of(left: QScrollArea) -> QBoxLayout:
    """Room below everything of a page."""
    holder = QWidget()
    body = column(holder)
    body.addWidget(left.takeWidget(), 1)
    slot = column()
    body.addLayout(slot)
    left.setWidget(holder)
    return slot
