"""Taking a report along: as a spreadsheet, as a PDF, on paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from platform_booking.services.spreadsheets import csv_file, xlsx_file
from ui.context import Toast
from ui.operations import write_file
from ui.printing.output import print_paper, write_pdf
from ui.screens.reports.content import all_tables, notes_of
from ui.screens.reports.paper import report_paper
from ui.sheets import ask_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.services.reports import Overview
    from platform_booking.wording.report_tables import Table
    from ui.context import Context
    from ui.operations import Operations
    from ui.printing.output import Paper


class Taking:
    """What can be done with the figures that are shown."""

    def __init__(self, context: Context, operations: Operations) -> None:
        self._context = context
        self._operations = operations
        self._overview: Overview | None = None
        self._when = ""
        self._what = ""

    def take(self, overview: Overview, when: str, what: str) -> None:
        """Other figures: of when, and of which platforms, in words."""
        self._overview, self._when, self._what = overview, when, what

    # --- files --------------------------------------------------------------------------------------

    def csv(self, table: Table | None) -> None:
        """One table."""
        if table is not None:
            self._ask("csv", partial(self.csv_to, table))

    def xlsx(self) -> None:
        """All tables."""
        self._ask("xlsx", self.xlsx_to)

    def pdf(self) -> None:
        """The page as it is printed."""
        self._ask("pdf", self.pdf_to)

    def csv_to(self, table: Table, path: Path) -> None:
        """Write one table."""
        self._write(path, partial(csv_file, table, self._context.texts))

    def xlsx_to(self, path: Path) -> None:
        """Write all tables."""
        if self._overview is not None:
            texts = self._context.texts
            notes = (f"{self._what} – {self._when}", *notes_of(texts, self._overview))
            self._write(path, partial(xlsx_file, all_tables(texts, self._overview), notes, texts))

    def pdf_to(self, path: Path) -> None:
        """Write the page."""
        paper = self._paper()
        if paper is not None:
            self._write(path, partial(write_pdf, paper))

    def print(self) -> None:
        """Ask for a printer, and print."""
        paper = self._paper()
        if paper is not None:
            print_paper(self._context, paper, self._operations.window)

    def sheet(self, kind: str) -> None:
        """Ask for a resource, and print its week or its door."""
        ask_sheet(self._context, self._operations, kind)

    def _paper(self) -> Paper | None:
        if self._overview is None:
            return None
        return report_paper(self._context, self._overview, self._when, self._what)

    def _ask(self, suffix: str, then: Callable[[Path], None]) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = self._context.say("reports-file-name")
        chosen, _ = QFileDialog.getSaveFileName(
            self._operations.window,
            self._context.say(f"reports-as-{suffix}"),
            str(Path(documents) / f"{name}.{suffix}"),
            self._context.say(f"reports-filter-{suffix}"),
        )
        if chosen:
            then(Path(chosen))

    def _write(self, path: Path, made: Callable[[], bytes]) -> None:
        context = self._context
        context.tasks.command(
            context.say("task-exporting"),
            lambda: write_file(path, made()),
            lambda _size: context.toast.emit(Toast(context.say("done-exported", file=path.name))),
            failed=context.refused.emit,
        )
