"""Links and published files on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.test_contract import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, Any, Any]]

__all__ = ["run"]

ONLY_FILE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)


@ONLY_FILE
def test_links_are_made_listed_ended_and_cut_off(run: Run) -> None:
    create = ("feed", "create", "--resource", "BIO")
    code, made, _ = run(*create, "--label", "Écran du hall", "--url", "https://cal.example/", login="mona")
    assert (code, made["kind"], made["subject"], made["scope"]) == (0, "resource", "BIO", "partner")
    assert made["url"] == f"https://cal.example/f/{made['token']}.ics"
    assert len(made["token"]) >= 43
    (listed,) = run("feed", "list", login="mona")[1]
    assert listed == {key: value for key, value in made.items() if key not in ("token", "path", "url")}
    assert made["token"] not in str(run("audit", "list")[1])
    assert run("feed", "list", login="tina")[1] == []
    assert len(run("feed", "list")[1]) == 1
    code, _, error = run(*create, login="tina")
    assert (code, error["error"]["details"]["who_may"]) == (5, ["mona"])
    assert run("feed", "create", "--person", "tina", "--scope", "full", login="tina")[0] == 0
    assert run("feed", "create", "--person", "mona", login="tina")[0] == 5
    assert run("feed", "create", "--all", "--scope", "busy", login="mona")[0] == 5
    assert run("feed", "create", "--all", "--scope", "full")[0] == 0
    for wrong, expected in (
        (("--resource", "NONE"), 6),
        (("--partner", "XX"), 6),
        ((), 2),
        (("--all", "--resource", "BIO"), 2),
        (("--all", "--scope", "none"), 2),
        (("--all", "--expires", "2020-01-01"), 2),
        (("--all", "--label", "a\nb"), 2),
    ):
        assert run("feed", "create", *wrong)[0] == expected, wrong
    assert (
        run("feed", "expire", made["code"], "--at", "2099-01-01", login="mona")[1]["expires_at"]
        == "2099-01-01T23:00:00+00:00"
    )
    assert run("feed", "expire", made["code"], login="mona")[1]["expires_at"] is None
    assert run("feed", "revoke", made["code"], login="tina")[0] == 5
    revoked = run("feed", "revoke", made["code"], "--reason", "perdu", login="mona")[1]
    assert revoked["revoked_at"] is not None
    assert run("feed", "revoke", made["code"], login="mona")[1] == revoked
    assert run("feed", "expire", made["code"], "--at", "2099-01-01", login="mona")[0] == 2
    assert run("feed", "revoke", "F-9999-00001")[0] == 6
    assert run("feed", "list", login="mona")[1] == []
    assert run("feed", "list", "--all", login="mona")[1] == [revoked]
    assert run("check")[0] == 0


@ONLY_FILE
def test_files_are_published_again_only_where_something_changed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "calendriers"
    code, files, _ = run("ical", "publish", str(folder))
    assert code == 0
    assert {file["outcome"] for file in files} == {"written"}
    assert {file["file"] for file in files} >= {"resource-PSM.ics", "platform-USP.ics", "partner-UNI.ics"}
    assert not [name for name in map(str, folder.iterdir()) if "@" in name or "person" in name]
    book = (
        "book",
        "--title",
        "Titre secret",
        "--resource",
        "BIO",
        "--start",
        "2027-03-02T09:00",
        "--duration",
        "3h",
    )
    assert run(*book, login="tina")[0] == 0
    written = [
        file["file"] for file in run("ical", "publish", str(folder))[1] if file["outcome"] == "written"
    ]
    assert written == ["resource-BIO.ics", "platform-USP.ics", "partner-UNI.ics"]
    content = (folder / "platform-USP.ics").read_bytes()
    assert content.count(b"BEGIN:VEVENT") == 1
    assert b"secret" not in content
    wanted = ("ical", "publish", str(folder), "--kind", "person", "--scope", "full")
    mine = {file["file"]: file["outcome"] for file in run(*wanted, login="tina")[1]}
    assert mine.pop("person-tina.ics") == "written"
    assert set(mine.values()) == {"removed"}
    assert "Titre secret" in (folder / "person-tina.ics").read_text("utf-8")
    assert run("ical", "publish", str(folder), "--kind", "all", login="tina")[0] == 5
    assert run("ical", "publish", str(folder), "--kind", "nothing")[0] == 2
    (tmp_path / "file").write_text("")
    assert run("ical", "publish", str(tmp_path / "file"))[0] == 2


@ONLY_FILE
def test_a_server_that_cannot_be_is_said(run: Run, tmp_path: Path) -> None:
    assert run("ical", "serve", "--certificate", str(tmp_path / "c.pem"))[0] == 2
    assert run("ical", "serve", "--host", "no.such.host.invalid")[0] == 2
