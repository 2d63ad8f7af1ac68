"""Commands that bring in and give out: the catalogue, calendars."""

from typing import Annotated

import typer

from platform_booking.cli import as_json, commands_feeds, commands_timetables
from platform_booking.cli.session import session_of
from platform_booking.domain.errors import InvalidInput
from platform_booking.services.care_words import import_words

OutputOption = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="opt-output")]


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    catalogue = typer.Typer(help="help-catalogue")
    catalogue.command("import", help="help-catalogue-import")(_import)
    catalogue.command("export", help="help-catalogue-export")(_export)
    app.add_typer(catalogue, name="catalogue")
    ical = typer.Typer(help="help-ical")
    ical.callback()(_ical)
    ical.command("export", help="help-ical-export")(_ical_export)
    commands_feeds.add_to_ical(ical)
    commands_timetables.add_to(ical)
    app.add_typer(ical, name="ical", help="help-ical")


def _ical() -> None:
    pass


def _import(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="opt-file")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="opt-dry-run")] = False,
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        report = app.catalogue.import_file(file, dry_run=dry_run)
    session.say(import_words(report, session.words, dry_run=dry_run))
    for warning in report.warnings:
        session.note(session.words.problem(*warning))
    session.document(as_json.imported(report, session.words, dry_run=dry_run))


def _export(ctx: typer.Context, *, output: OutputOption = None) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        text = app.catalogue.export_text()
    if session.json and output is None:
        session.document({"toml": text})
        return
    session.to_file(output, text.encode())


def _ical_export(
    ctx: typer.Context,
    *,
    resource: Annotated[str | None, typer.Option("--resource", help="opt-resource-code")] = None,
    platform: Annotated[str | None, typer.Option("--platform", help="opt-platform")] = None,
    person: Annotated[str | None, typer.Option("--person", help="opt-person")] = None,
    partner: Annotated[str | None, typer.Option("--partner", help="opt-partner")] = None,
    booking: Annotated[str | None, typer.Option("--booking", help="opt-booking")] = None,
    scope: Annotated[str, typer.Option("--scope", help="opt-scope")] = "full",
    output: OutputOption = None,
) -> None:
    session = session_of(ctx)
    said = {
        "resource": resource,
        "platform": platform,
        "person": person,
        "partner": partner,
        "booking": booking,
    }
    chosen = [(kind, key) for kind, key in said.items() if key is not None]
    if len(chosen) > 1:
        raise InvalidInput("one-selection")
    kind, key = chosen[0] if chosen else ("everything", "")
    with session.opened(reading=True) as app:
        content = app.calendars.export(kind, key, scope, session.words.language)
    session.to_file(output, content)
