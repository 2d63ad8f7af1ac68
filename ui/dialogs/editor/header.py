"""The strip above the editor: what is being written, whether it is kept, templates, and which dates are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.dialogs.editor.couriers import ALL, FOLLOWING, THIS_DATE
from ui.dialogs.editor.templates import TemplatePicker
from ui.widgets.buttons import Button, Segments
from ui.widgets.layout import add_all, label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from ui.context import Context
    from ui.dialogs.editor.couriers import ChangedBooking
    from ui.dialogs.editor.keeping import DraftKeeper

_SCOPES = {THIS_DATE: "editor-scope-this", FOLLOWING: "editor-scope-following", ALL: "editor-scope-all"}
_HEIGHT = 48


class EditorHeader(QFrame):
    """Templates belong to new bookings, the choice of dates to those that are changed."""

    template_chosen = Signal(object)
    """The Draft of it."""
    template_wanted = Signal()
    """What stands in the form is to be kept as a template."""

    def __init__(
        self, context: Context, title: str, keeper: DraftKeeper, change: ChangedBooking | None
    ) -> None:
        super().__init__()
        self.setObjectName("editorHeader")
        self._context = context
        line = row(self, margins=(20, 7, 12, 7), spacing=10)
        add_all(line, label(title, "heading"), keeper.saved, keeper.discard)
        line.addStretch(1)
        if change is None:
            self._add_templates(line)
        self.scope = Segments([(value, context.say(name)) for value, name in _SCOPES.items()], THIS_DATE)
        line.addWidget(self.scope)
        self.scope.setVisible(change is not None and len(change.booking.occurrences) > 1)
        self.setFixedHeight(context.theme.px(_HEIGHT))

    def _add_templates(self, line: QHBoxLayout) -> None:
        theme, say = self._context.theme, self._context.say
        self.template = Button(
            theme, say("action-new-from-template"), "layout-template", kind="ghost", small=True
        )
        self.keep_template = Button(
            theme, say("action-save-template"), "bookmark-plus", kind="ghost", small=True
        )
        self.template.clicked.connect(self._pick_template)
        self.keep_template.clicked.connect(self.template_wanted)
        for button in (self.template, self.keep_template):
            button.setAutoDefault(False)
            line.addWidget(button)

    def _pick_template(self) -> None:
        picker = TemplatePicker(self._context, self.window())
        picker.chosen.connect(self.template_chosen)
        picker.open()
