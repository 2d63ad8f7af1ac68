"""The command that takes a sentence: say."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli.commands_booking import booked_document, say_booked
from platform_booking.cli.commands_change import block_document, say_blocked
from platform_booking.cli.session import Session, session_of

if TYPE_CHECKING:
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.phrase.model import Phrase
    from platform_booking.services.availability import FindResult
    from platform_booking.services.blocks import Blocked
    from platform_booking.services.booking import Booked


def add_to(app: typer.Typer) -> None:
    """Declare the command."""
    app.command("say", help="help-say")(_say)


def _say(
    ctx: typer.Context,
    phrase: Annotated[list[str], typer.Argument(metavar="PHRASE", help="opt-phrase")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="opt-dry-run")] = False,
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        catalogue = app.catalogue.load()
        read = app.saying.read(" ".join(phrase), catalogue)
        intent = app.saying.intent(read, catalogue, session.words.language)
        session.show_in_zone_of(catalogue, read.meaning.lines[0].codes[0])
        done = app.saying.do(intent, dry_run=dry_run)
    _tell(session, done, catalogue, dry_run=dry_run)
    if session.json:
        shown = {"phrase": _parts(read), **_document(session, done, catalogue), "dry_run": dry_run}
        session.document(shown)


def _tell(
    session: Session, done: "Booked | Blocked | FindResult", catalogue: "Catalogue", *, dry_run: bool
) -> None:
    from platform_booking.cli import find_output  # noqa: PLC0415 - help needs no database
    from platform_booking.services.blocks import Blocked  # noqa: PLC0415
    from platform_booking.services.booking import Booked  # noqa: PLC0415

    if isinstance(done, Booked):
        say_booked(session, done, catalogue, dry_run=dry_run)
    elif isinstance(done, Blocked):
        say_blocked(session, done, catalogue, dry_run=dry_run)
    else:
        session.say(find_output.text(done, session.words, with_map=False))


def _document(
    session: Session, done: "Booked | Blocked | FindResult", catalogue: "Catalogue"
) -> dict[str, Any]:
    """Under the name of what was done: what that very command prints."""
    from platform_booking.cli import find_output  # noqa: PLC0415 - help needs no database
    from platform_booking.services.blocks import Blocked  # noqa: PLC0415
    from platform_booking.services.booking import Booked  # noqa: PLC0415

    if isinstance(done, Booked):
        return {"book": booked_document(session, done, catalogue)}
    if isinstance(done, Blocked):
        return {"block": block_document(done, catalogue)}
    return {"find": find_output.document(done, session.words, with_map=False)}


def _parts(phrase: "Phrase") -> list[dict[str, Any]]:
    """What was understood, each part with the range of its characters."""
    return [
        {"kind": part.kind.value, "text": phrase.words(part), "start": part.start, "end": part.end}
        for part in phrase.parts
    ]
