"""The picture before what is typed into a field: it grows with the text, which Qt's own does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QToolButton

from ui.accessibility.roles import give_role
from ui.icons import icon

if TYPE_CHECKING:
    from ui.theme import Theme

GLYPH: Final = 15
SIDE: Final = 16
LEFT: Final = 4
CURSOR: Final = 2
"""Pixels that Qt leaves on both sides of a text for the cursor."""
AROUND: Final = 3
"""Pixels between the picture and the edge of what can be clicked."""


def room_beside_icon(field: QLineEdit) -> int:
    """Pixels for the text of such a field."""
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inner = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    margins = field.textMargins()
    return inner.width() - margins.left() - margins.right() - 2 * CURSOR


def lead(field: QLineEdit, theme: Theme, glyph: str, size: int = GLYPH, *, does: str = "") -> Leading:
    """Show an icon before the text; a click on it ``does`` something, if anything."""
    return Leading(field, theme, glyph, size, does=does)


class Leading(QToolButton):
    """At the left of its field, whose text begins after it; ``clicked`` where it does something."""

    def __init__(self, field: QLineEdit, theme: Theme, glyph: str, size: int, *, does: str = "") -> None:
        """``size`` in pixels at 100 % of text; ``does`` is what a click is for, nothing where it is only looked at."""
        super().__init__(field)
        self._field = field
        side, drawn = theme.px(SIDE), theme.px(size)
        self.setIcon(icon(glyph, drawn, theme.color("text3")))
        self.setIconSize(QSize(drawn, drawn))
        self.setStyleSheet("border: 0; padding: 0; background: transparent;")
        self.setFixedSize(side + 2 * AROUND, side + 2 * AROUND)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(does)
        self.setAccessibleName(does)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not does)
        if not does:
            give_role(self, QAccessible.Role.Graphic)
        given = field.textMargins()
        field.setTextMargins(side + AROUND + 1, given.top(), given.right(), given.bottom())
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the middle of the height."""
        if event.type() == QEvent.Type.Resize:
            self.move(LEFT, (self._field.height() - self.height()) // 2)
        return super().eventFilter(watched, event)
