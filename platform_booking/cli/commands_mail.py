"""Commands about mail: who wants it, through which server it goes, what went out."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli.commands_feeds import logged, stopped_by_signal
from platform_booking.cli.exit_codes import BAD_INPUT
from platform_booking.cli.session import Session, session_of

if TYPE_CHECKING:
    from platform_booking.domain.mail import MailSettings
    from platform_booking.services.mail import MailStatus, Outgoing
    from platform_booking.services.post_office import Sending


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    mail = typer.Typer(help="help-mail")
    mail.command("prefer", help="help-mail-prefer")(_prefer)
    mail.command("configure", help="help-mail-configure")(_configure)
    mail.command("try", help="help-mail-try")(_try)
    mail.command("status", help="help-mail-status")(_status)
    mail.command("list", help="help-mail-list")(_list)
    mail.command("send", help="help-mail-send")(_send)
    app.add_typer(mail, name="mail")


def _prefer(
    ctx: typer.Context,
    choice: Annotated[str, typer.Argument(metavar="none|each|digest", help="opt-mail-choice")],
    *,
    person: Annotated[str | None, typer.Option("--person", help="opt-mail-person")] = None,
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        chosen = app.mail.prefer(choice, person)
    said = session.words.name("mail-choice", chosen.person.mail.value)
    session.say(session.words.text("done-mail-prefer", person=chosen.person.name, choice=said))
    if not chosen.person.email:
        session.note(session.words.text("mail-no-address", person=chosen.person.name))
    session.document(
        {
            "login": chosen.person.login,
            "mail": chosen.person.mail.value,
            "email": chosen.person.email,
            "changed": bool(chosen.changes),
        }
    )


def _configure(
    ctx: typer.Context,
    *,
    host: Annotated[str, typer.Option("--host", help="opt-mail-host")],
    sender: Annotated[str, typer.Option("--from", help="opt-mail-from")],
    port: Annotated[int, typer.Option("--port", help="opt-mail-port", min=0, max=65535)] = 0,
    security: Annotated[
        str, typer.Option("--security", metavar="starttls|tls|none", help="opt-mail-security")
    ] = "starttls",
    user: Annotated[str, typer.Option("--user", help="opt-mail-user")] = "",
    name: Annotated[str, typer.Option("--name", help="opt-mail-name")] = "",
    ask_password: Annotated[bool, typer.Option("--ask-password", help="opt-ask-password")] = False,
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        settings = app.mail.configure(
            host, sender, port=port, security=security, username=user, sender_name=name
        )
        if ask_password:
            app.mail.keep_password(_asked_password(session))
    session.say(session.words.text("done-mail-configure", server=_server(settings), sender=settings.sender))
    session.document(_settings_document(settings))


def _asked_password(session: Session) -> str:
    said: str = typer.prompt(session.words.text("ask-password"), hide_input=True, err=True)
    return said


def _server(settings: "MailSettings") -> str:
    return f"{settings.host}:{settings.port} ({settings.security.value})"


def _settings_document(settings: "MailSettings") -> dict[str, Any]:
    return {
        "host": settings.host,
        "port": settings.port,
        "security": settings.security.value,
        "user": settings.username,
        "from": settings.sender,
        "name": settings.sender_name,
    }


def _try(
    ctx: typer.Context,
    address: Annotated[str | None, typer.Argument(metavar="ADDRESS", help="opt-mail-to")] = None,
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        trouble = app.mail.try_out(address)
    if trouble is None:
        session.say(session.words.text("done-mail-try"))
    else:
        session.note(session.words.mail_error(trouble))
        session.exit_code = BAD_INPUT
    session.document({"trouble": None if trouble is None else dict(trouble)})


def _status(ctx: typer.Context) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        status = app.mail.status()
    session.say(_status_said(session, status))
    session.say(session.words.text("mail-counts", **{_param(key): n for key, n in status.counts.items()}))
    session.document(
        {
            "settings": None if status.settings is None else _settings_document(status.settings),
            "can_send": status.can_send,
            "of_another_store": status.of_another_store,
            "counts": dict(status.counts),
        }
    )


def _param(state: str) -> str:
    return state.replace("-", "_")


def _status_said(session: Session, status: "MailStatus") -> str:
    if status.settings is None:
        return session.words.text("mail-of-another-store" if status.of_another_store else "mail-off")
    said = session.words.text("mail-on", server=_server(status.settings), sender=status.settings.sender)
    return said if status.can_send else f"{said} {session.words.text('mail-no-password')}"


def _list(
    ctx: typer.Context, *, last: Annotated[int, typer.Option("--last", help="opt-last", min=1)] = 50
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        messages = app.mail.list(last)
    for message in messages:
        session.say(_line(session, message))
    if not messages:
        session.say(session.words.text("mail-none"))
    session.document([_message_document(message) for message in messages])


def _send(
    ctx: typer.Context, *, watch: Annotated[bool, typer.Option("--watch", help="opt-mail-watch")] = False
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        if not watch:
            done = app.mail.send()
            session.document(_sending_document(done))
            _say_sent(session, done)
            session.exit_code = BAD_INPUT if done.trouble is not None else 0
            return

        from platform_booking.feeds.postman import Postman  # noqa: PLC0415 - help needs no server

        def tell(done: "Sending") -> None:
            _say_sent(session, done)
            session.document(_sending_document(done))
            session.flush()

        postman = Postman(app, tell)
        session.note(session.words.text("mail-watching"))
        with logged(), stopped_by_signal(postman.stop):
            postman.run()


def _say_sent(session: Session, done: "Sending") -> None:
    words = session.words
    session.say(words.text("done-mail-send", sent=done.sent, put_off=done.put_off, given_up=done.given_up))
    if done.trouble is not None:
        session.note(words.mail_error(done.trouble))


def _sending_document(done: "Sending") -> dict[str, Any]:
    return {
        "sent": done.sent,
        "put_off": done.put_off,
        "given_up": done.given_up,
        "trouble": None if done.trouble is None else dict(done.trouble),
    }


def _line(session: Session, message: "Outgoing") -> str:
    words = session.words
    kind = words.name("mail-kind", message.kind)
    parts = [words.moment(message.created_at), message.address, f"{kind} {message.ref}".strip()]
    parts.append(words.name("mail-state", message.state))
    if message.failed:
        parts.append(words.mail_error(message.failed))
    return "  ".join(parts)


def _message_document(message: "Outgoing") -> dict[str, Any]:
    times = {
        "created_at": message.created_at,
        "next_try_at": message.next_try_at,
        "sent_at": message.sent_at,
    }
    return {
        "id": message.id,
        "person": message.person,
        "address": message.address,
        "kind": message.kind,
        "booking": message.ref,
        "state": message.state,
        "tries": message.tries,
        **{name: None if moment is None else moment.isoformat() for name, moment in times.items()},
        "failed": dict(message.failed) or None,
    }
