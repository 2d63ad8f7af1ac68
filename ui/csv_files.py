"""A table that is shown, taken along as a file for spreadsheets: the same for every dialog that shows one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from platform_booking.services.spreadsheets import csv_file
from ui.context import Toast
from ui.documents import documents
from ui.operations import write_file

if TYPE_CHECKING:
    from platform_booking.wording.report_tables import Table
    from ui.context import Context


def ask_csv(parent: QWidget, context: Context, name: str) -> Path | None:
    """Where a file of that name shall be written; None: nowhere."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        context.say("trail-export"),
        documents(f"{name}.csv"),
        context.say("reports-filter-csv"),
    )
    return Path(chosen) if chosen else None


def write_csv(context: Context, table: Table, path: Path) -> None:
    """Write the table in the background, and say so."""
    context.tasks.command(
        context.say("task-exporting"),
        lambda: write_file(path, csv_file(table, context.texts)),
        lambda _size: context.toast.emit(Toast(context.say("done-exported", file=path.name))),
        failed=context.refused.emit,
    )
