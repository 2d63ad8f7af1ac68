"""One sentence on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cli.test_contract import run

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, Any, Any]]

__all__ = ["run"]


def test_a_sentence_books_blocks_or_looks(run: Run) -> None:
    code, shown, _ = run("say", '2 psm 23/3/2027 14-17 x2 "TP aseptie"', "--dry-run", login="tina")
    assert (code, shown["dry_run"], shown["book"]["ref"]) == (0, True, "")
    assert [(part["kind"], part["text"]) for part in shown["phrase"]][:3] == [
        ("quantity", "2"),
        ("resource", "psm"),
        ("day", "23/3/2027"),
    ]
    assert run("list", login="tina")[1] == []
    code, shown, _ = run("say", "2", "psm", "23/3/2027", "14-17", "x2", login="tina")
    assert (code, len(shown["book"]["occurrences"])) == (0, 2)
    code, _, error = run("say", "!bloc psm 23/3/2027 8-18 panne", login="zoe")
    assert (code, error["error"]["code"]) == (3, "conflict")
    code, shown, _ = run("say", "!bloc psm 25/3/2027 8-18 panne", login="zoe")
    assert (code, shown["block"]["kind"]) == (0, "breakdown")
    code, shown, _ = run("say", "psm 2h", login="tina")
    assert (code, bool(shown["find"])) == (0, True)


def test_a_sentence_that_is_not_clear_changes_nothing(run: Run) -> None:
    code, _, error = run("say", "psm mar 14-17 bonjour", login="tina")
    assert (code, error["error"]["details"]["words"]) == (2, "bonjour")
    assert run("list", login="tina")[1] == []
