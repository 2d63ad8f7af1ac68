"""What a screenful of the planning shows: every bar in a span of time, in one query, as frozen read models."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import text

from platform_booking.domain.board import PlannedBar
from platform_booking.domain.booking import State
from platform_booking.domain.timespan import TimeSpan
from platform_booking.storage.asking import together
from platform_booking.storage.hidden import hidden_refs
from platform_booking.storage.timetable_occupancy import ATTACHED, noted_bars, partner_events

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Connection, TextClause

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.timetables import PartnerEvent
    from platform_booking.storage.asking import Asked

_ROWS: Final = """
SELECT a.id, a.unit_id, u.resource_id, a.booking_id, coalesce(b.ref, k.ref) AS ref, coalesce(b.title, k.reason) AS title,
       a.block_id IS NOT NULL AS is_block, a.use_from, a.use_until, a.occupied_from, a.occupied_until, a.state, a.holds,
       a.line, a.occurrence, b.partner_id, b.organiser_id, k.created_by, k.kind
FROM {units} allocation AS a
LEFT JOIN booking AS b ON b.id = a.booking_id
LEFT JOIN block AS k ON k.id = a.block_id
WHERE a.unit_id = u.id AND a.occupied_from < :ends AND a.occupied_until > :starts AND """
_HOLDING: Final = """a.holds
  AND a.occupied_from >= coalesce(
    (SELECT max(p.occupied_from) FROM allocation AS p
     WHERE p.unit_id = u.id AND p.holds AND p.occupied_from <= :starts), :starts)"""
_ASKING: Final = "a.state = 'requested' AND NOT a.holds"
_ENDED: Final = text("""
SELECT a.id, a.unit_id, u.resource_id, a.booking_id, b.ref, b.title, false AS is_block,
       a.use_from, a.use_until, a.occupied_from, a.occupied_until, a.state, a.holds,
       a.line, a.occurrence, b.partner_id, b.organiser_id, NULL AS created_by, NULL AS kind
FROM allocation AS a
JOIN unit AS u ON u.id = a.unit_id
JOIN booking AS b ON b.id = a.booking_id
WHERE a.occupied_from < :ends AND a.occupied_until > :starts AND NOT a.holds
  AND a.state IN ('declined', 'cancelled', 'expired')""")
"""Without an index of its own: asked for by hand, for one screenful."""
_ABOUT: Final = """
SELECT b.id, b.ref, b.visibility = 'private' AS private,
       (SELECT count(*) FROM occurrence AS o WHERE o.booking_id = b.id) AS dates
FROM {wanted} JOIN booking AS b ON b.id = wanted.id
WHERE b.rule IS NOT NULL OR b.visibility = 'private'"""
_PINNED: Final = """
SELECT l.booking_id, l.number FROM {wanted} JOIN line AS l ON l.booking_id = wanted.id WHERE l.unit_id IS NOT NULL"""
_WANTED_SQLITE: Final = "(SELECT value AS id FROM json_each(:keys)) AS wanted"
_WANTED_POSTGRESQL: Final = "unnest(CAST(:keys AS bigint[])) AS wanted(id)"
_SQLITE: Final = _ROWS.format(units="unit AS u CROSS JOIN")
_POSTGRESQL: Final = f"SELECT bar.* FROM unit AS u CROSS JOIN LATERAL ({_ROWS.format(units='')}"  # noqa: S608 - constants
_FENCE: Final = "\nOFFSET 0) AS bar"
"""OFFSET keeps the server from reading the whole table: it looks into the index unit by unit, as SQLite does."""
_STATES: Final = {state.value: state for state in State}


@dataclass(frozen=True, slots=True)
class Week:
    """The bars of a span, and what they do not say themselves."""

    bars: tuple[PlannedBar, ...]
    dates: Mapping[str, int]
    """Booking ref → how many dates it has, where that is more than one."""
    private: frozenset[int]
    """Keys of bookings that not everybody may read."""
    pinned: frozenset[tuple[int, int]] = frozenset()
    """(booking key, line) of those that must have the very unit they have."""
    noted: tuple[PartnerEvent, ...] = ()
    """What the timetables of partners have."""


@cache
def statement(dialect: str) -> TextClause:
    """The query: holding rows by predecessor seek in each unit, then requests that hold nothing yet."""
    if dialect == "sqlite":
        return text(f"{_SQLITE}{_HOLDING}\nUNION ALL{_SQLITE}{_ASKING}")
    return text(f"{_POSTGRESQL}{_HOLDING}{_FENCE}\nUNION ALL\n{_POSTGRESQL}{_ASKING}{_FENCE}")


@cache
def _over(query: str, dialect: str) -> TextClause:
    """The query over the wanted keys."""
    return text(query.format(wanted=_WANTED_SQLITE if dialect == "sqlite" else _WANTED_POSTGRESQL))


def parameters(connection: Connection, span: TimeSpan) -> dict[str, Any]:
    """The span as the store's own columns hold it."""
    if connection.dialect.name == "sqlite":
        return {"starts": int(span.start.timestamp()), "ends": int(span.end.timestamp())}
    return {"starts": span.start, "ends": span.end}


