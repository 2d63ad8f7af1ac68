"""What fields are edited with. Each holds a value in the shape that a catalogue file has it in."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from ui.dialogs.editor.fields import ChoiceBox
from ui.dialogs.editor.reading import read_day
from ui.widgets.buttons import ToggleChip
from ui.widgets.layout import add_all, column, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.context import Context

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEPARATORS: Final = re.compile(r"[,;\s]+")
_COMMAS: Final = re.compile(r"\s*[,;]\s*")


class Editor(QWidget):
    """Holds one value; tells when somebody changes it."""

    changed = Signal()

    def value(self) -> Any:
        """What it holds; an empty text takes back what was there."""
        raise NotImplementedError

    def take(self, value: Any) -> None:
        """Show a value; None where there is none."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """What gets the keys."""
        raise NotImplementedError


class TextEditor(Editor):
    """One line."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setToolTip(placeholder)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        column(self).addWidget(self.line)

    def value(self) -> Any:
        """The text."""
        return self.line.text().strip()

    def take(self, value: Any) -> None:
        """Show it."""
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def first(self) -> QWidget:
        """The line."""
        return self.line


class NumberEditor(TextEditor):
    """A whole number; what is none is handed on as it is, for the reader of the row to complain of."""

    def value(self) -> Any:
        """The number, or the text."""
        text = self.line.text().strip()
        return int(text) if text.isascii() and text.isdigit() else text


def _day(context: Context, text: str) -> date | str:
    """The day that is meant, or the text for the reader of the row to complain of."""
    return read_day(text, context.texts.local(context.now()).date(), context.texts) or text


class DayEditor(TextEditor):
    """A day, as people write it in the window's language."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.say("administration-day-hint"))
        self._context = context

    def value(self) -> Any:
        """The day, or the text."""
        text = self.line.text().strip()
        return _day(self._context, text) if text else ""

    def take(self, value: Any) -> None:
        """Show it in figures."""
        super().take(f"{value:%d/%m/%Y}" if isinstance(value, date) else value)


class NamesEditor(Editor):
    """A name in both languages."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.lines = {language: QLineEdit() for language in ("fr", "en")}
        body = column(self, spacing=6)
        for language, line in self.lines.items():
            line.setAccessibleName(context.say(f"administration-name-{language}"))
            line.textEdited.connect(lambda _text: self.changed.emit())
            tag = label(language.upper(), "caption")
            tag.setFixedWidth(context.theme.px(24))
            body.addLayout(add_all(row(spacing=6), tag, line))

    def value(self) -> Any:
        """Both."""
        return {language: line.text().strip() for language, line in self.lines.items()}

    def take(self, value: Any) -> None:
        """Show both."""
        for language, line in self.lines.items():
            line.setText((value or {}).get(language, ""))

    def first(self) -> QWidget:
        """The French one."""
        return self.lines["fr"]


class ChoiceEditor(Editor):
    """One of several codes; the first choice is none."""

    def __init__(
        self, context: Context, options: Sequence[tuple[str, str]], *, numeric: bool = False
    ) -> None:
        super().__init__()
        self._numeric = numeric
        self.box = ChoiceBox(context.theme, options)
        self.box.activated.connect(lambda _index: self.changed.emit())
        column(self).addWidget(self.box)

    def value(self) -> Any:
        """The code."""
        return int(self.box.value) if self._numeric else self.box.value

    def take(self, value: Any) -> None:
        """Choose it; one that is retired is added."""
        wanted = str(value or (0 if self._numeric else ""))
        if not value and self.box.findData(wanted) < 0:  # what a file leaves out is the first choice
            self.box.setCurrentIndex(0)
            return
        if self.box.findData(wanted) < 0:
            self.box.addItem(wanted, wanted)
        self.box.take(wanted)

    def first(self) -> QWidget:
        """The box."""
        return self.box


def _typed(name: str) -> str:
    """A name as keyboards have it: without capitals and typographic apostrophes."""
    return name.casefold().replace("\u2019", "'")


