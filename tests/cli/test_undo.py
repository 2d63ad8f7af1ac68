"""Taking back on the command line: each command is a process of its own and knows only the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cli.test_contract import run

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, Any, Any]]

__all__ = ["run"]

AT = ("--start", "2027-03-02T09:00", "--duration", "3h")


def test_undo_and_redo(run: Run) -> None:
    assert run("undo", login="tina")[2]["error"]["code"] == "nothing-to-undo"
    before = run("book", "--title", "TP", "--resource", "BIO", "--resource", "PSM:2", *AT, login="tina")[1]
    ref = before["ref"]
    run("move", ref, "--start", "2027-03-03T10:00", login="tina")
    code, shown, _ = run("undo", "--dry-run", login="tina")
    assert (code, shown["action"], shown["redo"], shown["dry_run"]) == (0, "move", False, True)
    assert shown["bookings"][0]["occurrences"] == before["occurrences"]
    assert run("show", ref)[1]["occurrences"] != before["occurrences"]
    assert run("undo", ref, login="tina")[1]["bookings"][0]["occurrences"] == before["occurrences"]
    assert run("redo", login="tina")[1]["bookings"][0]["version"] == 4
    run("approve", ref, login="mona")
    code, _, refused = run("undo", login="tina")
    assert (code, refused["error"]["code"]) == (3, "built-upon")
    assert (refused["error"]["details"]["by"], refused["error"]["details"]["action"]) == ("mona", "approve")
    assert run("undo", ref, login="colin")[0] == 6
    assert run("undo", "B-2027-00099", login="tina")[0] == 6
    assert run("undo")[0] == 2
    run("undo", login="mona")
    run("ask", ref, "--message", "Quand ?", login="mona")
    assert run("undo", login="mona")[0] == 4
    block = run(
        "block",
        "PSM:4",
        *AT[:2],
        "--end",
        "2027-03-02T18:00",
        "--kind",
        "maintenance",
        "--reason",
        "r",
        login="zoe",
    )[1]
    assert run("undo", block["ref"], login="zoe")[1]["blocks"][0]["state"] == "cancelled"
    for _ in range(2):
        assert run("undo", login="tina")[0] == 0
    assert run("undo", login="tina")[0] == 6
    assert run("check")[1]["clean"]
