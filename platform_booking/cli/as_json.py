"""The JSON shapes of the command line: a contract with scripts. Every time carries its offset."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from platform_booking.domain.campaign import iso_duration
from platform_booking.domain.errors import BookingError, CatalogueInvalid, InvalidInput
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.domain.series import current_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.booking import Allocation, Block, Booking, Occurrence
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.conflicts import Conflict
    from platform_booking.domain.recurrence import Lapse
    from platform_booking.domain.rules import Violation
    from platform_booking.services.availability import Found
    from platform_booking.services.catalogue import ImportReport
    from platform_booking.services.inbox import InboxItem
    from platform_booking.services.reassigning import Reassigned
    from platform_booking.storage.audit import AuditEntry
    from platform_booking.storage.integrity import Anchor, IntegrityReport
    from platform_booking.wording import Words


def at(moment: datetime, zone: tzinfo) -> str:
    """A moment with the offset of the zone."""
    return moment.astimezone(zone).isoformat()


def plain(value: Any) -> Any:
    """Anything an error or a finding carries, as JSON can hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def booking(item: Booking, catalogue: Catalogue) -> dict[str, Any]:
    """A booking with its lines, dates and allocations."""
    return {
        "ref": item.ref,
        "uid": item.uid,
        "version": item.version,
        "title": item.title,
        "status": item.status,
        "purpose": item.purpose.value,
        "organiser": item.organiser,
        "partner": item.partner,
        "learners": item.learners,
        "timezone": item.time_zone,
        "rrule": item.rule,
        "origin": item.origin or None,
        "biosafety": item.biosafety,
        "dossier": item.dossier,
        "instructions": item.instructions,
        "funding": item.funding,
        "lines": [line(found) for found in current_lines(item)],
        "occurrences": [
            _occurrence(item, occurrence, catalogue)
            for occurrence in sorted(item.occurrences, key=lambda occurrence: occurrence.span)
        ],
    }


class AnyLine(Protocol):
    """A line of a booking or of a template."""

    @property
    def resource(self) -> str:
        """Code."""

    @property
    def quantity(self) -> int:
        """How many units."""

    @property
    def offset(self) -> Lapse:
        """From the start of the booking."""

    @property
    def length(self) -> Lapse | None:
        """None: as long as the booking."""


def line(item: AnyLine) -> dict[str, Any]:
    """A line; its own offset and length only where they differ from the booking's."""
    own: dict[str, Any] = {"offset": iso_duration(item.offset)} if item.offset else {}
    if item.length is not None:
        own["length"] = iso_duration(item.length)
    return {"resource": item.resource, "quantity": item.quantity, **own}


def _occurrence(item: Booking, occurrence: Occurrence, catalogue: Catalogue) -> dict[str, Any]:
    resources = {line.number: line.resource for line in item.lines}
    return {
        "date": occurrence.day(item.zone).isoformat(),
        **({"title": occurrence.title} if occurrence.title else {}),
        "start": at(occurrence.span.start, item.zone),
        "end": at(occurrence.span.end, item.zone),
        "state": item.state_of(occurrence),
        "allocations": [
            _allocation(allocation, resources[allocation.line], item.zone, catalogue)
            for allocation in item.allocations_of(occurrence)
        ],
    }


def _allocation(item: Allocation, resource: str, zone: tzinfo, catalogue: Catalogue) -> dict[str, Any]:
    unit = catalogue.unit_by_id.get(item.unit_id)
    return {
        "resource": resource,
        "unit": unit.name if unit else str(item.unit_id),
        "state": item.state.value,
        "start": at(item.use.start, zone),
        "end": at(item.use.end, zone),
        "occupied_from": at(item.occupied.start, zone),
        "occupied_until": at(item.occupied.end, zone),
    }


def inbox(item: InboxItem, catalogue: Catalogue) -> dict[str, Any]:
    """A booking with the lines that wait for me."""
    return {
        "booking": booking(item.booking, catalogue),
        "first": at(item.first, item.booking.zone),
        "lines": [
            {
                "line": line.line.number,
                "resource": line.line.resource,
                "step": str(line.step),
                "occurrences": line.occurrences,
            }
            for line in item.lines
        ],
    }


def found(item: Found, zone: tzinfo) -> dict[str, Any]:
    """One proposal."""
    sessions = [{"start": at(span.start, zone), "end": at(span.end, zone)} for span in item.sessions]
    return {"start": sessions[0]["start"], "end": sessions[-1]["end"], "sessions": sessions}


def block(item: Block, catalogue: Catalogue, zone: tzinfo) -> dict[str, Any]:
    """A time in which units cannot be used."""
    return {
        "ref": item.ref,
        "resource": item.resource,
        "units": [catalogue.unit_by_id[unit].name for unit in item.units],
        "start": at(item.span.start, zone),
        "end": at(item.span.end, zone),
        "kind": str(item.kind),
        "reason": item.reason,
    }


