"""The rules of a platform or a resource: one a line, as a catalogue file has them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from platform_booking.services.catalogue_export import toml_key, toml_value
from ui.screens.administration.editors import Editor
from ui.widgets.layout import column

if TYPE_CHECKING:
    from ui.context import Context

_LINES_SHOWN: Final = 7


class RulesEditor(Editor):
    """``lead_time = 48``: a rule a line. What cannot be read is handed on, for the reader of the row to complain of."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(context.say("administration-rules-hint"))
        self.text.setFixedHeight(context.theme.px(20 * _LINES_SHOWN + 14))
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._on_changed)
        self._quiet = False
        column(self).addWidget(self.text)

    def value(self) -> Any:
        """The rules, or the text."""
        text = self.text.toPlainText()
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            return text

    def take(self, value: Any) -> None:
        """Show them."""
        self._quiet = True
        lines = (f"{toml_key(key)} = {toml_value(item)}" for key, item in (value or {}).items())
        self.text.setPlainText("\n".join(lines))
        self._quiet = False

    def _on_changed(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def first(self) -> QWidget:
        """The text."""
        return self.text
