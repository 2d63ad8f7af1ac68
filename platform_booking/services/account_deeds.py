"""What can be done to logins of a shared store, by name: done, or written as the SQL that whoever keeps the server carries out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from platform_booking.services.access import AccountState
from platform_booking.wording.report_tables import Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.services.access import AccessService, Accounts
    from platform_booking.wording import Words

MACHINES: Final = ("feeds", "service")
"""What a login that is nobody's is for."""
_COLUMNS: Final = ("name", "login", "account", "groups")


class AccountDeed(StrEnum):
    """One thing that is done at the server."""

    SETUP = "setup"
    INVITE = "invite"
    MACHINE = "machine"
    RENEW = "renew"
    UPDATE = "update"
    SUSPEND = "suspend"
    RESTORE = "restore"
    REMOVE = "remove"


OF_STATE: Final = {
    AccountState.NONE: (AccountDeed.INVITE,),
    AccountState.ACTIVE: (AccountDeed.SUSPEND, AccountDeed.RENEW, AccountDeed.UPDATE, AccountDeed.REMOVE),
    AccountState.SUSPENDED: (AccountDeed.RESTORE, AccountDeed.REMOVE),
}
"""What makes sense for somebody, the likeliest first."""
WITH_PASSWORD: Final = frozenset({AccountDeed.INVITE, AccountDeed.RENEW})
"""What gives a password that may be chosen."""


@dataclass(frozen=True, slots=True)
class AccountWish:
    """What is to be done, and to whom."""

    deed: AccountDeed
    login: str = ""
    """Of the person; of a machine the role that it gets."""
    password: str | None = None
    """None: one that nobody guesses."""
    machine: str = MACHINES[0]


@dataclass(frozen=True, slots=True)
class AccountDone:
    """What was done, or would be."""

    sql: str
    password: str = ""
    """To be handed over once; kept nowhere."""
    address: str = ""
    """Of the store, as whoever was given a login types it."""


def carry_out(access: AccessService, wish: AccountWish, *, dry_run: bool = False) -> AccountDone:
    """Do it, or with ``dry_run`` only write the SQL. Raises what the service's functions raise."""
    login, password = wish.login, wish.password
    match wish.deed:
        case AccountDeed.SETUP:
            return AccountDone(str(access.setup(dry_run=dry_run)))
        case AccountDeed.INVITE:
            made = access.invite(login, password=password, dry_run=dry_run)
        case AccountDeed.RENEW:
            made = access.renew_password(login, password=password, dry_run=dry_run)
        case AccountDeed.MACHINE:
            made = access.engage(login, wish.machine, dry_run=dry_run)
        case AccountDeed.UPDATE:
            return AccountDone(str(access.update(login, dry_run=dry_run)))
        case AccountDeed.SUSPEND:
            return AccountDone(str(access.suspend(login, dry_run=dry_run)))
        case AccountDeed.RESTORE:
            return AccountDone(str(access.restore(login, dry_run=dry_run)))
        case AccountDeed.REMOVE:
            return AccountDone(str(access.remove(login, dry_run=dry_run)))
    return AccountDone(str(made.script), made.password, access.address_for(made.role))


def accounts_table(accounts: Accounts, words: Words, group: Callable[[str], str] = str) -> Table:
    """Everybody, under headings; ``group`` says what a group is called."""
    columns = tuple(Column(key, words.text(f"column-{key}"), Kind.TEXT) for key in _COLUMNS)
    rows = tuple(
        (
            item.name,
            item.login,
            words.text(f"account-{item.state}"),
            ", ".join(group(name) for name in item.groups),
        )
        for item in accounts.people
    )
    return Table(words.text("server-access-title"), columns, rows)
