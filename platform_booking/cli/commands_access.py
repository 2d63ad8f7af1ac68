"""Commands about who gets into a shared store: the password that the system keeps."""

import sys
from typing import Annotated

import typer

from platform_booking.cli.session import session_of
from platform_booking.domain.errors import InvalidInput


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    app.command("password", help="help-password")(_password)


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
