"""What everybody's programs and the guards themselves read must be readable: one row could otherwise stop everybody's work.

Conditions on every row that is added or changed: instants and days that a calendar has, texts of a bearable length, JSON of
the right shape, keys that were drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Date, Text

from platform_booking.domain.booking import MAX_INSTRUCTIONS, MAX_LEARNERS, MAX_TITLE
from platform_booking.storage.tables import metadata
from platform_booking.storage.types import EARLIEST_EPOCH, LATEST_EPOCH, MAX_SPAN_DAYS, UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Column

DRAWN: Final = ("template", "feed", "imported_calendar", "mirror", "message")
"""Tables of which a key is said, and judged nowhere else: nobody takes one that is still to come."""
_SHORT: Final = 20_000
_LONG: Final = 20_000_000
"""Bytes: of what people write, and of what programs write about a long series."""
_PROGRAMS: Final = frozenset(
    {
        ("audit", "before"),
        ("audit", "after"),
        ("waiting", "request"),
        ("template", "body"),
        ("outbox", "payload"),
        ("invitation", "told"),
        ("imported_calendar", "remarks"),
        ("message", "params"),
        ("notice", "params"),
    }
)
"""Columns that may be long."""
_OBJECTS: Final = frozenset(
    {
        ("platform", "rules"),
        ("resource", "rules"),
        ("template", "body"),
        ("waiting", "request"),
        ("notice", "params"),
        ("message", "params"),
        ("outbox", "payload"),
        ("mirror", "last_counts"),
        ("mirror", "last_error"),
        ("imported_calendar", "last_error"),
        ("outbox", "failed"),
    }
)
_ARRAYS: Final = frozenset(
    {
        ("person", "roles"),
        ("resource", "approval"),
        ("invitation", "told"),
        ("imported_calendar", "remarks"),
        ("platform", "opening"),
    }
)
_PLAIN: Final = "'[\\u0001-\\u001f]'"
_ON_ONE_LINE: Final = (
    ("booking", "title"),
    ("occurrence", "title"),
    ("booking", "dossier"),
    ("booking", "funding"),
)
_RULE: Final = "'^FREQ=[A-Z]+(;[A-Z]+=[A-Z0-9,+-]+)*$'"
_BOUND: Final = MAX_SPAN_DAYS * 24 * 60
"""Minutes: what is farther off or longer lies on no calendar."""
_LANGUAGE: Final = "language IN ('fr', 'en')"
_MORE: Final[Mapping[str, tuple[str, ...]]] = {
    "booking": (
        f"learners <= {MAX_LEARNERS}",
        f"length(instructions) <= {MAX_INSTRUCTIONS}",
        f"coalesce(rule, 'FREQ=DAILY') ~ {_RULE}",
        "rights.is_zone(time_zone)",
        f"greatest(abs(length_wall), abs(length_exact)) <= {_BOUND}",
    ),
    "line": (
        f"greatest(abs(offset_wall), abs(offset_exact), abs(coalesce(length_wall, 0)), abs(coalesce(length_exact, 0))) <= {_BOUND}",
        "quantity <= 10000",
    ),
    "feed": (_LANGUAGE,),
    "mirror": (_LANGUAGE, "coalesce(last_error::jsonb ? 'code', true)"),
    "imported_calendar": (
        _LANGUAGE,
        "rights.is_zone(time_zone)",
        "rights.are_objects(remarks)",
        "coalesce(last_error::jsonb ? 'code', true)",
    ),
    "platform": ("rights.is_zone(time_zone)", "rights.is_opening(opening)"),
    "resource": (
        """approval::jsonb <@ '["manager", "safety", "host"]'""",
        f"greatest(setup, turnaround) <= {_BOUND}",
    ),
    "person": ("rights.are_words(roles)",),
    "message": (
        "rights.is_proposal(params)",
        "(kind <> 'proposal' OR params::jsonb ?& '{spans,instead,again,rival,replaces,seen}')",
        "(line IS NULL OR EXISTS (SELECT FROM public.line AS l WHERE l.booking_id = row.booking_id AND l.number = row.line))",
    ),
    "template": ("length(coalesce(body::jsonb->>'last_used', '')) <= 10",),
}
"""Beside what the kinds of columns ask."""


def is_sound(table: str) -> str:
    """For a policy: a condition on a row of the table, true for every row that the program writes.

    It names no column, so that no migration finds its columns held by policies.
    """
    return f"rights.is_sound({table})"


def _conditions(table: str) -> str:
    columns = metadata.tables[table].columns
    found = [condition for column in columns for condition in _of(table, column)]
    drawn = [f"rights.is_drawn('{table}', id)"] if table in DRAWN else []
    return " AND ".join((*found, *drawn, *_MORE.get(table, ()))) or "true"


def _of(table: str, column: Column[object]) -> list[str]:
    said, name = f'"{column.name}"', (table, column.name)
    found = []
    if isinstance(column.type, UtcDateTime | Date):
        found.append(f"{said} BETWEEN to_timestamp({EARLIEST_EPOCH}) AND to_timestamp({LATEST_EPOCH})")
    elif isinstance(column.type, Text):
        found.append(f"octet_length({said}) <= {_LONG if name in _PROGRAMS else _SHORT}")
        if name in _ON_ONE_LINE:
            found.append(f"length({said}) <= {MAX_TITLE} AND {said} !~ {_PLAIN}")
        if name in _OBJECTS | _ARRAYS:
            kind = "object" if name in _OBJECTS else "array"
            found.append(f"jsonb_typeof({said}::jsonb) = '{kind}'")
    return [f"({said} IS NULL OR {condition})" if column.nullable else condition for condition in found]


_DRAWN_KEYS: Final = " ".join(
    f"WHEN '{table}' THEN (SELECT last_value FROM {table}_id_seq)" for table in DRAWN
)
_IS_DRAWN: Final = f"""
CREATE OR REPLACE FUNCTION rights.is_drawn(of_table text, key bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT key BETWEEN 1 AND CASE of_table {_DRAWN_KEYS} END
$$"""
_IS_ZONE: Final = """
CREATE OR REPLACE FUNCTION rights.is_zone(said text) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT said = 'UTC' OR EXISTS (SELECT FROM platform WHERE time_zone = said) OR EXISTS (SELECT FROM pg_timezone_names WHERE name = said)
$$"""
"""Known here by that very name: the server itself would also take ``europe/paris`` and ``Mars5``, which programs cannot read."""
_IS_OPENING: Final = """
CREATE OR REPLACE FUNCTION rights.is_opening(said text) RETURNS boolean LANGUAGE sql IMMUTABLE PINNED AS $$
  SELECT said IS NULL OR jsonb_array_length(said::jsonb) = 7 AND NOT said::jsonb @? 'strict $[*] ? (@.type() != "array")'
    AND NOT said::jsonb @? 'strict $[*][*] ? (@.type() != "array" || @.size() != 2 || @[0].type() != "number" || @[1].type() != "number")'
$$"""
"""Seven days, each with its [from, until]."""
_ARE_WORDS: Final = """
CREATE OR REPLACE FUNCTION rights.are_words(said text) RETURNS boolean LANGUAGE sql IMMUTABLE PINNED AS $$
  SELECT NOT said::jsonb @? 'strict $[*] ? (@.type() != "string")'
$$"""
_ARE_OBJECTS: Final = """
CREATE OR REPLACE FUNCTION rights.are_objects(said text) RETURNS boolean LANGUAGE sql IMMUTABLE PINNED AS $$
  SELECT NOT said::jsonb @? 'strict $[*] ? (@.type() != "object")'
$$"""
_IS_PROPOSAL: Final = """
CREATE OR REPLACE FUNCTION rights.is_proposal(said text) RETURNS boolean LANGUAGE sql IMMUTABLE PINNED AS $$
  SELECT bool_and(jsonb_typeof(coalesce(said::jsonb->part, '[]')) = 'array')
    AND coalesce(said::jsonb @? 'strict $.spans[*] ? (@.type() != "array" || @.size() != 3 || @[0].type() != "number" || @[1].type() != "string" || @[2].type() != "string")', false) IS FALSE
    AND coalesce(said::jsonb @? 'strict $.instead[*] ? (@.type() != "array" || @.size() != 2 || @[0].type() != "number" || @[1].type() != "string")', false) IS FALSE
    AND bool_and(rights.is_instant(span->>1) AND rights.is_instant(span->>2)) IS NOT FALSE
  FROM (VALUES ('spans'), ('instead')) AS parts (part)
  LEFT JOIN LATERAL jsonb_array_elements(CASE WHEN part = 'spans' AND jsonb_typeof(said::jsonb->part) = 'array' THEN said::jsonb->part END) AS span ON true
$$"""
_IS_INSTANT: Final = """
CREATE OR REPLACE FUNCTION rights.is_instant(said text) RETURNS boolean LANGUAGE sql IMMUTABLE PINNED AS $$
  SELECT said IS NULL OR said ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?([+-][0-9]{2}:[0-9]{2}|Z)$'
$$"""
"""Spelt as programs spell it; a thirtieth of February is nobody's work but its author's."""

_IS_SOUND: Final = """
CREATE OR REPLACE FUNCTION rights.is_sound(r public.{table}) RETURNS boolean LANGUAGE plpgsql STABLE PINNED AS $$
BEGIN
  RETURN (SELECT {conditions} FROM (SELECT r.*) AS row);
END $$"""

FUNCTIONS: Final = {
    "is_drawn(text, bigint)": _IS_DRAWN,
    "is_zone(text)": _IS_ZONE,
    "is_opening(text)": _IS_OPENING,
    "are_words(text)": _ARE_WORDS,
    "are_objects(text)": _ARE_OBJECTS,
    "is_instant(text)": _IS_INSTANT,
    "is_proposal(text)": _IS_PROPOSAL,
    **{
        f"is_sound(public.{table})": _IS_SOUND.format(table=table, conditions=_conditions(table))
        for table in metadata.tables
    },
}
"""Signature → definition."""
