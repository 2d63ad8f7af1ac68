"""Installing the rights: again after every migration, and as often as one likes.

Whoever runs it owns the database and may make roles, or is a superuser; the application itself never is.
"""

from __future__ import annotations

import hashlib
from typing import Final

from platform_booking.storage.rights import (
    entered,
    grants,
    identity,
    judging,
    judging_allocations,
    judging_entries,
    judging_offers,
    moves,
    pending,
    policies,
    revision,
    sound,
    standing,
    taking,
    terms,
)
from platform_booking.storage.rights.groups import OF_PERSONS, Group, role_of
from platform_booking.storage.rights.scripts import Script, kept_planned, literal, name

_REQUIRED: Final = """
DO $$
BEGIN
  IF current_setting('server_version_num')::int < 150000 THEN
    RAISE EXCEPTION 'PostgreSQL 15 or newer is needed' USING ERRCODE = 'feature_not_supported';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole))
    OR NOT EXISTS (SELECT FROM pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE')) THEN
    RAISE EXCEPTION 'needs the owner of the database, with CREATEROLE' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$"""
_ROLE: Final = """
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {text}) THEN
    CREATE ROLE {role} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
  END IF;
END $$"""
_JOIN: Final = """
DO $$
BEGIN
  IF NOT pg_has_role(current_user, {text}, 'USAGE') THEN
    GRANT {role} TO CURRENT_USER;
  END IF;
END $$"""
_OWN: Final = """
DO $$
DECLARE
  thing record;
BEGIN
  FOR thing IN
    SELECT format('ALTER TABLE public.%I OWNER TO {role}', relname) AS does FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') AND relowner <> {text}::regrole
    UNION ALL
    SELECT format('ALTER ROUTINE %s OWNER TO {role}', p.oid::regprocedure) FROM pg_proc AS p
    WHERE pronamespace = 'public'::regnamespace AND proowner <> {text}::regrole
  LOOP
    EXECUTE thing.does;
  END LOOP;
END $$"""
"""Everything of the store belongs to a role that nobody logs in as."""
_HARDEN: Final = """
DO $$
DECLARE
  large record;
BEGIN
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    FOR large IN SELECT oid::regprocedure AS does FROM pg_proc
      WHERE pronamespace = 'pg_catalog'::regnamespace AND proname IN
        ('lo_create', 'lo_creat', 'lo_from_bytea', 'lo_put', 'lowrite', 'lo_open', 'lo_truncate', 'lo_truncate64')
    LOOP
      EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', large.does);
    END LOOP;
  END IF;
END $$"""
"""Large objects belong to no table, so that nobody's rights bound them. Only a superuser can close that door."""

_NOTE: Final = """
INSERT INTO rights.installed (digest, at) VALUES ({digest}, now())
ON CONFLICT (only_one) DO UPDATE SET digest = excluded.digest, at = excluded.at"""

_ASKED: Final = (
    *identity.FOR_EVERYBODY,
    *standing.FUNCTIONS,
    *policies.FUNCTIONS,
    *sound.FUNCTIONS,
    *taking.FUNCTIONS,
    *judging_offers.ASKED,
    "is_about_now(timestamptz)",
    "is_offered(bigint)",
)
"""Functions that policies ask in the name of whoever reads or writes; the others are asked by these, as the owner."""


def setup(database: str) -> Script:
    """Roles, owner, functions, grants, policies and guards of the store in that database.

    Raises InvalidInput for a database whose name is too long for its roles.
    """
    return Script((*_roles(database), *_content(database), _note(digest(database))))


def digest(database: str) -> str:
    """Fingerprint of what ``setup`` installs: whether a store has it is asked of ``status.installed_digest``."""
    return hashlib.sha256("\0".join(_content(database)).encode()).hexdigest()


def _roles(database: str) -> tuple[str, ...]:
    roles = {group: role_of(database, group) for group in Group}
    made = tuple(_ROLE.format(role=name(role), text=literal(role)) for role in roles.values())
    inherited = tuple(
        f"GRANT {name(roles[Group.MEMBER])} TO {name(roles[group])}"
        for group in OF_PERSONS
        if group is not Group.MEMBER
    )
    owner = roles[Group.OWNER]
    join = _JOIN.format(role=name(owner), text=literal(owner))
    return (_REQUIRED, *made, *inherited, join)


def _content(database: str) -> tuple[str, ...]:
    """Everything that depends on the version of this program."""
    owner = role_of(database, Group.OWNER)
    users = ", ".join(name(role_of(database, group)) for group in (Group.MEMBER, Group.FEEDS, Group.SERVICE))
    return (
        f"REVOKE ALL ON DATABASE {name(database)} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name(database)} TO {users}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC",
        f"GRANT USAGE, CREATE ON SCHEMA public TO {name(owner)}",
        f"GRANT USAGE ON SCHEMA public TO {users}",
        _HARDEN,
        _OWN.format(role=name(owner), text=literal(owner)),
        f"CREATE SCHEMA IF NOT EXISTS rights AUTHORIZATION {name(owner)}",
        f"SET LOCAL ROLE {name(owner)}",
        f"GRANT USAGE ON SCHEMA rights TO {users}",
        "SET LOCAL check_function_bodies = off",
        *identity.LOGIN_TABLE,
        *pending.TABLES,
        *moves.TABLES,
        *moves.rows(),
        *_functions(database, users),
        *pending.triggers(),
        *judging.TRIGGER,
        *revision.TRIGGER,
        *grants.grants(database),
        *policies.install(database),
        "RESET ROLE",
    )


def _functions(database: str, users: str) -> tuple[str, ...]:
    roles = {str(group): literal(role_of(database, group)) for group in Group}
    found: list[str] = []
    asked = {
        **{signature: text.format(**roles) for signature, text in identity.FOR_EVERYBODY.items()},
        **terms.FUNCTIONS,
        **standing.FUNCTIONS,
        **policies.FUNCTIONS,
        **sound.FUNCTIONS,
        **taking.FUNCTIONS,
        **judging.FUNCTIONS,
        **judging_allocations.FUNCTIONS,
        **judging_offers.FUNCTIONS,
        **judging_entries.FUNCTIONS,
        **revision.FUNCTIONS,
    }
    for signature, definition in {
        **identity.FOR_KEEPERS,
        **entered.FUNCTIONS,
        **pending.functions(),
        **asked,
    }.items():
        found.append(kept_planned(definition).replace("PINNED", identity.PINNED))
        found.append(f"REVOKE ALL ON FUNCTION rights.{signature} FROM PUBLIC")
    found += [f"GRANT EXECUTE ON FUNCTION rights.{signature} TO {users}" for signature in _ASKED]
    return tuple(found)


def _note(value: str) -> str:
    return _NOTE.format(digest=literal(value))