class CodesEditor(TextEditor):
    """Codes with commas between them, completed while they are typed; shown by their names where they have some."""

    def __init__(
        self, context: Context, codes: Sequence[str], names: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(context.say("administration-codes-hint"))
        self._names = names or {}
        self._codes = {_typed(name): code for code, name in self._names.items()}
        self._separators = _COMMAS if names else _SEPARATORS  # a name may have several words
        completer = _LastWord([self._names.get(code, code) for code in codes], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        completer.activated.connect(lambda _text: self.changed.emit())
        self._completer = completer
        self.line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A click or Down shows all there is, where nothing is begun: few know by heart what may stand here."""
        kind = event.type()
        asked = kind == QEvent.Type.MouseButtonRelease or (
            kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        )
        if asked and not self.line.text().rpartition(",")[2].strip():
            self._completer.setCompletionPrefix("")
            self._completer.complete()
        return super().eventFilter(watched, event)

    def value(self) -> Any:
        """The codes in order."""
        said = self._separators.split(self.line.text().strip())
        return [self._codes.get(_typed(word), word) for word in said if word]

    def take(self, value: Any) -> None:
        """Show them."""
        self.line.setText(", ".join(self._names.get(code, code) for code in value or ()))


class _LastWord(QCompleter):
    """Completes what stands behind the last comma."""

    def splitPath(self, path: str) -> list[str]:  # noqa: N802 - Qt's name
        """What is to be completed."""
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: Any) -> str:  # noqa: N802 - Qt's name
        """The whole line with the completed word."""
        before = self.widget().text().rpartition(",")[0]  # type: ignore[attr-defined] # it completes a line
        chosen = str(super().pathFromIndex(index))
        return f"{before}, {chosen}" if before else chosen


class UnitsEditor(TextEditor):
    """How many units there are, or their names with commas between them."""

    def value(self) -> Any:
        """A number, or the names."""
        text = self.line.text().strip()
        if text.isascii() and text.isdigit():
            return int(text)
        return [name.strip() for name in text.split(",") if name.strip()]

    def take(self, value: Any) -> None:
        """Show it."""
        self.line.setText(", ".join(value) if isinstance(value, list) else str(value or ""))


class FlagEditor(Editor):
    """Yes or no."""

    def __init__(self, context: Context, text: str) -> None:
        super().__init__()
        self.chip = ToggleChip(context.theme, text)
        self.chip.clicked.connect(lambda _checked: self.changed.emit())
        add_all(row(self), self.chip, None)

    def value(self) -> Any:
        """Whether it is ticked."""
        return self.chip.isChecked()

    def take(self, value: Any) -> None:
        """What a file does not say is so."""
        self.chip.setChecked(True if value is None else bool(value))

    def first(self) -> QWidget:
        """The chip."""
        return self.chip


class OpeningEditor(Editor):
    """Hours for each day of the week: ``08:00-19:00``, several with commas, none when closed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.lines: dict[str, QLineEdit] = {}
        body = column(self, spacing=4)
        for number, day in enumerate(DAYS):
            line = self.lines[day] = QLineEdit()
            name = context.texts.dated(date(2024, 1, 1 + number), "dddd")  # a Monday and the days after it
            line.setAccessibleName(name)
            line.setPlaceholderText(context.say("administration-closed"))
            line.textEdited.connect(lambda _text: self.changed.emit())
            tag = label(name, "label")
            tag.setFixedWidth(context.theme.px(76))
            body.addLayout(add_all(row(spacing=6), tag, line))

    def value(self) -> Any:
        """The days on which it is open."""
        typed = {day: line.text().strip() for day, line in self.lines.items()}
        return {
            day: [part.strip() for part in text.split(",") if part.strip()]
            for day, text in typed.items()
            if text
        }

    def take(self, value: Any) -> None:
        """Show the week."""
        for day, line in self.lines.items():
            line.setText(", ".join((value or {}).get(day, ())))

    def first(self) -> QWidget:
        """Monday."""
        return self.lines["mon"]
