"""What became of a series, or would, for people and as JSON."""

from typing import TYPE_CHECKING, Any, Final

from platform_booking.cli import as_json, render
from platform_booking.cli.exit_codes import CONFLICT
from platform_booking.cli.session import Session

if TYPE_CHECKING:
    from datetime import tzinfo

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.services.series import Changed, DateChange, SeriesPreview

KINDS: Final = ("kept", "moved", "added", "cancelled")


def say_series_changed(session: Session, name: str, changed: "Changed", catalogue: "Catalogue") -> None:
    """Say what became of a series; of one that was split, the booking that continues it."""
    words, booking = session.words, changed.booking
    session.say(words.text(name, ref=booking.ref, state=words.name("state", booking.status)))
    if changed.ended:
        session.say(words.text("done-split", ref=booking.ref, former=changed.ended.ref))
    session.say(render.booking(booking, catalogue, words))
    for warning in changed.warnings:
        session.note(words.violation(warning))
    preview = changed.preview
    if preview is not None and preview.conflicts:
        session.note(words.text("left-as-they-are", dates=preview.in_conflict))
    session.note_reassigned(changed.reassigned)
    session.document(
        {
            **as_json.booking(booking, catalogue),
            "displaced": [],
            **as_json.reassigned(changed.reassigned),
            "continues": changed.ended.ref if changed.ended else None,
            "refs": [changed.ended.ref, booking.ref] if changed.ended else [booking.ref],
            "warnings": [as_json.violation(item, words) for item in changed.warnings],
            "preview": None if preview is None else preview_json(preview),
        }
    )


def say_preview(session: Session, found: "SeriesPreview", *, skip: bool) -> None:
    """Say what a change would do, date by date."""
    words = session.words
    session.say(words.text("done-edit-dry"))
    rows = [
        (
            words.text(f"preview-{kind}"),
            _when(session, item.before, found.zone),
            _when(session, item.after, found.zone),
            _units(item),
        )
        for kind in KINDS
        for item in getattr(found, kind)
    ]
    session.say(render.table(words, ("change", "before", "after", "resources"), rows))
    if found.conflicts:
        session.note(words.text("left-as-they-are" if skip else "preview-conflicts", dates=found.in_conflict))
        session.exit_code = session.exit_code if skip else CONFLICT
    session.document({"dry_run": True, "preview": preview_json(found)})


def _when(session: Session, span: "TimeSpan | None", zone: "tzinfo") -> str:
    return "–" if span is None else session.words.span(span.start, span.end, zone)


def _units(item: "DateChange") -> str:
    """What is used; with an arrow where it changes."""
    said = []
    for line in item.lines:
        names = [", ".join(units) or "–" for units in (line.before, line.after)]
        said.append(f"{line.resource} {' → '.join(dict.fromkeys(names))}")
    return "; ".join(said)


def preview_json(found: "SeriesPreview") -> dict[str, Any]:
    """What is kept, moved, added and cancelled, and who is in the way."""
    zone = found.zone
    dates = {kind: [_date_json(item, zone) for item in getattr(found, kind)] for kind in KINDS}
    return {
        **dates,
        "conflicts": [as_json.conflict(item, zone) for item in found.conflicts],
        "alternatives": [as_json.alternative(item, zone) for item in found.alternatives],
    }


def _date_json(item: "DateChange", zone: "tzinfo") -> dict[str, Any]:
    return {
        "date": item.day.isoformat(),
        "before": _span_json(item.before, zone),
        "after": _span_json(item.after, zone),
        "lines": [
            {
                "resource": line.resource,
                "before": list(line.before),
                "after": list(line.after),
                "state": line.state or None,
            }
            for line in item.lines
        ],
    }


def _span_json(span: "TimeSpan | None", zone: "tzinfo") -> dict[str, str] | None:
    return (
        None if span is None else {"start": as_json.at(span.start, zone), "end": as_json.at(span.end, zone)}
    )
