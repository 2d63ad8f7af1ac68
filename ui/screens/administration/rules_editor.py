"""The rules of a platform or a resource: one a line, with what holds where nothing is said."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from platform_booking.domain.rules.settings import SPECS, expected
from platform_booking.services.catalogue_export import toml_value
from ui.screens.administration.editors import Editor
from ui.widgets.layout import label

if TYPE_CHECKING:
    from platform_booking.domain.rules.settings import RuleSpec
    from ui.context import Context


class RulesEditor(Editor):
    """A value, a severity, ``off``, or a table of both: as in a catalogue file. An empty line leaves a rule unsaid."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._unknown: dict[str, Any] = {}
        """Rules that only another version knows: they stay as they are."""
        self.lines: dict[str, QLineEdit] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, spec in enumerate(SPECS.values()):
            name = context.texts.name("rule", spec.key)
            line = self.lines[spec.key] = QLineEdit()
            line.setAccessibleName(name)
            line.setPlaceholderText(self._unsaid(spec))
            line.setToolTip(f"{spec.key} = {expected(spec)}")
            line.textEdited.connect(lambda _text: self.changed.emit())
            tag = label(name, "label")
            tag.setToolTip(spec.key)
            grid.addWidget(tag, number, 0)
            grid.addWidget(line, number, 1)

    def _unsaid(self, spec: RuleSpec) -> str:
        """What holds where nothing is said, or what may be said."""
        if spec.always is not None:
            severity = self._context.say(f"administration-severity-{spec.severity}")
            return self._context.say("administration-rule-always", severity=severity)
        return self._context.say("administration-rule-off", expected=expected(spec))

    def value(self) -> Any:
        """The rules that are said."""
        said = {key: line.text().strip() for key, line in self.lines.items()}
        return self._unknown | {key: _read(text) for key, text in said.items() if text}

    def take(self, value: Any) -> None:
        """Show them."""
        rules = dict(value or {})
        self._unknown = {key: item for key, item in rules.items() if key not in self.lines}
        for key, line in self.lines.items():
            line.setText(_said(rules[key]) if key in rules else "")

    def first(self) -> QWidget:
        """The first line."""
        return next(iter(self.lines.values()))


def _said(value: Any) -> str:
    return value if isinstance(value, str) else toml_value(value)


def _read(text: str) -> Any:
    """A number, a table, true or false; anything else is a word."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
