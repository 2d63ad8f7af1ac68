"""The icon at the left of a field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QToolButton

from ui.accessibility.roles import give_role
from ui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.theme import Theme

GLYPH: Final = 15
_AIR: Final = 16
"""Pixels that Qt leaves around the icon and the text of a field."""
BESIDE: Final = -6
"""Qt keeps more air between the icon and the text than the design does."""


def room_beside_icon(field: QLineEdit) -> int:
    """Pixels for the text of such a field."""
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inner = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    return inner.width() - GLYPH - (_AIR + BESIDE)


def lead(field: QLineEdit, theme: Theme, glyph: str, size: int = GLYPH, *, does: str = "") -> QAction:
    """Show an icon before the text, where the design has it; the action is what a click on it ``does``, if anything."""
    margins = field.textMargins()
    field.setTextMargins(BESIDE, margins.top(), margins.right(), margins.bottom())
    drawn = icon(glyph, size, theme.color("text3"))
    action = field.addAction(drawn, QLineEdit.ActionPosition.LeadingPosition)
    action.setToolTip(does)
    for button in field.findChildren(QToolButton):
        button.setAccessibleName(does)
        if not does:
            give_role(button, QAccessible.Role.Graphic)
    return action
