"""Commands that settle requests: approve, decline, ask, answer, propose, accept, decline-proposal, due, notices."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli import as_json, deciding, render
from platform_booking.cli.exit_codes import exit_code_of
from platform_booking.cli.session import Session, occurrence_day, session_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.approval import BatchResult, Decided

Ref = Annotated[str, typer.Argument(metavar="REF", help="opt-ref")]
Refs = Annotated[list[str], typer.Argument(metavar="REF", help="opt-refs")]
OccurrencesOption = Annotated[list[str] | None, typer.Option("--occurrence", help="opt-occurrences")]
FollowingOption = Annotated[bool, typer.Option("--following", help="opt-following")]
ResourceOption = Annotated[str | None, typer.Option("--resource", help="opt-resource-code")]
ReasonOption = Annotated[str, typer.Option("--reason", help="opt-reason")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="opt-dry-run")]
ProposalOption = Annotated[int | None, typer.Option("--proposal", help="opt-proposal")]
OptionalMessage = Annotated[str, typer.Option("--message", help="opt-message")]
Message = Annotated[str, typer.Option("--message", help="opt-message")]


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    app.command("approve", help="help-approve")(_approve)
    app.command("decline", help="help-decline")(_decline)
    app.command("ask", help="help-ask")(_ask)
    app.command("answer", help="help-answer")(_answer)
    app.command("propose", help="help-propose")(_propose)
    app.command("accept", help="help-accept")(_accept)
    app.command("decline-proposal", help="help-decline-proposal")(_decline_proposal)
    app.command("due", help="help-due")(_due)
    app.command("notices", help="help-notices")(_notices)


def _days(texts: list[str] | None) -> "tuple[date, ...]":
    return tuple(day for text in texts or () if (day := occurrence_day(text)) is not None)


# --- deciding ---------------------------------------------------------------------------------------


def _approve(
    ctx: typer.Context,
    refs: Refs,
    *,
    resource: ResourceOption = None,
    occurrence: OccurrencesOption = None,
    following: FollowingOption = False,
    reason: ReasonOption = "",
    dry_run: DryRunOption = False,
) -> None:
    from platform_booking.services.approval import Part  # noqa: PLC0415 - help needs no database

    session = session_of(ctx)
    part = Part(resource, _days(occurrence), following)
    with session.opened() as app:
        catalogue = app.catalogue.load()
        if len(refs) > 1:
            result = app.approvals.approve_all(refs, part, reason=reason, dry_run=dry_run)
            _say_batch(session, "done-approve-dry" if dry_run else "done-approve", result, catalogue)
            return
        decided = app.approvals.approve(
            refs[0],
            resource=part.resource,
            days=part.days,
            following=part.following,
            reason=reason,
            dry_run=dry_run,
        )
    name = "done-approve-dry" if dry_run else "done-approve"
    _say_decided(session, name, decided, catalogue, done=not dry_run)
    if dry_run:
        session.document(
            {
                **as_json.booking(decided.booking, catalogue),
                "dry_run": True,
                "displaced": [deciding.displaced(item) for item in decided.offers],
            }
        )
    else:
        session.document(_decided(decided, catalogue))


def _decline(
    ctx: typer.Context,
    refs: Refs,
    *,
    resource: ResourceOption = None,
    occurrence: OccurrencesOption = None,
    following: FollowingOption = False,
    reason: ReasonOption = "",
) -> None:
    from platform_booking.services.approval import Part  # noqa: PLC0415

    session = session_of(ctx)
    part = Part(resource, _days(occurrence), following)
    with session.opened() as app:
        catalogue = app.catalogue.load()
        if len(refs) > 1:
            _say_batch(session, "done-decline", app.approvals.decline_all(refs, reason, part), catalogue)
            return
        decided = app.approvals.decline(
            refs[0], reason, resource=part.resource, days=part.days, following=part.following
        )
    _say_decided(session, "done-decline", decided, catalogue)
    session.document(_decided(decided, catalogue))


def _decided(decided: "Decided", catalogue: "Catalogue") -> dict[str, Any]:
    return {
        **as_json.booking(decided.booking, catalogue),
        "displaced": list(decided.displaced),
        **as_json.reassigned(decided.reassigned),
        "offers": [deciding.displaced(item) for item in decided.offers],
    }


def _say_decided(
    session: Session, name: str, decided: "Decided", catalogue: "Catalogue", *, done: bool = True
) -> None:
    words, booking = session.words, decided.booking
    session.say(words.text(name, ref=booking.ref, state=words.name("state", booking.status)))
    session.say(render.booking(booking, catalogue, words))
    session.note_reassigned(decided.reassigned)
    if decided.displaced:
        if done:
            session.note(words.text("displaced-requests", refs=decided.displaced))
        session.say(deciding.displaced_in_words(decided.offers, words, done=done))


def _say_batch(session: Session, name: str, result: "BatchResult", catalogue: "Catalogue") -> None:
    """Each with what became of it; the exit code is that of the first that was refused."""
    words = session.words
    for decided in result.done:
        booking = decided.booking
        session.say(words.text(name, ref=booking.ref, state=words.name("state", booking.status)))
    for ref, error in result.refused:
        session.note(f"{ref}: {render.error(error, words, session.zone)}")
    refused = [{"ref": ref, **as_json.error(error, words, session.zone)} for ref, error in result.refused]
    session.document([*(_decided(decided, catalogue) for decided in result.done), *refused])
    if result.refused:
        session.exit_code = exit_code_of(result.refused[0][1])


# --- asking, answering, proposing -------------------------------------------------------------------


def _ask(ctx: typer.Context, ref: Ref, *, message: Message) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        said = app.conversations.ask(ref, message)
        _say_said(session, "done-ask", said.booking, app.catalogue.load())


def _answer(ctx: typer.Context, ref: Ref, *, message: Message) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        said = app.conversations.answer(ref, message)
        _say_said(session, "done-answer", said.booking, app.catalogue.load())


def _propose(
    ctx: typer.Context,
    ref: Ref,
    *,
    resource: Annotated[str | None, typer.Option("--resource", help="opt-line-resource")] = None,
    occurrence: OccurrencesOption = None,
    start: Annotated[str | None, typer.Option("--start", help="opt-new-start")] = None,
    end: Annotated[str | None, typer.Option("--end", help="opt-new-end")] = None,
    instead: Annotated[str | None, typer.Option("--instead", help="opt-instead")] = None,
    message: OptionalMessage = "",
    dry_run: DryRunOption = False,
) -> None:
    from platform_booking.services.conversation import Suggestion  # noqa: PLC0415

    session = session_of(ctx)
    what = Suggestion(start, end, resource, instead, _days(occurrence), message)
    with session.opened() as app:
        session.show_in(app.bookings.get(ref).booking.zone)
        said = app.conversations.propose(ref, what, dry_run=dry_run)
        _say_said(
            session,
            "done-propose-dry" if dry_run else "done-propose",
            said.booking,
            app.catalogue.load(),
            proposals=() if dry_run else app.conversations.read(ref).proposals,
            dry_run=dry_run,
        )


def _say_said(
    session: Session,
    name: str,
    booking: "Booking",
    catalogue: "Catalogue",
    *,
    proposals: "Sequence[Any]" = (),
    **more: Any,
) -> None:
    session.say(session.words.text(name, ref=booking.ref, organiser=booking.organiser))
    for found in proposals:
        for line in deciding.proposal_lines(found, booking, session.words):
            session.say(f"  {line}")
    shown = [deciding.proposal(found, booking) for found in proposals]
    session.document({**as_json.booking(booking, catalogue), "proposals": shown, **more})


def _accept(ctx: typer.Context, ref: Ref, *, proposal: ProposalOption = None) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        session.show_in(app.bookings.get(ref).booking.zone)
        decided = app.conversations.accept(ref, proposal)
        catalogue = app.catalogue.load()
    _say_decided(session, "done-accept", decided, catalogue)
    session.document(_decided(decided, catalogue))


def _decline_proposal(
    ctx: typer.Context, ref: Ref, *, proposal: ProposalOption = None, message: OptionalMessage = ""
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        said = app.conversations.decline_proposal(ref, proposal, message)
        _say_said(session, "done-decline-proposal", said.booking, app.catalogue.load())


# --- what is due, and what I was told ---------------------------------------------------------------


def _due(ctx: typer.Context) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        due = app.due.run()
    for item in due.happened:
        session.say(deciding.happened_in_words(item, session.words))
    if not due.happened:
        session.say(session.words.text("due-nothing"))
    session.document({"happened": [deciding.happened(item) for item in due.happened]})


def _notices(
    ctx: typer.Context,
    *,
    read: Annotated[bool, typer.Option("--read", help="opt-read")] = False,
    every: Annotated[bool, typer.Option("--all", help="opt-all")] = False,
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        found = app.notices.list(unread=not every)
        count = app.notices.mark_read([item.id for item in found]) if read else 0
    for item in found:
        session.say(deciding.notice_in_words(item, session.words))
    if not found:
        session.say(session.words.text("notices-none"))
    if read:
        session.note(session.words.text("done-read", count=count))
    session.document([deciding.notice(item, session.words) for item in found])
