"""Timetables on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.cli.test_contract import run

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, Any, Any]]

__all__ = ["run"]

FOREIGN = Path(__file__).parent.parent / "ics" / "foreign"
ADE = str(FOREIGN / "ade.ics")


def test_a_timetable_is_looked_at_read_in_again_and_let_go(run: Run) -> None:
    at = ("--start", "2026-12-01T10:00", "--duration", "2h")
    taken = run("book", "--title", "Cours", "--resource", "SALLE", *at, login="colin")[1]["ref"]
    code, dry, _ = run("ical", "import", ADE, "--resource", "SALLE", "--dry-run", login="mona")
    assert (code, dry["dry_run"], dry["counts"]["new"], dry["counts"]["conflicting"]) == (0, True, 3, 2)
    assert run("ical", "calendars")[1] == []
    code, done, _ = run("ical", "import", ADE, "--resource", "SALLE", login="mona")
    assert (code, done["dry_run"], done["counts"]) == (0, False, dry["counts"])
    assert {holder["ref"] for item in done["conflicts"] for holder in item["with"]} == {taken}
    assert done["changes"][2]["start"] == "2026-12-08T09:00:00+01:00"
    again = str(FOREIGN / "ade-exported-again.ics")
    code, same, _ = run("ical", "import", again, "--resource", "SALLE", login="mona")
    assert (code, same["changes"], same["counts"]["unchanged"]) == (0, [], 3)
    (card,) = run("ical", "calendars")[1]
    assert (card["code"], card["events"], len(card["conflicts"]), card["error"]) == ("SALLE", 3, 2, None)
    late = ("--start", "2026-12-08T10:00", "--duration", "1h")
    code, _, error = run("book", "--title", "X", "--resource", "SALLE", *late, login="colin")
    assert code == 3
    assert error["error"]["details"]["conflicts"][0]["with"] == "I-2026-00001"
    assert run("ical", "refresh")[1] == []
    assert run("ical", "refresh", "SALLE", login="mona")[0] == 2
    assert run("ical", "detach", "SALLE", login="colin")[0] == 5
    assert run("ical", "detach", "SALLE", login="mona")[1]["counts"]["gone"] == 3
    assert run("ical", "detach", "NONE", login="mona")[0] == 6
    assert run("check")[0] == 0


def test_what_cannot_be_read_is_said(run: Run, tmp_path: Path) -> None:
    code, done, _ = run("ical", "import", str(FOREIGN / "broken.ics"), login="tina")
    assert (code, len(done["rejected"]), done["calendar"]["subject"]) == (
        0,
        5,
        {"kind": "person", "code": "tina"},
    )
    assert {item["code"] for item in done["remarks"]} == {"calendar-cut-off", "zone-unknown", "zone-broken"}
    page = tmp_path / "page.html"
    page.write_text("<html>", "utf-8")
    code, _, error = run("ical", "import", str(page), login="tina")
    assert (code, error["error"]["details"]["found"]) == (2, "html")
    assert run("ical", "import", str(tmp_path / "none.ics"), login="tina")[0] == 2
    assert run("ical", "import", ADE)[0] == 2
