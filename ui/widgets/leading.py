"""The icon at the left of a field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QToolButton

from ui.accessibility.roles import give_role
from ui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.theme import Theme

GLYPH: Final = 15
BESIDE: Final = -6
"""Qt keeps more air between the icon and the text than the design does."""


def lead(field: QLineEdit, theme: Theme, glyph: str, size: int = GLYPH) -> QAction:
    """Show an icon before the text, where the design has it; the action is what a click on it does."""
    margins = field.textMargins()
    field.setTextMargins(BESIDE, margins.top(), margins.right(), margins.bottom())
    action = field.addAction(
        icon(glyph, size, theme.color("text3")), QLineEdit.ActionPosition.LeadingPosition
    )
    for button in field.findChildren(QToolButton):
        give_role(
            button, QAccessible.Role.Graphic
        )  # only looked at, unless whoever asked for it lets it do something
    return action
