"""What reports are added up from: one query each, read row by row so that years of it need no memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import select, text

from platform_booking.domain.booking import State
from platform_booking.domain.reports.decisions import Lost, Word
from platform_booking.domain.reports.model import Outcome
from platform_booking.storage import tables
from platform_booking.storage.week import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Select

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.reports.usage import Blocked, Held
    from platform_booking.domain.timespan import TimeSpan

_AT_ONCE: Final = 10_000
"""Rows fetched together."""
_HELD: Final = """
SELECT a.booking_id, a.occurrence, a.unit_id, {use_from}, {use_until}, a.state, {actual_from}, {actual_until},
       b.partner_id, b.purpose, b.learners, b.funding
FROM allocation AS a JOIN booking AS b ON b.id = a.booking_id
WHERE a.use_from < :ends AND a.use_until > :starts
  AND a.state IN ('requested', 'approved', 'in_use', 'completed', 'no_show')
ORDER BY a.booking_id"""
_BLOCKED: Final = """
SELECT a.unit_id, {use_from}, {use_until} FROM allocation AS a
WHERE a.block_id IS NOT NULL AND a.holds AND a.use_from < :ends AND a.use_until > :starts"""


def held_in(connection: Connection, span: TimeSpan) -> Iterable[Held]:
    """Every allocation of a booking that is held, asked for or was missed at some instant of the span, booking by booking."""
    return cast("Iterable[Held]", _streamed(connection, _HELD, span))


def blocked_in(connection: Connection, span: TimeSpan) -> Iterable[Blocked]:
    """Every unit that a block takes out of use at some instant of the span."""
    return cast("Iterable[Blocked]", _streamed(connection, _BLOCKED, span))


def _streamed(connection: Connection, query: str, span: TimeSpan) -> Iterable[Any]:
    """With instants as whole seconds since the epoch, whatever the store keeps."""
    sqlite = connection.dialect.name == "sqlite"
    shape = "a.{}" if sqlite else "CAST(extract(epoch FROM a.{}) AS bigint)"
    columns = ("use_from", "use_until", "actual_from", "actual_until")
    statement = text(query.format(**{name: shape.format(name) for name in columns}))
    return connection.execute(
        statement, parameters(connection, span), execution_options={"yield_per": _AT_ONCE}
    )


def words_in(connection: Connection, catalogue: Catalogue, span: TimeSpan) -> Iterator[Word]:
    """All words on bookings of which something was decided in the span, in the order in which they were said."""
    decision = tables.decision.c
    recent = select(decision.booking_id).where(
        decision.decided_at >= span.start, decision.decided_at < span.end
    )
    booking, line = tables.booking.c, tables.line.c
    query = (
        _about_booking(
            select(
                decision.booking_id,
                decision.line,
                decision.occurrence,
                line.resource_id,
                decision.step,
                decision.verdict,
                decision.decided_at,
                booking.created_at,
                decision.reason,
            )
            .join(tables.booking, booking.id == decision.booking_id)
            .join(tables.line, (line.booking_id == decision.booking_id) & (line.number == decision.line))
        )
        .where(decision.booking_id.in_(recent))
        .order_by(decision.id)
    )
    codes = {item.id: item.code for item in catalogue.resources.values()}
    for row in connection.execute(query):
        key, number, date, resource, step, verdict, at, asked, reason, partner, *about = row
        yield Word(
            key, number, date, codes[resource], step, verdict, at, asked, reason, partner or "", *about
        )


def lost_in(connection: Connection, catalogue: Catalogue, span: TimeSpan) -> Iterator[Lost]:
    """Lines at dates that expired in the span, or that are declined since then, by whomever."""
    allocation, booking = tables.allocation.c, tables.booking.c
    query = (
        _about_booking(
            select(
                allocation.booking_id,
                allocation.line,
                allocation.occurrence,
                allocation.unit_id,
                allocation.state,
                allocation.changed_at,
            ).join(tables.booking, booking.id == allocation.booking_id)
        )
        .where(
            allocation.state.in_([State.DECLINED.value, State.EXPIRED.value]),
            allocation.changed_at >= span.start,
            allocation.changed_at < span.end,
        )
        .order_by(allocation.id)
    )
    seen = set()
    for key, number, date, unit, state, at, partner, *about in connection.execute(query):
        if (key, number, date) not in seen:  # a pool's line has several units
            seen.add((key, number, date))
            outcome = Outcome.EXPIRED if state == State.EXPIRED.value else Outcome.DISPLACED
            code = catalogue.resource_of_unit[unit].code
            yield Lost(key, number, date, code, outcome, at, partner or "", *about)


def _about_booking(query: Select[Any]) -> Select[Any]:
    """With partner, purpose and funder of the booking at the end."""
    booking, partner = tables.booking.c, tables.partner.c
    return query.add_columns(partner.code, booking.purpose, booking.funding).outerjoin(
        tables.partner, partner.id == booking.partner_id
    )
