"""Commands about the audit trail: looking through it, verifying it here or elsewhere, taking it along."""

from typing import Annotated

import typer

from platform_booking.cli import as_json, render
from platform_booking.cli.examining import AnchorOption, desk_of, read_anchor, tell_report
from platform_booking.cli.session import HOME_ZONE, session_of
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.reading import read_moment, read_range_end
from platform_booking.services.care_words import trail_taken_words


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    audit = typer.Typer(help="help-audit", no_args_is_help=False)
    audit.command("list", help="help-audit-list")(_list)
    audit.command("verify", help="help-audit-verify")(_verify)
    audit.command("export", help="help-audit-export")(_export)
    app.add_typer(audit, name="audit")


def _list(
    ctx: typer.Context,
    *,
    subject: Annotated[str | None, typer.Option("--subject", help="opt-subject")] = None,
    actor: Annotated[str | None, typer.Option("--actor", help="opt-actor")] = None,
    since: Annotated[str | None, typer.Option("--from", help="opt-from")] = None,
    until: Annotated[str | None, typer.Option("--to", help="opt-to")] = None,
    last: Annotated[int | None, typer.Option("--last", help="opt-last")] = None,
) -> None:
    from platform_booking.services.trail import TrailFilter, TrailService  # noqa: PLC0415

    session = session_of(ctx)
    begin = None if since is None else read_moment(since, HOME_ZONE)
    end = None if until is None else read_range_end(until, HOME_ZONE)
    with desk_of(session, holder=True) as desk:
        newest_first = TrailService(desk).list(TrailFilter(subject, actor, begin, end, last))
    entries = newest_first[::-1]
    session.say(render.audit(entries, session.words))
    session.document([as_json.audit_entry(entry) for entry in entries])


def _verify(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="opt-trail-file")] = None,
    *,
    anchor: AnchorOption = None,
    accept: Annotated[bool, typer.Option("--accept", help="opt-accept-trail")] = False,
) -> None:
    session = session_of(ctx)
    noted = read_anchor(anchor)
    if file is not None:
        from platform_booking.services.trail_files import verify_trail_file  # noqa: PLC0415

        if accept:
            raise InvalidInput("accept-file")
        tell_report(session, verify_trail_file(file, anchor=noted))
        return
    from platform_booking.services.trail import TrailService  # noqa: PLC0415

    with desk_of(session, holder=True) as desk:
        with session.progress() as tell:
            report = TrailService(desk).verify(noted, accept=accept, progress=tell)
        tell_report(session, report)


def _export(
    ctx: typer.Context,
    *,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="opt-trail-output")],
) -> None:
    from platform_booking.services.trail_files import export_trail  # noqa: PLC0415

    session = session_of(ctx)
    with desk_of(session, holder=True) as desk:
        head = export_trail(desk, output)
    session.say(trail_taken_words(head, output, session.words))
    session.document({"file": output, "entries": head.entries, "anchor": as_json.anchor(head.anchor)})
