"""The dates of a series: their matrix with what each cell offers, and one step for all that are in trouble."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.dialogs.editor.matrix import MatrixLine, SeriesMatrix
from ui.dialogs.editor.naming import full_name
from ui.dialogs.editor.seen import Column, Look, best_exchanges, cells_by_place, columns_of, look_of
from ui.dialogs.editor.verdict_words import verdict_words
from ui.icons import icon
from ui.widgets.buttons import Button
from ui.widgets.layout import column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from platform_booking.services.preview import Cell, Preview, PreviewLine
    from ui.context import Context
    from ui.dialogs.editor.request import FormState


class SeriesPanel(QWidget):
    """Hidden while there is only one date."""

    day_chosen = Signal(object)
    exchanges_wanted = Signal(object)
    """Resource code → code to take instead."""
    skip_wanted = Signal(object)
    """A tuple of ``date``."""
    back_wanted = Signal(object)
    """A ``date`` that is not left out after all."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._preview: Preview | None = None
        self._exchanges: dict[str, str] = {}
        self._taken: tuple[str, ...] = ()
        self.menu: QMenu | None = None
        body = column(self, spacing=8)
        head = row(spacing=10)
        self.title = label("", "heading")
        self.summary = label("", "sub", wrap=True)
        self.exchange = Button(
            context.theme, context.say("editor-take-equivalents"), "arrow-left-right", small=True
        )
        self.skip = Button(context.theme, context.say("editor-skip-dates"), "skip-forward", small=True)
        head.addWidget(self.title)
        head.addWidget(self.summary, 1)
        head.addWidget(self.exchange)
        head.addWidget(self.skip)
        body.addLayout(head)
        self.matrix = SeriesMatrix(context)
        table = row()
        table.addWidget(self.matrix, 1)
        table.addWidget(self.matrix.notes)
        body.addLayout(table)
        self.exchange.clicked.connect(lambda: self.exchanges_wanted.emit(dict(self._exchanges)))
        self.skip.clicked.connect(self._skip_bad)
        self.matrix.day_chosen.connect(self._on_day)
        self.matrix.cell_opened.connect(self._open_menu)

    def show_series(self, preview: Preview, state: FormState, shown: date) -> None:
        """Show every line at every date."""
        self._preview = preview
        self._taken = state.codes()
        columns = columns_of(preview, state.skip)
        self.setVisible(len(columns) > 1)
        cells = cells_by_place(preview)
        lines = [self._line(preview, line, columns, cells) for line in preview.lines]
        self.matrix.show_rows([item.day for item in columns], lines, shown)
        self.matrix.notes.setFixedHeight(self.matrix.height())
        self.matrix.notes.setVisible(any(line.note[0] for line in lines))
        self._show_summary(preview, len(columns))

    def _show_summary(self, preview: Preview, count: int) -> None:
        say = self._context.say
        good, bad = len(preview.good_dates), len(preview.bad_dates)
        left_out = count - good - bad
        parts = [say("editor-dates-good", count=good)]
        parts += [say("editor-dates-bad", count=bad)] if bad else []
        parts += [say("editor-dates-skipped", count=left_out)] if left_out else []
        self.title.setText(say("editor-series", count=count))
        self.summary.setText(" · ".join(parts))
        self._exchanges = best_exchanges(preview, self._taken)
        self.exchange.setVisible(bool(self._exchanges))
        self.skip.setVisible(bool(good and bad))

    def _line(
        self,
        preview: Preview,
        line: PreviewLine,
        columns: Sequence[Column],
        cells: dict[tuple[int, int], Cell],
    ) -> MatrixLine:
        found = [cells.get((line.number, item.occurrence)) for item in columns]
        return MatrixLine(
            line.number,
            self._name(line),
            tuple(look_of(cell) for cell in found),
            tuple(self._detail(preview, cell) for cell in found),
            self._note(preview, columns, found),
        )

    def _name(self, line: PreviewLine) -> str:
        name = self._context.texts.called(line.resource.name)
        if line.resource.person:
            name = self._context.person_name(line.resource.person)
        return f"{name} × {line.quantity}" if line.quantity > 1 else name

    def _detail(self, preview: Preview, cell: Cell | None) -> str:
        if cell is None:
            return self._context.say("editor-cell-skipped")
        said = verdict_words(self._context, cell.verdict, preview.zone, cell.equivalents)
        if said.instead:
            return f"{said.text} · {self._context.say('editor-instead-free', name=said.instead[1])}"
        return said.text

    def _note(
        self, preview: Preview, columns: Sequence[Column], cells: Sequence[Cell | None]
    ) -> tuple[str, str]:
        for item, cell in zip(columns, cells, strict=True):
            if cell is not None and look_of(cell) is not Look.FREE:
                said = verdict_words(self._context, cell.verdict, preview.zone, cell.equivalents)
                free = said.instead[1] if said.instead else self._context.say("editor-taken")
                return self._context.texts.day_brief(item.day), free
        return "", ""

    # --- acting -------------------------------------------------------------------------------------

    def _on_day(self, day: date) -> None:
        preview = self._preview
        if preview and any(item.day(preview.zone) == day for item in preview.occurrences):
            self.day_chosen.emit(day)

    def _skip_bad(self) -> None:
        assert self._preview is not None
        self.skip_wanted.emit(self._preview.bad_dates)

    def _open_menu(self, number: int, day: date, where: QPoint) -> None:
        """What this cell offers."""
        assert self._preview is not None
        menu = QMenu(self)
        heading = menu.addAction(self._context.texts.day_short(day))
        heading.setEnabled(False)
        occurrence = next(
            (item.number for item in self._preview.occurrences if item.day(self._preview.zone) == day), 0
        )
        cell = cells_by_place(self._preview).get((number, occurrence))
        if cell is None:
            said = self._context.say("editor-menu-back")
            self._offer(menu, "undo-2", said, partial(self.back_wanted.emit, day))
        else:
            for code in cell.equivalents:
                if code not in self._taken:
                    wanted = {cell.verdict.resource: code}
                    said = self._context.say("editor-menu-take", name=full_name(self._context, code))
                    self._offer(menu, "arrow-left-right", said, partial(self.exchanges_wanted.emit, wanted))
            if len(self._preview.occurrences) > 1:
                said = self._context.say("editor-menu-skip")
                self._offer(menu, "skip-forward", said, partial(self.skip_wanted.emit, (day,)))
        self.menu = menu
        menu.popup(where)

    def _offer(self, menu: QMenu, glyph: str, text: str, act: partial[None]) -> None:
        action = menu.addAction(text)
        action.setIcon(icon(glyph, self._context.theme.px(16), self._context.theme.color("text2")))
        action.triggered.connect(lambda _checked=False: act())
