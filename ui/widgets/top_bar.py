"""The bar above every screen: when, which, searching, booking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from ui.actions import keys_of
from ui.icons import icon, icon_size
from ui.widgets.buttons import Button, icon_button
from ui.widgets.flow import Wrapping
from ui.widgets.layout import row
from ui.widgets.leading import lead

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.context import Context


COMMAND_WIDTH: Final = 280
KEY: Final = 60
"""Pixels at the right of a search field for its key."""


class Yielding(NamedTuple):
    """What leaves a bar where there is no room for all of it."""

    part: QWidget
    entries: tuple[tuple[str, Callable[[], object]], ...]
    """In the menu that stands in for it: words and what they do. Nothing for what is only read."""
    after_title: bool
    """Whether the title goes on in a second line before this leaves."""


class TopBar(QFrame):
    """56 pixels for a screen's own controls. What has no room is in a menu at the end: nothing is cut, nothing lost."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(context.theme.layout("topBar"))
        self.line = row(self, margins=(16, 0, 16, 0), spacing=12)
        self._yielding: list[Yielding] = []
        self.more = icon_button(context.theme, "ellipsis", context.say("more-actions"), kind="ghost")
        self.more.hide()
        self.more.clicked.connect(self._open_more)

    def yields(
        self, part: QWidget, *entries: tuple[str, Callable[[], object]], after_title: bool = False
    ) -> None:
        """This part leaves before those that are named later; call it once the bar has all its parts."""
        self._yielding.append(Yielding(part, entries, after_title))
        if entries and self.line.indexOf(self.more) < 0:
            self.line.addWidget(self.more)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width."""
        super().resizeEvent(event)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """Other words in the bar, too, may need more room, or less."""
        known = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return known

    def _make_room(self) -> None:
        gone: list[Yielding] = []
        for item in self._yielding:
            if self._needed(gone, folded=item.after_title) <= self.width():
                break
            if not _is_in_use(item.part):
                gone.append(item)
        for item in self._yielding:
            if item.part.isHidden() != (item in gone):
                item.part.setHidden(item in gone)
        wanted = any(item.entries for item in gone)
        if self.more.isHidden() == wanted:
            self.more.setVisible(wanted)

    def _needed(self, gone: Sequence[Yielding], *, folded: bool) -> int:
        """How wide the bar would have to be without these; ``folded`` with its title in two lines."""
        without = {item.part for item in gone}
        width, count = 0, 0
        for at in range(self.line.count()):
            item = self.line.itemAt(at)
            part = item.widget() if item is not None else None
            if part is None or part is self.more or part in without:
                continue
            if not part.isHidden() or any(part is known.part for known in self._yielding):
                width, count = width + _width_of(part, folded=folded), count + 1
        for known in self._yielding:
            if self.line.indexOf(known.part) < 0:  # part of another
                width += _width_of(known.part) * (known.part.isHidden() - (known.part in without))
        if any(item.entries for item in gone):
            width, count = width + _width_of(self.more), count + 1
        margins = self.line.contentsMargins()
        return width + self.line.spacing() * max(0, count - 1) + margins.left() + margins.right()

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for item in self._yielding:
            for said, does in item.entries if item.part.isHidden() else ():
                action = menu.addAction(said)
                action.setEnabled(item.part.isEnabled())
                action.triggered.connect(lambda _checked=False, does=does: does())
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _width_of(part: QWidget, *, folded: bool = False) -> int:
    """What it cannot do without."""
    if folded and isinstance(part, Title):
        return part.minimumSizeHint().width()
    least = part.minimumWidth()
    return least if isinstance(part, QLineEdit) else max(least, part.sizeHint().width())


def _is_in_use(part: QWidget) -> bool:
    """Whether somebody types there, or did."""
    return isinstance(part, QLineEdit) and (part.hasFocus() or bool(part.text()))


class FilterBar(QFrame):
    """44 pixels of chips."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("filterBar")
        self.setFixedHeight(context.theme.layout("filterBar"))
        self.line = row(self, margins=(16, 0, 16, 0), spacing=8)


