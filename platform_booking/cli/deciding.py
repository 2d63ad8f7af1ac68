"""How decisions, proposals, messages and notices are shown: as JSON, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from platform_booking.cli import as_json
from platform_booking.domain.booking import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.deadlines import Deadline
    from platform_booking.services.conversation import Conversation, Message, Proposal
    from platform_booking.services.happenings import Happened
    from platform_booking.services.notices import Notice
    from platform_booking.services.offers import Displaced
    from platform_booking.wording import Words


def displaced(item: Displaced) -> dict[str, Any]:
    """A booking that gives way, and what it could have instead; of a private one the title is not told."""
    booking = item.before
    return {
        "ref": booking.ref,
        "title": _title(booking),
        "occurrences": [day.isoformat() for day in item.occurrences],
        "alternatives": [
            {
                **as_json.alternative(way, booking.zone),
                "occurrence": None if day is None else day.isoformat(),
            }
            for offer in item.offers
            for day, way in offer.ways
        ],
    }


def displaced_in_words(items: Sequence[Displaced], words: Words, *, done: bool) -> str:
    """Everybody who gives way, or has, with what each is offered."""
    said = [words.text("label-offered") if done else words.text("label-displaced")]
    for item in items:
        dates = words.listed(item.occurrences)
        said.append("  " + " ".join(part for part in (item.before.ref, _title(item.before), dates) if part))
        said += [
            f"    {words.alternative(way, item.before.zone)}"
            for offer in item.offers
            for _, way in offer.ways
        ]
    return "\n".join(said)


def _title(booking: Booking) -> str:
    return "" if booking.visibility is Visibility.PRIVATE else booking.title


# --- what was said ----------------------------------------------------------------------------------


def conversation(item: Conversation) -> dict[str, Any]:
    """Messages, and the proposals that may be accepted."""
    zone = item.booking.zone
    return {
        "messages": [
            {
                "id": said.id,
                "at": as_json.at(said.at, zone),
                "author": said.author,
                "kind": said.kind,
                "text": said.text,
            }
            for said in item.messages
        ],
        "proposals": [proposal(found, item.booking) for found in item.proposals],
        "waits_for_organiser": item.question is not None or bool(item.proposals),
    }


def proposal(item: Proposal, booking: Booking) -> dict[str, Any]:
    """What somebody proposes."""
    days = {date.number: date.day(booking.zone).isoformat() for date in booking.occurrences}
    return {
        "id": item.id,
        "author": item.author,
        "message": item.text,
        "times": [
            {
                "occurrence": days[number],
                "start": as_json.at(span.start, booking.zone),
                "end": as_json.at(span.end, booking.zone),
            }
            for number, span in item.spans.items()
        ],
        "resources": [
            {"line": number, "instead_of": line.resource, "resource": code}
            for number, code in item.instead.items()
            for line in booking.lines
            if line.number == number
        ],
        "displaced_by": item.rival or None,
    }


def conversation_in_words(item: Conversation, words: Words) -> str:
    """Messages, and the proposals that may be accepted; nothing where nobody said anything."""
    said = []
    if item.messages:
        said.append(words.text("label-messages"))
    said += [f"  {_message(message, item.booking, words)}" for message in item.messages]
    if item.proposals:
        said.append(words.text("label-proposals", ref=item.booking.ref))
    said += [
        f"  {found.id}  {found.author}: {line}"
        for found in item.proposals
        for line in proposal_lines(found, item.booking, words)
    ]
    return "\n".join(said)


def _message(message: Message, booking: Booking, words: Words) -> str:
    kind, when = words.name("message", message.kind), words.moment(message.at, booking.zone)
    return f"{when}, {message.author}, {kind}" + (f" – {message.text}" if message.text else "")


def proposal_lines(item: Proposal, booking: Booking, words: Words) -> Iterator[str]:
    """What would change, one thing a line."""
    days = {date.number: date.day(booking.zone) for date in booking.occurrences}
    resources = {line.number: line.resource for line in booking.lines}
    for number, span in item.spans.items():
        yield words.text(
            "proposal-when", date=days[number], when=words.span(span.start, span.end, booking.zone)
        )
    for number, code in item.instead.items():
        yield words.text("proposal-resource", resource=code, instead_of=resources[number])
    if item.rival:
        yield words.text("proposal-for-rival", rival=item.rival)


# --- deadlines, notices, what was due ---------------------------------------------------------------


def deadline(item: Deadline | None, booking: Booking) -> dict[str, Any] | None:
    """What happens first if nobody decides."""
    return None if item is None else {"at": as_json.at(item.at, booking.zone), "then": item.then.value}


def deadline_in_words(item: Deadline | None, booking: Booking, words: Words) -> str:
    """The same."""
    if item is None:
        return ""
    return words.text(f"deadline-{item.then.value}", at=words.moment(item.at, booking.zone))


def notice(item: Notice, words: Words) -> dict[str, Any]:
    """One thing that somebody was told."""
    return {
        "id": item.id,
        "at": item.at.isoformat(),
        "kind": item.kind,
        "ref": item.ref,
        "message": words.notice(item.kind, item.params),
        "params": as_json.plain(dict(item.params)),
        "read": item.read_at is not None,
    }


def notice_in_words(item: Notice, words: Words) -> str:
    """The same."""
    mark = "" if item.read_at else f" [{words.text('notices-new')}]"
    return f"{words.moment(item.at)}  {item.ref}  {words.notice(item.kind, item.params)}{mark}"


def happened(item: Happened) -> dict[str, Any]:
    """One thing that was due."""
    return {
        "kind": item.kind,
        "ref": item.ref,
        "title": item.title,
        "dates": [day.isoformat() for day in item.dates],
        "persons": list(item.persons),
    }


def happened_in_words(item: Happened, words: Words) -> str:
    """The same."""
    return words.text(
        f"due-{item.kind}", ref=item.ref, title=item.title, dates=item.dates, persons=item.persons
    )
