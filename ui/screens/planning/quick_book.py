"""After drawing a slot on the planning: a title, how many, and it is booked; or the editor with all the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from platform_booking.domain.authority import Actor, may_block
from platform_booking.services.intent import ToBlock
from ui.dialogs.editor.fields import Stepper
from ui.draft import Draft, DraftLine
from ui.widgets.badges import CodeChip
from ui.widgets.buttons import Button, icon_button
from ui.widgets.layout import add_all, label, row
from ui.widgets.popover import Popover
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from platform_booking.domain.timespan import TimeSpan
    from ui.context import Context

WIDTH: Final = 360


class QuickBook(Popover):
    """The smallest form there can be."""

    book_wanted = Signal(object)
    """A Draft that is complete."""
    more_wanted = Signal(object)
    """The same Draft, for the editor."""
    block_wanted = Signal(object)
    """A ToBlock: nobody is to have it then; what was typed is why."""

    def __init__(self, context: Context, parent: QWidget, resource: str, span: TimeSpan) -> None:
        super().__init__(parent)
        self._context = context
        self._resource = context.catalogue.resources[resource]
        self._span = span
        self.frame.setFixedWidth(context.theme.px(WIDTH))
        self.body.setContentsMargins(16, 14, 16, 14)
        self._head()
        self.title = QLineEdit()
        self.title.setPlaceholderText(context.say("quick-title"))
        self.title.setAccessibleName(context.say("quick-title"))
        self.quantity = Stepper(context.theme, 1, max(1, len(self._resource.active_units)))
        self.quantity.setAccessibleName(context.say("quantity"))
        self.quantity.setFixedWidth(context.theme.px(64))
        self.quantity.setVisible(self.quantity.maximum() > 1)
        self.body.addLayout(add_all(row(spacing=8), self.title, self.quantity))
        self.body.addWidget(label(self._outcome(), "sub", wrap=True))
        self._actions()
        self.title.textChanged.connect(lambda text: self.book.setEnabled(bool(text.strip())))
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Return", "Enter"):
            QShortcut(QKeySequence(keys), self, self._book)

    def _head(self) -> None:
        context, texts = self._context, self._context.texts
        close = icon_button(context.theme, "x", context.say("close"), small=True, kind="ghost")
        close.clicked.connect(self.close)
        name = label(texts.called(self._resource.name), "strong", wrap=True)
        head = row(spacing=8)
        head.addWidget(CodeChip(context.theme, self._resource.platform))
        head.addWidget(name, 1)
        head.addWidget(close)
        self.body.addLayout(head)
        if self._resource.site:
            self.body.addWidget(label(self._resource.site, "sub", wrap=True))
        when = f"{texts.capital(texts.when(self._span))} · {texts.lasting(self._span.length)}"
        self.body.addWidget(label(when))

    def _outcome(self) -> str:
        """What will happen when it is sent."""
        return self._context.say("quick-automatic" if not self._resource.approval else "quick-request")

    def _actions(self) -> None:
        context = self._context
        more = Button(context.theme, context.say("more-options"), kind="link")
        more.clicked.connect(self._more)
        name = "book" if not self._resource.approval else "ask"
        self.book = Button(context.theme, context.say(name), "send", kind="primary", key="↵")
        self.book.setEnabled(False)
        self.book.clicked.connect(self._book)
        needs_store(context, self.book)
        self.block = Button(context.theme, context.say("action-new-block"), kind="link")
        self.block.clicked.connect(self._block)
        actor = Actor(context.me.login, context.me.person)
        self.block.setVisible(may_block(actor, context.catalogue, self._resource))
        self.body.addLayout(add_all(row(), more, None, self.book))
        self.body.addLayout(add_all(row(), self.block, None))

    @property
    def draft(self) -> Draft:
        """What is asked for so far."""
        return Draft(
            title=self.title.text().strip(),
            lines=(DraftLine(self._resource.code, self.quantity.value()),),
            start=self._span.start,
            end=self._span.end,
        )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Typing goes to the title."""
        super().showEvent(event)
        self.title.setFocus(Qt.FocusReason.PopupFocusReason)

    def _book(self) -> None:
        if self.draft.title:
            self.close()
            self.book_wanted.emit(self.draft)

    def _block(self) -> None:
        self.close()
        asked = ToBlock(self._resource.code, None, self._span, "", self.draft.title)
        self.block_wanted.emit(asked)

    def _more(self) -> None:
        self.close()
        self.more_wanted.emit(self.draft)
