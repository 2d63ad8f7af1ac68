"""Tables as files that spreadsheet programs open. What begins like a formula stays text."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any, Final

from platform_booking.wording.report_tables import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.wording import Words
    from platform_booking.wording.report_tables import Cell, Table

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel takes UTF-8 for the computer's old code page."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What an XLSX file cannot hold."""
_NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE: Final = 31
_FORMATS: Final = {Kind.HOURS: "#,##0.00", Kind.SHARE: "0.0%", Kind.COUNT: "#,##0", Kind.TEXT: "@"}
_WIDEST: Final = 60
_MARGIN: Final = 2


def csv_file(table: Table, words: Words) -> bytes:
    """One table as Excel of that language opens it: French with semicolons and decimal commas."""
    french = words.language == "fr"
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=";" if french else ",", lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    for row in _all_rows(table):
        writer.writerow([_written(cell, french=french) for cell in row])
    return (BYTE_ORDER_MARK + sink.getvalue()).encode()


def xlsx_file(tables: Sequence[Table], notes: Sequence[str], words: Words) -> bytes:
    """A workbook: each table on a sheet of its own, and what the figures mean on the last."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import, and rarely wanted

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(_title(table.title)), table)
    last = book.create_sheet(_title(words.text("report-about")))
    for number, note in enumerate(notes, 1):
        _put(last, number, 1, note, Kind.TEXT)
    last.column_dimensions["A"].width = 2 * _WIDEST
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    bold = Font(bold=True)
    for place, column in enumerate(table.columns, 1):
        _put(sheet, 1, place, column.heading, Kind.TEXT).font = bold
        width = max(len(column.heading), *(len(str(row[place - 1] or "")) for row in _all_rows(table)), 0)
        sheet.column_dimensions[get_column_letter(place)].width = min(_WIDEST, width + _MARGIN)
    for number, row in enumerate(_all_rows(table), 2):
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True), 1):
            put = _put(sheet, number, place, cell, column.kind)
            if table.total is not None and number == len(table.rows) + 2:
                put.font = bold
    sheet.freeze_panes = "B2"


def _put(sheet: Any, row: int, column: int, cell: Cell, kind: Kind) -> Any:
    """A value; a text is said to be one, so that nothing in it is calculated."""
    put = sheet.cell(row, column)
    if isinstance(cell, str):
        put.value = _UNPRINTABLE.sub(" ", cell)
        put.data_type = "s"
    elif cell is not None:
        put.value = cell
    put.number_format = _FORMATS[kind]
    return put


def _all_rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    return table.rows if table.total is None else (*table.rows, table.total)


def _written(cell: Cell, *, french: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell
    if isinstance(cell, float):
        text = f"{cell:.4f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if french else text
    return str(cell)


def _title(text: str) -> str:
    return _NOT_IN_TITLES.sub(" ", text)[:_LONGEST_TITLE]
