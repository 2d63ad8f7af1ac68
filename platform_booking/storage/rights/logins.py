"""Who logs in: inviting, suspending, restoring and removing, for whoever keeps the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import InvalidInput
from platform_booking.storage.rights.entered import entered
from platform_booking.storage.rights.groups import LONGEST_NAME, OF_PERSONS, Group, role_of
from platform_booking.storage.rights.scripts import Script, literal, name

if TYPE_CHECKING:
    from collections.abc import Collection

CONNECTIONS: Final = 8
"""That one login may have at once: a window, its ear and a command line, and no more."""
_PLAIN: Final = "INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"


def invite(
    database: str,
    login: str,
    groups: Collection[Group],
    *,
    verifier: str | None,
    role: str = "",
    connections: int = CONNECTIONS,
) -> Script:
    """A login role for a person of the catalogue (``login``), by default of the same name.

    Without a ``verifier`` (see ``passwords``) the server must know them otherwise: by certificate, LDAP or GSSAPI. The
    server refuses a role that exists. Raises InvalidInput for a name that it would cut off.
    """
    role = role or login
    _require_name(role)
    return Script(
        (
            f"CREATE ROLE {name(role)} LOGIN {_PLAIN} CONNECTION LIMIT {connections}{_password(verifier)}",
            *_grants(database, role, groups),
            f"SELECT rights.link({literal(role)}, {literal(login)})",
            entered("invite", role, person=login, groups=groups),
        )
    )


def engage(
    database: str, role: str, group: Group, *, verifier: str | None, connections: int = CONNECTIONS
) -> Script:
    """A login role for a machine: ``Group.FEEDS`` or ``Group.SERVICE``. Raises InvalidInput."""
    _require_name(role)
    return Script(
        (
            f"CREATE ROLE {name(role)} LOGIN {_PLAIN} CONNECTION LIMIT {connections}{_password(verifier)}",
            f"GRANT {name(role_of(database, group))} TO {name(role)}",
            entered("engage", role, groups=[group]),
        )
    )


def regroup(database: str, role: str, groups: Collection[Group]) -> Script:
    """The groups that the catalogue gives the person now, and no others."""
    others = [group for group in OF_PERSONS if group not in groups]
    revokes = (f"REVOKE {name(role_of(database, group))} FROM {name(role)}" for group in others)
    return Script((*revokes, *_grants(database, role, groups), entered("regroup", role, groups=groups)))


def change_password(role: str, verifier: str) -> Script:
    """Another password."""
    return Script((f"ALTER ROLE {name(role)}{_password(verifier)}", entered("renew-password", role)))


def suspend(role: str) -> Script:
    """No log-in any more; sessions that are open may do nothing from now on, and are ended."""
    return Script(
        (
            f"ALTER ROLE {name(role)} NOLOGIN",
            f"SELECT rights.suspend({literal(role)}, true)",
            entered("suspend-login", role),
        ),
        (_END_SESSIONS.format(role=name(role), text=literal(role)),),
    )


def restore(role: str) -> Script:
    """What ``suspend`` took."""
    return Script(
        (
            f"SELECT rights.suspend({literal(role)}, false)",
            f"ALTER ROLE {name(role)} LOGIN",
            entered("restore-login", role),
        )
    )


def remove(role: str) -> Script:
    """The role is gone; the person stays in the catalogue, and in what they did."""
    return Script(
        (
            f"ALTER ROLE {name(role)} NOLOGIN",
            f"SELECT rights.unlink({literal(role)})",
            entered("remove-login", role),
        ),
        (
            _END_SESSIONS.format(role=name(role), text=literal(role)),
            _DROP_OWNED.format(role=name(role)),
            f"DROP ROLE {name(role)}",
        ),
    )


def _require_name(role: str) -> None:
    if not role or len(role.encode()) > LONGEST_NAME or "\0" in role or role.lower().startswith("pg_"):
        raise InvalidInput("role-name", role=role, longest=LONGEST_NAME)


def _grants(database: str, role: str, groups: Collection[Group]) -> tuple[str, ...]:
    return tuple(f"GRANT {name(role_of(database, group))} TO {name(role)}" for group in groups)


def _password(verifier: str | None) -> str:
    return " PASSWORD NULL" if verifier is None else f" PASSWORD {literal(verifier)}"


_DROP_OWNED: Final = """
DO $$
BEGIN
  GRANT {role} TO CURRENT_USER;
  DROP OWNED BY {role};
  REVOKE {role} FROM CURRENT_USER;
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END $$"""
"""What PostgreSQL lets everybody make (default privileges, large objects) would keep the role from being dropped."""
_END_SESSIONS: Final = """
DO $$
BEGIN
  GRANT {role} TO CURRENT_USER;
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = {text} AND pid <> pg_backend_pid();
  REVOKE {role} FROM CURRENT_USER;
END $$"""
"""Whoever is no superuser may end sessions of roles whose member they are, and so is one for that moment."""
