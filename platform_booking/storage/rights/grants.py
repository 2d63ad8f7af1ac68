"""Which columns each group may read and write at all. Updating is granted by column and deleting never (see ``taking``).

So nobody updates what names a row, whose it is or when it was made; and nobody can lock a table against the others, which
takes a right to all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from platform_booking.storage.for_ever import FOR_EVER
from platform_booking.storage.rights.groups import Group, role_of
from platform_booking.storage.rights.scripts import name
from platform_booking.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Mapping

_EVERYTHING: Final = tuple(table.name for table in metadata.sorted_tables)
_OWN_KEY: Final = (
    "booking",
    "block",
    "message",
    "waiting",
    "template",
    "feed",
    "imported_calendar",
    "mirror",
)
"""Tables of which a key is drawn before the row is written: its ref is made from it."""

_WRITTEN: Final[Mapping[Group, tuple[str, ...]]] = {
    Group.MEMBER: (
        "booking",
        "line",
        "occurrence",
        "allocation",
        "waiting",
        "template",
        "feed",
        "imported_calendar",
        "imported_event",
        "mirror",
        "mirrored",
        "invitation",
    ),
    Group.MANAGER: ("block", "platform", "resource", "unit", "closure"),
    Group.COORDINATOR: ("block", "closure"),
    Group.ADMIN: ("block", "platform", "resource", "unit", "closure", "partner", "qualification", "person"),
    Group.SERVICE: (
        "booking",
        "line",
        "occurrence",
        "allocation",
        "waiting",
        "imported_calendar",
        "imported_event",
        "block",
        "mirror",
        "mirrored",
        "invitation",
    ),
}
"""Tables that the members of a group add rows to and update, by whom a policy lets."""
_ADDED: Final[Mapping[Group, tuple[str, ...]]] = {
    Group.MEMBER: ("decision", "message", "notice", "audit", "published_file", "outbox"),
    Group.MANAGER: ("platform_manager", "resource_requires", "resource_equivalent"),
    Group.ADMIN: ("platform_manager", "resource_requires", "resource_equivalent", "person_qualification"),
    Group.SERVICE: ("decision", "message", "notice", "audit", "published_file", "outbox"),
}
"""Tables that they only add rows to."""
_UPDATED: Final = (
    (Group.MEMBER, "notice", "read_at"),
    (Group.MEMBER, "person", "mail"),
    (Group.MEMBER, "meta", "value"),
    (Group.SERVICE, "outbox", "next_try_at, tries, sent_at, failed"),
    (Group.ADMIN, "outbox", "next_try_at, tries, sent_at, failed"),
    (Group.SERVICE, "feed", "last_read_at, last_client, reads"),
    (Group.MEMBER, "feed", "last_read_at, last_client, reads"),
)


def grants(database: str) -> tuple[str, ...]:
    """Everything is taken away, and what is meant is given: also what an earlier version gave."""
    roles = {group: name(role_of(database, group)) for group in Group}
    everybody = ", ".join(roles[group] for group in Group if group is not Group.OWNER)
    readers = ", ".join(roles[group] for group in (Group.MEMBER, Group.FEEDS, Group.SERVICE))
    made = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {everybody}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {everybody}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA rights FROM PUBLIC, {everybody}",
        *(f"REVOKE ALL ({_columns(table, ())}) ON public.{table} FROM {everybody}" for table in _EVERYTHING),
        *(f"GRANT SELECT ON public.{table} TO {readers}" for table in _EVERYTHING),
        f"REVOKE SELECT ON public.receipt FROM {everybody}",
        f"GRANT SELECT ON public.alembic_version TO {readers}",
    ]
    for group, tables in _WRITTEN.items():
        for table in tables:
            made.append(_inserting(table, roles[group]))
            made.append(
                f"GRANT UPDATE ({_columns(table, FOR_EVER[table])}) ON public.{table} TO {roles[group]}"
            )
    for group, tables in _ADDED.items():
        made += (_inserting(table, roles[group]) for table in tables)
    made += [f"GRANT INSERT ON public.meta TO {roles[Group.ADMIN]}"]
    made += [
        f"GRANT UPDATE ({columns}) ON public.{table} TO {roles[group]}" for group, table, columns in _UPDATED
    ]
    made += [
        f"GRANT USAGE ON SEQUENCE public.{table.name}_id_seq TO {roles[Group.MEMBER]}, {roles[Group.SERVICE]}"
        for table in metadata.sorted_tables
        if _draws_key(table.name)
    ]
    return tuple(made)


def _inserting(table: str, role: str) -> str:
    """A key that is drawn by the server cannot be said: nobody takes one that is still to come."""
    drawn = _draws_key(table) and table not in _OWN_KEY
    return f"GRANT INSERT ({_columns(table, ('id',) if drawn else ())}) ON public.{table} TO {role}"


def _draws_key(table: str) -> bool:
    return metadata.tables[table].primary_key.columns.keys() == ["id"]


def _columns(table: str, but: tuple[str, ...]) -> str:
    return ", ".join(
        f'"{column.name}"' for column in metadata.tables[table].columns if column.name not in but
    )
