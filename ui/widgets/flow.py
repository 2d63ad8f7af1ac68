"""Widgets side by side that go on in the next row where there is no room, as words of a text do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QLayoutItem, QWidget

from ui.widgets.layout import NONE

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.widgets.layout import Margins

APART: Final = 6
"""Pixels between the lines of a paragraph."""


class Wrapping(QFrame):
    """A row of widgets that becomes several where there is no room for it."""

    def __init__(self, margins: Margins, spacing: int, row_height: int, *, to_end: bool = True) -> None:
        super().__init__()
        self.flow = Flow(margins, spacing, row_height, to_end=to_end)
        self.setLayout(self.flow)
        self.setFixedHeight(row_height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As high as it takes."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """As high as it takes now: something in it has come or gone."""
        self.setFixedHeight(self.flow.heightForWidth(self.width()))


class Turning(QWidget):
    """Parts beside each other; below each other in less room than ``least`` (pixels), or than all of them need."""

    def __init__(self, least: int | None, spacing: int, margins: Margins = NONE) -> None:
        super().__init__()
        self._least = least
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.line.setContentsMargins(*margins)
        self.line.setSpacing(spacing)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Look whether there is room."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        least = self._all_abreast() if self._least is None else self._least
        self.line.setDirection(ways.LeftToRight if event.size().width() >= least else ways.TopToBottom)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its widest part: the others can go below."""
        widest = max((item.minimumSize().width() for item in self._items()), default=0)
        margins = self.line.contentsMargins()
        return QSize(widest + margins.left() + margins.right(), super().minimumSizeHint().height())

    def _items(self) -> list[QLayoutItem]:
        held = [self.line.itemAt(at) for at in range(self.line.count())]
        return [item for item in held if item is not None and not item.isEmpty()]

    def _all_abreast(self) -> int:
        items, margins = self._items(), self.line.contentsMargins()
        apart = self.line.spacing() * max(0, len(items) - 1)
        return sum(item.sizeHint().width() for item in items) + apart + margins.left() + margins.right()


class _Held(QLayout):
    """Keeps its items in order."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take an item in, after the others."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """One of them; None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Let one of them go."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None


class Flow(_Held):
    """Rows from left to right; the last item goes ``to_end``: to the right end of its row."""

    def __init__(self, margins: Margins, spacing: int, row_height: int, *, to_end: bool = True) -> None:
        super().__init__()
        self._to_end = to_end
        self.setContentsMargins(*margins)
        self.setSpacing(spacing)
        self._row_height = row_height

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """It asks for no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height of all rows at a width."""
        placed = self._place(QRect(0, 0, width, 0))
        return (placed[-1][1] + 1 if placed else 1) * self._row_height

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Everything in one row."""
        widths = [item.sizeHint().width() for item in self._shown()]
        return self._around(sum(widths) + self.spacing() * max(0, len(widths) - 1))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Each in a row of its own."""
        return self._around(max((item.sizeHint().width() for item in self._shown()), default=0))

    def _around(self, width: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(width + margins.left() + margins.right(), self._row_height)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Put every item where it belongs."""
        super().setGeometry(rect)
        for item, number, x in self._place(rect):
            size = item.sizeHint()
            top = rect.top() + number * self._row_height + (self._row_height - size.height()) // 2
            item.setGeometry(QRect(QPoint(x, top), size))

    def _place(self, rect: QRect) -> list[tuple[QLayoutItem, int, int]]:
        """Each item that shows with its row and its left edge."""
        margins = self.contentsMargins()
        left, right = rect.left() + margins.left(), rect.right() + 1 - margins.right()
        shown = self._shown()
        placed: list[tuple[QLayoutItem, int, int]] = []
        x, number = left, 0
        for item in shown:
            width = item.sizeHint().width()
            if x > left and x + width > right:
                x, number = left, number + 1
            placed.append((item, number, right - width if self._to_end and item is shown[-1] else x))
            x += width + self.spacing()
        return placed


class Paragraph(_Held):
    """Widgets as the words of a paragraph: on as many lines as it takes, each as high as what stands on it."""

    def __init__(self, across: int, apart: int = APART) -> None:
        """Pixels between neighbours, and between lines."""
        super().__init__()
        self._across, self._apart = across, apart
        self.setContentsMargins(0, 0, 0, 0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """How high."""
        return self._laid(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Put everything in its place."""
        super().setGeometry(rect)
        self._laid(rect, place=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The smallest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """The widest of them."""
        widths = [item.minimumSize().width() for item in self._items]
        heights = [item.minimumSize().height() for item in self._items]
        return QSize(max(widths, default=0), max(heights, default=0))

    def _laid(self, rect: QRect, *, place: bool) -> int:
        x, y, high = rect.left(), rect.top(), 0
        for item in self._items:
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
            if x > rect.left() and x + width > rect.right() + 1:
                x, y, high = rect.left(), y + high + self._apart, 0
            if place:
                item.setGeometry(QRect(x, y, width, height))
            x += width + self._across
            high = max(high, height)
        return y + high - rect.top()
