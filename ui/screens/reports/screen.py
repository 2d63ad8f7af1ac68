"""Reports: a period, the platforms, and what happened there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QPushButton, QScrollArea, QStackedWidget, QWidget

from platform_booking.services.reports import ReportRequest
from ui.actions import keys_of
from ui.screens.base import Screen
from ui.screens.reports.cards import BarsCard, FiguresStrip, HeatCard, RequestsCard, ShareCard
from ui.screens.reports.kept import LENGTHS, Kept
from ui.screens.reports.span import Length, ReportSpan
from ui.screens.reports.taking import Taking
from ui.tasks import SHOWN_AFTER_MS
from ui.widgets.buttons import Button, MenuChip, Segments
from ui.widgets.layout import add_all, column
from ui.widgets.ring import FocusRing
from ui.widgets.sentence import Sentence
from ui.widgets.top_bar import PeriodNavigator, Title, TopBar, WrappingBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.reports import Overview
    from ui.change_hub import Change
    from ui.context import Context
    from ui.operations import Operations

PAUSE_MS: Final = 30_000
"""After a change the figures are added up anew, but no more often than this."""
WIDE: Final = 980
"""From this width on, at 100 % of text, partners stand beside the heat map."""


class ReportsScreen(Screen):
    """Asks for the figures of a period, and shows them in cards."""

    def __init__(self, context: Context, operations: Operations) -> None:
        super().__init__(context, operations)
        self.overview: Overview | None = None
        self._kept = Kept(context)
        self.span = ReportSpan.around(self._today(), self._kept.length)
        self.chosen = self._kept.platforms
        """Codes of the platforms that it is about; none means all."""
        self._anew = True
        self.taking = Taking(context, operations)
        self._build_bars()
        self._build_body()
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._show_loading)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._show_title()

    # --- assembly -----------------------------------------------------------------------------------

    def _build_bars(self) -> None:
        context = self.context
        say, theme = context.say, context.theme
        self.when = Title(style="sub")
        self.printing = Button(theme, say("reports-print"), "printer")
        self.export = Button(
            theme, say("reports-export"), "download", kind="primary", key=keys_of("export-selection")
        )
        self.printing.clicked.connect(lambda: self._drop(self.printing, self._print_menu()))
        self.export.clicked.connect(lambda: self._drop(self.export, self._export_menu()))
        bar = TopBar(context)
        add_all(bar.line, Title(say("screen-reports")), self.when, None, self.printing, self.export)
        bar.yields(self.printing, (say("reports-print"), lambda: self._drop(bar.more, self._print_menu())))
        self.navigator = PeriodNavigator(context)
        self.navigator.stepped.connect(self.step)
        self.navigator.today_wanted.connect(self.go_to_today)
        options = [(name, say(f"reports-{name}")) for name in LENGTHS]
        self.lengths = Segments(options, self.span.length.name.lower())
        self.lengths.chosen.connect(lambda name: self._measure(LENGTHS[name]))
        self.platforms = MenuChip(theme, "", "sliders-horizontal")
        self.platforms.set_menu(QMenu(self))
        filters = WrappingBar(context)
        for part in (self.navigator, self.lengths, self.platforms):
            filters.flow.addWidget(part)
        add_all(self.body, bar, filters)
        self._fill_platforms()
        context.catalogue_changed.connect(self._fill_platforms)

    def _build_body(self) -> None:
        context = self.context
        self.figures = FiguresStrip(context)
        self.heat = HeatCard(context)
        self.heat.chosen.connect(lambda code: self.show_platforms((code,)))
        self.bars = BarsCard(context)
        self.share, self.fared = ShareCard(context), RequestsCard(context)
        for table in (self.share, self.fared):
            table.wanted.connect(self.taking.csv)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(14)
        self._pair.addWidget(self.heat, 5, Qt.AlignmentFlag.AlignTop)
        self._pair.addWidget(self.bars, 2, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        body = column(page, margins=(20, 16, 20, 20), spacing=14)
        body.addWidget(self.figures)
        body.addLayout(self._pair)
        add_all(body, self.share, self.fared, None)
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(context.say("region-reports"))
        FocusRing(self._scroll, context.theme)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(page)
        self.sentence = Sentence(context)
        self.sentence.wanted.connect(self.refresh)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.sentence)
        self.stack.addWidget(self._scroll)
        self.body.addWidget(self.stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a narrow window the cards stand one below the other."""
        super().resizeEvent(event)
        px = self.context.theme.px
        ways = QBoxLayout.Direction
        self._pair.setDirection(ways.LeftToRight if self.width() >= px(WIDE) else ways.TopToBottom)

    # --- what the window asks -----------------------------------------------------------------------

    def enter(self) -> None:
        """It comes to the front: the keys go to the heat map."""
        super().enter()
        self.hint.emit(self.context.say("reports-hint"))
        self.heat.view.setFocus()

    def handle(self, action: str) -> bool:
        """Periods, and looking again."""
        if action in {"previous", "next"}:
            self.step(1 if action == "next" else -1)
        elif action == "today":
            self.go_to_today()
        elif action == "go-to-date":
            self._ask_date()
        elif action == "scale-month":
            self._measure(Length.MONTH)
        elif action == "refresh":
            self.refresh()
        elif action == "export-selection":
            self.export.click()
        else:
            return False
        return True

    def allowed(self) -> frozenset[str]:
        """What is shown can be taken along."""
        return frozenset({"export-selection"})

    def on_change(self, change: Change) -> None:  # noqa: ARG002 - any change may count
        """Others work on: the figures follow, but not at every step."""
        if not self._pause.isActive():
            self._pause.start()

    # --- which period, which platforms --------------------------------------------------------------

    def show_span(self, span: ReportSpan) -> None:
        """About other days."""
        self.span = span
        self.lengths.take(span.length.name.lower())
        self._look_anew()

    def step(self, by: int) -> None:
        """One period later (1) or earlier (-1)."""
        self.show_span(self.span.step(by))

    def go_to_today(self) -> None:
        """The period that is on."""
        self.show_span(ReportSpan.around(self._today(), self.span.length))

    def show_platforms(self, codes: tuple[str, ...]) -> None:
        """About these platforms; none means all."""
        self.chosen = codes
        self._fill_platforms()
        self._look_anew()

    def _measure(self, length: Length) -> None:
        last = self.span.last(self._today())
        self.show_span(ReportSpan.around(last, length))

    def _look_anew(self) -> None:
        self._anew = True
        self._kept.keep(self.span.length, self.chosen)
        self._show_title()
        self.refresh()

    def _ask_date(self) -> None:
        from ui.dialogs.go_to_date import GoToDate  # noqa: PLC0415 - only when it is asked for

        popup = GoToDate(self, self.context, self.span.first)
        popup.chosen.connect(lambda day: self.show_span(ReportSpan.around(day, self.span.length)))
        popup.open_below(self.navigator)

    def _today(self) -> date:
        return self.context.texts.local(self.context.now()).date()

    def _show_title(self) -> None:
        self.when.setText(self.span.title(self.context.texts, self._today()))

    def _fill_platforms(self) -> None:
        """The menu of platforms: all, mine where I manage several, each."""
        context, menu = self.context, self.platforms.popup
        assert menu is not None
        menu.clear()
        mine = context.me.manages
        options: list[tuple[str, tuple[str, ...]]] = [(context.say("reports-all-platforms"), ())]
        if len(mine) > 1:
            options.append((context.say("reports-my-platforms"), mine))
        options += [
            (f"{item.code} · {context.texts.called(item.name)}", (item.code,))
            for item in context.catalogue.platforms.values()
            if item.active
        ]
        for text, codes in options:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(codes == self.chosen)
            action.triggered.connect(partial(self.show_platforms, codes))
        taken = next((text for text, codes in options if codes == self.chosen), options[0][0])
        self.platforms.setText(taken)
        self.platforms.setAccessibleName(context.say("reports-platforms", name=taken))

    # --- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Add up anew; what was shown stays until the answer is there."""
        if self.overview is None:
            self._patience.start()
        last = self.span.last(self._today())
        request = ReportRequest(self.span.first.isoformat(), last.isoformat(), self.chosen)
        self.context.tasks.query(
            self.context.say("task-reporting"),
            partial(self.context.platform.reports.overview, request),
            self._show,
            key="reports",
            owner=self,
            failed=self._on_failure,
        )

    def _show(self, overview: Overview) -> None:
        self._patience.stop()
        self._pause.stop()
        self.context.take_catalogue(overview.catalogue)
        self.overview = overview
        self.taking.take(overview, self.span.title(self.context.texts, self._today()), self.platforms.text())
        self.figures.show_overview(overview)
        self.heat.show_overview(overview, anew=self._anew)
        self.bars.show_overview(overview)
        self.share.show_overview(overview)
        self.fared.show_overview(overview)
        self._anew = False
        self.stack.setCurrentWidget(self._scroll)

    def _show_loading(self) -> None:
        self.sentence.wait(self.context.say("lists-loading"))
        self.stack.setCurrentWidget(self.sentence)

    def _on_failure(self, error: BookingError) -> None:
        self._patience.stop()
        if self.overview is None:
            retry = self.context.say("lists-retry")
            self.sentence.tell(self.context.explain(error), "cloud-off", retry)
            self.stack.setCurrentWidget(self.sentence)
        else:
            self.context.tasks.refused.emit(error, "reports")

    # --- taking along -------------------------------------------------------------------------------

    def _drop(self, button: QPushButton, menu: QMenu) -> None:
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _export_menu(self) -> QMenu:
        return self._menu(
            ("reports-as-xlsx", self.taking.xlsx, True),
            ("reports-as-csv", lambda: self.taking.csv(self.share.table.table), True),
            ("reports-as-pdf", self.taking.pdf, True),
        )

    def _print_menu(self) -> QMenu:
        return self._menu(
            ("reports-print-report", self.taking.print, True),
            ("action-print-week", lambda: self.taking.sheet("week"), False),
            ("action-print-door", lambda: self.taking.sheet("door"), False),
        )

    def _menu(self, *entries: tuple[str, Callable[[], object], bool]) -> QMenu:
        """Things to do; some only once there are figures."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for name, work, needs_figures in entries:
            action = menu.addAction(self.context.say(name))
            action.setEnabled(self.overview is not None or not needs_figures)
            action.triggered.connect(lambda _checked=False, work=work: work())
        return menu
