"""What hangs under the command field: the parts as chips, the verdict, and what Enter would do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QPushButton, QSizePolicy, QWidget

from ui.command.rows_view import RowsView
from ui.icons import icon, icon_pixmap, icon_size
from ui.widgets.flow import Wrapping
from ui.widgets.layout import clear, column, label, line, picture, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QLabel

    from ui.command.chips import ChipText
    from ui.command.heard import Heard
    from ui.command.row import Row
    from ui.context import Context

WIDTH: Final = 620
EDGE: Final = 12
"""Between it and the window's."""
CHIP_ROW: Final = 32
GLYPH: Final = 14
VERDICT_GLYPH: Final = 16
_TONES: Final = {
    "success": "circle-check",
    "info": "clock",
    "danger": "triangle-alert",
    "warning": "circle-alert",
    "": "ellipsis",
}


class CommandPanel(QFrame):
    """Part of the window, so that no key is lost to it."""

    part_wanted = Signal(int, int)
    """A chip was clicked: its range of characters."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self.setObjectName("popover")
        self.setAccessibleName(context.say("command-panel"))
        self._window = window
        body = column(self, margins=(6, 8, 6, 6), spacing=4)
        self._chips = Wrapping((8, 0, 8, 0), 6, context.theme.px(CHIP_ROW))
        self._verdict = QFrame()
        self._said = row(self._verdict, margins=(10, 2, 10, 4), spacing=8)
        self._words: list[QLabel] = []
        self._line = line()
        self.rows = RowsView(context.theme, context.say("command-rows"))
        self._hint = label("", "sub")
        self._hint.setContentsMargins(10, 2, 10, 0)
        for part in (self._chips, self._verdict, self._line, self.rows, self._hint):
            body.addWidget(part)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(10, 25, 28, 60))
        self.setGraphicsEffect(shadow)
        self.sentence = ""
        """What the verdict says."""
        self.hide()

    # --- filling ------------------------------------------------------------------------------------

    def show_chips(self, chips: Iterable[ChipText]) -> None:
        """What was understood."""
        clear(self._chips.flow)
        made = [self._chip(chip) for chip in chips]
        for widget in made:
            self._chips.flow.addWidget(widget)
        self._chips.flow.addWidget(_Nothing())
        self._chips.setVisible(bool(made))

    def _chip(self, chip: ChipText) -> QPushButton:
        theme = self._context.theme
        button = QPushButton()
        room = theme.px(WIDTH) - 90
        text = QFontMetrics(theme.font("label")).elidedText(chip.text, Qt.TextElideMode.ElideRight, room)
        button.setText(text)
        button.setToolTip(chip.text if text != chip.text else "")
        button.setAccessibleName(chip.text)
        button.setProperty("chip", "true")
        button.setProperty("part", chip.look or "known")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tokens = {"lost": "warning", "many": "info"}
        if chip.glyph:
            button.setIcon(
                icon(chip.glyph, theme.px(GLYPH), theme.color(tokens.get(chip.look, "accentText")), gap=4)
            )
            button.setIconSize(icon_size(theme.px(GLYPH), 4))
        button.clicked.connect(partial(self.part_wanted.emit, chip.start, chip.end))
        return button

    def show_verdict(self, heard: Heard | None) -> None:
        """What would become of it; nothing where nothing is asked."""
        clear(self._said)
        self._words = []
        self.sentence = heard.sentence if heard else ""
        self._verdict.setVisible(heard is not None)
        if heard is None:
            return
        theme = self._context.theme
        token = heard.tone or "text3"
        glyph = picture(
            icon_pixmap(
                _TONES[heard.tone], theme.px(VERDICT_GLYPH), theme.color(token), self.devicePixelRatioF()
            )
        )
        words = column(spacing=2)
        for number, said in enumerate((heard.sentence, *heard.details)):
            made: QLabel = label(said, "sub" if number else "strong", wrap=True)
            self._words.append(made)
            words.addWidget(made)
        self._said.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        self._said.addLayout(words, 1)

    def show_rows(self, rows: Sequence[Row], *, keep: bool) -> None:
        """What can be taken; ``keep`` what somebody has marked."""
        self.rows.show_rows(rows, keep=keep)

    def show_hint(self, text: str) -> None:
        """Which keys do what."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    # --- its place ----------------------------------------------------------------------------------

    def place(self, field: QWidget) -> None:
        """Under the field, as wide as there is room, as high as its rows."""
        window, theme = self._window, self._context.theme
        corner = field.mapTo(window, QPoint(0, field.height() + 4))
        width = min(max(field.width(), theme.px(WIDTH)), window.width() - 2 * EDGE)
        left = max(EDGE, min(corner.x(), window.width() - EDGE - width))
        room = window.height() - corner.y() - EDGE
        self.setGeometry(QRect(left, corner.y(), width, self._fit(width, room)))
        self.show()
        self.raise_()

    def _fit(self, width: int, room: int) -> int:
        """Give every part its height at that width; the list what is left of the room. How high it all is."""
        body = self.layout()
        assert body is not None
        margins = body.contentsMargins()
        inside = width - margins.left() - margins.right()
        has_rows = bool(self.rows.rows.rows)
        self.rows.setVisible(has_rows)
        self._line.setVisible(has_rows and not self._chips.isHidden())
        self._chips.setFixedHeight(self._chips.flow.heightForWidth(inside))
        self._verdict.setFixedHeight(self._height_of_words(inside))
        self._hint.ensurePolished()
        self._hint.setFixedHeight(self._hint.sizeHint().height())
        parts = [
            part
            for part in (self._chips, self._verdict, self._line, self._hint, self.rows)
            if not part.isHidden()
        ]
        fixed = margins.top() + margins.bottom() + body.spacing() * (len(parts) - 1)
        fixed += sum(part.maximumHeight() for part in parts if part is not self.rows)
        self.rows.setFixedHeight(max(0, min(self.rows.content_height(), room - fixed)))
        return min(room, fixed + (self.rows.height() if has_rows else 0))

    def _height_of_words(self, width: int) -> int:
        """Of the verdict with its details."""
        margins = self._said.contentsMargins()
        wide = (
            width
            - margins.left()
            - margins.right()
            - self._context.theme.px(VERDICT_GLYPH)
            - self._said.spacing()
        )
        total = margins.top() + margins.bottom() + 2 * max(0, len(self._words) - 1)
        for words in self._words:
            words.ensurePolished()
            words.setFixedHeight(words.heightForWidth(wide))
            total += words.height()
        return total


class _Nothing(QWidget):
    """Stands at the end of the last row, where the flow puts its last item at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(1, 1)
