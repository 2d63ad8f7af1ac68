"""The cards of the reports screen: the strip of figures, how full, who, for what, and how requests fared."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from platform_booking.domain.reports.model import Group
from platform_booking.wording.report_tables import (
    delays_table,
    reasons_table,
    refusals_table,
    usage_table,
)
from ui.accessibility.roles import give_role
from ui.dialogs.editor.fields import ChoiceBox
from ui.screens.reports.bars_view import BarsView, draw_waiting
from ui.screens.reports.content import bars_of, figures_of, heat_rows, heat_table, rows_by
from ui.screens.reports.heat_view import HeatView, draw_cell
from ui.widgets.buttons import Button, Segments, ToggleChip
from ui.widgets.flow import Wrapping
from ui.widgets.layout import add_all, clear, column, label, row
from ui.widgets.report_table import ReportTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.services.reports import Overview
    from platform_booking.wording.report_tables import Table
    from ui.context import Context
    from ui.screens.reports.content import Figure
    from ui.theme import Theme

SWATCH: Final = 16
LEGEND: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
APART: Final = 24
"""Pixels between figures; a line stands in the middle."""
FIGURE: Final = 190
"""The least room for a figure."""
FEW: Final = 3
"""So many choices stand side by side at every size of text."""
MARGINS: Final = (16, 12, 16, 14)


class FiguresStrip(QFrame):
    """The six numbers that people ask for first; in a narrow window in several rows."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._context = context
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(*MARGINS)
        self._grid.setHorizontalSpacing(APART)
        self._grid.setVerticalSpacing(10)
        self._blocks: list[QWidget] = []
        self._across = 0
        self.figures: tuple[Figure, ...] = ()
        """What it shows."""

    def show_overview(self, overview: Overview) -> None:
        """Show that."""
        self.figures = figures_of(self._context.texts, overview)
        clear(self._grid)
        self._blocks = [self._block(figure) for figure in self.figures]
        self._across = 0
        self._place()

    def _block(self, figure: Figure) -> QWidget:
        made = QWidget()
        made.setAccessibleName(figure.spoken)
        give_role(made, QAccessible.Role.Grouping)
        made.setToolTip(figure.beside)
        body = column(made, spacing=0)
        first = row(spacing=6)
        value = label(figure.value, "display")
        first.addWidget(value, 0, Qt.AlignmentFlag.AlignBottom)
        first.addStretch(1)
        body.addLayout(first)
        body.addWidget(label(figure.name, "label", wrap=True))
        body.addWidget(label(figure.beside, "sub", wrap=True))
        body.addStretch(1)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many side by side as there is room for."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A line between neighbours, as high as a row."""
        super().paintEvent(event)
        painter = QPainter(self)
        for number, block in enumerate(self._blocks):
            if self._across and number % self._across:
                left = block.x() - APART // 2
                painter.fillRect(left, block.y(), 1, block.height(), self._context.theme.color("border"))
        painter.end()

    def _place(self) -> None:
        across = max(1, min(len(self._blocks) or 1, self.width() // self._context.theme.px(FIGURE)))
        if across == self._across:
            return
        self._across = across
        for number, block in enumerate(self._blocks):
            self._grid.addWidget(block, number // across, number % across)
        for place in range(len(self._blocks)):
            self._grid.setColumnStretch(place, 1 if place < across else 0)


class _Swatch(QWidget):
    """A sample of what a shade or a hatch means."""

    def __init__(self, context: Context, draw: Callable[[QPainter, Theme, QRectF], None]) -> None:
        super().__init__()
        self._theme = context.theme
        self._draw = draw
        self.setFixedSize(context.theme.px(SWATCH), context.theme.px(SWATCH))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """As it is drawn elsewhere."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, self._theme, QRectF(self.rect()))
        painter.end()


class HeatCard(QFrame):
    """How full each resource was, as a picture or as a table."""

    chosen = Signal(str)
    """The code of a platform."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._context = context
        self._overview: Overview | None = None
        self._group = Group.RESOURCE
        say = context.say
        self.title = label(say("reports-heat"), "heading")
        self.kinds = Segments(
            [(group.value, say(f"reports-rows-{group.value}")) for group in (Group.RESOURCE, Group.PLATFORM)]
        )
        self.kinds.chosen.connect(lambda value: self._show(Group(value)))
        self.as_table = ToggleChip(context.theme, say("reports-as-table"), "table-2")
        self.as_table.setToolTip(say("reports-as-table-tip"))
        self.as_table.toggled.connect(self._turn)
        self.view = HeatView(context)
        self.view.chosen.connect(self._on_chosen)
        self.table = ReportTable(context, say("reports-heat"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.table)
        body = column(self, margins=MARGINS, spacing=10)
        head = Wrapping((0, 0, 0, 0), 10, context.theme.px(34))
        for part in (self.title, self.kinds, self.as_table):
            head.flow.addWidget(part)
        body.addWidget(head)
        body.addLayout(self._legend())
        body.addWidget(self.stack)

    def _legend(self) -> QHBoxLayout:
        context = self._context
        line = row(spacing=6)
        line.addWidget(label(context.say("reports-empty-share"), "sub"))
        for share in LEGEND:
            line.addWidget(_Swatch(context, partial(draw_cell, share=share)))
        line.addWidget(label(context.say("reports-full-share"), "sub"))
        line.addSpacing(10)
        line.addWidget(_Swatch(context, partial(draw_cell, share=None)))
        line.addWidget(label(context.say("reports-closed"), "sub"))
        line.addStretch(1)
        return line

    def show_overview(self, overview: Overview, *, anew: bool) -> None:
        """Show that; ``anew`` when it is about something else than before."""
        self._overview = overview
        self._show(rows_by(overview) if anew else self._group)

    def _show(self, group: Group) -> None:
        if self._overview is None:
            return
        self._group = group
        self.kinds.take(group.value)
        texts, heat = self._context.texts, self._overview.usage.heat
        self.title.setText(self._context.say("reports-heat" if heat.is_weekly else "reports-heat-daily"))
        rows = heat_rows(texts, self._overview, group)
        self.view.show_rows(rows, heat.days, is_weekly=heat.is_weekly)
        self._turn()

    def _turn(self) -> None:
        """The picture or the table; the table is only filled when somebody looks at it."""
        texts = self._context.texts
        if self.as_table.isChecked() and self._overview is not None:
            self.table.show_table(heat_table(texts, self._overview, self._group, texts.day_brief))
        self.stack.setCurrentWidget(self.table if self.as_table.isChecked() else self.view)
        self._fit()

    def _fit(self) -> None:
        """As high as what is in front."""
        front = self.table if self.as_table.isChecked() else self.view
        self.stack.setFixedHeight(front.sizeHint().height())

    def _on_chosen(self, code: str) -> None:
        if self._group is Group.PLATFORM:
            self.chosen.emit(code)


class BarsCard(QFrame):
    """Who used it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._context = context
        theme = context.theme
        self.view = BarsView(context)
        self.note = label(context.say("report-note-hours"), "sub", wrap=True)
        legend = row(spacing=6)
        solid = QLabel()
        solid.setFixedSize(theme.px(SWATCH), theme.px(SWATCH))
        solid.setStyleSheet(f"background: {theme.color('accent').name()}; border-radius: 3px;")
        legend.addWidget(solid)
        legend.addWidget(label(context.say("reports-solid"), "sub"))
        legend.addSpacing(8)
        legend.addWidget(_Swatch(context, draw_waiting))
        legend.addWidget(label(context.say("reports-hatched"), "sub"))
        legend.addStretch(1)
        body = column(self, margins=MARGINS, spacing=10)
        body.addWidget(label(context.say("reports-partners"), "heading"))
        body.addLayout(legend)
        add_all(body, self.view, self.note, None)

    def show_overview(self, overview: Overview) -> None:
        """Show that."""
        self.view.show_bars(bars_of(self._context.texts, overview))
        name = "hours" if overview.tells_partners_apart else "own-partner"
        self.note.setText(self._context.say(f"report-note-{name}"))


class TableCard(QFrame):
    """A heading, a choice, and the table of what was chosen."""

    wanted = Signal(object)
    """Take this table along."""

    def __init__(self, context: Context, name: str, options: tuple[str, ...]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._context = context
        self._overview: Overview | None = None
        self.choice = self._choice(
            name, [(value, context.say(f"reports-{name}-{value}")) for value in options]
        )
        self.table = ReportTable(context, context.say(f"reports-{name}"))
        take = Button(context.theme, context.say("reports-take"), "file-spreadsheet", small=True)
        take.setToolTip(context.say("reports-take-tip"))
        take.clicked.connect(lambda: self.wanted.emit(self.table.table))
        head = Wrapping((16, 0, 16, 0), 12, context.theme.px(48))
        for part in (label(context.say(f"reports-{name}"), "heading"), self.choice, take):
            head.flow.addWidget(part)
        body: QVBoxLayout = column(self, margins=(0, 0, 0, 8))
        add_all(body, head, self.table)

    def _choice(self, name: str, options: list[tuple[str, str]]) -> Segments | ChoiceBox:
        """Side by side; where text is large, many are a list to drop down."""
        if self._context.theme.has_large_text and len(options) > FEW:
            box = ChoiceBox(self._context.theme, options)
            box.setAccessibleName(self._context.say(f"reports-{name}"))
            box.setMinimumContentsLength(max(len(text) for _, text in options))
            box.currentIndexChanged.connect(lambda _row: self._show())
            return box
        segments = Segments(options, options[0][0])
        segments.chosen.connect(lambda _value: self._show())
        return segments

    def show_overview(self, overview: Overview) -> None:
        """Show that."""
        self._overview = overview
        self._show()

    def _show(self) -> None:
        if self._overview is not None:
            self.table.show_table(self.made(self._overview, self.choice.value))

    def made(self, overview: Overview, choice: str) -> Table:
        """The table of that choice."""
        raise NotImplementedError


class ShareCard(TableCard):
    """For whom and for what: the table that funders want."""

    GROUPS = (Group.CATEGORY, Group.FUNDING, Group.PURPOSE, Group.PARTNER, Group.PLATFORM, Group.RESOURCE)

    def __init__(self, context: Context) -> None:
        super().__init__(context, "share", tuple(group.value for group in self.GROUPS))

    def made(self, overview: Overview, choice: str) -> Table:
        """Hours by that grouping."""
        return usage_table(self._context.texts, overview.catalogue, overview.usage, Group(choice), brief=True)


class RequestsCard(TableCard):
    """How requests fared."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "requests", ("delays", "refusals", "reasons"))

    def made(self, overview: Overview, choice: str) -> Table:
        """Delays and refusals by platform, or reasons."""
        texts, decisions = self._context.texts, overview.decisions
        if choice == "reasons":
            return reasons_table(texts, decisions)
        table = delays_table if choice == "delays" else refusals_table
        return table(texts, overview.catalogue, decisions, Group.PLATFORM)
