"""The command that changes a series: edit, for one date, those that follow, or all."""

from typing import Annotated, Any

import typer

from platform_booking.cli.commands_booking import OnConflict, read_resource
from platform_booking.cli.commands_change import DryRunOption, FollowingOption, OccurrenceOption, Ref
from platform_booking.cli.series_output import say_preview, say_series_changed
from platform_booking.cli.session import occurrence_day, session_of
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.reading import read_duration

Codes = Annotated[list[str] | None, typer.Option("--remove", help="opt-remove")]


def add_to(app: typer.Typer) -> None:
    """Declare the command."""
    app.command("edit", help="help-edit")(_edit)


def _edit(
    ctx: typer.Context,
    ref: Ref,
    *,
    occurrence: OccurrenceOption = None,
    following: FollowingOption = False,
    title: Annotated[str | None, typer.Option("--title", help="opt-title")] = None,
    learners: Annotated[int | None, typer.Option("--learners", help="opt-learners")] = None,
    purpose: Annotated[str | None, typer.Option("--purpose", help="opt-purpose")] = None,
    biosafety: Annotated[int | None, typer.Option("--biosafety", help="opt-biosafety")] = None,
    dossier: Annotated[str | None, typer.Option("--dossier", help="opt-dossier")] = None,
    instructions: Annotated[str | None, typer.Option("--instructions", help="opt-instructions")] = None,
    funding: Annotated[str | None, typer.Option("--funding", help="opt-funding")] = None,
    start: Annotated[str | None, typer.Option("--start", help="opt-start")] = None,
    end: Annotated[str | None, typer.Option("--end", help="opt-end")] = None,
    duration: Annotated[str | None, typer.Option("--duration", help="opt-duration")] = None,
    add: Annotated[list[str] | None, typer.Option("--add", help="opt-add")] = None,
    remove: Codes = None,
    exchange: Annotated[list[str] | None, typer.Option("--exchange", help="opt-exchange")] = None,
    quantity: Annotated[list[str] | None, typer.Option("--quantity", help="opt-quantity")] = None,
    rrule: Annotated[str | None, typer.Option("--rrule", help="opt-rrule")] = None,
    on_conflict: Annotated[
        OnConflict, typer.Option("--on-conflict", help="opt-on-conflict-edit")
    ] = OnConflict.REFUSE,
    dry_run: DryRunOption = False,
    expected_version: Annotated[
        int | None, typer.Option("--expected-version", help="opt-expected-version")
    ] = None,
) -> None:
    from platform_booking.services.selection import Dates  # noqa: PLC0415 - help needs no database
    from platform_booking.services.series import LineEdit, SeriesEdit  # noqa: PLC0415

    session = session_of(ctx)
    lines = LineEdit(
        tuple(read_resource(text) for text in add or ()),
        tuple(remove or ()),
        dict(_pair(text) for text in exchange or ()),
        dict(_count(text) for text in quantity or ()),
    )
    edit = SeriesEdit(
        _to(start, end, duration),
        title,
        learners,
        purpose,
        None,
        lines,
        rrule,
        biosafety,
        dossier,
        instructions,
        funding,
    )
    if edit == SeriesEdit():
        raise InvalidInput("nothing-to-edit")
    dates = Dates(occurrence_day(occurrence), following)
    skip = on_conflict is OnConflict.SKIP
    with session.opened() as app:
        session.show_in(app.bookings.get(ref).booking.zone)
        catalogue = app.catalogue.load()
        if dry_run:
            found = app.series.preview(ref, edit, dates, expected_version=expected_version)
            say_preview(session, found, skip=skip)
            return
        changed = app.series.change(ref, edit, dates, skip_conflicts=skip, expected_version=expected_version)
    say_series_changed(session, "done-edit", changed, catalogue)


def _to(start: str | None, end: str | None, duration: str | None) -> Any:
    from platform_booking.services.moving import Move  # noqa: PLC0415

    if start is None:
        if end is not None or duration is not None:
            raise InvalidInput("end-needs-start")
        return None
    return Move(start, end, None if duration is None else read_duration(duration))


def _pair(text: str) -> tuple[str, str]:
    """``CODE=OTHER``."""
    code, equals, other = (part.strip() for part in text.partition("="))
    if not (code and equals and other):
        raise InvalidInput("exchange-spec", value=text)
    return code, other


def _count(text: str) -> tuple[str, int]:
    """``CODE:N``."""
    line = read_resource(text)
    if ":" not in text or line.offset or line.length:
        raise InvalidInput("resource-spec", value=text)
    return line.resource, line.quantity
