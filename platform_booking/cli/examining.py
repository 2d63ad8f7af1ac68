"""What commands about the store itself share: the desk, the anchor that was noted, and the report."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from platform_booking.cli import as_json
from platform_booking.cli.session import Session
from platform_booking.domain.errors import InvalidInput
from platform_booking.services.care_words import integrity_words

if TYPE_CHECKING:
    from platform_booking.services.desk import Desk
    from platform_booking.storage.integrity import Anchor, IntegrityReport

FOUND_SOMETHING = 7
"""Exit code when an examination finds problems: the store is not what it should be."""
AnchorOption = Annotated[str | None, typer.Option("--anchor", help="opt-anchor")]


@contextmanager
def desk_of(session: Session, *, holder: bool = False) -> Iterator["Desk"]:
    """The desk, for as long as the command needs it: without what the whole platform brings along.

    Where the database keeps the rights, whoever logged in sits there. A file is open to whoever holds it: for
    a ``holder``'s command it does not matter who is named besides.
    """
    from platform_booking.services.desk import Desk  # noqa: PLC0415 - help needs no database
    from platform_booking.services.opening import acting_login, open_store  # noqa: PLC0415

    store = open_store(session.place, clock=session.clock)
    try:
        login = None if holder and store.session is None else acting_login(store, session.login)
        yield Desk(store, login, session.clock)
    finally:
        store.close()


def tell_report(session: Session, report: "IntegrityReport") -> None:
    """What an examination found, and the exit code for it."""
    session.say(integrity_words(report, session.words))
    session.document(as_json.integrity(report, session.words))
    if not report.clean:
        session.exit_code = FOUND_SOMETHING


def read_anchor(text: str | None) -> "Anchor | None":
    """``SEQ:HASH`` as reports print it. Raises InvalidInput."""
    from platform_booking.storage.integrity import Anchor  # noqa: PLC0415

    if text is None:
        return None
    match = re.fullmatch(r"\s*([0-9]{1,15}):([0-9a-fA-F]{64})\s*", text)
    if not match:
        raise InvalidInput("anchor", value=text)
    return Anchor(int(match[1]), match[2].lower())
