"""What I was told, as a list that floats over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from ui.delegates.notice_delegate import IS_NEW, NoticeDelegate
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, label, row
from ui.widgets.popover import Popover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from platform_booking.services.notices import Notice
    from ui.context import Context
    from ui.theme import Theme

WIDTH: Final = 420
HEIGHT: Final = 360
MARGIN: Final = 12
_ROLE: Final = int(Qt.ItemDataRole.UserRole)


class ToldList(Popover):
    """The notices, the newest first; the new ones with a dot, and said to be new."""

    opened = Signal(object)
    """A Notice that was chosen."""
    all_read = Signal()

    def __init__(self, parent: QWidget, context: Context, notices: Sequence[Notice]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        theme = context.theme
        self.frame.setFixedWidth(theme.px(WIDTH))
        self.read = Button(theme, context.say("told-read-all"), kind="link")
        self.read.setEnabled(any(notice.read_at is None for notice in notices))
        self.read.clicked.connect(self._read_all)
        head = row(spacing=8)
        add_all(head, label(context.say("told"), "heading"), None, self.read)
        self.body.addLayout(head)
        self.list = _List(theme, theme.px(WIDTH) - 2 * MARGIN)
        self.list.setAccessibleName(context.say("told"))
        for notice in notices:
            self._add(notice)
        self.list.setFixedHeight(min(theme.px(HEIGHT), self.list.natural_height()))
        self.list.itemClicked.connect(self._open)
        self.list.entered_by_key.connect(self._open)
        if notices:
            self.body.addWidget(self.list)
            self.list.setCurrentRow(0)
        else:
            self.list.hide()
            self.body.addWidget(label(context.say("told-nothing"), "sub", wrap=True))
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _add(self, notice: Notice) -> None:
        context = self._context
        said = context.texts.notice(notice.kind, notice.params, context.person_name)
        when = context.texts.stamp(notice.at)
        is_new = notice.read_at is None
        mark = f" · {context.say('told-new')}" if is_new else ""
        item = QListWidgetItem(f"{when} · {notice.ref}{mark}\n{said}")
        item.setData(_ROLE, notice)
        item.setData(IS_NEW, is_new)
        item.setToolTip(said)
        self.list.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(_ROLE))
        self.close()

    def _read_all(self) -> None:
        self.all_read.emit()
        self.close()


class _List(QListWidget):
    """Return opens what is under the cursor."""

    entered_by_key = Signal(object)

    def __init__(self, theme: Theme, width: int) -> None:
        super().__init__()
        self.setFixedWidth(width)
        bar = self.verticalScrollBar().sizeHint().width()
        self.setItemDelegate(NoticeDelegate(theme, width - bar, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def natural_height(self) -> int:
        """All of them one below the other."""
        return sum(self.sizeHintForRow(number) for number in range(self.count()))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the popover says."""
        return QSize(0, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return opens; Esc is the popover's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.entered_by_key.emit(self.currentItem())
        else:
            super().keyPressEvent(event)
            if event.key() == Qt.Key.Key_Escape:
                event.ignore()
