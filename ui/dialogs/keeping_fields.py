"""Keeps the fields of a dialog, each under its name, as the words of a field are kept."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from ui.dialogs.editor.fields import ChoiceBox, DayField, TimeField
from ui.keeping_words import Keeper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QDialog

    from ui.context import Context

KeptField = ChoiceBox | DayField | TimeField | QLineEdit


class FieldsKeeper(Keeper):
    """Of fields that somebody changed; as they were opened with, they are not kept."""

    def __init__(self, context: Context, dialog: QDialog, fields: Mapping[str, KeptField]) -> None:
        super().__init__(context, dialog, self._said, self.show)
        self._fields = fields
        self._opened_with = self._values()
        for field in fields.values():
            if isinstance(field, ChoiceBox):
                field.currentIndexChanged.connect(self.typed)
            elif isinstance(field, DayField | TimeField):
                field.changed.connect(self.typed)
            else:
                field.textChanged.connect(self.typed)
        dialog.finished.connect(self.finish)

    def show(self, text: str, only: str = "") -> None:
        """Put back what was kept, of all fields or of one; what is not understood stays as it is."""
        with suppress(ValueError, TypeError):  # of another version, or none at all
            kept = dict(json.loads(text))
            for name, field in self._fields.items():
                if name in kept and only in ("", name):
                    _put(field, kept[name])

    def _values(self) -> dict[str, Any]:
        return {name: _value(field) for name, field in self._fields.items()}

    def _said(self) -> str:
        values = self._values()
        return "" if values == self._opened_with else json.dumps(values, ensure_ascii=False)


def _value(field: KeptField) -> str | int:
    if isinstance(field, ChoiceBox):
        return field.value
    if isinstance(field, DayField):
        return field.day.isoformat()
    return field.minutes if isinstance(field, TimeField) else field.text()


def _put(field: KeptField, value: Any) -> None:
    """Where it fits: a choice may be gone by now."""
    if isinstance(field, ChoiceBox):
        if field.findData(value) >= 0:
            field.take(value)
    elif isinstance(field, DayField):
        field.take(date.fromisoformat(value))
    elif isinstance(field, TimeField):
        field.take(int(value))
    else:
        field.setText(str(value))
