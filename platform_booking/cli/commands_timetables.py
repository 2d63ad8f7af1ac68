"""Commands about timetables of others: ical import, calendars, refresh, detach."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli import as_json
from platform_booking.cli.session import Session, session_of
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.timetables import Holding
from platform_booking.services.timetable_words import told_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.domain.timetables import ImportedCalendar, ImportedEvent
    from platform_booking.services.timetables import CalendarCard, Imported
    from platform_booking.wording import Words

MOST_SHOWN = 30
"""Changes of one import that are written out for people; scripts get all."""
BAD_INPUT = 2
"""Exit code when some calendar could not be read again."""


def add_to(ical: typer.Typer) -> None:
    """Declare the commands in the group ``ical``."""
    ical.command("import", help="help-ical-import")(_import)
    ical.command("calendars", help="help-ical-calendars")(_calendars)
    ical.command("refresh", help="help-ical-refresh")(_refresh)
    ical.command("detach", help="help-ical-detach")(_detach)


def _import(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="opt-ical-source")],
    *,
    resource: Annotated[str | None, typer.Option("--resource", help="opt-resource-code")] = None,
    person: Annotated[str | None, typer.Option("--person", help="opt-person")] = None,
    partner: Annotated[str | None, typer.Option("--partner", help="opt-partner")] = None,
    calendar: Annotated[str | None, typer.Option("--calendar", help="opt-ical-calendar")] = None,
    hold: Annotated[bool, typer.Option("--hold", help="opt-ical-hold")] = False,
    soft: Annotated[bool, typer.Option("--soft", help="opt-ical-soft")] = False,
    every: Annotated[int | None, typer.Option("--every", metavar="N", help="opt-ical-every")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="opt-dry-run")] = False,
) -> None:
    from platform_booking.services.timetables import ImportRequest  # noqa: PLC0415 - help needs no database

    session = session_of(ctx)
    if hold and soft:
        raise InvalidInput("hold-or-soft")
    holding = Holding.HARD if hold else Holding.SOFT if soft else None
    request = ImportRequest(source, resource, person, partner, calendar, holding, every)
    with session.opened() as app:
        session.show_in_zone_of(app.catalogue.load(), resource or "")
        done = app.timetables.attach(request, dry_run=dry_run)
    if dry_run:
        session.say(session.words.text("imported-dry"))
    _say(session, done)
    session.document(_imported(session, done))


def _calendars(
    ctx: typer.Context,
    *,
    detached: Annotated[bool, typer.Option("--detached", help="opt-ical-detached")] = False,
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        cards = app.timetables.list(detached=detached)
        now = app.desk.now()
    if not cards:
        session.say(session.words.text("no-calendars"))
    for card in cards:
        _say_card(session, card, now)
    session.document(
        [
            {
                **_calendar(session, card.calendar, mine=card.mine),
                "events": card.events,
                "conflicts": [_event(item, session) for item in card.conflicts],
            }
            for card in cards
        ]
    )


def _refresh(
    ctx: typer.Context,
    codes: Annotated[list[str] | None, typer.Argument(metavar="[CODE]...", help="opt-ical-codes")] = None,
) -> None:
    session = session_of(ctx)
    words = session.words
    with session.opened() as app:
        found = app.timetables.refresh(tuple(codes or ()))
        now = app.desk.now()
    if not found:
        session.say(words.text("refreshed-nothing"))
    for item in found:
        if item.imported is not None:
            _say(session, item.imported)
        else:
            session.exit_code = BAD_INPUT
            age = _age(words, item.calendar.last_ok_at, now)
            why = _why(words, item.calendar)
            session.note(words.text("refreshed-failed", code=item.calendar.code, age=age, why=why))
    session.document(
        [
            _imported(session, item.imported)
            if item.imported is not None
            else {"calendar": _calendar(session, item.calendar), "counts": None}
            for item in found
        ]
    )


def _detach(
    ctx: typer.Context, code: Annotated[str, typer.Argument(metavar="CODE", help="opt-ical-codes")]
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        done = app.timetables.detach(code.strip())
    session.say(session.words.text("detached", code=done.calendar.code, count=done.counts["gone"]))
    session.document(_imported(session, done))


# --- for people -------------------------------------------------------------------------------------


def _say(session: Session, done: "Imported") -> None:
    def when(span: "TimeSpan") -> str:
        return session.words.span(span.start, span.end, session.zone)

    told = told_of(session.words, done, when, MOST_SHOWN)
    for line in told.news:
        session.say(line)
    for line in told.doubts:
        session.note(line)


def _say_card(session: Session, card: "CalendarCard", now: datetime) -> None:
    words, calendar = session.words, card.calendar
    row = words.text(
        "calendar-row",
        code=calendar.code,
        subject=calendar.subject,
        name=calendar.name,
        events=card.events,
        conflicts=len(card.conflicts),
        age=_age(words, calendar.last_ok_at, now),
    )
    session.say(f"{row}, {words.text(f'calendar-{calendar.holding.value}')}")
    if calendar.last_error is not None:
        session.say(f"  {_why(words, calendar)}")


def _age(words: "Words", moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return words.text("calendar-never")
    return words.text("calendar-age", age=now - moment)


def _why(words: "Words", calendar: "ImportedCalendar") -> str:
    error = calendar.last_error
    return "" if error is None else words.text(f"invalid-{error['code']}", **error["params"])


# --- for scripts ------------------------------------------------------------------------------------


def _imported(session: Session, done: "Imported") -> dict[str, Any]:
    words, remarks = session.words, done.calendar.remarks
    return {
        "calendar": _calendar(session, done.calendar),
        "dry_run": not done.written,
        "counts": dict(done.counts),
        "seen": done.seen,
        "passed_over": dict(done.passed_over),
        "changes": [
            {
                "kind": change.kind.value,
                **_event(change.after, session),
                "before": None if change.before is None else _event(change.before, session),
            }
            for change in done.changes
            if change.is_news
        ],
        "conflicts": [
            {
                **_event(item.event, session),
                "with": [{"ref": holder.holder, "title": holder.title} for holder in item.holders],
            }
            for item in done.conflicts
        ],
        "rejected": [_remark(words, remark) for remark in remarks if remark["rejects"]],
        "remarks": [_remark(words, remark) for remark in remarks if not remark["rejects"]],
    }


def _remark(words: "Words", remark: "Mapping[str, Any]") -> dict[str, Any]:
    said = words.remark(remark["code"], remark["params"])
    return {"code": remark["code"], "message": said, **remark["params"]}


def _event(event: "ImportedEvent", session: Session) -> dict[str, Any]:
    return {
        "uid": event.uid,
        "recurrence": event.recurrence or None,
        "summary": event.summary,
        "location": event.location,
        "start": as_json.at(event.span.start, session.zone),
        "end": as_json.at(event.span.end, session.zone),
        "all_day": event.all_day,
        "status": event.status,
        "state": event.state.value,
    }


def _calendar(session: Session, calendar: "ImportedCalendar", *, mine: bool = True) -> dict[str, Any]:
    def moment(value: datetime | None) -> str | None:
        return None if value is None else as_json.at(value, session.zone)

    error = calendar.last_error
    return {
        "code": calendar.code,
        "name": calendar.name,
        "source": calendar.source if mine else calendar.public_source,
        "subject": {"kind": calendar.subject_kind.value, "code": calendar.subject},
        "holding": calendar.holding.value,
        "time_zone": calendar.time_zone,
        "refresh_minutes": calendar.refresh_minutes,
        "active": calendar.active,
        "created_by": calendar.created_by,
        "last_try_at": moment(calendar.last_try_at),
        "last_ok_at": moment(calendar.last_ok_at),
        "error": None if error is None else {"code": error["code"], "message": _why(session.words, calendar)},
    }
