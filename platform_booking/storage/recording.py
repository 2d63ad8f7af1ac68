"""PostgreSQL enters by itself what the application did not: changes made with psql stand in the same chain.

Every row of a table with content is looked at when its transaction commits. A change of a subject of which the
transaction holds an entry is accounted for by that entry; of any other the database enters the rows as they were and as
they became, in the name of the role that logged in. Which session settings somebody made does not matter: it is decided
by what stands in the trail, the functions pin what they depend on, and an entry must continue the chain to be taken.
"""

# ruff: noqa: S608 - DDL made of our own constants

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from platform_booking.storage import tables
from platform_booking.storage.audit import BY_SQL, CHAIN_LOCK, CHANNEL, GENESIS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import Connection

APPEND_ONLY: Final = "audit_append_only"
NEVER_EMPTIED: Final = "content_never_emptied"
_NAMED: Final = {
    "partner": ("partner", "code"),
    "qualification": ("qualification", "code"),
    "person": ("person", "login"),
    "platform": ("platform", "code"),
    "resource": ("resource", "code"),
    "closure": ("closure", "code"),
    "booking": ("booking", "ref"),
    "block": ("block", "ref"),
    "waiting": ("waiting", "ref"),
    "template": ("template", "code"),
    "feed": ("feed", "code"),
    "imported_calendar": ("timetable", "code"),
    "message": ("message", "id"),
    "mirror": ("mirror", "code"),
    "meta": ("setting", "key"),
}
"""Table → kind of subject, and the column that names it."""
_PARTS: Final = {
    "person_qualification": ("person", "person_id"),
    "platform_manager": ("platform", "platform_id"),
    "resource_requires": ("resource", "resource_id"),
    "resource_equivalent": ("resource", "resource_id"),
    "unit": ("resource", "resource_id"),
    "line": ("booking", "booking_id"),
    "occurrence": ("booking", "booking_id"),
    "decision": ("booking", "booking_id"),
    "allocation": ("booking", "booking_id"),
    "imported_event": ("timetable", "calendar_id"),
}
"""Table → kind of the subject that its rows are part of, and the column that refers to it."""
RECORDED: Final = (*_NAMED, *_PARTS)
"""Tables with content. In the others the application keeps its own books: what was told, sent and published."""
_UNRECORDED: Final = {
    "mirror": ("last_try_at", "last_ok_at", "last_error", "last_counts"),
    "feed": ("last_read_at", "last_client", "reads"),
    "imported_calendar": (
        "last_try_at",
        "last_ok_at",
        "last_error",
        "remarks",
        "etag",
        "last_modified",
        "content_hash",
    ),
}
"""Columns in which the application keeps its books, as above."""
_SECRET: Final = {"imported_event": ("summary", "location"), "imported_calendar": ("source",)}
"""Columns of which the trail keeps only a hash: the words of a timetable are somebody's life, a link holds its password."""
_PINNED: Final = "SECURITY DEFINER SET search_path=pg_catalog, public, pg_temp SET TimeZone=utc"
"""Whoever calls: our own tables, and one spelling of instants."""


def recording_guards(recorded: Collection[str] = RECORDED) -> dict[str, str]:
    """Function or trigger name → DDL, in the order of installation; spelt as the server spells it back.

    ``recorded`` names the tables with content that there are.
    """
    return _FUNCTIONS | recorders(recorded)


def recorders(recorded: Collection[str]) -> dict[str, str]:
    """The triggers of tables with content: a migration that adds such a table adds them."""
    guards = {}
    for table in recorded:
        name = recorder_of(table)
        guards[name] = (
            f"CREATE CONSTRAINT TRIGGER {name} AFTER INSERT OR DELETE OR UPDATE ON {table}"
            f" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row({_arguments(table)})"
        )
        if table not in tables.HISTORY:
            guards[f"{NEVER_EMPTIED}_{table}"] = (
                f"CREATE TRIGGER {NEVER_EMPTIED}_{table} BEFORE TRUNCATE ON {table}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('{NEVER_EMPTIED}')"
            )
    return guards


FUNCTIONS: Final = ("audit_continue", "audit_origin", "audit_row")
"""Nobody but their owner may attach them to a table: a trigger on a table of one's own could make them say anything."""


def recorder_of(table: str) -> str:
    """Name of the trigger that looks at the table's rows."""
    return f"audit_{table}"


def _arguments(table: str) -> str:
    kind, column = _NAMED[table] if table in _NAMED else _PARTS[table]
    keys = ",".join(item.name for item in tables.metadata.tables[table].primary_key)
    lists = (keys, ",".join(_UNRECORDED.get(table, ())), ",".join(_SECRET.get(table, ())))
    return ", ".join(f"'{argument}'" for argument in (kind, column, *lists))


