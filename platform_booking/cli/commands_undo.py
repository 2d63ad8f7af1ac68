"""Commands that take back: undo, redo."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli import as_json, render
from platform_booking.cli.session import HOME_ZONE, Session, session_of
from platform_booking.domain.authority import may_read
from platform_booking.domain.recurrence import zone_of

if TYPE_CHECKING:
    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.domain.booking import Block, Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.undoing import Undone

WhatRef = Annotated[str, typer.Argument(metavar="REF", help="opt-undo-ref", show_default=False)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="opt-undo-dry-run")]


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    app.command("undo", help="help-undo")(_undo)
    app.command("redo", help="help-redo")(_redo)


def _undo(ctx: typer.Context, ref: WhatRef = "", *, dry_run: DryRun = False) -> None:
    _take_back(session_of(ctx), ref, redo=False, dry_run=dry_run)


def _redo(ctx: typer.Context, ref: WhatRef = "", *, dry_run: DryRun = False) -> None:
    _take_back(session_of(ctx), ref, redo=True, dry_run=dry_run)


def _take_back(session: Session, ref: str, *, redo: bool, dry_run: bool) -> None:
    with session.opened() as app:
        undone = app.undoing.undo_last(ref, redo=redo, dry_run=dry_run)
        catalogue = app.catalogue.load()
        bookings = list(_readable(app, catalogue, undone))
    act = undone.act
    assert act is not None
    words = session.words
    name = f"done-{'redo' if redo else 'undo'}{'-dry' if dry_run else ''}"
    session.say(words.text(name, deed=words.name("deed", act.action), at=act.at))
    for line in _lines(session, undone, bookings, catalogue):
        session.say(f"  {line}")
    session.document(
        {
            "dry_run": dry_run,
            "redo": redo,
            "action": act.action,
            "at": as_json.at(act.at, HOME_ZONE),
            "bookings": [as_json.booking(item, catalogue) for item in bookings],
            "blocks": [_block(step.after, catalogue) for step in undone.undoable.blocks],
            "wishes": [
                {"ref": step.after.ref, "state": step.after.state, "booking": step.after.booking}
                for step in undone.undoable.wishes
            ],
            "templates": [
                {"code": step.after.code, "name": step.after.name, "active": step.after.active}
                for step in undone.undoable.templates
            ],
        }
    )


def _readable(app: "PlatformBooking", catalogue: "Catalogue", undone: "Undone") -> "Iterator[Booking]":
    """A manager takes back a decision also where what it displaced is private."""
    from platform_booking.services.directory import veiled  # noqa: PLC0415 - help needs no database

    actor = app.desk.actor(catalogue)
    for item in undone.bookings:
        yield item if may_read(actor, catalogue, item) else veiled(item)


def _lines(
    session: Session, undone: "Undone", bookings: "list[Booking]", catalogue: "Catalogue"
) -> Iterator[str]:
    words = session.words
    for item in bookings:
        state, when = words.name("state", item.status), render.when_of(item, words)
        yield words.text("undo-booking", ref=item.ref, title=item.title, state=state, when=when)
    for block in (step.after for step in undone.undoable.blocks):
        zone = zone_of(catalogue.zone_name_of(catalogue.resources[block.resource]))
        when = words.span(block.span.start, block.span.end, zone)
        state = words.name("undo-block", block.state.value)
        yield words.text("undo-block", ref=block.ref, resource=block.resource, state=state, when=when)
    for wish in (step.after for step in undone.undoable.wishes):
        yield words.text("undo-wish", ref=wish.ref, state=words.name("wish-state", wish.state))
    for template in (step.after for step in undone.undoable.templates):
        state = words.text("undo-template-active" if template.active else "undo-template-retired")
        yield words.text("undo-template", code=template.code, state=state)


def _block(item: "Block", catalogue: "Catalogue") -> dict[str, Any]:
    zone = zone_of(catalogue.zone_name_of(catalogue.resources[item.resource]))
    return {**as_json.block(item, catalogue, zone), "state": item.state.value}
