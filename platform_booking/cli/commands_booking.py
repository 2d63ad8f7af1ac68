"""Commands that ask and look: book, list, show, inbox."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli import as_json, deciding, render
from platform_booking.cli.session import HOME_ZONE, Session, session_of
from platform_booking.domain.campaign import read_line
from platform_booking.domain.reading import read_duration, read_occurrence_day

if TYPE_CHECKING:
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.booking import Booked
    from platform_booking.services.requests import BookingRequest, LineRequest


class OnConflict(StrEnum):
    """What becomes of the other dates when one is taken."""

    REFUSE = "refuse"
    SKIP = "skip"


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    app.command("book", help="help-book")(_book)
    app.command("list", help="help-list")(_list)
    app.command("show", help="help-show")(_show)
    app.command("inbox", help="help-inbox")(_inbox)


def read_resource(text: str) -> "LineRequest":
    """``CODE[:N][@OFFSET][/LENGTH]``. Raises InvalidInput for anything else."""
    from platform_booking.services.requests import LineRequest  # noqa: PLC0415 - help needs no database

    line = read_line(text)
    return LineRequest(line.code, line.quantity, offset=line.offset, length=line.length)


def read_days(texts: list[str] | None) -> frozenset[date]:
    """Dates to leave out: an option for each, or several with commas."""
    pieces = (piece.strip() for text in texts or () for piece in text.split(","))
    return frozenset(read_occurrence_day(piece, HOME_ZONE) for piece in pieces if piece)


def request_of(
    *,
    resource: list[str],
    duration: str | None,
    rrule: str | None,
    skip: list[str] | None,
    trainer: list[str] | None,
    **said: Any,
) -> "BookingRequest":
    """What the options of ``book`` and ``explain`` ask for; the others are fields as they stand. Raises InvalidInput."""
    from platform_booking.services.requests import BookingRequest  # noqa: PLC0415 - help needs no database

    return BookingRequest(
        lines=tuple(read_resource(text) for text in resource),
        length=None if duration is None else read_duration(duration),
        rule=rrule,
        skip=read_days(skip),
        trainers=tuple(trainer or ()),
        **said,
    )


def _book(
    ctx: typer.Context,
    *,
    title: Annotated[str, typer.Option("--title", help="opt-title")],
    resource: Annotated[list[str], typer.Option("--resource", help="opt-resource")],
    start: Annotated[str, typer.Option("--start", help="opt-start")],
    end: Annotated[str | None, typer.Option("--end", help="opt-end")] = None,
    duration: Annotated[str | None, typer.Option("--duration", help="opt-duration")] = None,
    rrule: Annotated[str | None, typer.Option("--rrule", help="opt-rrule")] = None,
    skip: Annotated[list[str] | None, typer.Option("--except", help="opt-except")] = None,
    learners: Annotated[int, typer.Option("--learners", help="opt-learners")] = 0,
    purpose: Annotated[str, typer.Option("--purpose", help="opt-purpose")] = "training",
    trainer: Annotated[list[str] | None, typer.Option("--trainer", help="opt-trainer")] = None,
    biosafety: Annotated[int, typer.Option("--biosafety", help="opt-biosafety")] = 0,
    dossier: Annotated[str, typer.Option("--dossier", help="opt-dossier")] = "",
    instructions: Annotated[str, typer.Option("--instructions", help="opt-instructions")] = "",
    funding: Annotated[str, typer.Option("--funding", help="opt-funding")] = "",
    on_conflict: Annotated[
        OnConflict, typer.Option("--on-conflict", help="opt-on-conflict")
    ] = OnConflict.REFUSE,
    override: Annotated[str | None, typer.Option("--override", help="opt-override")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="opt-dry-run")] = False,
) -> None:
    session = session_of(ctx)
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
        instructions=instructions,
        funding=funding,
    )
    with session.opened() as app:
        catalogue = app.catalogue.load()
        session.show_in_zone_of(catalogue, request.lines[0].resource)
        result = app.requests.request(
            request, skip_conflicts=on_conflict is OnConflict.SKIP, override=override, dry_run=dry_run
        )
    say_booked(session, result, catalogue, dry_run=dry_run)
    session.document({**booked_document(session, result, catalogue), "dry_run": dry_run})


def say_booked(session: Session, result: "Booked", catalogue: "Catalogue", *, dry_run: bool = False) -> None:
    """What was booked, and what is to be known of it."""
    state = session.words.name("state", result.booking.status)
    name = "done-book-dry" if dry_run else "done-book"
    session.say(session.words.text(name, ref=result.booking.ref, state=state))
    session.say(render.booking(result.booking, catalogue, session.words))
    _remarks(session, result)


def booked_document(session: Session, result: "Booked", catalogue: "Catalogue") -> dict[str, Any]:
    """The same for scripts."""
    return {
        **as_json.booking(result.booking, catalogue),
        "skipped": [day.isoformat() for day in result.skipped],
        "warnings": [as_json.violation(item, session.words) for item in result.warnings],
        "competing": [as_json.conflict(item, result.booking.zone) for item in result.competing],
        **as_json.reassigned(result.reassigned),
    }


def _remarks(session: Session, result: "Booked") -> None:
    words = session.words
    if result.skipped:
        session.note(words.text("skipped-dates", dates=result.skipped))
    for warning in result.warnings:
        session.note(words.violation(warning))
    session.note_reassigned(result.reassigned)
    rivals = {item.holder for item in result.competing if item.holder and not item.timetable}
    if rivals:
        session.note(words.text("competing-requests", refs=tuple(sorted(rivals))))
    for said in render.timetables(result.competing, words, session.zone):
        session.note(said)


def _list(
    ctx: typer.Context,
    *,
    since: Annotated[str | None, typer.Option("--from", help="opt-from")] = None,
    until: Annotated[str | None, typer.Option("--to", help="opt-to")] = None,
    resource: Annotated[str | None, typer.Option("--resource", help="opt-resource-code")] = None,
    platform: Annotated[str | None, typer.Option("--platform", help="opt-platform")] = None,
    person: Annotated[str | None, typer.Option("--person", help="opt-person")] = None,
    state: Annotated[str | None, typer.Option("--state", help="opt-state")] = None,
) -> None:
    from platform_booking.services.directory import BookingFilter  # noqa: PLC0415

    session = session_of(ctx)
    wanted = BookingFilter(
        since=since, until=until, resource=resource, platform=platform, person=person, state=state
    )
    with session.opened() as app:
        found = app.bookings.list(wanted)
        catalogue = app.catalogue.load()
    session.say(render.bookings(found, session.words) if found else session.words.text("nothing-listed"))
    if session.json:
        session.document([as_json.booking(item, catalogue) for item in found])


def _show(ctx: typer.Context, ref: Annotated[str, typer.Argument(metavar="REF", help="opt-ref")]) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        shown = app.bookings.get(ref)
        said = app.conversations.read(ref)
        catalogue = app.catalogue.load()
    session.say(render.shown(shown, catalogue, session.words))
    if said.messages:
        session.say(deciding.conversation_in_words(said, session.words))
    lines = {line.number: line.resource for line in shown.booking.lines}
    days = {item.number: item.day(shown.booking.zone).isoformat() for item in shown.booking.occurrences}
    session.document(
        {
            **as_json.booking(shown.booking, catalogue),
            "decisions": [
                {
                    "line": item.line,
                    "resource": lines.get(item.line),
                    "date": days.get(item.occurrence),
                    "step": str(item.step),
                    "verdict": item.verdict,
                    "person": item.person,
                    "at": as_json.at(item.decided_at, shown.booking.zone),
                    "reason": item.reason,
                }
                for item in shown.decisions
            ],
            "awaiting": [
                {"line": number, "resource": lines.get(number), "step": str(step), "who_can": list(logins)}
                for number, (step, logins) in shown.awaiting.items()
            ],
            **deciding.conversation(said),
        }
    )


def _inbox(ctx: typer.Context) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        items = app.approvals.inbox()
        catalogue = app.catalogue.load()
    session.say(render.inbox(items, session.words) if items else session.words.text("nothing-waits"))
    if session.json:
        session.document(
            [
                {
                    **as_json.inbox(item, catalogue),
                    "deadline": deciding.deadline(item.deadline, item.booking),
                    "waits_for_organiser": item.waits_for_organiser,
                }
                for item in items
            ]
        )
