"""Commands about who gets into a shared store: logins on its server, and the password that this system keeps."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli import render
from platform_booking.cli.session import Session, session_of
from platform_booking.domain.errors import InvalidInput

if TYPE_CHECKING:
    from platform_booking.storage.rights.scripts import Script


class Machine(StrEnum):
    """What a login that is nobody's is for."""

    FEEDS = "feeds"
    SERVICE = "service"


Login = Annotated[str, typer.Argument(metavar="LOGIN", help="opt-login")]
PrintSql = Annotated[bool, typer.Option("--print-sql", help="opt-print-sql")]
AskPassword = Annotated[bool, typer.Option("--ask-password", help="opt-ask-new-password")]
MachineKind = Annotated[Machine, typer.Option("--for", help="opt-machine-kind")]


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    app.command("password", help="help-password")(_password)
    admin = typer.Typer(help="help-admin")
    admin.command("setup", help="help-admin-setup")(_setup)
    admin.command("list", help="help-admin-list")(_list)
    admin.command("invite", help="help-admin-invite")(_invite)
    admin.command("machine", help="help-admin-machine")(_machine)
    admin.command("renew", help="help-admin-renew")(_renew)
    for name, does in (
        ("update", _update),
        ("suspend", _suspend),
        ("restore", _restore),
        ("remove", _remove),
    ):
        admin.command(name, help=f"help-admin-{name}")(does)
    app.add_typer(admin, name="admin")


def _password(
    ctx: typer.Context,
    *,
    forget: Annotated[bool, typer.Option("--forget", help="opt-password-forget")] = False,
) -> None:
    from platform_booking.services import entering  # noqa: PLC0415
    from platform_booking.services.connecting import try_connection  # noqa: PLC0415
    from platform_booking.storage.places import place_of  # noqa: PLC0415

    session = session_of(ctx)
    place = place_of(session.store)
    if place.is_file:
        raise InvalidInput("not-a-server", store=place.label)
    if forget:
        there = entering.forget(place)
        session.say(
            session.words.text("done-password-forgotten", there="yes" if there else "no", store=place.address)
        )
        session.document({"store": place.address, "forgotten": there})
        return
    typed = session.password or _typed(session.words.text("ask-store-password", store=place.address))
    place = place.with_password(typed)
    try_connection(place)
    entering.keep(place)
    session.say(session.words.text("done-password-kept", store=place.address))
    session.document({"store": place.address, "kept": True})


def _typed(prompt: str) -> str:
    """What somebody types; a pipe may say it too, in one line. Raises InvalidInput for nothing."""
    from getpass import getpass  # noqa: PLC0415

    said = getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if not said:
        raise InvalidInput("password-needs-terminal")
    return said


# --- logins -----------------------------------------------------------------------------------------


def _setup(ctx: typer.Context, *, print_sql: PrintSql = False) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        script = app.access.setup(dry_run=print_sql)
    _tell(session, script, "setup", "", print_sql=print_sql)


def _list(ctx: typer.Context) -> None:
    session = session_of(ctx)
    words = session.words
    with session.opened() as app:
        accounts = app.access.accounts()
    rows = [
        (item.login, item.name, words.text(f"account-{item.state}"), ", ".join(item.groups))
        for item in accounts.people
    ]
    session.say(render.table(words, ("login", "name", "account", "groups"), rows))
    if not accounts.current:
        session.note(words.text("rights-outdated" if accounts.installed else "rights-missing"))
    if accounts.server.leaks:
        session.note(words.text("warning-server-leaks", version=accounts.server.version))
    session.document(
        {
            "server": {"version": accounts.server.version, "leaks": accounts.server.leaks},
            "installed": accounts.installed,
            "current": accounts.current,
            "people": [
                {
                    "login": item.login,
                    "name": item.name,
                    "role": item.role,
                    "state": str(item.state),
                    "groups": list(item.groups),
                }
                for item in accounts.people
            ],
        }
    )


def _invite(
    ctx: typer.Context, login: Login, *, ask: AskPassword = False, print_sql: PrintSql = False
) -> None:
    session = session_of(ctx)
    password = _typed(session.words.text("ask-new-password", login=login)) if ask else None
    with session.opened() as app:
        made = app.access.invite(login, password=password, dry_run=print_sql)
        address = app.place
    _tell(session, made.script, "invite", login, print_sql=print_sql, password=None if ask else made.password)
    session.note(session.words.text("invited-address", address=address.for_login(made.role)))


def _machine(ctx: typer.Context, role: Login, *, kind: MachineKind, print_sql: PrintSql = False) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        made = app.access.engage(role, kind.value, dry_run=print_sql)
    _tell(session, made.script, "invite", role, print_sql=print_sql, password=made.password)


def _renew(
    ctx: typer.Context, login: Login, *, ask: AskPassword = False, print_sql: PrintSql = False
) -> None:
    session = session_of(ctx)
    password = _typed(session.words.text("ask-new-password", login=login)) if ask else None
    with session.opened() as app:
        made = app.access.renew_password(login, password=password, dry_run=print_sql)
    _tell(session, made.script, "renew", login, print_sql=print_sql, password=None if ask else made.password)


def _update(ctx: typer.Context, login: Login, *, print_sql: PrintSql = False) -> None:
    _account(ctx, "update", login, print_sql=print_sql)


def _suspend(ctx: typer.Context, login: Login, *, print_sql: PrintSql = False) -> None:
    _account(ctx, "suspend", login, print_sql=print_sql)


def _restore(ctx: typer.Context, login: Login, *, print_sql: PrintSql = False) -> None:
    _account(ctx, "restore", login, print_sql=print_sql)


def _remove(ctx: typer.Context, login: Login, *, print_sql: PrintSql = False) -> None:
    _account(ctx, "remove", login, print_sql=print_sql)


def _account(ctx: typer.Context, what: str, login: str, *, print_sql: bool) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        script = getattr(app.access, what)(login, dry_run=print_sql)
    _tell(session, script, what, login, print_sql=print_sql)


def _tell(
    session: Session, script: "Script", what: str, login: str, *, print_sql: bool, password: str | None = None
) -> None:
    """The SQL, or what was done; a new password beside it, once."""
    if print_sql:
        session.say(str(script))
    else:
        session.say(session.words.text(f"done-admin-{what}", login=login))
    if password is not None:
        session.note(session.words.text("password-once", login=login, password=password))
    shown: dict[str, Any] = {"login": login, "done": not print_sql}
    if print_sql:
        shown["sql"] = str(script)
    if password is not None:
        shown["password"] = password
    session.document(shown)
