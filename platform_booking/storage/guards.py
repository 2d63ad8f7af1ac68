"""What the store itself refuses, whoever writes: double booking, rewriting the audit trail, deleting history.

Plain DDL, because it must stand in the store and not in this program. Migrations install it, ``check`` looks whether it
is still there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from platform_booking.storage.recording import recording_guards
from platform_booking.storage.tables import HISTORY
from platform_booking.storage.types import EARLIEST_EPOCH, LATEST_EPOCH, MAX_SPAN_DAYS

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

NO_OVERLAP: Final = "allocation_no_overlap"
APPEND_ONLY: Final = "audit_append_only"
NEVER_DELETED: Final = "history_never_deleted"
_SECONDS_PER_DAY: Final = 86400
_KEYS: Final = {
    "booking": ("id", "ref", "uid"),
    "line": ("booking_id", "number"),
    "occurrence": ("booking_id", "number"),
    "allocation": ("id",),
    "block": ("id", "ref"),
    "decision": ("id",),
    "message": ("id",),
    "waiting": ("id", "ref"),
}
"""What names a row of history, for ever."""
_SEVERAL_KEYS: Final = ("booking", "block", "waiting")
"""Tables where a row could be pushed out by another one that takes only part of its name."""

_SQLITE_FOUND: Final = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
_POSTGRESQL_FOUND: Final = """
SELECT conname, format('ALTER TABLE %s ADD CONSTRAINT %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND contype <> 't'
UNION ALL
SELECT tgname, pg_get_triggerdef(t.oid, true)
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = tgrelid
WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal AND tgenabled IN ('O', 'A')
UNION ALL
SELECT proname, format('CREATE FUNCTION %s(%s) RETURNS %s LANGUAGE %s%s%s SET %s AS $$%s$$',
  proname, pg_get_function_identity_arguments(p.oid), prorettype::regtype, lanname,
  CASE WHEN proisstrict THEN ' STRICT' ELSE '' END, CASE WHEN prosecdef THEN ' SECURITY DEFINER' ELSE '' END,
  array_to_string(proconfig, ' SET '), prosrc)
FROM pg_proc AS p JOIN pg_language AS l ON l.oid = prolang WHERE pronamespace = current_schema()::regnamespace"""
"""What stands in the store, spelt like our own DDL."""


def sqlite_guards(history: Collection[str] = HISTORY) -> dict[str, str]:
    """Trigger name → DDL.

    The overlap check is a predecessor seek. Holding spans of one unit never overlap, so among those that start at or
    before ``s`` only the last can reach into ``[s, e)``; looking from there on costs a logarithm instead of a scan.
    """
    guards: dict[str, str] = {}
    for event in ("INSERT", "UPDATE"):
        myself = "AND held.id <> OLD.id" if event == "UPDATE" else ""
        before_me = "AND earlier.id <> OLD.id" if event == "UPDATE" else ""
        guards[f"{NO_OVERLAP}_{event.lower()}"] = f"""
CREATE TRIGGER {NO_OVERLAP}_{event.lower()} BEFORE {event} ON allocation WHEN NEW.holds
BEGIN
  SELECT RAISE(ABORT, '{NO_OVERLAP}') WHERE EXISTS (
    SELECT 1 FROM allocation AS held
    WHERE held.unit_id = NEW.unit_id AND held.holds {myself}
      AND held.occupied_from < NEW.occupied_until
      AND held.occupied_until > NEW.occupied_from
      AND held.occupied_from >= coalesce(
        (SELECT max(earlier.occupied_from) FROM allocation AS earlier
         WHERE earlier.unit_id = NEW.unit_id AND earlier.holds {before_me}
           AND earlier.occupied_from <= NEW.occupied_from),
        NEW.occupied_from));
END"""
        guards[f"allocation_sane_{event.lower()}"] = f"""
CREATE TRIGGER allocation_sane_{event.lower()} BEFORE {event} ON allocation
WHEN typeof(NEW.occupied_from) <> 'integer' OR typeof(NEW.occupied_until) <> 'integer'
  OR typeof(NEW.use_from) <> 'integer' OR typeof(NEW.use_until) <> 'integer'
  OR NEW.holds NOT IN (0, 1) OR typeof(NEW.holds) <> 'integer'
  OR NEW.occupied_from < {EARLIEST_EPOCH} OR NEW.occupied_until > {LATEST_EPOCH}
  OR NEW.occupied_until - NEW.occupied_from > {MAX_SPAN_DAYS * _SECONDS_PER_DAY}
BEGIN
  SELECT RAISE(ABORT, 'allocation_sane');
END"""
    for event in ("UPDATE", "DELETE"):
        name = f"{APPEND_ONLY}_{event.lower()}"
        guards[name] = _sqlite_refusal(name, event, "audit", APPEND_ONLY)
    for table in history:
        name = f"{NEVER_DELETED}_{table}"
        guards[name] = _sqlite_refusal(name, "DELETE", table, NEVER_DELETED)
    return guards | _sqlite_replacement_guards(history)


def _sqlite_replacement_guards(history: Collection[str]) -> dict[str, str]:
    """Against OR REPLACE, which removes the rows in its way without calling any DELETE trigger."""
    name = f"{APPEND_ONLY}_insert"
    behind = "NEW.seq <= coalesce((SELECT max(seq) FROM audit), 0)"
    forked = "EXISTS (SELECT 1 FROM audit WHERE prev = NEW.prev)"
    guards = {name: _sqlite_refusal(name, "INSERT", "audit", APPEND_ONLY, f"{behind} OR {forked}")}
    for table in history:
        name = f"{NEVER_DELETED}_{table}_update"
        renamed = " OR ".join(f"NEW.{key} IS NOT OLD.{key}" for key in _KEYS[table])
        guards[name] = _sqlite_refusal(name, "UPDATE", table, NEVER_DELETED, renamed)
    for table in _SEVERAL_KEYS:
        if table not in history:
            continue
        name = f"{NEVER_DELETED}_{table}_insert"
        there = " OR ".join(f"{key} = NEW.{key}" for key in _KEYS[table])
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {there})"
        guards[name] = _sqlite_refusal(name, "INSERT", table, NEVER_DELETED, there)
    return guards


def _sqlite_refusal(name: str, event: str, table: str, message: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table}{condition}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def postgresql_guards(history: Collection[str] = HISTORY) -> dict[str, str]:
    """Constraint, function or trigger name → DDL, in the order of installation.

    The exclusion constraint needs no extension: a range of one key stands in for equality. Everything is spelt as the
    server spells it back, so that what stands there can be held against it.
    """
    guards = {
        "ck_allocation_sane": f"""
ALTER TABLE allocation ADD CONSTRAINT ck_allocation_sane CHECK
 ((isfinite(occupied_from) AND isfinite(occupied_until)
 AND (occupied_from >= to_timestamp(({EARLIEST_EPOCH})::double precision))
 AND (occupied_until <= to_timestamp(('{LATEST_EPOCH}'::bigint)::double precision))
 AND ((occupied_until - occupied_from) <= '{MAX_SPAN_DAYS} days'::interval)))""",
        NO_OVERLAP: f"""
ALTER TABLE allocation ADD CONSTRAINT {NO_OVERLAP} EXCLUDE USING gist
 (int8range(unit_id, unit_id, '[]'::text) WITH &&, tstzrange(occupied_from, occupied_until) WITH &&) WHERE (holds)""",
        "refuse_change": """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$""",
        APPEND_ONLY: f"""
CREATE TRIGGER {APPEND_ONLY} BEFORE DELETE OR UPDATE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('{APPEND_ONLY}')""",
    }
    for table in history:
        name = f"{NEVER_DELETED}_{table}"
        guards[name] = (
            f"CREATE TRIGGER {name} BEFORE DELETE OR TRUNCATE ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('{NEVER_DELETED}')"
        )
    return guards


def guards_of(dialect: str, history: Collection[str] = HISTORY) -> dict[str, str]:
    """The guards of that kind of store; ``history`` names the tables of it that there are."""
    return sqlite_guards(history) if dialect == "sqlite" else postgresql_guards(history)


def all_guards(dialect: str) -> dict[str, str]:
    """All that must stand in a store of that kind with the newest schema."""
    return guards_of(dialect) | (recording_guards() if dialect == "postgresql" else {})


def missing_guards(connection: Connection) -> list[str]:
    """Names of guards that are not (or no longer, or in another wording) in the store."""
    dialect = connection.dialect.name
    query = _SQLITE_FOUND if dialect == "sqlite" else _POSTGRESQL_FOUND
    found = {name: _folded(ddl) for name, ddl in connection.execute(text(query))}
    return [name for name, ddl in all_guards(dialect).items() if found.get(name) != _folded(ddl)]


def _folded(ddl: str) -> str:
    return " ".join(ddl.split())
