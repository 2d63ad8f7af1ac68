"""Taking away rows that only join two things, and books that are over: by functions, because DELETE is a right to lock.

PostgreSQL grants DELETE of a whole table only, and with it LOCK TABLE: whoever manages one platform could keep all from
working. So nobody has it, and each function asks what a policy would.
"""

from __future__ import annotations

from typing import Final

from platform_booking.storage.rights.scripts import literal
from platform_booking.storage.tables import metadata

_MANAGES_RESOURCE: Final = "rights.is_admin() OR rights.manages_resource(resource_id)"
_ALLOWED: Final = {
    "platform_manager": "rights.is_admin() OR rights.manages(platform_id)",
    "resource_requires": _MANAGES_RESOURCE,
    "resource_equivalent": _MANAGES_RESOURCE,
    "person_qualification": "rights.is_admin()",
    "mirrored": "rights.answers_for_mirror(mirror_id)",
}
"""Table → whose rows whoever acts may take away."""
_TAKE: Final = """
CREATE OR REPLACE FUNCTION rights.take_{table}(named jsonb) RETURNS void LANGUAGE plpgsql PINNED AS $$
BEGIN
  DELETE FROM {table} WHERE {key} AND (rights.is_keeper() OR {allowed});
END $$"""
_MIRROR: Final = """
CREATE OR REPLACE FUNCTION rights.answers_for_mirror(which bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (SELECT FROM mirror WHERE id = which AND (created_by = rights.my_login() OR rights.is_admin()
    OR rights.is_service() OR rights.me() IS NOT NULL AND rights.may_share(kind, subject, 'full')))
$$"""
_OUTBOX: Final = """
CREATE OR REPLACE FUNCTION rights.take_outbox(before timestamptz) RETURNS void LANGUAGE plpgsql PINNED AS $$
BEGIN
  DELETE FROM outbox WHERE next_try_at IS NULL AND created_at < before AND (rights.is_admin() OR rights.is_service() OR rights.is_keeper());
END $$"""

_KEYS: Final = {
    table: " AND ".join(
        f"{column.name} = (named->>{literal(column.name)})::{'text' if column.name == 'uid' else 'bigint'}"
        for column in metadata.tables[table].primary_key
    )
    for table in _ALLOWED
}
FUNCTIONS: Final = {
    "answers_for_mirror(bigint)": _MIRROR,
    **{
        f"take_{table}(jsonb)": _TAKE.format(table=table, key=_KEYS[table], allowed=allowed)
        for table, allowed in _ALLOWED.items()
    },
    "take_outbox(timestamptz)": _OUTBOX,
}
"""Signature → definition."""
