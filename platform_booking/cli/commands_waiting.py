"""Commands of the waiting list: wait, waiting, offers, accept-offer, decline-offer."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli import as_json
from platform_booking.cli.commands_find import AnyEquivalent, Resources, Trainers, read_choices
from platform_booking.cli.session import Session, session_of
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.reading import read_duration
from platform_booking.domain.recurrence import Lapse, zone_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.waiting import Wished
    from platform_booking.services.wishes import WishRequest

WishRef = Annotated[str, typer.Argument(metavar="W-REF", help="opt-wish")]


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    app.command("wait", help="help-wait")(_wait)
    waiting = typer.Typer(help="help-waiting", invoke_without_command=True)
    waiting.callback()(_waiting)
    waiting.command("list", help="help-waiting")(_list)
    waiting.command("withdraw", help="help-waiting-withdraw")(_withdraw)
    app.add_typer(waiting, name="waiting")
    app.command("offers", help="help-offers")(_offers)
    app.command("accept-offer", help="help-accept-offer")(_accept)
    app.command("decline-offer", help="help-decline-offer")(_decline)


def _wait(
    ctx: typer.Context,
    *,
    resource: Resources,
    title: Annotated[str, typer.Option("--title", help="opt-title")] = "",
    start: Annotated[str | None, typer.Option("--start", help="opt-start")] = None,
    end: Annotated[str | None, typer.Option("--end", help="opt-end")] = None,
    duration: Annotated[str | None, typer.Option("--duration", help="opt-duration")] = None,
    since: Annotated[str | None, typer.Option("--from", help="opt-from")] = None,
    until: Annotated[str | None, typer.Option("--to", help="opt-to")] = None,
    sessions: Annotated[int, typer.Option("--sessions", help="opt-sessions")] = 1,
    weekdays: Annotated[str | None, typer.Option("--weekdays", help="opt-weekdays")] = None,
    between: Annotated[str | None, typer.Option("--between", help="opt-between")] = None,
    trainer: Trainers = None,
    any_equivalent: AnyEquivalent = False,
    learners: Annotated[int, typer.Option("--learners", help="opt-learners")] = 0,
    purpose: Annotated[str, typer.Option("--purpose", help="opt-purpose")] = "training",
    biosafety: Annotated[int, typer.Option("--biosafety", help="opt-biosafety")] = 0,
    dossier: Annotated[str, typer.Option("--dossier", help="opt-dossier")] = "",
) -> None:
    from platform_booking.services.availability import FindRequest  # noqa: PLC0415 - help needs no database
    from platform_booking.services.requests import resource_of  # noqa: PLC0415
    from platform_booking.services.wishes import WishRequest  # noqa: PLC0415

    session = session_of(ctx)
    lines, instead = read_choices(resource)
    with session.opened() as app:
        catalogue = app.catalogue.load()
        zone = zone_of(catalogue.zone_name_of(resource_of(catalogue, lines[0].resource)))
        session.show_in(zone)
        moment, length = _when(zone, start, end, duration, (since, until))
        if moment is not None:
            since, until = moment.isoformat(), length.after(moment, zone).isoformat()
        search = FindRequest(
            lines=lines,
            length=length,
            since=since or "",
            until=until or "",
            sessions=sessions,
            weekdays=weekdays,
            between=between,
            trainers=tuple(trainer or ()),
            instead=instead,
            any_equivalent=any_equivalent,
            learners=learners,
        )
        wished = app.waiting.wait(
            WishRequest(title, search, moment, purpose, biosafety=biosafety, dossier=dossier.strip())
        )
    session.say(session.words.text("done-wait", ref=wished.wish.ref, place=wished.place or 0))
    session.document(wish(wished, catalogue))


def _when(
    zone: "ZoneInfo",
    start: str | None,
    end: str | None,
    duration: str | None,
    period: tuple[str | None, str | None],
) -> tuple[datetime | None, Lapse]:
    """Exactly when, or None for anywhere in a period; and for how long. Raises InvalidInput."""
    from platform_booking.services.requests import length_of, read_when  # noqa: PLC0415

    lapse = None if duration is None else read_duration(duration)
    if start is None:
        if lapse is None or end is not None or None in period:
            raise InvalidInput("wish-when")
        return None, lapse
    if any(period):
        raise InvalidInput("wish-when")
    moment = read_when(start, zone)
    return moment, length_of(moment, end, lapse, zone)


def _waiting(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        _list(ctx)


def _list(
    ctx: typer.Context, *, ended: Annotated[bool, typer.Option("--all", help="opt-ended")] = False
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        found = app.waiting.list(ended=ended)
        catalogue = app.catalogue.load()
    _show(session, found, catalogue)


def _offers(ctx: typer.Context) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        found = app.waiting.offers()
        catalogue = app.catalogue.load()
    _show(session, found, catalogue)


def _show(session: Session, found: "tuple[Wished, ...]", catalogue: "Catalogue") -> None:
    for item in found:
        session.say(_said(item, session))
    if not found:
        session.say(session.words.text("nothing-waited-for"))
    session.document([wish(item, catalogue) for item in found])


def _said(item: "Wished", session: Session) -> str:
    words = session.words
    if item.booking is not None and item.wish.state == "offered":
        span = min(date.span for date in item.booking.occurrences)
        return words.text(
            "wish-offered",
            ref=item.wish.ref,
            title=item.request.title,
            when=words.span(span.start, span.end, item.booking.zone),
            until=item.wish.offer_until,
        )
    state = words.name("wish-state", item.wish.state)
    return words.text(
        "wish-line", ref=item.wish.ref, title=item.request.title, state=state, place=item.place or 0
    )


def _withdraw(ctx: typer.Context, ref: WishRef) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        done = app.waiting.withdraw(ref)
        catalogue = app.catalogue.load()
    session.say(session.words.text("done-withdraw", ref=done.wish.ref))
    session.document(wish(done, catalogue))


def _accept(ctx: typer.Context, ref: WishRef) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        done = app.waiting.accept(ref)
        catalogue = app.catalogue.load()
    assert done.booking is not None
    state = session.words.name("state", done.booking.status)
    session.say(session.words.text("done-accept-offer", ref=done.booking.ref, state=state))
    session.document(wish(done, catalogue))


def _decline(ctx: typer.Context, ref: WishRef) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        done = app.waiting.decline(ref)
        catalogue = app.catalogue.load()
    session.say(session.words.text("done-decline-offer", ref=done.wish.ref))
    session.document(wish(done, catalogue))


def wish(item: "Wished", catalogue: "Catalogue") -> dict[str, Any]:
    """A wish with what is offered."""
    request: WishRequest = item.request
    search = request.search
    zone = zone_of(catalogue.zone_name_of(catalogue.resources[search.lines[0].resource]))
    exact = request.start
    return {
        "ref": item.wish.ref,
        "state": item.wish.state,
        "person": item.wish.person,
        "title": request.title,
        "created_at": as_json.at(item.wish.created_at, zone),
        "place": item.place,
        "lines": [
            {
                "resource": line.resource,
                "quantity": line.quantity,
                "instead": list(search.instead.get(line.resource, ())),
            }
            for line in search.all_lines()
        ],
        "any": search.any_equivalent,
        "start": None if exact is None else as_json.at(exact, zone),
        "end": None if exact is None else as_json.at(search.length.after(exact, zone), zone),
        "from": search.since if exact is None else None,
        "to": search.until if exact is None else None,
        "minutes": search.length.wall + search.length.exact,
        "sessions": search.sessions,
        "weekdays": search.weekdays,
        "between": search.between,
        "learners": search.learners,
        "offer_until": None if item.wish.offer_until is None else as_json.at(item.wish.offer_until, zone),
        "booking": None if item.booking is None else as_json.booking(item.booking, catalogue),
    }