@contextmanager
def recording_rests(connection: Connection) -> Iterator[None]:
    """Rows and entries are brought in as they stood elsewhere: nothing is entered about them, none is held to go on.

    For the owner of the tables alone, who must keep everybody else out meanwhile: the server sees to the first.
    """
    triggers = {
        "audit": ("audit_continues", "audit_originates"),
        **{name: (recorder_of(name),) for name in RECORDED},
    }
    for switch in ("DISABLE", "ENABLE"):
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # no table is altered while its rows wait
            connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")
            for table, names in triggers.items():
                for name in names:
                    connection.exec_driver_sql(f"ALTER TABLE {table} {switch} TRIGGER {name}")
        if switch == "DISABLE":
            yield


def still_stands(connection: Connection, table: str, key: str, content: Mapping[str, Any] | None) -> bool:
    """Whether the row is what the database last said of it, and is not there where it said so."""
    known = tables.metadata.tables.get(table)
    if known is None or table not in RECORDED:
        return False
    named = zip(known.primary_key, key.split(","), strict=True)
    query = select(known).where(*(column == column.type.python_type(value) for column, value in named))
    found = connection.execute(query).mappings().first()
    if found is None or content is None:
        return found is None and content is None
    return _comparable(table, found) == _comparable(table, content, hashed=True)


def _comparable(table: str, row: Mapping[Any, Any], *, hashed: bool = False) -> dict[str, Any]:
    """A row of the store or of the trail, with what both keep, as both keep it."""
    kept = {name: value for name, value in row.items() if name not in _UNRECORDED.get(table, ())}
    for name in () if hashed else _SECRET.get(table, ()):
        kept[name] = hashlib.sha256(str(kept[name]).encode()).hexdigest()
    return {
        name: _plain(tables.metadata.tables[table].c[name].type.python_type, value)
        for name, value in kept.items()
    }


def _plain(kind: type, value: Any) -> Any:
    if kind is datetime and value is not None:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return int(moment.timestamp())  # to the second, as SQLite keeps it
    return value.isoformat() if isinstance(value, date) else value


_SEAL: Final = """
CREATE FUNCTION audit_seal(entry audit) RETURNS text LANGUAGE sql SET search_path=pg_catalog, public, pg_temp AS $$
  SELECT encode(sha256(convert_to(concat('[', to_json(entry.prev), ',', entry.seq, ',"',
    to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'), '+00:00",', to_json(entry.actor), ',',
    to_json(entry.action), ',', to_json(entry.subject), ',', coalesce(to_json(entry.before)::text, 'null'), ',',
    coalesce(to_json(entry.after)::text, 'null'), ',', to_json(entry.reason), ',', to_json(entry.digest), ']'),
    'UTF8')), 'hex')
$$"""
"""What ``audit.seal`` computes, over the same text."""
_CONTINUE: Final = f"""
CREATE FUNCTION audit_continue() RETURNS trigger LANGUAGE plpgsql {_PINNED} AS $$
DECLARE
  last record;
BEGIN
  PERFORM pg_advisory_xact_lock({CHAIN_LOCK});
  SELECT seq, hash INTO last FROM audit ORDER BY seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.prev <> coalesce(last.hash, '{GENESIS}')
    OR NEW.at <> date_trunc('second', NEW.at) OR NEW.hash <> audit_seal(NEW) THEN
    RAISE EXCEPTION '{APPEND_ONLY}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$"""
"""The chain goes on from its end, one at a time, with a seal that is right; the text that is sealed is ``audit.seal``'s."""
_ROW_NAMED: Final = """
CREATE FUNCTION audit_named(table_name text, keys text, content jsonb) RETURNS jsonb LANGUAGE sql STRICT SET search_path=pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(table_name, jsonb_build_object(
    (SELECT string_agg(content->>key, ',') FROM unnest(string_to_array(keys, ',')) AS key), content))
$$"""
"""A row under its table's name and its key."""
_ORIGIN: Final = f"""
CREATE FUNCTION audit_origin() RETURNS trigger LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp AS $$
BEGIN
  IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
    RAISE EXCEPTION '{APPEND_ONLY}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$"""
"""What the database enters, nobody else does: our own function enters it as the owner of the trail."""


