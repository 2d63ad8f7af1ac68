"""What the audit trail remembers of a subject: its whole content as plain data, the same on both stores."""

from __future__ import annotations

from dataclasses import Field, fields, is_dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.booking import LIVE
from platform_booking.domain.catalogue import Platform
from platform_booking.domain.timetables import EventState

if TYPE_CHECKING:
    from platform_booking.domain.booking import Allocation, Block, Booking, Decision, Line
    from platform_booking.domain.feeds import Feed
    from platform_booking.domain.mirrors import Mirror
    from platform_booking.domain.recurrence import Lapse
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.domain.timetables import ImportedEvent, Timetable
    from platform_booking.storage.audit import Snapshot

UNRECORDED_FIELDS: Final = frozenset({"id"})
LATER_FIELDS: Final = frozenset({"suspended_until", "biosafety", "biosafety_until", "mail"})
"""Fields that older entries of the trail do not know: recorded only where they say something."""
UNORDERED_FIELDS: Final = frozenset({"qualifications", "requires"})
"""The store keeps these without an order."""


def subject_of_booking(ref: str) -> str:
    """How the trail names a booking."""
    return f"booking:{ref}"


def subject_of_block(ref: str) -> str:
    """How the trail names a block."""
    return f"block:{ref}"


def subject_of_feed(code: str) -> str:
    """How the trail names a feed."""
    return f"feed:{code}"


def subject_of_mirror(code: str) -> str:
    """How the trail names a mirror."""
    return f"mirror:{code}"


def subject_of_setting(name: str) -> str:
    """How the trail names a setting of the store."""
    return f"setting:{name}"


def subject_of_timetable(code: str) -> str:
    """How the trail names an imported timetable."""
    return f"timetable:{code}"


def subject_of_wish(ref: str) -> str:
    """How the trail names a wish of the waiting list."""
    return f"waiting:{ref}"


def subject_of_template(code: str) -> str:
    """How the trail names a template."""
    return f"template:{code}"


def subject_of_message(key: int) -> str:
    """How the trail names something that was said."""
    return f"message:{key}"


def subject_of_item(kind: str, code: str) -> str:
    """How the trail names a thing of the catalogue."""
    return f"{kind}:{code}"


_TO_THE_MINUTE: Final = len("2026-10-06T09:00")


def _instant(moment: datetime) -> str:
    at = moment.astimezone(UTC) if moment.tzinfo is not UTC else moment
    text = at.isoformat()
    if at.second or at.microsecond:  # nobody books by the second: somebody was at the store itself
        return text
    return f"{text[:_TO_THE_MINUTE]}Z"


def _span(span: TimeSpan) -> str:
    return f"{_instant(span.start)}/{_instant(span.end)}"


def _lapse(lapse: Lapse) -> str:
    return f"{lapse.wall}+{lapse.exact}"


def booking_snapshot(booking: Booking) -> Snapshot:
    """A booking with its lines, dates and allocations."""
    dates: dict[str, dict[str, Any]] = {
        str(occurrence.number): {
            "original": _instant(occurrence.original_start),
            "span": _span(occurrence.span),
            **({"title": occurrence.title} if occurrence.title else {}),
        }
        for occurrence in booking.occurrences
    }
    for allocation in sorted(
        booking.allocations, key=_is_live
    ):  # what takes place hides what is given up there
        dates[str(allocation.occurrence)][f"{allocation.line}/{allocation.unit_id}"] = allocation_snapshot(
            allocation
        )
    snapshot = {
        "uid": booking.uid,
        "title": booking.title,
        "purpose": str(booking.purpose),
        "organiser": booking.organiser,
        "partner": booking.partner,
        "learners": booking.learners,
        "time_zone": booking.time_zone,
        "rule": booking.rule,
        "first_start": _instant(booking.first_start),
        "length": _lapse(booking.length),
        "visibility": str(booking.visibility),
        "lines": {str(line.number): _line(line) for line in booking.lines},
        "dates": dates,
    }
    later = {
        "biosafety": booking.biosafety,
        "dossier": booking.dossier,
        "instructions": booking.instructions,
        "funding": booking.funding,
        "origin": booking.origin,
    }
    return snapshot | {key: value for key, value in later.items() if value}


def _is_live(allocation: Allocation) -> bool:
    return allocation.state in LIVE


def _line(line: Line) -> str:
    own = "" if line.length is None else f" length {_lapse(line.length)}"
    offset = f" offset {_lapse(line.offset)}" if line.offset else ""
    pinned = "" if line.unit is None else f" unit {line.unit}"
    return f"{line.resource}×{line.quantity}{offset}{own}{pinned}"