def imported(report: ImportReport, words: Words, *, dry_run: bool) -> dict[str, Any]:
    """What an import changed."""
    return {
        "dry_run": dry_run,
        "added": plain(dict(report.added)),
        "updated": plain(dict(report.updated)),
        "unchanged": report.unchanged,
        "warnings": [_problem(warning, words) for warning in report.warnings],
    }


def integrity(report: IntegrityReport, words: Words) -> dict[str, Any]:
    """What an examination found."""
    return {
        "clean": report.clean,
        "count": report.count,
        "totals": dict(report.totals),
        "examined": dict(report.examined),
        "anchor": anchor(report.anchor),
        "findings": [
            {
                "code": item.code,
                "message": words.finding(item.code, item.params),
                "params": plain(dict(item.params)),
            }
            for item in report.findings
        ],
    }


def anchor(item: Anchor | None) -> dict[str, Any] | None:
    """Where the trail ends."""
    return None if item is None else {"seq": item.seq, "hash": item.hash}


def audit_entry(entry: AuditEntry) -> dict[str, Any]:
    """One entry of the trail, in UTC."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "reason": entry.reason,
        "before": plain(entry.before),
        "after": plain(entry.after),
        "hash": entry.hash,
    }


# --- a "no" -----------------------------------------------------------------------------------------


def error(refusal: BookingError, words: Words, zone: tzinfo) -> dict[str, Any]:
    """What is printed on stderr when something is refused."""
    return envelope(refusal.code, words.error(refusal), _details(refusal, words, zone))


def envelope(code: str, message: str, details: dict[str, Any]) -> dict[str, Any]:
    """The one shape that every error has."""
    return {"error": {"code": code, "message": message, "details": details}}


def conflict(item: Conflict, zone: tzinfo) -> dict[str, Any]:
    """Who stands in the way."""
    return {
        "resource": item.resource,
        "unit": item.unit,
        "occurrence": item.occurrence.isoformat(),
        "kind": item.kind.value,
        "with": item.holder or None,
        "timetable": item.timetable,
        "start": at(item.span.start, zone),
        "end": at(item.span.end, zone),
    }


def reassigned(items: Sequence[Reassigned]) -> dict[str, Any]:
    """Bookings that got another unit to make room; nothing where nobody did."""
    if not items:
        return {}
    return {
        "reassigned": [
            {
                "ref": item.ref,
                "resource": item.resource,
                "unit_from": item.unit_from,
                "unit_to": item.unit_to,
                "occurrence": item.occurrence.isoformat(),
            }
            for item in items
        ]
    }


def alternative(item: Alternative, zone: tzinfo) -> dict[str, Any]:
    """One way out."""
    return {
        "kind": item.kind.value,
        "start": at(item.span.start, zone),
        "end": at(item.span.end, zone),
        "resource": item.resource or None,
        "skip": [day.isoformat() for day in item.skip],
        "unit": item.unit or None,
        "instead_of": item.instead_of or None,
        "add": [{"resource": code, "quantity": quantity} for code, quantity in item.add],
        "ask_from": None if item.ask_from is None else at(item.ask_from, zone),
    }


def violation(item: Violation, words: Words) -> dict[str, Any]:
    """A rule that does not hold."""
    return {
        "code": item.code,
        "severity": item.severity.value,
        "where": item.where,
        "message": words.violation(item),
        "remedy": words.remedy(item),
        "who_can": list(item.who_can),
    }


def _details(refusal: BookingError, words: Words, zone: tzinfo) -> dict[str, Any]:
    match refusal:
        case BookingConflict():
            return {
                "conflicts": [conflict(item, zone) for item in refusal.conflicts],
                "alternatives": [alternative(item, zone) for item in refusal.alternatives],
            }
        case RuleRefused():
            return {
                "violations": [violation(item, words) for item in refusal.violations],
                "alternatives": [alternative(item, zone) for item in refusal.alternatives],
            }
        case CatalogueInvalid():
            return {"problems": [_problem(item, words) for item in refusal.problems]}
        case InvalidInput():
            rest = {key: value for key, value in refusal.params.items() if key != "reason"}
            return {"reason": refusal.reason, **plain(rest)}
        case _:
            details: dict[str, Any] = plain(dict(refusal.params))
            return details


def _problem(problem: tuple[str, str, dict[str, Any]], words: Words) -> dict[str, Any]:
    where, code, params = problem
    return {
        "where": where,
        "code": code,
        "message": words.problem(where, code, params),
        "params": plain(params),
    }