_ROW: Final = f"""
CREATE FUNCTION audit_row() RETURNS trigger LANGUAGE plpgsql {_PINNED} AS $$
DECLARE
  seen record;
  kind text := TG_ARGV[0];
  named text;
  whole text;
  looked_at text := '';
  was jsonb;
  becomes jsonb;
  last record;
  entry audit;
BEGIN
  FOR side IN 1..2 LOOP
    IF side = 1 THEN
      CONTINUE WHEN TG_OP = 'INSERT';
      seen := OLD;
    ELSE
      CONTINUE WHEN TG_OP = 'DELETE';
      seen := NEW;
    END IF;
    CASE TG_ARGV[1]
      WHEN 'code' THEN named := seen.code;
      WHEN 'ref' THEN named := seen.ref;
      WHEN 'login' THEN named := seen.login;
      WHEN 'id' THEN named := seen.id;
      WHEN 'key' THEN
        CONTINUE WHEN NOT starts_with(seen.key, 'setting:');
        named := substr(seen.key, length('setting:') + 1);
      WHEN 'person_id' THEN SELECT login INTO named FROM person WHERE id = seen.person_id;
      WHEN 'platform_id' THEN SELECT code INTO named FROM platform WHERE id = seen.platform_id;
      WHEN 'resource_id' THEN SELECT code INTO named FROM resource WHERE id = seen.resource_id;
      WHEN 'calendar_id' THEN SELECT code INTO named FROM imported_calendar WHERE id = seen.calendar_id;
      WHEN 'booking_id' THEN
        IF seen.booking_id IS NULL THEN
          SELECT 'block', ref INTO kind, named FROM block WHERE id = seen.block_id;
        ELSE
          SELECT ref INTO named FROM booking WHERE id = seen.booking_id;
        END IF;
    END CASE;
    whole := concat(kind, ':', named);
    CONTINUE WHEN whole = looked_at;
    looked_at := whole;
    CONTINUE WHEN EXISTS (SELECT FROM audit WHERE audit.subject = whole
      AND audit.xmin = pg_current_xact_id()::xid AND NOT starts_with(audit.action, '{BY_SQL}'));
    IF was IS NULL AND becomes IS NULL THEN
      IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD) - string_to_array(TG_ARGV[3], ','); END IF;
      IF TG_OP <> 'DELETE' THEN becomes := to_jsonb(NEW) - string_to_array(TG_ARGV[3], ','); END IF;
      IF was = becomes THEN RETURN NULL; END IF;
      FOREACH named IN ARRAY string_to_array(TG_ARGV[4], ',') LOOP
        was := was || jsonb_build_object(named, encode(sha256(convert_to(was->>named, 'UTF8')), 'hex'));
        becomes := becomes || jsonb_build_object(named, encode(sha256(convert_to(becomes->>named, 'UTF8')), 'hex'));
      END LOOP;
      was := audit_named(TG_TABLE_NAME, TG_ARGV[2], was);
      becomes := audit_named(TG_TABLE_NAME, TG_ARGV[2], becomes);
    END IF;
    PERFORM pg_advisory_xact_lock({CHAIN_LOCK});
    SELECT seq, hash INTO last FROM audit ORDER BY seq DESC LIMIT 1;
    entry.seq := coalesce(last.seq, 0) + 1;
    entry.at := date_trunc('second', clock_timestamp());
    entry.actor := session_user;
    entry.action := '{BY_SQL}' || lower(TG_OP);
    entry.subject := whole;
    entry.before := was::text;
    entry.after := becomes::text;
    entry.reason := '';
    entry.digest := encode(sha256(convert_to(coalesce(entry.after, 'null'), 'UTF8')), 'hex');
    entry.prev := coalesce(last.hash, '{GENESIS}');
    entry.hash := audit_seal(entry);
    INSERT INTO audit VALUES (entry.*);
    PERFORM pg_notify('{CHANNEL}', '');
  END LOOP;
  RETURN NULL;
END $$"""
"""One function for all tables: only the branch that a table takes is ever held against its columns.

Rows that an entry of the same transaction accounts for are told by the transaction that wrote the entry, which nobody can
claim to be.
"""
_FUNCTIONS: Final = {
    "audit_seal": _SEAL,
    "audit_named": _ROW_NAMED,
    "audit_continue": _CONTINUE,
    "audit_origin": _ORIGIN,
    "audit_row": _ROW,
    "audit_continues": (
        "CREATE TRIGGER audit_continues BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_continue()"
    ),
    "audit_originates": (
        "CREATE TRIGGER audit_originates BEFORE INSERT ON audit"
        f" FOR EACH ROW WHEN (starts_with(new.action, '{BY_SQL}'::text)) EXECUTE FUNCTION audit_origin()"
    ),
}
