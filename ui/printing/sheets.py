"""Sheets for walls, doors and sessions: the week of a resource, its day, and a list to be signed. No learner is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from html import escape
from typing import TYPE_CHECKING, Final

from platform_booking.domain.board import sessions_of
from platform_booking.domain.booking import State
from platform_booking.domain.recurrence import localize, wall_time, zone_of
from platform_booking.domain.timespan import TimeSpan
from ui.printing.html import cell, grid, heading, line
from ui.printing.output import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from platform_booking.domain.board import Board, BoardSession
    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.catalogue import Resource
    from ui.context import Context

DAY: Final = timedelta(days=1)
WORKING_DAYS: Final = 5
WEEK: Final = 7
FEWEST_LINES: Final = 12
"""Lines to sign on where nobody said how many learners come."""
MOST_LINES: Final = 200
MOST_DAYS: Final = 5
"""Columns to sign in; longer sessions need another sheet."""
_NOON: Final = time(12)
_AFTERNOON: Final = time(13)


def days_of(first: date, count: int, zone: ZoneInfo) -> TimeSpan:
    """Whole days on the clocks of the zone."""
    start, end = (datetime.combine(first + number * DAY, time()) for number in (0, count))
    return TimeSpan(localize(start, zone), localize(end, zone))


def zone_at(context: Context, code: str) -> ZoneInfo:
    """The zone of the resource."""
    return zone_of(context.catalogue.zone_name_of(context.catalogue.resources[code]))


def week_plan(context: Context, board: Board, code: str, day: date) -> Paper:
    """What is on in the week of that day, a column a day; the weekend only where something is on."""
    monday = day - day.weekday() * DAY
    zone, resource = zone_at(context, code), context.catalogue.resources[code]
    found = _sessions(context, board, code)
    by_day = {
        each: [session for session in found if session.use.overlaps(days_of(each, 1, zone))]
        for each in (monday + number * DAY for number in range(WEEK))
    }
    days = [each for number, each in enumerate(by_day) if number < WORKING_DAYS or by_day[each]]
    width = f'width="{100 // len(days)}%"'
    head = "".join(
        cell(context.texts.capital(context.texts.day_short(each)), head=True, more=width) for each in days
    )
    cells = "".join(
        f'<td valign="top">{"".join(_entry(context, item, resource, zone) for item in by_day[each])}</td>'
        for each in days
    )
    name = context.resource_name(code)
    when = context.say("print-week-of", day=context.texts.dated(monday, "d MMMM yyyy"))
    parts = [heading(name, 1), line(_where(resource, when), "sub"), grid((head, cells), "ruled")]
    if not found:
        parts.append(line(context.say("print-nothing")))
    parts.append(_as_of(context, board))
    return Paper(f"{name} – {when}", "".join(parts), landscape=True)


def door_sheet(context: Context, board: Board, code: str, day: date) -> Paper:
    """What is on today, to be read from two metres."""
    zone, resource = zone_at(context, code), context.catalogue.resources[code]
    name = context.resource_name(code)
    when = context.texts.capital(context.texts.dated(day, "dddd d MMMM yyyy"))
    rows = [
        f'<td width="30%" style="font-size: 20pt;">{escape(_hours(context, item, zone))}</td>'
        f'<td style="font-size: 20pt;">{_said(context, item, resource)}</td>'
        for item in _sessions(context, board, code)
        if item.use.overlaps(days_of(day, 1, zone))
    ]
    parts = [
        f'<p style="font-size: 34pt;"><b>{escape(name)}</b></p>',
        f'<p style="font-size: 18pt;" class="sub">{escape(_where(resource, when))}</p>',
        grid(rows, "ruled")
        if rows
        else f'<p style="font-size: 20pt;">{escape(context.say("print-nothing"))}</p>',
        _as_of(context, board),
    ]
    return Paper(f"{name} – {when}", "".join(parts))


def attendance_sheet(context: Context, booking: Booking, occurrence: int) -> Paper:
    """A list to be signed at one date: as many empty lines as learners, and the trainers by name."""
    say = context.say
    date = next(item for item in booking.occurrences if item.number == occurrence)
    title = date.title or booking.title
    trainers, facts = _facts(context, booking, date)
    columns = _to_sign(context, booking, date)
    count = min(booking.learners or FEWEST_LINES, MOST_LINES)
    numbered = [(say("print-line-number"), "7%"), (say("print-line-name"), "37%")]
    named = [(say("print-trainers"), "44%")]
    parts = [
        heading(say("print-sheet-attendance"), 1),
        heading(title),
        grid(cell(name, more='width="20%" class="sub"') + cell(text) for name, text in facts if text),
        line(say("print-learners", count=booking.learners)) if booking.learners else "",
        _list(numbered, columns, [(str(number), "") for number in range(1, count + 1)]),
        _list(named, columns, [(name,) for name in trainers]),
        line(booking.ref, "small"),
    ]
    return Paper(f"{say('print-sheet-attendance')} – {title}", "".join(parts))


def _facts(context: Context, booking: Booking, date: Occurrence) -> tuple[list[str], list[tuple[str, str]]]:
    """Who teaches; and when, where, with what, and for whom, each with its name."""
    say, codes = context.say, [item.resource for item in booking.lines]
    trainers = [context.person_name(code[1:]) for code in codes if code.startswith("@")]
    trainers = trainers or [context.person_name(booking.organiser)]
    places = [context.resource_name(code) for code in codes if not code.startswith("@")]
    return trainers, [
        (say("print-when"), _when(context, date.span, booking.zone)),
        (say("print-places"), ", ".join(places)),
        (say("print-trainers"), ", ".join(trainers)),
        (say("print-organiser"), context.partner_name(booking.partner)),
    ]


def _list(heads: Sequence[tuple[str, str]], columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> str:
    """Lines with room to sign in each column; ``heads`` with their widths."""
    empty = cell("") * len(columns)
    head = "".join(cell(text, head=True, more=f'width="{width}"') for text, width in heads)
    return grid(
        (
            head + "".join(cell(text, head=True) for text in columns),
            *("".join(map(cell, row)) + empty for row in rows),
        ),
        "signed",
    )


def _when(context: Context, span: TimeSpan, zone: ZoneInfo) -> str:
    """With the year: paper is kept."""
    texts = context.texts
    first, last = (
        texts.dated(texts.local(moment, zone).date(), "dddd d MMMM yyyy") for moment in (span.start, span.end)
    )
    if first == last:
        return f"{first}, {texts.hours(span, zone)}"
    return f"{first} {texts.time(span.start, zone)} – {last} {texts.time(span.end, zone)}"


def _to_sign(context: Context, booking: Booking, date: Occurrence) -> list[str]:
    """Once, morning and afternoon, or day by day."""
    start, end = wall_time(date.span.start, booking.zone), wall_time(date.span.end, booking.zone)
    days = (end.date() - start.date()).days + 1
    if days > 1:
        return [
            context.texts.day_short(start.date() + number * DAY) for number in range(min(days, MOST_DAYS))
        ]
    if start.time() < _NOON and end.time() > _AFTERNOON:
        return [context.say("print-line-morning"), context.say("print-line-afternoon")]
    return [context.say("print-line-signature")]


def _sessions(context: Context, board: Board, code: str) -> Sequence[BoardSession]:
    resource = context.catalogue.resources[code]
    bars = tuple(bar for bar in board.bars if bar.resource_id == resource.id)
    return sessions_of(replace(board, bars=bars), context.catalogue)


def _hours(context: Context, session: BoardSession, zone: ZoneInfo) -> str:
    return context.texts.hours(session.use, zone)


def _entry(context: Context, session: BoardSession, resource: Resource, zone: ZoneInfo) -> str:
    return f"<p><b>{escape(_hours(context, session, zone))}</b><br>{_said(context, session, resource)}</p>"


def _said(context: Context, session: BoardSession, resource: Resource) -> str:
    """What is on, who, on which units, and whether it is still only asked for."""
    parts = [f"<b>{escape(session.title or context.say('print-taken'))}</b>"]
    if session.organiser and not session.is_block:
        people = ", ".join((context.person_name(session.organiser), context.partner_name(session.partner)))
        parts.append(escape(people.rstrip(", ")))
    if len(resource.units) > 1:
        units = {unit for item in session.lines for unit in item.units}
        names = [unit.name for unit in resource.units if unit.id in units]
        parts.append(escape(context.say("print-units", count=len(names), units=", ".join(names))))
    if session.state == State.REQUESTED:
        parts.append(f"<i>{escape(context.say('print-asked'))}</i>")
    return "<br>".join(parts)


def _where(resource: Resource, when: str) -> str:
    return " · ".join(part for part in (resource.code, resource.site, when) if part)


def _as_of(context: Context, board: Board) -> str:
    moment = board.read_at or context.now()
    return line(context.say("print-as-of", moment=moment), "small")
