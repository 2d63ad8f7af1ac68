"""What a bar is, after resting on it for a moment: enough not to have to open it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication

from ui.context import Selected
from ui.widgets.badges import CodeChip, StatusChip, status_text
from ui.widgets.layout import add_all, label, row
from ui.widgets.popover import Popover

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QHBoxLayout, QWidget

    from platform_booking.domain.board import BoardSession, SessionLine
    from ui.context import Context

WIDTH: Final = 320
MOST_LINES: Final = 6


class HoverCard(Popover):
    """Looked at, never clicked: it takes neither mouse nor focus."""

    def __init__(self, context: Context, parent: QWidget, session: BoardSession) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._context = context
        self.frame.setFixedWidth(context.theme.px(WIDTH))
        self.body.setSpacing(5)
        texts = context.texts
        if session.is_block:
            chip = StatusChip(context.theme, texts.capital(texts.name("block", session.kind)), "block")
        else:
            chip = StatusChip(context.theme, status_text(texts, session.state), session.state)
        self.body.addLayout(add_all(row(), chip, None))
        title = session.title or context.say("private-booking")
        self.body.addWidget(label(title, "heading", wrap=True))
        when = f"{texts.capital(texts.when(session.use))} · {texts.lasting(session.use.length)}"
        self.body.addWidget(label(when, "label", wrap=True))
        who = " · ".join(
            part
            for part in (context.partner_name(session.partner), context.person_name(session.organiser))
            if part
        )
        if who:
            self.body.addWidget(label(who, "sub", wrap=True))
        if session.noted:
            self.body.addWidget(label(context.say("timetable-only-warns"), "sub", wrap=True))
        for line in session.lines[:MOST_LINES]:
            self.body.addLayout(self._line(line, with_state=not session.is_block))

    def _line(self, line: SessionLine, *, with_state: bool) -> QHBoxLayout:
        context, texts = self._context, self._context.texts
        name = context.resource_name(line.resource)
        said = f"{name} × {line.quantity}" if line.quantity > 1 else name
        parts = [texts.name("state", line.state)] if with_state else []
        if line.occupied != line.use:
            parts.append(context.say("occupied", hours=texts.hours(line.occupied)))
        words = label(" · ".join((said, *parts)), "sub", wrap=True)
        layout = row(spacing=8)
        layout.addWidget(
            CodeChip(context.theme, context.platform_code(line.resource)), 0, Qt.AlignmentFlag.AlignTop
        )
        layout.addWidget(words, 1)
        return layout

    def show_beside(self, at: QPoint) -> None:
        """Below the mouse, without taking the focus."""
        self.open_at(QRect(at + QPoint(0, 12), QSize(1, 1)))


class HoverCards(QObject):
    """Shows one card at a time over the board."""

    def __init__(
        self, context: Context, parent: QWidget, find: Callable[[Selected], BoardSession | None]
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._parent = parent
        self._find = find
        self.card: HoverCard | None = None

    def on_hover(self, key: tuple[str, int] | None, at: QPoint) -> None:
        """The mouse rests on a session, or has left it."""
        self.hide()
        session = self._find(Selected(*key)) if key else None
        if session is not None and QApplication.activePopupWidget() is None:
            self.card = HoverCard(self._context, self._parent, session)
            self.card.show_beside(at)

    def hide(self) -> None:
        """No card any more."""
        if self.card is not None:
            self.card.close()
            self.card.deleteLater()
            self.card = None
