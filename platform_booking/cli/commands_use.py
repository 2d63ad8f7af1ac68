"""Commands of the day: breakdown, blocks, unblock, block-end, check-in, finish, no-show."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli import as_json, render
from platform_booking.cli.commands_change import (
    DryRunOption,
    OccurrenceOption,
    ReasonOption,
    Ref,
)
from platform_booking.cli.session import Session, occurrence_day, session_of
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.recurrence import zone_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.domain.booking import Block
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.breakdown import BrokenDown, Outcome
    from platform_booking.services.using import Used

ResourceOption = Annotated[str | None, typer.Option("--resource", help="opt-resource-code")]
BlockRef = Annotated[str, typer.Argument(metavar="I-REF", help="opt-block-ref")]


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    app.command("breakdown", help="help-breakdown")(_breakdown)
    app.command("blocks", help="help-blocks")(_blocks)
    app.command("unblock", help="help-unblock")(_unblock)
    app.command("block-end", help="help-block-end")(_block_end)
    app.command("check-in", help="help-check-in")(_check_in)
    app.command("finish", help="help-finish")(_finish)
    app.command("no-show", help="help-no-show")(_no_show)
    app.command("used-hours", help="help-used-hours")(_used_hours)


def _breakdown(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE[:UNIT]", help="opt-unit")],
    *,
    start: Annotated[str, typer.Option("--start", help="opt-start")],
    end: Annotated[str, typer.Option("--end", help="opt-end")],
    reason: ReasonOption = "",
    take: Annotated[str | None, typer.Option("--take", metavar="1,3", help="opt-take")] = None,
    everything: Annotated[bool, typer.Option("--all", help="opt-take-all")] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Without ``--take`` or ``--all`` nobody is displaced: a breakdown that affects somebody is only shown."""
    from platform_booking.services.breakdown import Breakdown  # noqa: PLC0415 - help needs no database

    session = session_of(ctx)
    resource, unit = unit_spec(code)
    if everything and take is not None:
        raise InvalidInput("take-or-all")
    chosen = None if take is None else _numbers(take)
    wanted = Breakdown(resource, unit, start, end, reason)
    with session.opened() as app:
        catalogue = app.catalogue.load()
        session.show_in_zone_of(catalogue, resource)
        broken = app.breakdowns.preview(wanted, chosen)
        decided = everything or chosen is not None or not broken.outcomes
        if decided and not dry_run:
            broken = app.breakdowns.carry_out(wanted, chosen)
    _say_breakdown(session, broken, catalogue, chosen)
    if not decided and not dry_run:
        session.note(session.words.text("breakdown-undecided", count=len(broken.outcomes)))
        session.exit_code = CONFLICT


CONFLICT = 3
"""Somebody is in the way, and nothing was decided about them."""


def unit_spec(code: str) -> tuple[str, str | None]:
    """Resource and perhaps unit. Raises InvalidInput."""
    resource, colon, unit = code.strip().partition(":")
    if not resource or (colon and not unit.strip()):
        raise InvalidInput("resource-spec", value=code)
    return resource, unit.strip() or None


def _numbers(text: str) -> frozenset[int]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() for part in parts):
        raise InvalidInput("numbers", value=text)
    return frozenset(int(part) for part in parts)


def _say_breakdown(
    session: Session, broken: "BrokenDown", catalogue: "Catalogue", chosen: frozenset[int] | None
) -> None:
    block, words = broken.block, session.words
    zone = zone_of(catalogue.zone_name_of(catalogue.resources[block.resource]))
    shown = as_json.block(block, catalogue, zone)
    written = bool(block.ref)
    session.say(
        words.text(
            "done-block" if written else "breakdown-dry",
            ref=block.ref,
            resource=block.resource,
            units=tuple(shown["units"]),
            when=words.span(block.span.start, block.span.end, zone),
        )
    )
    affected = []
    for number, outcome in enumerate(broken.outcomes, 1):
        item = _outcome(outcome, catalogue)
        affected.append(item)
        proposal = item["proposal"]
        span = outcome.proposal.span
        kind = proposal["kind"]
        if kind == "none" and outcome.affected.in_use:
            kind = "in-use"
        elif kind == "none" and chosen is not None and number not in chosen:
            kind = "left"
        session.say(
            words.text(
                "breakdown-row",
                number=number,
                ref=item["ref"],
                title=item["title"],
                date=item["occurrence"],
                what=words.text(
                    f"breakdown-{kind}",
                    resource=proposal["resource"] or "",
                    units=tuple(proposal["units"]),
                    when="" if span is None else words.span(span.start, span.end, zone),
                ),
            )
        )
    session.document({"block": shown, "affected": affected, "dry_run": not written})