def week_between(
    connection: Connection, catalogue: Catalogue, span: TimeSpan, *, ended: bool = False
) -> Week:
    """The bars of a span with what belongs to them; with ``ended`` also those that were declined or given up."""
    about = parameters(connection, span)
    asked: list[Asked] = [(statement(connection.dialect.name), about), (ATTACHED, {})]
    answers = together(connection, [*asked, (_ENDED, about)] if ended else asked)
    bars = _bars(connection, answers[0], catalogue)
    attached = answers[1].all()
    bars += noted_bars(connection, catalogue, span, attached)
    for answer in answers[2:]:
        bars += _bars(connection, answer, catalogue)
    dates, private, pinned = _about(
        connection, {bar.booking_id for bar in bars if bar.booking_id is not None}
    )
    private |= {bar.booking_id for bar in bars if bar.booking_id is not None and not bar.title}
    noted = partner_events(connection, catalogue, span, attached)
    return Week(tuple(bars), dates, private, pinned, noted)


def allocations_between(connection: Connection, span: TimeSpan, catalogue: Catalogue) -> list[PlannedBar]:
    """Everything that holds a unit or is asked for at some instant of the span, of all resources."""
    rows = connection.execute(statement(connection.dialect.name), parameters(connection, span)).all()
    return _bars(connection, rows, catalogue)


def _bars(connection: Connection, rows: Iterable[Any], catalogue: Catalogue) -> list[PlannedBar]:
    moment = _from_epoch if connection.dialect.name == "sqlite" else _as_it_is
    partners = {partner.id: partner.code for partner in catalogue.partners.values()}
    logins = {person.id: person.login for person in catalogue.persons.values()}
    spans: dict[tuple[Any, Any], TimeSpan] = {}  # the lines of a booking share theirs

    rows = list(rows)
    refs = hidden_refs(connection, [row.id for row in rows if row.ref is None])

    def span_of(start: Any, end: Any) -> TimeSpan:
        found = spans.get((start, end))
        if found is None:
            found = spans[start, end] = TimeSpan(moment(start), moment(end))
        return found

    return [
        PlannedBar(
            key,
            unit,
            resource,
            booking,
            refs.get(key, "") if ref is None else ref,
            title or "",
            bool(is_block),
            span_of(start, end),
            span_of(first, last),
            _STATES[state],
            bool(holds),
            line or 0,
            occurrence or 0,
            partners.get(partner, ""),
            logins[organiser] if organiser is not None else author or "",
            kind or "",
        )
        for (
            key,
            unit,
            resource,
            booking,
            ref,
            title,
            is_block,
            start,
            end,
            first,
            last,
            state,
            holds,
            line,
            occurrence,
            partner,
            organiser,
            author,
            kind,
        ) in rows
    ]


def _about(
    connection: Connection, keys: Collection[int]
) -> tuple[dict[str, int], frozenset[int], frozenset[tuple[int, int]]]:
    """Of these bookings: how many dates those with several have, which ones are private, and which lines are pinned."""
    if not keys:
        return {}, frozenset(), frozenset()
    dialect = connection.dialect.name
    bound: Any = {"keys": json.dumps(sorted(keys)) if dialect == "sqlite" else sorted(keys)}
    about, pinned = together(connection, [(_over(query, dialect), bound) for query in (_ABOUT, _PINNED)])
    rows = about.all()
    return (
        {row.ref: row.dates for row in rows if row.dates > 1},
        frozenset(row.id for row in rows if row.private),
        frozenset((row.booking_id, row.number) for row in pinned),
    )


def _from_epoch(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _as_it_is(moment: datetime) -> datetime:
    return moment
