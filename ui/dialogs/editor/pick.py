"""A field that finds things while people type: the list below it is part of the window, so no key is lost to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.dialogs.editor.catalogue_search import Choice, find
from ui.icons import icon_pixmap
from ui.widgets.badges import CODE_SIZE, draw_code
from ui.widgets.leading import lead

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from PySide6.QtGui import QPaintEvent

    from ui.theme import Theme

ROW: Final = 34
WIDEST: Final = 560
_CHOICE: Final = Qt.ItemDataRole.UserRole
_FITS: Final = Qt.ItemDataRole.UserRole + 1
"""Whether it could be had, and the word for it."""
Index = QModelIndex | QPersistentModelIndex


class Suggestions(QListView):
    """What was found, under the field that asks."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Row(theme, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("suggestions")
        raised, edge = theme.color("raised").name(), theme.color("borderStrong").name()
        self.setStyleSheet(
            f"#suggestions {{ background: {raised}; border: 1px solid {edge}; border-radius: 8px; padding: 4px; }}"
        )
        self.setMouseTracking(True)
        self.entered.connect(self.setCurrentIndex)
        self.hide()

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show these, the first one marked."""
        self._model.clear()
        for choice in choices:
            item = QStandardItem(f"{choice.name}, {choice.detail}" if choice.detail else choice.name)
            item.setData(choice, _CHOICE)
            self._model.appendRow(item)
        self.setCurrentIndex(self._model.index(0, 0))

    def mark(self, fits: Mapping[str, bool], free: str, taken: str) -> None:
        """Say of each whether it could be had; those that nothing is known of say nothing. The order stays."""
        for number in range(self._model.rowCount()):
            item = self._model.item(number)
            choice: Choice = item.data(_CHOICE)
            if choice.value in fits:
                said = free if fits[choice.value] else taken
                item.setData((fits[choice.value], said), _FITS)
                item.setText(", ".join(part for part in (choice.name, choice.detail, said) if part))

    def place(self, field: QWidget) -> None:
        """Under the field, or over it where the window ends."""
        window = self._window
        corner = field.mapTo(window, QPoint(0, field.height() + 2))
        height = self._model.rowCount() * ROW + 10
        top = corner.y()
        if top + height > window.height() - 4:
            top = max(4, corner.y() - field.height() - 4 - height)
        wide = max(field.width(), min(WIDEST, window.width() - corner.x() - 12))
        self.setGeometry(QRect(corner.x(), top, wide, height))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Mark the next one or the one before."""
        count = self._model.rowCount()
        if count:
            self.setCurrentIndex(self._model.index((self.currentIndex().row() + by) % count, 0))

    @property
    def marked(self) -> Choice | None:
        """The choice that Enter would take."""
        return self.choice_at(self.currentIndex())

    def choice_at(self, index: Index) -> Choice | None:
        """The choice of a row."""
        found = index.data(_CHOICE)
        return found if isinstance(found, Choice) else None


