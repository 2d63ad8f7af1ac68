"""The tree of commands. It is declared with names of sentences and told in a language before it runs."""

from enum import StrEnum
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pkgutil import resolve_name
from typing import Annotated, Any

import typer

from platform_booking.cli import (
    commands_access,
    commands_audit,
    commands_booking,
    commands_caldav,
    commands_change,
    commands_decide,
    commands_exchange,
    commands_explain,
    commands_feeds,
    commands_find,
    commands_keeping,
    commands_mail,
    commands_privacy,
    commands_reports,
    commands_say,
    commands_series,
    commands_store,
    commands_templates,
    commands_undo,
    commands_use,
    commands_waiting,
)
from platform_booking.cli.session import Session, session_of
from platform_booking.wording import Words

PROGRAM = "platform-booking"


class Language(StrEnum):
    """The languages that are spoken here."""

    FR = "fr"
    EN = "en"


def build_app(words: Words) -> Any:
    """The root command, with its help in the language."""
    _tell_panels(words)
    return _command(words.language)


@cache
def _command(language: str) -> Any:
    """Built once a language: it keeps nothing of a call, whose session comes with it."""
    app = typer.Typer(
        name=PROGRAM,
        help="help-app",
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback(invoke_without_command=True)(_globals)
    for group in (
        commands_store,
        commands_keeping,
        commands_access,
        commands_privacy,
        commands_audit,
        commands_booking,
        commands_explain,
        commands_find,
        commands_say,
        commands_waiting,
        commands_decide,
        commands_change,
        commands_series,
        commands_exchange,
        commands_feeds,
        commands_caldav,
        commands_mail,
        commands_templates,
        commands_use,
        commands_reports,
        commands_undo,
    ):
        group.add_to(app)
    command = typer.main.get_command(app)
    _tell(command, Words(language), None)
    return command


def _globals(
    ctx: typer.Context,
    *,
    store: Annotated[
        str | None,
        typer.Option("--store", help="opt-store", envvar="PLATFORM_BOOKING_STORE", show_envvar=False),
    ] = None,
    read_store: Annotated[
        str | None,
        typer.Option(
            "--read-store", help="opt-read-store", envvar="PLATFORM_BOOKING_READ_STORE", show_envvar=False
        ),
    ] = None,
    login: Annotated[
        str | None, typer.Option("--as", help="opt-as", envvar="PLATFORM_BOOKING_AS", show_envvar=False)
    ] = None,
    lang: Annotated[Language | None, typer.Option("--lang", help="opt-lang")] = None,
    json: Annotated[bool, typer.Option("--json", help="opt-json")] = False,
    now: Annotated[str | None, typer.Option("--now", help="opt-now")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="opt-demo")] = False,
    show_version: Annotated[bool, typer.Option("--version", help="opt-version")] = False,
) -> None:
    session = session_of(ctx)
    session.json = json
    session.store_said = store or None
    session.read_store_said = read_store or None
    session.login = login or None
    session.now_said = now
    if show_version:
        session.raw(f"{PROGRAM} {product_version()}\n")
        raise typer.Exit
    if demo:
        session.store_said = session.store_said or session.demo_store
    if ctx.invoked_subcommand is not None:
        if demo:
            commands_store.make_demo_once(session)
    elif not json:
        session.exit_code = _open_window(session, None if lang is None else lang.value, demo=demo)
    elif demo:
        commands_store.start_demo(session)
    else:
        session.document({"commands": ["--demo", "init", "catalogue import", "--help"]})


def _open_window(session: Session, language: str | None, *, demo: bool) -> int:
    """Open the window. It is found by name: the core knows no window, and runs without one."""
    start = resolve_name("ui.launch:Start")
    said = None if demo and session.store_said == session.demo_store else session.store_said
    code: int = resolve_name("ui.start:open_window")(
        start(store=said, login=session.login, now=session.now, language=language, demo=demo)
    )
    return code


def product_version() -> str:
    """The installed version."""
    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return "0"


def _tell(command: Any, words: Words, parent: Any) -> None:
    """Put the sentences in the place of their names, all through the tree."""
    if command.help:
        command.help = words.text(command.help)
    if getattr(command, "short_help", None):
        command.short_help = words.text(command.short_help)
    for param in command.params:
        if getattr(param, "help", None):
            param.help = words.text(param.help)
    context = command.context_class(
        command, parent=parent, info_name=command.name, help_option_names=["--help", "-h"]
    )
    option = command.get_help_option(context)
    if option is not None:
        option.help = words.text("help-help")
    for child in getattr(command, "commands", {}).values():
        _tell(child, words, context)


def _tell_panels(words: Words) -> None:
    from typer import rich_utils  # noqa: PLC0415 - only when there is rich

    for constant, name in (
        ("OPTIONS_PANEL_TITLE", "panel-options"),
        ("ARGUMENTS_PANEL_TITLE", "panel-arguments"),
        ("COMMANDS_PANEL_TITLE", "panel-commands"),
    ):
        if hasattr(rich_utils, constant):
            setattr(rich_utils, constant, words.text(name))
