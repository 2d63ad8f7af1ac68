"""The biosafety level of a session and its dossier, wherever they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from platform_booking.domain.booking import MAX_TITLE
from platform_booking.domain.catalogue import HIGHEST_BIOSAFETY
from ui.dialogs.editor.fields import ChoiceBox, Field
from ui.widgets.layout import row

if TYPE_CHECKING:
    from ui.context import Context


class ContainmentFields(QWidget):
    """Side by side."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        say = context.say
        levels = [(str(level), f"L{level}") for level in range(1, HIGHEST_BIOSAFETY + 1)]
        self.biosafety = ChoiceBox(context.theme, [("0", say("editor-biosafety-none")), *levels])
        self.dossier = QLineEdit()
        self.dossier.setMaxLength(MAX_TITLE)
        pair = row(self, spacing=10)
        pair.addWidget(Field(say("editor-biosafety"), self.biosafety), 8)
        pair.addWidget(Field(say("editor-dossier"), self.dossier), 11)
