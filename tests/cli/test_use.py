"""Breakdowns, blocks and the day itself on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cli.test_contract import run

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, Any, Any]]

__all__ = ["run"]

AT = ("--start", "2026-12-01T09:00", "--duration", "2h")
DOWN = ("--start", "2026-12-01T08:00", "--end", "2026-12-01T18:00", "--reason", "fuite")


def test_a_breakdown_is_shown_decided_and_the_block_lifted(run: Run) -> None:
    taken = run("book", "--title", "TP", "--resource", "PSM:4", *AT, login="tina")[1]["ref"]
    assert run("breakdown", "PSM", *DOWN, login="tina")[0] == 5
    code, shown, _ = run("breakdown", "PSM", *DOWN, login="zoe")
    assert (code, shown["block"]["ref"], shown["dry_run"]) == (3, "", True)
    assert [(item["ref"], item["proposal"]["kind"], item["done"]) for item in shown["affected"]] == [
        (taken, "time", False)
    ]
    assert run("blocks", login="zoe")[1] == []
    assert run("breakdown", "PSM", *DOWN, "--all", "--take", "1", login="zoe")[0] == 2
    assert run("breakdown", "PSM", *DOWN, "--take", "2", login="zoe")[0] == 2
    shown = run("breakdown", "PSM", *DOWN, "--take", "", "--dry-run", login="zoe")[1]
    assert [item["proposal"]["kind"] for item in shown["affected"]] == ["none"]
    code, done, _ = run("breakdown", "PSM", *DOWN, "--all", login="zoe")
    assert (code, [item["done"] for item in done["affected"]]) == (0, [True])
    moved = run("show", taken, login="tina")[1]["occurrences"][0]
    assert moved["start"] == done["affected"][0]["proposal"]["start"]
    ref = done["block"]["ref"]
    assert run("block-end", ref, "--end", "2026-12-01T12:00", login="zoe")[1]["end"].startswith(
        "2026-12-01T12:00"
    )
    code, lifted, _ = run("unblock", ref, "--reason", "réparé", login="zoe")
    assert (code, lifted["state"]) == (0, "cancelled")
    assert [item["ref"] for item in run("blocks", "--over", login="zoe")[1]] == [ref]
    assert run("unblock", ref, "--reason", "encore", login="zoe")[0] == 4


def test_checking_in_has_its_time(run: Run) -> None:
    taken = run("book", "--title", "TP", "--resource", "PSM", *AT, login="tina")[1]["ref"]
    code, _, error = run("check-in", taken, login="tina")
    assert (code, error["error"]["details"]["violations"][0]["code"]) == (4, "too-early")
    assert run("finish", taken, login="tina")[0] == 4
    assert run("no-show", taken, login="zoe")[0] == 4
