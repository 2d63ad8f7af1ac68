"""Commands that keep calendars in step on CalDAV servers: caldav add, list, remove."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli.commands_feeds import ScopeOption, chosen_calendar, logged, stopped_by_signal
from platform_booking.cli.exit_codes import BAD_INPUT
from platform_booking.cli.session import Session, session_of
from platform_booking.domain.errors import InvalidInput

if TYPE_CHECKING:
    from platform_booking.services.mirroring import Pushed
    from platform_booking.services.mirrors import Mirror

Code = Annotated[str, typer.Argument(metavar="M-CODE", help="opt-mirror")]


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    caldav = typer.Typer(help="help-caldav")
    caldav.command("add", help="help-caldav-add")(_add)
    caldav.command("list", help="help-caldav-list")(_list)
    caldav.command("push", help="help-caldav-push")(_push)
    caldav.command("remove", help="help-caldav-remove")(_remove)
    app.add_typer(caldav, name="caldav")


def _add(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="opt-mirror-url")],
    *,
    resource: Annotated[str | None, typer.Option("--resource", help="opt-resource-code")] = None,
    platform: Annotated[str | None, typer.Option("--platform", help="opt-platform")] = None,
    person: Annotated[str | None, typer.Option("--person", help="opt-person")] = None,
    partner: Annotated[str | None, typer.Option("--partner", help="opt-partner")] = None,
    everything: Annotated[bool, typer.Option("--all", help="opt-feed-all")] = False,
    scope: ScopeOption = "partner",
    user: Annotated[str, typer.Option("--user", help="opt-mirror-user")] = "",
    label: Annotated[str, typer.Option("--label", help="opt-feed-label")] = "",
    ask_password: Annotated[bool, typer.Option("--ask-password", help="opt-ask-password")] = False,
) -> None:
    session = session_of(ctx)
    kind, key = chosen_calendar(resource, platform, person, partner, everything=everything)
    with session.opened() as app:
        mirror = app.mirrors.add(
            url, kind, key, scope, username=user, label=label, language=session.words.language
        ).mirror
        if ask_password:
            asked: str = typer.prompt(session.words.text("ask-password"), hide_input=True, err=True)
            app.mirrors.keep_password(mirror.code, asked)
    session.say(session.words.text("done-mirror", code=mirror.code, url=mirror.url))
    if mirror.username and not ask_password:
        session.note(session.words.text("done-mirror-password", variable=mirror.password_variable))
    session.document(as_document(mirror))


def _list(
    ctx: typer.Context, *, removed: Annotated[bool, typer.Option("--all", help="opt-mirror-removed")] = False
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        mirrors = app.mirrors.list(removed=removed)
    for mirror in mirrors:
        session.say(_line(session, mirror))
    if not mirrors:
        session.say(session.words.text("no-mirror"))
    session.document([as_document(mirror) for mirror in mirrors])


def _line(session: Session, mirror: "Mirror") -> str:
    words = session.words
    about = words.text(f"feed-{mirror.kind}", subject=mirror.subject)
    parts = [mirror.code, f"{about}, {words.text(f'feed-scope-{mirror.scope}')}", mirror.url, mirror.label]
    if not mirror.active:
        parts.append(words.text("mirror-removed"))
    elif mirror.last_ok_at is None:
        parts.append(words.text("mirror-never"))
    else:
        parts.append(words.text("mirror-pushed", at=mirror.last_ok_at))
    if mirror.active and mirror.last_error is not None:
        parts.append(words.mirror_error(mirror.last_error))
    return "  ".join(filter(None, parts))


def _push(
    ctx: typer.Context,
    code: Annotated[str | None, typer.Argument(metavar="M-CODE", help="opt-mirror")] = None,
    *,
    watch: Annotated[bool, typer.Option("--watch", help="opt-mirror-watch")] = False,
) -> None:
    session = session_of(ctx)
    if watch and code is not None:
        raise InvalidInput("mirror-watch-all")
    with session.opened() as app:
        if not watch:
            done = app.mirrors.push(code)
            _say_pushed(session, done)
            session.exit_code = BAD_INPUT if any(item.error is not None for item in done) else 0
            return
        from platform_booking.feeds.mirroring import MirrorKeeper  # noqa: PLC0415 - help needs no server

        def tell(done: tuple["Pushed", ...]) -> None:
            _say_pushed(session, done)
            session.flush()

        keeper = MirrorKeeper(app, tell)
        session.note(session.words.text("mirror-watching"))
        with logged(), stopped_by_signal(keeper.stop):
            keeper.watch()


def _say_pushed(session: Session, done: tuple["Pushed", ...]) -> None:
    for item in done:
        if item.counts or item.error is None:
            session.say(f"{item.mirror.code}  {session.words.mirror_counts(item.counts)}")
        if item.error is not None:
            session.note(f"{item.mirror.code}  {session.words.mirror_error(item.error)}")
    if not done:
        session.say(session.words.text("no-mirror"))
    session.document(
        [
            {
                "code": item.mirror.code,
                "counts": dict(item.counts),
                "error": None if item.error is None else dict(item.error),
            }
            for item in done
        ]
    )


def _remove(
    ctx: typer.Context,
    code: Code,
    *,
    reason: Annotated[str, typer.Option("--reason", help="opt-reason")] = "",
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        mirror = app.mirrors.remove(code, reason).mirror
    session.say(session.words.text("done-mirror-removed", code=mirror.code))
    session.document(as_document(mirror))


def as_document(mirror: "Mirror") -> dict[str, Any]:
    """A mirror in JSON."""
    times = {
        name: None if moment is None else moment.isoformat()
        for name, moment in (
            ("created_at", mirror.created_at),
            ("last_try_at", mirror.last_try_at),
            ("last_ok_at", mirror.last_ok_at),
        )
    }
    return {
        "code": mirror.code,
        "label": mirror.label,
        "url": mirror.url,
        "user": mirror.username,
        "password_variable": mirror.password_variable if mirror.username else None,
        "kind": mirror.kind,
        "subject": mirror.subject,
        "scope": mirror.scope,
        "language": mirror.language,
        "created_by": mirror.created_by,
        "active": mirror.active,
        **times,
        "last_error": None if mirror.last_error is None else dict(mirror.last_error),
        "last_counts": dict(mirror.last_counts),
    }
