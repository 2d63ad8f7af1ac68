"""Commands that change: cancel, move, block."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli import as_json, render
from platform_booking.cli.series_output import say_series_changed
from platform_booking.cli.session import Session, occurrence_day, session_of
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.reading import read_duration
from platform_booking.domain.recurrence import zone_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.blocks import Blocked
    from platform_booking.services.reassigning import Reassigned

Ref = Annotated[str, typer.Argument(metavar="REF", help="opt-ref")]
OccurrenceOption = Annotated[str | None, typer.Option("--occurrence", help="opt-occurrence")]
FollowingOption = Annotated[bool, typer.Option("--following", help="opt-following")]
ReasonOption = Annotated[str, typer.Option("--reason", help="opt-reason")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="opt-dry-run")]


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    app.command("cancel", help="help-cancel")(_cancel)
    app.command("move", help="help-move")(_move)
    app.command("block", help="help-block")(_block)


def _cancel(
    ctx: typer.Context,
    ref: Ref,
    *,
    occurrence: OccurrenceOption = None,
    following: FollowingOption = False,
    reason: ReasonOption = "",
) -> None:
    from platform_booking.services.selection import Dates  # noqa: PLC0415 - help needs no database

    session = session_of(ctx)
    with session.opened() as app:
        changed = app.changes.cancel(ref, reason, Dates(occurrence_day(occurrence), following))
        catalogue = app.catalogue.load()
    say_changed(session, "done-cancel", changed.booking, catalogue)


def _move(
    ctx: typer.Context,
    ref: Ref,
    *,
    start: Annotated[str, typer.Option("--start", help="opt-start")],
    end: Annotated[str | None, typer.Option("--end", help="opt-end")] = None,
    duration: Annotated[str | None, typer.Option("--duration", help="opt-duration")] = None,
    occurrence: OccurrenceOption = None,
    following: FollowingOption = False,
    dry_run: DryRunOption = False,
) -> None:
    from platform_booking.services.moving import Move  # noqa: PLC0415
    from platform_booking.services.selection import Dates  # noqa: PLC0415

    session = session_of(ctx)
    to = Move(start, end, None if duration is None else read_duration(duration))
    dates = Dates(occurrence_day(occurrence), following)
    with session.opened() as app:
        session.show_in(app.bookings.get(ref).booking.zone)
        changed = app.changes.move(ref, to, dates, dry_run=dry_run)
        catalogue = app.catalogue.load()
    name = "done-move-dry" if dry_run else "done-move"
    say_series_changed(session, name, changed, catalogue)


def say_changed(
    session: Session,
    name: str,
    booking: "Booking",
    catalogue: "Catalogue",
    *,
    reassigned: "Sequence[Reassigned]" = (),
) -> None:
    """Say what became of a booking."""
    words = session.words
    session.say(words.text(name, ref=booking.ref, state=words.name("state", booking.status)))
    session.say(render.booking(booking, catalogue, words))
    session.note_reassigned(reassigned)
    shown = {**as_json.booking(booking, catalogue), "displaced": [], **as_json.reassigned(reassigned)}
    session.document(shown)


def _block(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE[:UNIT]", help="opt-unit")],
    *,
    start: Annotated[str, typer.Option("--start", help="opt-start")],
    end: Annotated[str, typer.Option("--end", help="opt-end")],
    kind: Annotated[str, typer.Option("--kind", help="opt-kind")],
    reason: ReasonOption = "",
) -> None:
    session = session_of(ctx)
    resource, colon, unit = code.strip().partition(":")
    if not resource or (colon and not unit.strip()):
        raise InvalidInput("resource-spec", value=code)
    with session.opened() as app:
        catalogue = app.catalogue.load()
        session.show_in_zone_of(catalogue, resource)
        made = app.blocks.make_unavailable(resource, unit.strip() or None, start, end, kind, reason)
    say_blocked(session, made, catalogue)
    session.document(block_document(made, catalogue))


def say_blocked(session: Session, made: "Blocked", catalogue: "Catalogue", *, dry_run: bool = False) -> None:
    """What was taken out of use, and who changed unit for it."""
    block = made.block
    zone = zone_of(catalogue.zone_name_of(catalogue.resources[block.resource]))
    session.say(
        session.words.text(
            "done-block-dry" if dry_run else "done-block",
            ref=block.ref,
            resource=block.resource,
            units=tuple(catalogue.unit_by_id[unit].name for unit in block.units),
            when=session.words.span(block.span.start, block.span.end, zone),
        )
    )
    session.note_reassigned(made.reassigned)


def block_document(made: "Blocked", catalogue: "Catalogue") -> dict[str, Any]:
    """The same for scripts."""
    zone = zone_of(catalogue.zone_name_of(catalogue.resources[made.block.resource]))
    return {**as_json.block(made.block, catalogue, zone), **as_json.reassigned(made.reassigned)}
