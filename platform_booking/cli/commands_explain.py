"""Why not? The command that lists what speaks for and against a booking."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli import as_json, render
from platform_booking.cli.commands_booking import request_of
from platform_booking.cli.session import Session, session_of
from platform_booking.domain.errors import InvalidInput

if TYPE_CHECKING:
    from platform_booking.services.explaining import Explanation

CONFLICT = 3
REFUSED = 4


def add_to(app: typer.Typer) -> None:
    """Declare the command."""
    app.command("explain", help="help-explain")(_explain)


def _explain(
    ctx: typer.Context,
    *,
    ref: Annotated[str | None, typer.Argument(help="arg-ref")] = None,
    title: Annotated[str, typer.Option("--title", help="opt-title")] = "?",
    resource: Annotated[list[str] | None, typer.Option("--resource", help="opt-resource")] = None,
    start: Annotated[str | None, typer.Option("--start", help="opt-start")] = None,
    end: Annotated[str | None, typer.Option("--end", help="opt-end")] = None,
    duration: Annotated[str | None, typer.Option("--duration", help="opt-duration")] = None,
    rrule: Annotated[str | None, typer.Option("--rrule", help="opt-rrule")] = None,
    skip: Annotated[list[str] | None, typer.Option("--except", help="opt-except")] = None,
    learners: Annotated[int, typer.Option("--learners", help="opt-learners")] = 0,
    purpose: Annotated[str, typer.Option("--purpose", help="opt-purpose")] = "training",
    trainer: Annotated[list[str] | None, typer.Option("--trainer", help="opt-trainer")] = None,
    biosafety: Annotated[int, typer.Option("--biosafety", help="opt-biosafety")] = 0,
    dossier: Annotated[str, typer.Option("--dossier", help="opt-dossier")] = "",
    override: Annotated[str | None, typer.Option("--override", help="opt-override")] = None,
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        if ref is not None:
            _tell(session, app.explaining.booking(ref))
            return
        if not resource or start is None:
            raise InvalidInput("explain-what")
        request = request_of(
            title=title,
            resource=resource,
            start=start,
            end=end,
            duration=duration,
            rrule=rrule,
            skip=skip,
            learners=learners,
            purpose=purpose,
            trainer=trainer,
            biosafety=biosafety,
            dossier=dossier,
        )
        session.show_in_zone_of(app.catalogue.load(), request.lines[0].resource)
        _tell(session, app.explaining.request(request, override=override))


def _tell(session: Session, found: "Explanation") -> None:
    session.document(document(session, found))
    session.say(render.explanation(found, session.words))
    session.exit_code = CONFLICT if found.conflicts else REFUSED if found.standing else 0


def document(session: Session, found: "Explanation") -> dict[str, Any]:
    """The explanation for scripts."""
    return {
        "would_book": found.would_book,
        "approval": "approved" if found.automatic else "requested",
        "checks": [
            {
                "rule": check.code,
                "ok": check.ok,
                "violation": None
                if check.violation is None
                else as_json.violation(check.violation, session.words),
            }
            for check in found.checks
        ],
        "conflicts": [as_json.conflict(item, found.zone) for item in found.conflicts],
        "timetables": [as_json.conflict(item, found.zone) for item in found.timetables],
        "alternatives": [as_json.alternative(item, found.zone) for item in found.alternatives],
        "who_can": list(found.who_can),
    }