class _Row(QStyledItemDelegate):
    """A chip, a name, and what tells it from others."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice = index.data(_CHOICE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        marked = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accentSoft"))
            painter.drawRoundedRect(QRectF(rect), 5, 5)
        left = rect.left() + 8
        wide, tall = CODE_SIZE
        top = rect.top() + (rect.height() - tall) / 2
        if choice.platform:
            draw_code(painter, self._theme, QRectF(left, top, wide, tall), choice.platform)
        else:
            glyph = icon_pixmap(
                "user", self._theme.px(16), self._theme.color("text2"), painter.device().devicePixelRatioF()
            )
            painter.drawPixmap(left + 9, rect.top() + (rect.height() - 16) // 2, glyph)
        said = self._draw_fits(painter, index.data(_FITS), rect.adjusted(0, 0, -8, 0))
        self._draw_words(painter, choice, rect.adjusted(wide + 18, 0, -8 - said, 0), marked=marked)
        painter.restore()

    def _draw_fits(self, painter: QPainter, fits: tuple[bool, str] | None, rect: QRect) -> int:
        """A sign and a word at the right; how much room they take."""
        if fits is None:
            return 0
        is_free, said = fits
        font, color = self._theme.font("caption"), self._theme.color("success" if is_free else "danger")
        width = QFontMetrics(font).horizontalAdvance(said)
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), said)
        name = "circle-check" if is_free else "circle-x"
        glyph = icon_pixmap(name, 14, color, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.right() - width - 19, rect.top() + (rect.height() - 14) // 2, glyph)
        return width + 30

    def _draw_words(self, painter: QPainter, choice: Choice, rect: QRect, *, marked: bool) -> None:
        strong = self._theme.font("body")
        strong.setWeight(strong.Weight.Medium)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        name = QFontMetrics(strong).elidedText(choice.name, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(strong)
        painter.setPen(self._theme.color("accentText" if marked else "text"))
        painter.drawText(rect, middle, name)
        rest = rect.adjusted(QFontMetrics(strong).horizontalAdvance(name) + 10, 0, 0, 0)
        if rest.width() > 40:  # noqa: PLR2004 - room for a word
            quiet = self._theme.font("label")
            painter.setFont(quiet)
            painter.setPen(self._theme.color("text2" if marked else "text3"))
            said = QFontMetrics(quiet).elidedText(choice.detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, middle, said)


class PickField(QLineEdit):
    """Type, then Enter takes the first match; arrows choose another; Esc closes the list."""

    picked = Signal(str)
    """The value of the choice."""
    offered = Signal(object)
    """The values of what is offered now."""

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[Choice],
        taken: Callable[[], Collection[str]],
        *,
        glyph: str,
        key: str = "",
    ) -> None:
        super().__init__()
        self._theme = theme
        self._choices = choices
        self._taken = taken
        self._key = key
        self._list: Suggestions | None = None
        lead(self, theme, glyph)
        self.textEdited.connect(self._search)

    @property
    def suggestions(self) -> Suggestions:
        """The list, made in the window where the field is."""
        if self._list is None:
            self._list = Suggestions(self._theme, self.window())
            self._list.clicked.connect(self._on_clicked)
        return self._list

    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(self.suggestions.choice_at(index))

    @property
    def is_open(self) -> bool:
        """Whether the list is there."""
        return self._list is not None and not self._list.isHidden()

    def _search(self, text: str) -> None:
        found = find(self._choices, text, without=self._taken()) if text.strip() else []
        self._offer(found)

    def open_all(self) -> None:
        """Offer what there is, with nothing typed."""
        self._offer(find(self._choices, self.text(), without=self._taken()))

    def _offer(self, found: Sequence[Choice]) -> None:
        if not found:
            self._close_list()
            return
        self.suggestions.offer(found)
        self.suggestions.place(self)
        self.offered.emit(tuple(choice.value for choice in found))

    def _close_list(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _take(self, choice: Choice | None) -> None:
        if choice is None:
            return
        self.clear()
        self._close_list()
        self.picked.emit(choice.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of the list while it is open; Down opens it."""
        key = event.key()
        if key == Qt.Key.Key_Down and not self.is_open:
            self.open_all()
        elif self.is_open and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.suggestions.step(1 if key == Qt.Key.Key_Down else -1)
        elif self.is_open and key == Qt.Key.Key_Escape:
            self._close_list()
        elif self.is_open and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _with_control(event):
            self._take(self.suggestions.marked)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click in the empty field says what there is, to whoever does not know what to type."""
        super().mousePressEvent(event)
        if not self.text():
            self.open_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The list goes with the focus."""
        super().focusOutEvent(event)
        self._close_list()

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the list while it is open, not to the dialog."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self.is_open:
            event.accept()
            if event.key() == Qt.Key.Key_Escape:
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The field, then the key that leads here, while it is empty."""
        super().paintEvent(event)
        if self._key and not self.text():
            painter = QPainter(self)
            font = self._theme.font("caption")
            width = QFontMetrics(font).horizontalAdvance(self._key) + 10
            if self.fontMetrics().horizontalAdvance(self.placeholderText()) + 4 * width > self.width():
                painter.end()
                return  # what is to be typed is said first
            box = QRectF(self.width() - width - 9.5, (self.height() - 18) / 2 + 0.5, width, 17)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.color("borderStrong"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setFont(font)
            painter.setPen(self._theme.color("text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
            painter.end()


def _with_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
