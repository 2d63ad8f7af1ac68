"""Printing the week or the door of a resource: which, when, and whether on paper or as a PDF."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from platform_booking.domain.catalogue import Category
from ui.context import Toast
from ui.dialogs.editor.fields import ChoiceBox, DayField, Field
from ui.operations import write_file
from ui.printing import KINDS
from ui.printing.output import print_paper, write_pdf
from ui.printing.sheets import WEEK, attendance_sheet, days_of, door_sheet, week_plan, zone_at
from ui.widgets.buttons import Button, Segments
from ui.widgets.conversation import resource_with_site
from ui.widgets.fitting import SnugDialog
from ui.widgets.layout import add_all, at_least, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout

    from platform_booking.domain.booking import Booking
    from ui.context import Context
    from ui.operations import Operations
    from ui.printing.output import Paper

WIDTH: Final = 460


class _Printing(SnugDialog):
    """Two ways out of one page; it goes when the page has gone."""

    def __init__(self, context: Context, operations: Operations, name: str) -> None:
        super().__init__(operations.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._operations = operations
        self.setWindowTitle(context.say(f"print-sheet-{name}"))
        at_least(self, context.theme, WIDTH)
        self._body: QVBoxLayout = column(self, margins=(24, 20, 24, 20), spacing=10)
        self.wrong = label("", "danger", wrap=True)
        self.wrong.hide()
        self.pdf = Button(context.theme, context.say("print-to-pdf"), "file-text")
        self.paper = Button(context.theme, context.say("print-to-printer"), "printer", kind="primary")
        self.pdf.clicked.connect(self._ask_file)
        self.paper.clicked.connect(lambda: self._make(self._print))

    def _finish(self) -> None:
        back = Button(self._context.theme, self._context.say("back"), kind="ghost")
        back.setAutoDefault(False)  # Enter in a field does not leave
        back.clicked.connect(self.reject)
        add_all(self._body, self.wrong, 4)
        self._body.addLayout(add_all(row(spacing=8), None, back, self.pdf, self.paper))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.paper.click)

    def _make(self, then: Callable[[Paper], None]) -> None:
        """Make the page, and go on with it."""
        raise NotImplementedError

    def _ask_file(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self._context.say("print-to-pdf"),
            str(Path(documents) / f"{self.windowTitle()}.pdf"),
            self._context.say("reports-filter-pdf"),
        )
        if chosen:
            self.pdf_to(Path(chosen))

    def pdf_to(self, path: Path) -> None:
        """Write the page to that file."""
        self._make(partial(self._write, path))

    def _write(self, path: Path, paper: Paper) -> None:
        context = self._context

        def done(_size: int) -> None:
            context.toast.emit(Toast(context.say("done-exported", file=path.name)))
            self.accept()

        context.tasks.command(
            context.say("task-printing"),
            lambda: write_file(path, write_pdf(paper)),
            done,
            owner=self,
            failed=context.refused.emit,
        )

    def _print(self, paper: Paper) -> None:
        print_paper(self._context, paper, self._operations.window)
        self.accept()


class PrintSheet(_Printing):
    """Of a resource: its week, or its day for the door."""

    def __init__(self, context: Context, operations: Operations, kind: str, code: str = "") -> None:
        super().__init__(context, operations, kind)
        self.kinds = Segments([(name, context.say(f"print-sheet-{name}")) for name in KINDS], kind)
        listed = [item for item in context.catalogue.resources.values() if item.active and not item.person]
        listed.sort(key=lambda item: item.category != Category.ROOM)
        self.resource = ChoiceBox(
            context.theme, [(item.code, resource_with_site(context, item.code)) for item in listed]
        )
        if code:
            self.resource.take(code)
        self.day = DayField(context, context.texts.local(context.now()).date())
        self._body.addLayout(add_all(row(), self.kinds, None))
        self._body.addWidget(Field(context.say("print-resource"), self.resource))
        self._body.addWidget(Field(context.say("print-day"), self.day))
        self._finish()
        self.resource.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, then: Callable[[Paper], None]) -> None:
        context, code = self._context, self.resource.value
        if self.resource.currentIndex() < 0 or not self.day.is_understood:
            self.wrong.setText(context.say("print-no-such-resource"))
            self.wrong.show()
            return
        day, is_week = self.day.day, self.kinds.value == "week"
        first = day - timedelta(days=day.weekday()) if is_week else day
        span = days_of(first, WEEK if is_week else 1, zone_at(context, code))
        made = week_plan if is_week else door_sheet
        context.tasks.query(
            context.say("task-printing"),
            partial(context.platform.planning.board, span),
            lambda board: then(made(context, board, code, day)),
            key="print-sheet",
            owner=self,
            failed=context.refused.emit,
        )


class PrintAttendance(_Printing):
    """Of one date of a booking: a list to be signed."""

    def __init__(self, context: Context, operations: Operations, booking: Booking, occurrence: int) -> None:
        super().__init__(context, operations, "attendance")
        self._booking, self._occurrence = booking, occurrence
        self._body.addWidget(label(booking.title, "title", wrap=True))
        self._finish()

    def _make(self, then: Callable[[Paper], None]) -> None:
        then(attendance_sheet(self._context, self._booking, self._occurrence))
