"""The fields of the form: a name above, what is wrong below; times and days as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from ui.dialogs.editor.reading import read_day, read_time, time_text
from ui.dialogs.go_to_date import ask_day
from ui.icons import icon_pixmap
from ui.widgets.layout import column, label, restyle
from ui.widgets.leading import lead, room_beside_icon

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ui.context import Context
    from ui.theme import Theme

STEP: Final = 15
"""Minutes by which arrow keys change a time."""
LAST_MINUTE: Final = 24 * 60
GLYPH: Final = 15
CHEVRON: Final = 14
ARROWS: Final = 12
_BESIDE_ARROWS: Final = 8
_FRAME: Final = 26
"""Pixels that a field takes beside its text: edges, paddings, the cursor."""
_PRESSES: Final = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseButtonRelease,
)


class Field(QWidget):
    """A named input with room for one sentence below it."""

    def __init__(self, name: str, part: QWidget, *, buddy: QWidget | None = None) -> None:
        super().__init__()
        self.part = part
        self._marked = buddy or part
        body = column(self, spacing=4)
        self.name = label(name, "label")
        self.name.setBuddy(self._marked)
        self._marked.setAccessibleName(name)
        self._wrong = label("", "danger", wrap=True)
        self._wrong.hide()
        body.addWidget(self.name)
        body.addWidget(part)
        body.addWidget(self._wrong)

    def tell(self, wrong: str = "") -> None:
        """Say what is wrong; nothing takes the mark away."""
        if wrong == self.wrong:
            return
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self._marked.setProperty("wrong", "true" if wrong else "false")
        self._marked.setAccessibleDescription(wrong)
        restyle(self._marked)

    @property
    def wrong(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return self._wrong.text()


class ChoiceBox(QComboBox):
    """A few choices, each with a value; the chevron is painted, for a style sheet has no icon in the theme's colour."""

    def __init__(self, theme: Theme, options: Iterable[tuple[str, str]] = (), glyph: str = "") -> None:
        super().__init__()
        self._theme = theme
        for value, text in options:
            self.addItem(text, value)
        self._glyph = icon_pixmap(glyph, theme.px(GLYPH), theme.color("text3"), 2.0) if glyph else None
        if glyph:
            left = 32 + theme.px(GLYPH) - GLYPH
            self.setStyleSheet(
                f"QComboBox {{ padding-left: {left}px; }} QComboBox:focus {{ padding-left: {left - 1}px; }}"
            )
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(12)
        self._told = ""
        self.currentTextChanged.connect(self._tell_whole)
        self._tell_whole()

    @property
    def value(self) -> str:
        """The value that is chosen."""
        return str(self.currentData())

    def take(self, value: str) -> None:
        """Choose a value."""
        self.setCurrentIndex(self.findData(value))
        self._tell_whole()

    def _tell_whole(self, _text: str = "") -> None:
        """The choice in full, where the box is too narrow for it; whoever gave it another tip keeps that."""
        if self.toolTip() == self._told:
            self._told = self.currentText()
            self.setToolTip(self._told)

    def wheelEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Scrolling past never changes a choice."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The box with as much of its text as there is room for, its icon and its chevron."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        edit = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, self).width()
        text = option.currentText
        option.currentText = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        if self._glyph is not None:
            painter.drawPixmap(10, (self.height() - self._theme.px(GLYPH)) // 2, self._glyph)
        side = self._theme.px(CHEVRON)
        chevron = icon_pixmap("chevron-down", side, self._theme.color("text2"), self.devicePixelRatioF())
        painter.drawPixmap(self.width() - 10 - side, (self.height() - side) // 2, chevron)
        painter.end()


class Stepper(QSpinBox):
    """A number with two small arrows that are painted and can be clicked."""

    def __init__(self, theme: Theme, least: int, most: int, *, suffix: str = "", small: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setRange(least, most)
        self.setSuffix(suffix)
        self._arrows = theme.px(ARROWS) + _BESIDE_ARROWS
        height = theme.px(26 if small else 34)
        self.setStyleSheet(
            f"QSpinBox {{ padding: 0; min-height: {height - 2}px; max-height: {height - 2}px; }}"
            f"QSpinBox:focus {{ padding: 0; min-height: {height - 4}px; max-height: {height - 4}px; }}"
        )
        self.lineEdit().setTextMargins(6 if small else 8, 0, self._arrows - 4, 0)
        self.lineEdit().installEventFilter(self)

    def wheelEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Scrolling past never changes a number."""
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A click on the arrows steps: the text field lies over them."""
        if isinstance(event, QMouseEvent) and event.type() in _PRESSES and self.isEnabled():
            at = self.lineEdit().mapTo(self, event.position().toPoint())
            if at.x() >= self.width() - self._arrows:
                if event.type() != QEvent.Type.MouseButtonRelease:
                    self.stepBy(1 if at.y() < self.height() / 2 else -1)
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The box and its arrows."""
        super().paintEvent(event)
        if self.isEnabled():
            painter = QPainter(self)
            side = self._theme.px(ARROWS)
            ink, ratio = self._theme.color("text2"), self.devicePixelRatioF()
            arrows = icon_pixmap("chevrons-up-down", side, ink, ratio)
            painter.drawPixmap(self.width() - 5 - side, (self.height() - side) // 2, arrows)
            painter.end()


class TimeField(QLineEdit):
    """A time of day: ``9``, ``9h30`` or ``0930`` are understood; arrows change it by a quarter of an hour."""

    changed = Signal()

    def __init__(self, minutes: int = 0) -> None:
        super().__init__()
        self._minutes = minutes
        self.setText(time_text(minutes))
        self.textEdited.connect(self._on_typed)

    @property
    def minutes(self) -> int:
        """Minutes of the day; those of the last time that was understood."""
        return self._minutes

    @property
    def is_understood(self) -> bool:
        """Whether what stands there is a time."""
        return read_time(self.text()) is not None

    def take(self, minutes: int) -> None:
        """Show that time, silently."""
        self._minutes = minutes
        self.setText(time_text(minutes))

    def _on_typed(self, text: str) -> None:
        found = read_time(text)
        if found is not None:
            self._minutes = found
        self.changed.emit()

    def _step(self, by: int) -> None:
        stepped = (self._minutes // STEP + by) * STEP if by > 0 else -((-self._minutes) // STEP - by) * STEP
        self.take(max(0, min(LAST_MINUTE, stepped)))
        self.selectAll()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows step by a quarter, with the page keys by an hour."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 4, Qt.Key.Key_PageDown: -4}
        by = steps.get(Qt.Key(event.key()))
        if by:
            self._step(by)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """What was understood is written out."""
        super().focusOutEvent(event)
        if self.is_understood:
            self.setText(time_text(self._minutes))


class DayField(QLineEdit):
    """A day: written out when it is left, in figures while it is typed; a calendar at its icon or with Alt+Down."""

    changed = Signal()

    def __init__(self, context: Context, day: date) -> None:
        super().__init__()
        self._context = context
        self._day = day
        self._pending = False
        self._calendar = lead(self, context.theme, "calendar", does=context.say("editor-choose-day"))
        self._calendar.clicked.connect(self.open_calendar)
        shortest = self.fontMetrics().horizontalAdvance("00/00/0000")
        self.setMinimumWidth(shortest + self.textMargins().left() + _FRAME)
        self.textEdited.connect(self._on_typed)
        self._show()

    @property
    def day(self) -> date:
        """The day; the last one that was understood."""
        return self._day

    @property
    def is_understood(self) -> bool:
        """Whether what stands there is a day."""
        return not self._pending or self._read(self.text()) is not None

    def take(self, day: date) -> None:
        """Show that day, silently."""
        self._day = day
        self._show()

    def open_calendar(self) -> None:
        """Choose in a calendar."""
        ask_day(self, self._context, self._day).chosen.connect(self._choose)

    def _choose(self, day: date) -> None:
        self.take(day)
        self.changed.emit()

    def _read(self, text: str) -> date | None:
        texts = self._context.texts
        return read_day(text, texts.local(self._context.now()).date(), texts)

    def _on_typed(self, text: str) -> None:
        self._pending = True
        found = self._read(text)
        if found is not None:
            self._day = found
        self.changed.emit()

    def _show(self) -> None:
        self._pending = False
        texts = self._context.texts
        self.setText(texts.dated(self._day, "dd/MM/yyyy") if self.hasFocus() else self._written())
        self.setToolTip(texts.dated(self._day, "dddd d MMMM yyyy"))
        self.setCursorPosition(0)
        if self.hasFocus():
            self.selectAll()

    def _written(self) -> str:
        """The day as long as there is room for: ``mar. 19 janv. 2027``, ``19 janv. 2027``, ``19/01/2027``."""
        texts = self._context.texts
        is_this_year = self._day.year == texts.local(self._context.now()).year
        named = texts.day_short(self._day)
        forms = [named if is_this_year else f"{named} {self._day.year}"]
        forms += [texts.dated(self._day, pattern) for pattern in ("d MMM yyyy", "dd/MM/yyyy")]
        room = room_beside_icon(self)
        return next((form for form in forms if self.fontMetrics().horizontalAdvance(form) <= room), forms[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width may have room for another form."""
        super().resizeEvent(event)
        if not self._pending and not self.hasFocus():
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows change the day, the page keys the week, Alt+Down opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        days = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}
        by = days.get(Qt.Key(event.key()))
        if by:
            self._choose(self._day.fromordinal(self._day.toordinal() + by))
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Figures are easier to change."""
        super().focusInEvent(event)
        if not self._pending:
            self._show()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """What was understood is written out."""
        super().focusOutEvent(event)
        if self.is_understood:
            self._show()
