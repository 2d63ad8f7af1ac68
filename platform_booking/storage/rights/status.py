"""Whether rights are installed in a store, and who the session is by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import text

from platform_booking.domain.errors import NotConnected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Row

_THERE: Final = text("SELECT to_regprocedure('rights.my_login()') IS NOT NULL")
_WHO: Final = text(
    "SELECT rights.my_login() AS login, rights.is_keeper() AS keeper, rights.is_service() AS service, "
    "rights.is_feeds() AS feeds, rights.is_admin() AS admin, "
    "(SELECT count(*) FROM unnest(CAST(:asked AS text[])) AS f WHERE to_regprocedure('rights.' || f) IS NULL) AS missing"
)
_ASKED: Final = (
    "leave_receipt(text)",
    "chain_end()",
    "refs_of(bigint[])",
    "heard(bigint)",
    "veiled(text)",
    "veiled_lines(bigint)",
    "veiled_dates(bigint)",
    "noted_event(bigint)",
    "noted(bigint[],timestamptz,timestamptz)",
    "called()",
    "ahead_of(text)",
    "offer(bigint,bigint,timestamptz)",
    "take_mirrored(jsonb)",
    "take_outbox(timestamptz)",
)
"""Functions that this program asks whatever it does."""
WHO: Final = (_WHO, {"asked": list(_ASKED)})
"""Who the connection is, as ``session_by`` reads it."""
_KEEPS: Final = text("SELECT rights.is_keeper()")
_DIGEST: Final = text("SELECT digest FROM rights.installed")
_LOGINS: Final = text(
    "SELECT l.role, p.login, l.suspended FROM rights.login AS l JOIN person AS p ON p.id = l.person_id ORDER BY l.role"
)


@dataclass(frozen=True, slots=True)
class Session:
    """Who a connection is, by the role that logged in."""

    login: str | None
    """Of the person; None for a machine, a keeper, or a role that is nobody's or suspended."""
    is_keeper: bool
    """May do everything to the store: a member of its owner's role."""
    is_machine: bool
    """Does what time brings about, or serves calendars: acts in nobody's name."""
    makes_offers: bool = True
    """Whether it may hold a place for somebody who waits."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A login role and its person."""

    role: str
    login: str
    suspended: bool


def are_installed(connection: Connection) -> bool:
    """Whether the database keeps the rights of this store."""
    return connection.dialect.name == "postgresql" and bool(connection.execute(_THERE).scalar_one())


def session_of(connection: Connection) -> Session | None:
    """Who the connection is; None where the database keeps no rights.

    Raises NotConnected where those that it keeps are older than this program.
    """
    if not are_installed(connection):
        return None
    return session_by(connection.execute(*WHO).one())


def session_by(row: Row[Any]) -> Session:
    """Who the connection is, as ``WHO`` says. Raises as ``session_of``."""
    if not row.keeper and row.missing:
        raise NotConnected("rights-old")  # the keeper gets in, to renew them
    return Session(row.login, row.keeper, row.service or row.feeds, row.keeper or row.service or row.admin)


def installed_digest(connection: Connection) -> str | None:
    """Of the script that was last carried out, for keepers to hold against ``setup.digest``; None for none."""
    if not are_installed(connection):
        return None
    digest: str | None = connection.execute(_DIGEST).scalar()
    return digest


def digest_for_keeper(connection: Connection) -> str | None:
    """The same; None also for whoever does not keep the store, and so may not know."""
    if not are_installed(connection) or not connection.execute(_KEEPS).scalar_one():
        return None
    return installed_digest(connection)


def linked_roles(connection: Connection) -> Mapping[str, Linked]:
    """Role → whose it is, for keepers."""
    return {row.role: Linked(row.role, row.login, row.suspended) for row in connection.execute(_LOGINS)}
