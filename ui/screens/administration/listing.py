"""The left of the screen: everything of one kind, searched and walked through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from platform_booking.domain.catalogue import Closure, Partner, Person, Platform, Qualification, Resource
from ui.delegates.painting import draw_ring, draw_text
from ui.screens.administration.forms import KINDS, TABLES
from ui.screens.requests.inbox_panel import InboxList
from ui.widgets.badges import CODE_SIZE, draw_code
from ui.widgets.buttons import Button, Segments
from ui.widgets.layout import add_all, column, row
from ui.widgets.onward import Onward
from ui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter

    from ui.context import Context
    from ui.screens.administration.forms import AdministeredItem
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
WIDTH: Final = 424
ROW: Final = 52
MARGIN: Final = 16
LEAD: Final = 3
FEWER_ABREAST: Final = 2
"""Kinds side by side where text is large."""
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One thing of the catalogue, in the words of the window's language."""

    code: str
    name: str
    detail: str
    platform: str
    """Code of the platform whose colours it has; empty for none."""
    retired: bool


def rows_of(context: Context, kind: str, words: str = "") -> tuple[ItemRow, ...]:
    """Everything of that kind that holds the words, those in use first."""
    table: dict[str, Any] = getattr(context.catalogue, TABLES[kind])
    rows = (
        _row_of(context, item) for item in table.values() if not (isinstance(item, Resource) and item.person)
    )
    wanted = words.casefold().split()
    found = [item for item in rows if all(word in _told(item) for word in wanted)]
    return tuple(
        sorted(found, key=lambda item: (item.retired, item.platform, item.name.casefold(), item.code))
    )


def _row_of(context: Context, item: AdministeredItem) -> ItemRow:
    called, retired = context.texts.called, not item.active
    match item:
        case Platform():
            return ItemRow(item.code, called(item.name), context.partner_name(item.host), item.code, retired)
        case Resource():
            return ItemRow(
                item.code, called(item.name), _joined(item.code, item.site), item.platform, retired
            )
        case Person():
            detail = _joined(item.login, context.partner_name(item.partner))
            return ItemRow(item.login, item.name, detail, "", retired)
        case Partner():
            category = context.texts.name("partner-category", item.category)
            return ItemRow(item.code, item.name, _joined(item.code, category), "", retired)
        case Qualification():
            return ItemRow(item.code, called(item.name), item.code, "", retired)
        case Closure():
            days = context.texts.days(item.start, item.end.fromordinal(item.end.toordinal() - 1))
            whose = item.platform or context.partner_name(item.partner)
            name = called(item.name) or item.code
            return ItemRow(item.code, name, _joined(days, whose), item.platform, retired)


def described(context: Context, item: AdministeredItem) -> str:
    """Its code with what else is told of it; not the code of a closure that was made from its days."""
    listed = _row_of(context, item)
    made = isinstance(item, Closure) and item.start.isoformat() in item.code
    said = made or listed.code in listed.detail
    return listed.detail if said else _joined(listed.code, listed.detail)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _told(item: ItemRow) -> str:
    return f"{item.code} {item.name} {item.detail} {item.platform}".casefold()


