"""The bar above every screen: when, which, searching, booking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from ui.actions import keys_of
from ui.icons import icon
from ui.widgets.buttons import Button, icon_button
from ui.widgets.flow import Wrapping
from ui.widgets.layout import label, row
from ui.widgets.leading import BESIDE, lead

if TYPE_CHECKING:
    from ui.context import Context


COMMAND_WIDTH: Final = 280


class TopBar(QFrame):
    """56 pixels for a screen's own controls."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(context.theme.layout("topBar"))
        self.line = row(self, margins=(16, 0, 16, 0), spacing=12)


class FilterBar(QFrame):
    """44 pixels of chips."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("filterBar")
        self.setFixedHeight(context.theme.layout("filterBar"))
        self.line = row(self, margins=(16, 0, 16, 0), spacing=8)


class WrappingBar(Wrapping):
    """Chips that go on in a second row where there is no room for them in one."""

    def __init__(self, context: Context) -> None:
        super().__init__((16, 0, 16, 0), 8, context.theme.layout("filterBar"))
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
        button.setIcon(icon(glyph, 16, context.theme.color("text2")))
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
        self.setClearButtonEnabled(False)
        lead(self, context.theme, "search", 16)
        self._key = QLabel(keys_of(action), self)
        self._key.setProperty("kbd", "true")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextMargins(BESIDE, 0, 60, 0)
        self.setMinimumWidth(140)
        self.setMaximumWidth(430)
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


def title_label(text: str = "") -> QLabel:
    """The name of what is shown."""
    made = label(text, "title")
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


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
