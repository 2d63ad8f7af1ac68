"""Qualifications of a person: each chosen from the list, with the last day on which it is valid."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.dialogs.editor.fields import ChoiceBox
from ui.screens.administration.editors import DayEditor, Editor
from ui.widgets.buttons import Button, icon_button
from ui.widgets.layout import add_all, column, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.context import Context


class _Held(QFrame):
    """One qualification and its day."""

    def __init__(self, context: Context, names: Mapping[str, str], held: Mapping[str, Any]) -> None:
        super().__init__()
        code, until = str(held["code"]), held.get("valid_until")
        listed = dict(names)
        listed.setdefault(code, code)  # one that is retired is still held
        self.box = ChoiceBox(context.theme, list(listed.items()))
        self.box.setAccessibleName(context.say("administration-qualification-which"))
        self.box.take(code)
        self.until = DayEditor(context)
        self.until.line.setAccessibleName(context.say("administration-qualification-until"))
        self.until.line.setPlaceholderText(context.say("administration-qualification-until"))
        self.until.take(until)
        self.remove = icon_button(
            context.theme,
            "x",
            context.say("administration-qualification-remove", name=listed[code]),
            kind="ghost",
        )
        line = row(self, spacing=6)
        line.addWidget(self.box, 3)
        line.addWidget(self.until, 2)
        line.addWidget(self.remove)

    def value(self) -> dict[str, Any]:
        """As a catalogue file has it."""
        until = self.until.value()
        return {"code": self.box.value} | ({"valid_until": until} if until else {})


class QualifiedEditor(Editor):
    """A line for each, and a button for one more."""

    def __init__(self, context: Context, names: Mapping[str, str]) -> None:
        super().__init__()
        self._context = context
        self._names = names
        self._lines: list[_Held] = []
        body = column(self, spacing=6)
        self._list = column(spacing=6)
        self.add = Button(context.theme, context.say("administration-qualification-add"), "plus", small=True)
        self.add.setEnabled(bool(names))
        self.add.clicked.connect(self._add_one)
        body.addLayout(self._list)
        body.addLayout(add_all(row(), self.add, None))

    @property
    def lines(self) -> tuple[_Held, ...]:
        """What is listed."""
        return tuple(self._lines)

    def value(self) -> Any:
        """Codes and days; a day that cannot be read is handed on as it is."""
        return [line.value() for line in self._lines]

    def take(self, value: Any) -> None:
        """Show them."""
        for line in self.lines:
            self._drop(line)
        for held in value or ():
            self._show(held)

    def first(self) -> QWidget:
        """The first that is held; the button where none is."""
        return self._lines[0].box if self._lines else self.add

    def _show(self, held: Mapping[str, Any]) -> _Held:
        line = _Held(self._context, self._names, held)
        line.box.activated.connect(lambda _index: self.changed.emit())
        line.until.changed.connect(self.changed)
        line.remove.clicked.connect(partial(self._remove, line))
        self._lines.append(line)
        self._list.addWidget(line)
        return line

    def _add_one(self) -> None:
        """One that is not held yet, ready to be chosen."""
        there = {line.box.value for line in self._lines}
        code = next((code for code in self._names if code not in there), next(iter(self._names)))
        self._show({"code": code}).box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _remove(self, line: _Held) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop(line)
        self.changed.emit()

    def _drop(self, line: _Held) -> None:
        self._lines.remove(line)
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()