def _outcome(outcome: "Outcome", catalogue: "Catalogue") -> dict[str, Any]:
    item, proposal = outcome.affected, outcome.proposal
    names = [catalogue.unit_by_id[unit].name for unit in proposal.units(item.line.number)]
    zone = item.booking.zone
    return {
        "ref": item.booking.ref,
        "title": item.booking.title,
        "occurrence": item.occurrence.day(zone).isoformat(),
        "line": item.line.number,
        "resource": item.line.resource,
        "unit": catalogue.unit_by_id[item.allocations[0].unit_id].name,
        "proposal": {
            "kind": proposal.kind.value,
            "resource": proposal.resource or None,
            "unit": names[0] if names else None,
            "units": names,
            "start": None if proposal.span is None else as_json.at(proposal.span.start, zone),
            "end": None if proposal.span is None else as_json.at(proposal.span.end, zone),
        },
        "done": outcome.done,
    }


# --- blocks -------------------------------------------------------------------------------------------


def _blocks(
    ctx: typer.Context, *, over: Annotated[bool, typer.Option("--over", help="opt-blocks-over")] = False
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        catalogue = app.catalogue.load()
        found = app.blocks.list(over=over)
    shown = []
    for block in found:
        zone = _zone(catalogue, block)
        shown.append({**as_json.block(block, catalogue, zone), "state": block.state.value})
        session.say(
            session.words.text(
                "block-row",
                ref=block.ref,
                resource=block.resource,
                units=tuple(shown[-1]["units"]),
                when=session.words.span(block.span.start, block.span.end, zone),
                kind=session.words.name("block", block.kind),
                reason=block.reason,
            )
        )
    if not found:
        session.say(session.words.text("blocks-none"))
    session.document(shown)


def _unblock(ctx: typer.Context, ref: BlockRef, *, reason: ReasonOption = "") -> None:
    session = session_of(ctx)
    with session.opened() as app:
        block = app.blocks.lift(ref, reason).block
        _say_block(session, app, block, "done-unblock")


def _block_end(
    ctx: typer.Context, ref: BlockRef, *, end: Annotated[str, typer.Option("--end", help="opt-end")]
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        block = app.blocks.end_at(ref, end).block
        _say_block(session, app, block, "done-block-end")


def _say_block(session: Session, app: "PlatformBooking", block: "Block", sentence: str) -> None:
    catalogue = app.catalogue.load()
    zone = _zone(catalogue, block)
    when = session.words.span(block.span.start, block.span.end, zone)
    session.say(session.words.text(sentence, ref=block.ref, resource=block.resource, when=when))
    session.document({**as_json.block(block, catalogue, zone), "state": block.state.value})


def _zone(catalogue: "Catalogue", block: "Block") -> "ZoneInfo":
    return zone_of(catalogue.zone_name_of(catalogue.resources[block.resource]))


# --- in use -------------------------------------------------------------------------------------------


def _check_in(
    ctx: typer.Context,
    ref: Ref,
    *,
    occurrence: OccurrenceOption = None,
    resource: ResourceOption = None,
    override: Annotated[str | None, typer.Option("--override", help="opt-override")] = None,
) -> None:
    _use(ctx, "check_in", ref, occurrence, resource, override=override)


def _finish(
    ctx: typer.Context, ref: Ref, *, occurrence: OccurrenceOption = None, resource: ResourceOption = None
) -> None:
    _use(ctx, "finish", ref, occurrence, resource)


def _no_show(
    ctx: typer.Context, ref: Ref, *, occurrence: OccurrenceOption = None, resource: ResourceOption = None
) -> None:
    _use(ctx, "no_show", ref, occurrence, resource)


def _use(
    ctx: typer.Context,
    what: str,
    ref: str,
    occurrence: str | None,
    resource: str | None,
    **options: str | None,
) -> None:
    from platform_booking.services.using import Meant  # noqa: PLC0415 - help needs no database

    session = session_of(ctx)
    with session.opened() as app:
        used: Used = getattr(app.using, what)(ref, Meant(occurrence_day(occurrence), resource), **options)
        catalogue = app.catalogue.load()
    state = session.words.name("state", used.booking.status)
    session.say(session.words.text("done-use", ref=used.booking.ref, state=state))
    session.say(render.booking(used.booking, catalogue, session.words))
    for warning in used.missing:
        session.note(session.words.violation(warning))
    warnings = [as_json.violation(item, session.words) for item in used.missing]
    session.document({**as_json.booking(used.booking, catalogue), "warnings": warnings})


def _used_hours(
    ctx: typer.Context,
    *,
    since: Annotated[str, typer.Option("--from", help="opt-from")],
    until: Annotated[str, typer.Option("--to", help="opt-to")],
    by: Annotated[str, typer.Option("--by", help="opt-used-hours-by")] = "resource",
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        found = [
            (staff, code, hours)
            for staff in (False, True)
            for code, hours in app.hours.by(by, since, until, staff=staff).items()
        ]
    rows = []
    for staff, code, hours in found:
        row: dict[str, Any] = {by: code, "staff": staff}
        for name in ("booked", "used", "no_show", "released"):
            row[name] = round(getattr(hours, name) / HOUR, 2)
        rows.append(row)
        said = {key: value for key, value in row.items() if key not in (by, "staff")}
        sentence = "used-hours-staff" if staff else "used-hours-row"
        session.say(session.words.text(sentence, code=code or "—", **said))
    session.document(rows)


HOUR = timedelta(hours=1)
