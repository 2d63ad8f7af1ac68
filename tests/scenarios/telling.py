"""People at the command line: what they type, as they type it, and what they get."""

from __future__ import annotations

import io
import json
import shlex
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from platform_booking.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

MORNING: Final = "2026-11-23T08:15"
"""A Monday: the platform manager has come in."""


@dataclass(slots=True)
class House:
    """One store and the people who use it; ``now`` is the clock on the wall."""

    store: Path
    now: str = field(default=MORNING)

    def tries(self, login: str, command: str) -> tuple[int, Any, Any]:
        """Exit code, document and error of a command typed by somebody."""
        out, err = io.StringIO(), io.StringIO()
        words = ["--store", str(self.store), "--now", self.now, "--lang", "fr", "--json", "--as", login]
        with redirect_stdout(out), redirect_stderr(err):
            code = main([*words, *shlex.split(command)])
        return code, _document(out), _document(err)

    def does(self, login: str, command: str) -> Any:
        """What a command that is carried out prints."""
        code, document, error = self.tries(login, command)
        assert code == 0, (command, error or document)
        return document

    def refused(self, login: str, command: str, code: int) -> dict[str, Any]:
        """The details of a "no": it wrote nothing, and said why in a sentence."""
        found, document, error = self.tries(login, command)
        assert found == code, (command, error or document)
        assert not document
        assert error["error"]["message"]
        details: dict[str, Any] = error["error"]["details"]
        return details

    def books(self, login: str, command: str) -> str:
        """The reference of what was booked."""
        return str(self.does(login, f"book {command}")["ref"])

    def told(self, login: str) -> list[str]:
        """The kinds of what somebody was told, newest first."""
        return [notice["kind"] for notice in self.does(login, "notices")]

    def looks(self, ref: str, login: str = "admin") -> Any:
        """A booking as it stands."""
        return self.does(login, f"show {ref}")


def _document(stream: io.StringIO) -> Any:
    text = stream.getvalue()
    return json.loads(text) if text.strip() else None


def way(details: dict[str, Any], kind: str) -> dict[str, Any]:
    """The first way out of that kind: there is one, and the refusal names it."""
    found = [item for item in details["alternatives"] if item["kind"] == kind]
    assert found, details
    first: dict[str, Any] = found[0]
    return first


def when(item: dict[str, Any]) -> str:
    """The options for the time of a way out or a proposal."""
    return f"--start {item['start']} --end {item['end']}"