class ItemModel(QAbstractListModel):
    """Holds the rows it is given."""

    def __init__(self, retired: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ItemRow, ...] = ()
        self._retired = retired
        """What is said of things that are retired."""

    def set_rows(self, rows: Sequence[ItemRow]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, index: Index) -> ItemRow | None:
        """What stands there."""
        return self._rows[index.row()] if index.isValid() else None

    def find(self, code: str) -> QModelIndex:
        """Where that code stands; invalid where it is not listed."""
        for number, item in enumerate(self._rows):
            if item.code == code:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, a sentence for screen readers, and the row itself."""
        item = self.row_at(index)
        if item is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return item.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            told = _joined(item.name, item.platform, item.detail)
            return f"{told} ({self._retired})" if item.retired else told
        return item if role == ROW_ROLE else None


class ItemDelegate(QStyledItemDelegate):
    """A platform's code, a name, and a line below it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """All are of one height."""
        return QSize(WIDTH, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One thing."""
        item = index.data(ROW_ROLE)
        if not isinstance(item, ItemRow):
            return
        painter.save()
        self._draw_ground(painter, option)
        self._draw_words(painter, option.rect, item)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, self._theme, option.rect)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, box = self._theme, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(box, theme.color("accentSoft" if chosen else "hover" if hovered else "surface"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.color("border"))
        if chosen:
            painter.fillRect(QRect(box.left(), box.top(), LEAD, box.height()), theme.color("accent"))

    def _draw_words(self, painter: QPainter, box: QRect, item: ItemRow) -> None:
        theme = self._theme
        left = MARGIN
        if item.platform:
            width, height = (theme.px(side) for side in CODE_SIZE)
            top = box.top() + (box.height() - height) / 2
            draw_code(painter, theme, QRectF(box.left() + MARGIN, round(top), width, height), item.platform)
            left += width + 10
        words = box.adjusted(left, theme.px(7), -MARGIN, -theme.px(7))
        half = words.height() // 2
        ink = theme.color("text3" if item.retired else "text")
        first = QRect(words.left(), words.top(), words.width(), half)
        draw_text(painter, first, item.name, theme.font("bodyStrong"), ink)
        draw_text(painter, first.translated(0, half), item.detail, theme.font("label"), theme.color("text2"))


class ItemPanel(QFrame):
    """Kinds, searching, the list, and a button for a new one."""

    picked = Signal(str, str)
    """Kind and code; the code is empty when nothing is listed."""
    new_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setFixedWidth(context.theme.px(WIDTH))
        self._context = context
        kinds = [(kind, context.say(f"administration-{kind}")) for kind in KINDS]
        large = context.theme.has_large_text
        self.kinds = Segments(kinds, "resource", abreast=FEWER_ABREAST if large else 0)
        """In the bar above all; where text is large, above the list."""
        self.kinds.chosen.connect(lambda _kind: self.fill())
        self.search = QLineEdit()
        self.search.setPlaceholderText(context.say("search-agenda"))
        self.search.setAccessibleName(context.say("search-agenda"))
        self.search.textChanged.connect(lambda _text: self.fill())
        self.add = Button(context.theme, context.say("administration-add"), "plus")
        self.add.clicked.connect(lambda: self.new_wanted.emit(self.kind))
        self.model = ItemModel(context.say("administration-retired"), self)
        self.list = InboxList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(ItemDelegate(context.theme, self.list))
        self.list.setAccessibleName(context.say("screen-administration"))
        self.list.moved.connect(self._tell)
        Onward(self.search, self.list)
        self.sentence = Sentence(context)
        self.sentence.wanted.connect(self.add.click)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.sentence)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QFrame()
        head.setObjectName("filterBar")
        inner = column(head, margins=(16, 10, 16, 10), spacing=8)
        is_large = self._context.theme.has_large_text
        if is_large:
            inner.addWidget(self.kinds)
        inner.addLayout(add_all((column if is_large else row)(spacing=8), self.search, self.add))
        add_all(column(self), head).addWidget(self.stack, 1)

    @property
    def kind(self) -> str:
        """Which kind is listed."""
        return self.kinds.value

    def show_kind(self, kind: str, code: str = "") -> None:
        """List another kind, one of it under the cursor."""
        self.kinds.take(kind)
        self.search.clear()
        self.fill(code)

    def fill(self, code: str = "") -> None:
        """List what there is now; the cursor stays where it was, or goes to that code."""
        current = self.model.row_at(self.list.currentIndex())
        wanted = code or (current.code if current else "")
        rows = rows_of(self._context, self.kind, self.search.text())
        self.list.quiet = True
        self.model.set_rows(rows)
        index = self.model.find(wanted)
        self.list.setCurrentIndex(index if index.isValid() else self.model.index(0, 0))
        self.list.quiet = False
        if not rows:
            self._tell_empty()
        self.stack.setCurrentWidget(self.list if rows else self.sentence)
        self._tell()

    def _tell_empty(self) -> None:
        """Nothing fits, or nothing is there yet: then the first one can be added."""
        say = self._context.say
        if self.search.text().strip():
            self.sentence.tell(say("administration-none"), "search")
        else:
            action = self.add.text() if self.add.isEnabled() else ""
            self.sentence.tell(say("administration-empty"), "inbox", action)

    def _tell(self) -> None:
        found = self.model.row_at(self.list.currentIndex())
        self.picked.emit(self.kind, found.code if found else "")
