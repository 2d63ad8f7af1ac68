"""Figures on the command line: report usage, report delays, report refusals."""

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli import as_json, render
from platform_booking.cli.session import HOME_ZONE, Session, session_of
from platform_booking.domain.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.reports.model import DecisionReport, Group, UsageReport
    from platform_booking.wording.report_tables import Cell, Table


class Format(StrEnum):
    """How a report is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


Since = Annotated[str, typer.Option("--from", help="opt-from")]
Until = Annotated[str, typer.Option("--to", help="opt-report-to")]
By = Annotated[str, typer.Option("--by", help="opt-report-by")]
Platforms = Annotated[list[str] | None, typer.Option("--platform", help="opt-report-platform")]
FormatOption = Annotated[Format | None, typer.Option("--format", help="opt-report-format")]
Output = Annotated[str | None, typer.Option("-o", "--output", help="opt-report-output")]
BY_REASON = "reason"


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    report = typer.Typer(help="help-report", no_args_is_help=False)
    report.command("usage", help="help-report-usage")(_usage)
    report.command("delays", help="help-report-delays")(_delays)
    report.command("refusals", help="help-report-refusals")(_refusals)
    app.add_typer(report, name="report")


def _usage(
    ctx: typer.Context,
    *,
    since: Since,
    until: Until,
    by: By = "resource",
    platform: Platforms = None,
    how: FormatOption = None,
    output: Output = None,
) -> None:
    from platform_booking.wording import report_tables  # noqa: PLC0415 - help needs no database

    session, group = session_of(ctx), _group(by)
    report, catalogue = _read(session, "usage", since, until, platform)
    brief = not session.json and how in (None, Format.TABLE)
    table = report_tables.usage_table(session.words, catalogue, report, group, brief=brief)
    rows = _rows(table, tuple(report.groups[group]))
    _write(session, report, table, {"by": by, **rows}, how, output)


def _delays(
    ctx: typer.Context,
    *,
    since: Since,
    until: Until,
    by: By = "platform",
    platform: Platforms = None,
    how: FormatOption = None,
    output: Output = None,
) -> None:
    from platform_booking.wording import report_tables  # noqa: PLC0415 - help needs no database

    session, group = session_of(ctx), _group(by)
    report, catalogue = _read(session, "decisions", since, until, platform)
    table = report_tables.delays_table(session.words, catalogue, report, group)
    rows = _rows(table, tuple(code for code, found in report.delays[group].items() if found.count))
    _write(session, report, table, {"by": by, **rows}, how, output)


def _refusals(
    ctx: typer.Context,
    *,
    since: Since,
    until: Until,
    by: Annotated[str, typer.Option("--by", help="opt-report-by-reason")] = BY_REASON,
    platform: Platforms = None,
    how: FormatOption = None,
    output: Output = None,
) -> None:
    from platform_booking.wording import report_tables  # noqa: PLC0415 - help needs no database

    session = session_of(ctx)
    if by == BY_REASON:
        report, _ = _read(session, "decisions", since, until, platform)
        table = report_tables.reasons_table(session.words, report)
        _write(session, report, table, {"by": by, **_reasons(report)}, how, output)
        return
    group = _group(by, BY_REASON)
    report, catalogue = _read(session, "decisions", since, until, platform)
    table = report_tables.refusals_table(session.words, catalogue, report, group)
    _write(session, report, table, {"by": by, **_rows(table, tuple(report.refusals[group]))}, how, output)


def _group(by: str, *more: str) -> "Group":
    """How figures are added up. Raises InvalidInput."""
    from platform_booking.domain.reports.model import Group  # noqa: PLC0415 - help needs no database
    from platform_booking.services.requests import check_choice  # noqa: PLC0415

    check_choice("by", by, (*more, *Group))
    return Group(by)


def _read(
    session: Session, what: str, since: str, until: str, platforms: list[str] | None
) -> "tuple[Any, Catalogue]":
    """The report of that name, and the catalogue with the names in it."""
    from platform_booking.services.reports import ReportRequest  # noqa: PLC0415 - help needs no database

    with session.opened(reading=True) as app:
        report = getattr(app.reports, what)(ReportRequest(since, until, tuple(platforms or ())))
        return report, app.catalogue.load()


def _reasons(report: "DecisionReport") -> dict[str, Any]:
    """Reasons as JSON has them."""
    found = report.all_refusals
    return {
        "rows": [
            {"outcome": item.outcome.value, "reason": item.text, "refused": item.count, "dates": item.dates}
            for item in report.reasons
        ],
        "total": {"decided": found.decided, "refused": found.refused, "rate": found.rate},
    }


def _rows(table: "Table", codes: tuple[str, ...]) -> dict[str, Any]:
    """Rows and their sum as JSON has them: the code always, also where the table shows only a name."""
    keys = [column.key for column in table.columns]

    def row(cells: "Sequence[Cell]") -> dict[str, Any]:
        return dict(zip(keys, cells, strict=True))

    total = row(table.total or ())
    for name in ("name", "code"):
        total.pop(name, None)
    rows = [{**row(cells), "code": code} for code, cells in zip(codes, table.rows, strict=True)]
    return {"rows": rows, "total": total}


def _write(
    session: Session,
    report: "UsageReport | DecisionReport",
    table: "Table",
    document: dict[str, Any],
    how: Format | None,
    output: str | None,
) -> None:
    from platform_booking.services import spreadsheets  # noqa: PLC0415 - help needs no database
    from platform_booking.wording import report_tables  # noqa: PLC0415

    words, period = session.words, report.period
    wanted = how or (Format.JSON if session.json else Format.TABLE)
    if wanted is Format.CSV:
        session.to_file(output, spreadsheets.csv_file(table, words))
    elif wanted is Format.XLSX:
        if output is None and sys.stdout.isatty():
            raise InvalidInput("report-output")
        said = words.text("report-period", since=period.start, until=period.end, zone=str(HOME_ZONE))
        notes = (said, *report_tables.notes(words))
        session.to_file(output, spreadsheets.xlsx_file((table,), notes, words))
    elif wanted is Format.JSON:
        span = {"from": as_json.at(period.start, HOME_ZONE), "to": as_json.at(period.end, HOME_ZONE)}
        text = json.dumps({**span, **document}, ensure_ascii=False, indent=2) + "\n"
        session.to_file(output, text.encode()) if output else session.raw(text)
    else:
        text = render.report(table, words)
        session.to_file(output, text.encode()) if output else session.say(text)
