"""Who has which unit when, found by predecessor seek: one query for any number of wanted spans."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from platform_booking.domain.conflicts import ConflictKind, Occupancy, Occupied
from platform_booking.domain.timespan import TimeSpan
from platform_booking.storage import tables
from platform_booking.storage.asking import together
from platform_booking.storage.hidden import hidden_refs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection, TextualSelect

_WANTED_SQLITE = """
wanted(unit_id, s, e) AS MATERIALIZED (
  SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(:wanted)
)"""
_WANTED_POSTGRESQL = """
wanted(unit_id, s, e) AS MATERIALIZED (
  SELECT * FROM unnest(CAST(:units AS bigint[]), CAST(:starts AS timestamptz[]), CAST(:ends AS timestamptz[]))
)"""

_HOLDING = """
SELECT a.id, a.unit_id, a.occupied_from, a.occupied_until, a.holds, coalesce(b.ref, k.ref) AS holder,
       CASE WHEN b.visibility = 'private' THEN '' ELSE coalesce(b.title, k.reason) END AS title{column}
FROM wanted AS w
CROSS JOIN allocation AS a
LEFT JOIN booking AS b ON b.id = a.booking_id
LEFT JOIN block AS k ON k.id = a.block_id{join}
WHERE a.unit_id = w.unit_id AND a.holds AND a.occupied_from < w.e AND a.occupied_until > w.s
  AND a.occupied_from >= coalesce(
    (SELECT max(p.occupied_from) FROM allocation AS p
     WHERE p.unit_id = w.unit_id AND p.holds AND p.occupied_from <= w.s), w.s)"""

_MOVABLE = {
    "column": ", a.state IN ('requested', 'approved') AND l.number IS NOT NULL AND l.unit_id IS NULL AS movable",
    "join": "\nLEFT JOIN line AS l ON l.booking_id = a.booking_id AND l.number = a.line",
}
"""Which of them may go to another unit, as far as the store knows: asked only when somebody has to."""

_ASKING = """
SELECT a.id, a.unit_id, a.occupied_from, a.occupied_until, a.holds, b.ref AS holder,
       CASE WHEN b.visibility = 'private' THEN '' ELSE b.title END AS title
FROM wanted AS w
CROSS JOIN allocation AS a
LEFT JOIN booking AS b ON b.id = a.booking_id
WHERE a.unit_id = w.unit_id AND a.booking_id IS NOT NULL AND a.state = 'requested' AND NOT a.holds
  AND a.occupied_from < w.e AND a.occupied_until > w.s"""

"""The title of a private booking is told to nobody who meets it: the ref says enough to ask."""

Wanted = tuple[int, TimeSpan]


def _statement(dialect: str, body: str) -> TextualSelect:
    wanted = _WANTED_SQLITE if dialect == "sqlite" else _WANTED_POSTGRESQL
    columns = tables.allocation.c
    return text(f"WITH {wanted} {body}").columns(
        columns.id, columns.unit_id, columns.occupied_from, columns.occupied_until, columns.holds
    )


_BODIES = {
    "holding": _HOLDING.format(column="", join=""),
    "movable": _HOLDING.format(**_MOVABLE),
    "asking": _ASKING,
}
_STATEMENTS = {
    (dialect, kind): _statement(dialect, body)
    for dialect in ("sqlite", "postgresql")
    for kind, body in _BODIES.items()
}


def _parameters(dialect: str, wanted: Iterable[Wanted]) -> dict[str, Any]:
    rows = list(wanted)
    if dialect == "sqlite":
        spans = [[unit, int(span.start.timestamp()), int(span.end.timestamp())] for unit, span in rows]
        return {"wanted": json.dumps(spans)}
    return {
        "units": [unit for unit, _ in rows],
        "starts": [span.start for _, span in rows],
        "ends": [span.end for _, span in rows],
    }


def occupancy_of(
    connection: Connection,
    wanted: Iterable[Wanted],
    *,
    requests: bool = False,
    movable_after: datetime | None = None,
) -> Occupancy:
    """Everything that overlaps the wanted (unit, span) pairs; with ``requests`` also those that hold nothing yet.

    ``movable_after`` also tells who may go to another unit of the pool: those who begin to occupy theirs after it.
    """
    dialect = connection.dialect.name
    parameters = _parameters(dialect, wanted)
    found: dict[int, Occupied] = {}
    holding = "holding" if movable_after is None else "movable"
    kinds = (holding, "asking") if requests else (holding,)
    answers = together(connection, [(_STATEMENTS[dialect, kind], parameters) for kind in kinds])
    for kind, rows in [(kind, answer.all()) for kind, answer in zip(kinds, answers, strict=True)]:
        refs = hidden_refs(connection, [row.id for row in rows if row.holder is None])
        for row in rows:
            if row.id not in found:
                found[row.id] = Occupied(
                    unit_id=row.unit_id,
                    span=TimeSpan(row.occupied_from, row.occupied_until),
                    holder=refs.get(row.id, "") if row.holder is None else row.holder,
                    kind=ConflictKind.SOFT if kind == "asking" else ConflictKind.HARD,
                    title=row.title or "",
                    allocation_id=row.id,
                    movable=kind == "movable"
                    and movable_after is not None
                    and bool(row.movable)
                    and row.occupied_from > movable_after,
                )
    return Occupancy(found.values())
