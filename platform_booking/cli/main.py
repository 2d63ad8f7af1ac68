"""The entry: reads what stands before the command, runs it, and turns what goes wrong into sentences and exit codes."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from platform_booking.cli import as_json, render, usage
from platform_booking.cli.app import PROGRAM, build_app, product_version
from platform_booking.cli.exit_codes import BAD_INPUT, OUR_BUG, exit_code_of
from platform_booking.cli.session import Session, print_error
from platform_booking.domain.errors import BookingError, NotConnected
from platform_booking.wording import Words, language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED: Final = 130
DEBUG_VARIABLE: Final = "PLATFORM_BOOKING_DEBUG"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code is part of its contract."""
    _speak_utf8()
    said = list(sys.argv[1:] if argv is None else argv)
    words = Words(_language(said))
    session = Session(words, json=usage.says_json(said))
    try:
        return _run_asking(session, said)
    except BrokenPipeError:
        return _nobody_reads()
    except BookingError as refusal:
        return _refused(session, refusal)
    except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001 - the last resort: a sentence, never a traceback
        if isinstance(error, KeyboardInterrupt) or usage.is_abort(error):
            return _interrupted(session)
        return _misused(session, error) if usage.is_usage_error(error) else _our_bug(session, error)


def _run_asking(session: Session, said: Sequence[str]) -> int:
    """A server that wants a password does so before anything is done: it is asked for, and all is begun again."""
    try:
        return _run(session, said)
    except NotConnected as refusal:
        if not session.ask_password(refusal):
            raise
    return _run(session, said)


def _run(session: Session, said: Sequence[str]) -> int:
    command = build_app(session.words)
    arguments = usage.hoisted(said, usage.value_options(command))
    try:
        code = command.main(args=arguments, prog_name=PROGRAM, standalone_mode=False, obj=session)
    except Exception as error:
        if not usage.is_exit(error):
            raise
        code = getattr(error, "exit_code", 0)
    session.flush()
    return code if isinstance(code, int) and code else session.exit_code


def _language(said: Sequence[str]) -> str:
    wanted = usage.last_value(said, "--lang")
    if wanted:
        return language_of(wanted)
    return language_of(os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG"))


def _speak_utf8() -> None:
    """Accents survive whatever the terminal believes, and line ends are the same everywhere."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


# --- what goes wrong --------------------------------------------------------------------------------


def _refused(session: Session, refusal: BookingError) -> int:
    if os.environ.get(DEBUG_VARIABLE):
        traceback.print_exc()
    if session.json:
        _print_document(as_json.error(refusal, session.words, session.zone))
    else:
        print_error(render.error(refusal, session.words, session.zone))
    return exit_code_of(refusal)


def _misused(session: Session, error: BaseException) -> int:
    message, details = usage.explain(error, session.words)
    if session.json:
        _print_document(as_json.envelope("usage", message, details))
    else:
        print_error(message)
    return BAD_INPUT


def _interrupted(session: Session) -> int:
    message = session.words.text("interrupted")
    if session.json:
        _print_document(as_json.envelope("interrupted", message, {}))
    else:
        print_error(message)
    return INTERRUPTED


def _our_bug(session: Session, error: BaseException) -> int:
    report = _write_report()
    if report is None:
        message = session.words.text("unexpected-unwritten", detail=f"{type(error).__name__}: {error}")
    else:
        message = session.words.text("unexpected", file=str(report))
    if os.environ.get(DEBUG_VARIABLE):
        traceback.print_exc()
    if session.json:
        details = {"report": str(report) if report else None, "type": type(error).__name__}
        _print_document(as_json.envelope("unexpected", message, details))
    else:
        print_error(message)
    return OUR_BUG


def _write_report() -> Path | None:
    """The traceback as a file of its own; None when it cannot be written. What was typed is not in it."""
    text = f"{PROGRAM} {product_version()}\nPython {sys.version}\n{sys.platform}\n\n{traceback.format_exc()}"
    name = f"platform-booking-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-"
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix=name, suffix=".txt", delete=False
        ) as file:
            file.write(text)
    except OSError:
        return None
    return Path(file.name)


def _nobody_reads() -> int:
    """The reader of a pipe has seen enough: no reason to complain, now or when Python flushes at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None
    return 0


def _print_document(document: dict[str, Any]) -> None:
    print_error(json.dumps(document, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    sys.exit(main())