def allocation_snapshot(allocation: Allocation) -> str:
    """What is remembered of one allocation."""
    holds = "holds" if allocation.holds else "open"
    actual = "".join(
        f" {word} {_instant(moment)}"
        for word, moment in (("from", allocation.actual_from), ("until", allocation.actual_until))
        if moment is not None
    )
    spans = f"{_span(allocation.use)} {_span(allocation.occupied)}"
    return f"{spans} {allocation.state.value} {holds} {allocation.granted}{actual}"


def decision_snapshot(decision: Decision) -> str:
    """What is remembered of a word that was given on one line of one date."""
    at = _instant(decision.decided_at)
    place = f"{decision.occurrence}/{decision.line}"
    return f"{place} {decision.step} {decision.verdict} {decision.person} {at} {decision.reason}".rstrip()


def block_snapshot(block: Block) -> Snapshot:
    """A block with its units."""
    return {
        "resource": block.resource,
        "kind": block.kind,
        "reason": block.reason,
        "span": _span(block.span),
        "units": sorted(block.units),
        "state": block.state.value,
        "created_by": block.created_by,
    }


def feed_snapshot(feed: Feed) -> Snapshot:
    """A feed, without how often it was read: that is use, not change."""
    ends = {"expires_at": feed.expires_at, "revoked_at": feed.revoked_at}
    return {
        "label": feed.label,
        "kind": feed.kind,
        "subject": feed.subject,
        "scope": feed.scope,
        "language": feed.language,
        "token_hash": feed.token_hash,
        "created_at": _instant(feed.created_at),
        "created_by": feed.created_by,
        **{name: None if moment is None else _instant(moment) for name, moment in ends.items()},
    }


def mirror_snapshot(mirror: Mirror) -> Snapshot:
    """A mirror, without how its passes went."""
    return {
        "label": mirror.label,
        "url": mirror.url,
        "username": mirror.username,
        "kind": mirror.kind,
        "subject": mirror.subject,
        "scope": mirror.scope,
        "language": mirror.language,
        "created_at": _instant(mirror.created_at),
        "created_by": mirror.created_by,
        "active": mirror.active,
    }


def timetable_snapshot(timetable: Timetable) -> Snapshot:
    """A timetable with its events, without their words, which may be somebody's private life.

    Nor are the secrets of a link kept for ever: only the place without query and password.
    """
    calendar = timetable.calendar
    return {
        "name": calendar.name,
        "source": calendar.public_source,
        "subject": f"{calendar.subject_kind.value}:{calendar.subject}",
        "holding": calendar.holding.value,
        "time_zone": calendar.time_zone,
        "language": calendar.language,
        "refresh_minutes": calendar.refresh_minutes,
        "active": calendar.active,
        "created_by": calendar.created_by,
        "events": {"/".join(map(str, event.key)): _event(event) for event in timetable.events},
    }


def _event(event: ImportedEvent) -> str:
    block = "" if event.block_id is None else f" block {event.block_id}"
    kept = "" if event.kept_at is None else " kept"
    return f"{_span(event.span)} {event.status} {event.state.value} {event.content_hash}{block}{kept}"


def state_of_event(text: str) -> EventState:
    """What had become of an event, from what the trail says of it."""
    return EventState(text.split(" ")[2])


def item_snapshot(item: Any) -> Snapshot:
    """A thing of the catalogue (a frozen dataclass), without the store's own keys."""
    return {
        field.name: _unordered(value) if field.name in UNORDERED_FIELDS else _plain(value)
        for field in fields(item)
        if field.name not in UNRECORDED_FIELDS
        for value in (getattr(item, field.name),)
        if _says_something(field, value) or not _is_later(item, field.name)
    }


def _says_something(field: Field[Any], value: Any) -> bool:
    return bool(value) and value != field.default


def _is_later(item: Any, name: str) -> bool:
    return name in LATER_FIELDS or (name == "rules" and isinstance(item, Platform))


def _unordered(value: Any) -> list[Any]:
    return sorted((_plain(item) for item in value), key=str)


def _plain(value: Any) -> Any:
    plain = value
    if is_dataclass(value):
        plain = item_snapshot(value)
    elif isinstance(value, frozenset):
        plain = sorted(value)
    elif isinstance(value, tuple | list):
        plain = [_plain(item) for item in value]
    elif isinstance(value, dict):
        plain = {key: _plain(item) for key, item in value.items()}
    elif isinstance(value, date):
        plain = value.isoformat()
    elif isinstance(value, str):
        plain = str(value)
    return plain
