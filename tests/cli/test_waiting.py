"""The waiting list on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cli.test_contract import run

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, Any, Any]]

__all__ = ["run"]

AT = ("--start", "2026-12-01T09:00", "--duration", "2h")


def test_a_wish_is_offered_accepted_and_withdrawn(run: Run) -> None:
    book = ("book", "--title", "TP", "--resource", "BIO", "--resource", "SALLE", *AT)
    taken = run(*book, login="zoe")[1]["ref"]
    code, _, error = run("wait", "--resource", "PSM", *AT, login="tina")
    assert (code, error["error"]["details"]["reason"]) == (2, "already-free")
    code, first, _ = run("wait", "--resource", "BIO", "--resource", "SALLE", *AT, login="tina")
    assert (code, first["state"], first["place"]) == (0, "waiting", 1)
    assert first["start"].startswith("2026-12-01T09:00")
    period = ("--duration", "2h", "--from", "2026-12-01", "--to", "2026-12-01", "--between", "09:00-11:00")
    code, second, _ = run("wait", "--resource", "SALLE", "--any", "--title", "Cours", *period, login="colin")
    assert (code, second["place"], second["from"], second["to"]) == (0, 2, "2026-12-01", "2026-12-01")
    assert run("wait", "--resource", "SALLE", "--duration", "2h", login="colin")[0] == 2

    assert run("cancel", taken, "--reason", "annulé", login="zoe")[0] == 0
    assert [item["ref"] for item in run("offers", login="tina")[1]] == [first["ref"]]
    assert run("offers", login="colin")[1] == []
    assert run("inbox", login="mona")[1] == []
    assert run("accept-offer", second["ref"], login="colin")[0] == 4
    assert run("accept-offer", first["ref"], login="colin")[0] == 5
    code, accepted, _ = run("accept-offer", first["ref"], login="tina")
    assert (code, accepted["state"], accepted["booking"]["status"]) == (0, "taken", "partly_approved")
    assert len(run("inbox", login="mona")[1]) == 1

    run("cancel", accepted["booking"]["ref"], "--reason", "non", login="tina")
    assert run("waiting", login="colin")[1][0]["state"] == "offered"
    assert run("decline-offer", second["ref"], login="colin")[1]["state"] == "withdrawn"
    assert run("waiting", login="colin")[1] == []
    assert [item["ref"] for item in run("waiting", "list", "--all", login="colin")[1]] == [second["ref"]]
    assert run("waiting", "withdraw", "W-2026-00099", login="colin")[0] == 6
