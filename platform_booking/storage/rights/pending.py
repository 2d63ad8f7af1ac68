"""What a transaction has changed so far, kept until it commits: it is judged whole, by what it leaves behind.

In between a use case may pass through states that no rule allows: all leave their places before anybody takes a new one.
Whoever has constraints checked earlier is judged earlier, and then once more. Nobody may read or write these rows.
"""

from __future__ import annotations

from typing import Final

from platform_booking.storage.tables import metadata

JUDGED: Final = {
    "booking": ("id", None),
    "line": ("booking_id", "number"),
    "occurrence": ("booking_id", "number"),
    "allocation": ("id", None),
    "block": ("id", None),
    "waiting": ("id", None),
    "template": ("id", None),
    "message": ("id", None),
    "decision": ("id", None),
    "notice": ("id", None),
    "outbox": ("id", None),
    "invitation": ("id", None),
    "audit": ("seq", None),
}
"""Table → columns that name a row."""
INSERTED_ONLY: Final = ("message", "decision", "notice", "outbox", "audit")
"""Of which nothing is judged but what is new."""
TOUCHED: Final = tuple(
    table.name
    for table in metadata.sorted_tables
    if table.name not in {*JUDGED, "receipt"} | {"message", "notice", "outbox"}
)
"""Of the others it is only judged in what transaction they are changed."""

TABLES: Final = (
    """
CREATE UNLOGGED TABLE IF NOT EXISTS rights.pending (
  tx xid8 NOT NULL,
  turn bigint GENERATED ALWAYS AS IDENTITY,
  relation name NOT NULL,
  key bigint NOT NULL,
  part bigint,
  was jsonb,
  PRIMARY KEY (tx, turn)
)""",
    "CREATE UNLOGGED TABLE IF NOT EXISTS rights.due (tx xid8 PRIMARY KEY)",
    """
CREATE TABLE IF NOT EXISTS rights.place (
  allocation_id bigint NOT NULL REFERENCES public.allocation (id),
  resource_id bigint NOT NULL,
  use_from timestamptz NOT NULL,
  use_until timestamptz NOT NULL,
  granted integer NOT NULL,
  PRIMARY KEY (allocation_id, resource_id, use_from, use_until)
)""",
    """
CREATE TABLE IF NOT EXISTS rights.outdated (
  allocation_id bigint PRIMARY KEY REFERENCES public.allocation (id),
  upto bigint NOT NULL
)""",
)
"""Also where something approved has been before it was moved: going back there needs nobody's word again; and up to which
decision all were about another place than that where it is now.
"""

_NOTE: Final = """
CREATE OR REPLACE FUNCTION rights.note_{table}_{event}() RETURNS trigger LANGUAGE plpgsql PINNED AS $$
BEGIN
  IF NOT rights.is_keeper() THEN
    INSERT INTO rights.pending (tx, relation, key, part, was)
      SELECT pg_current_xact_id(), '{table}', {a}, {b}, {was} FROM {rows} AS r;
    IF FOUND THEN
      INSERT INTO rights.due VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
    END IF;
  END IF;
  RETURN NULL;
END $$"""
_TOUCH: Final = """
CREATE OR REPLACE FUNCTION rights.note_touched() RETURNS trigger LANGUAGE plpgsql PINNED AS $$
BEGIN
  IF NOT rights.is_keeper() THEN
    INSERT INTO rights.due VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$"""
_TOUCHES: Final = (
    "CREATE OR REPLACE TRIGGER rights_{table}_touched AFTER {events} ON public.{table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION rights.note_touched()"
)
_TRIGGER: Final = (
    "CREATE OR REPLACE TRIGGER rights_{table}_{event} AFTER {upper} ON public.{table} REFERENCING {which} TABLE AS {rows}"
    " FOR EACH STATEMENT EXECUTE FUNCTION rights.note_{table}_{event}()"
)
_NET: Final = """
CREATE OR REPLACE FUNCTION rights.net_{table}() RETURNS SETOF rights.pending LANGUAGE sql STABLE PINNED AS $$
  SELECT DISTINCT ON (key, part) * FROM rights.pending
  WHERE tx = pg_current_xact_id() AND relation = '{table}' ORDER BY key, part, turn
$$"""
"""Each row as it was before the transaction; without anything for one that is new."""


def functions() -> dict[str, str]:
    """Signature → definition."""
    found: dict[str, str] = {}
    for table in JUDGED:
        for event in _events(table):
            found[f"note_{table}_{event}()"] = _NOTE.format(**_names(table, event))
        found[f"net_{table}()"] = _NET.format(table=table)
    return {**found, "note_touched()": _TOUCH}


def triggers() -> tuple[str, ...]:
    """What writes them down, statement by statement."""
    noted = (_TRIGGER.format(**_names(table, event)) for table in JUDGED for event in _events(table))
    touched = (_TOUCHES.format(table=table, events="INSERT OR UPDATE OR DELETE") for table in TOUCHED)
    told = (
        _TOUCHES.format(table=table, events="UPDATE OR DELETE") for table in ("message", "notice", "outbox")
    )
    return (*noted, *touched, *told)


def _events(table: str) -> tuple[str, ...]:
    return ("insert",) if table in INSERTED_ONLY else ("insert", "update")


def _names(table: str, event: str) -> dict[str, str]:
    first, second = JUDGED[table]
    return {
        "table": table,
        "event": event,
        "upper": event.upper(),
        "which": "NEW" if event == "insert" else "OLD",
        "rows": f"{'new' if event == 'insert' else 'old'}_rows",
        "a": f"r.{first}",
        "b": "NULL" if second is None else f"r.{second}",
        "was": "NULL" if event == "insert" else "to_jsonb(r)",
    }