class WrappingBar(Wrapping):
    """Chips that go on in a second row where there is no room for them in one."""

    def __init__(self, context: Context, *, to_end: bool = True) -> None:
        """``to_end`` puts the last of them at the right end."""
        super().__init__((16, 0, 16, 0), 8, context.theme.layout("filterBar"), to_end=to_end)
        self.setObjectName("filterBar")


class PeriodNavigator(QWidget):
    """Back, today, on."""

    stepped = Signal(int)
    today_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        layout = row(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        previous = self._end(context, "chevron-left", "previous", "first", -1)
        today = QPushButton(context.say("today"))
        today.setProperty("segment", "middle")
        today.setToolTip(f"{context.say('action-today')} ({keys_of('today')})")
        today.clicked.connect(self.today_wanted)
        following = self._end(context, "chevron-right", "next", "last", 1)
        for button in (previous, today, following):
            layout.addWidget(button)
        self.today = today

    def _end(self, context: Context, glyph: str, name: str, segment: str, step: int) -> QPushButton:
        button = QPushButton()
        side = context.theme.px(16)
        button.setIcon(icon(glyph, side, context.theme.color("text2")))
        button.setIconSize(icon_size(side))
        button.setProperty("segment", segment)
        button.setProperty("square", "true")
        button.setToolTip(f"{context.say(f'action-{name}')} ({keys_of(name)})")
        button.setAccessibleName(context.say(f"action-{name}"))
        button.clicked.connect(lambda: self.stepped.emit(step))
        return button


class SearchField(QLineEdit):
    """Narrows what is shown to what holds the words; Escape empties it."""

    def __init__(self, context: Context, placeholder: str, action: str = "search") -> None:
        """``action`` is the one whose key leads here."""
        super().__init__()
        self.setProperty("search", "true")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setToolTip(placeholder)
        self.setClearButtonEnabled(False)
        self._key = QLabel(keys_of(action), self)
        self._key.setProperty("kbd", "true")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextMargins(0, 0, context.theme.px(KEY), 0)
        lead(self, context.theme, "search", 16)
        self.setMinimumWidth(context.theme.px(140))
        self.setMaximumWidth(context.theme.px(430))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the key's hint at the right; let Escape empty the field."""
        if event.type() == QEvent.Type.Resize:
            size: QSize = self._key.sizeHint()
            self._key.setGeometry(
                self.width() - size.width() - 8,
                (self.height() - size.height()) // 2,
                size.width(),
                size.height(),
            )
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return True
        return super().eventFilter(watched, event)


class Title(QLabel):
    """The name of what is shown; it goes on in a second line where there is no room for it in one."""

    def __init__(self, text: str = "", style: str = "title") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("style", style)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _width_of(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 1

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in one line."""
        return QSize(self._width_of(self.text()), self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in two lines."""
        words = self.text().split(" ")
        breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words))]
        folded = min(max(map(self._width_of, lines)) for lines in breaks)
        return QSize(folded, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """One line, or two."""
        super().resizeEvent(event)
        self.setWordWrap(self.width() < self.sizeHint().width())


def book_button(context: Context) -> Button:
    """The button that everything begins with."""
    button = Button(context.theme, context.say("book"), "plus", kind="primary", key=keys_of("new-booking"))
    button.setToolTip(context.say("action-new-booking"))
    return button


def command_button(context: Context) -> Button:
    """Leads to the command field from screens that have no other search; large text leaves room for its icon only."""
    large = context.theme.has_large_text
    text, key = ("", "") if large else (context.say("action-command"), keys_of("command"))
    button = Button(context.theme, text, "search", key=key)
    button.setToolTip(f"{context.say('action-command')} ({keys_of('command')})")
    button.setAccessibleName(context.say("action-command"))
    if not large:
        button.setProperty("search", "true")
        button.setMinimumWidth(context.theme.px(COMMAND_WIDTH))
    button.clicked.connect(lambda: _command_of(button))
    return button


def _command_of(button: Button) -> None:
    table = getattr(button.window(), "actions_table", None)
    if table is not None:
        table["command"].trigger()


def undo_button(context: Context) -> Button:
    """Takes back the last change."""
    return icon_button(context.theme, "undo-2", f"{context.say('action-undo')} ({keys_of('undo')})")
