"""Figures on the command line."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from tests.cli.test_contract import SESSION, WHEN, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, Any, Any]]

__all__ = ["run"]
MARCH = ("--from", "2027-03-01", "--to", "2027-03-31")


def test_reports_in_every_form(run: Run, tmp_path: Path) -> None:
    ref = run(*SESSION, *WHEN, "--learners", "12", login="tina")[1]["ref"]
    assert run("approve", ref, login="mona")[0] == 0
    code, found, _ = run("report", "usage", *MARCH, "--by", "resource")
    assert (code, found["by"], found["from"], found["to"]) == (
        0,
        "resource",
        "2027-03-01T00:00:00+01:00",
        "2027-04-01T00:00:00+02:00",
    )
    rows = {row["code"]: row for row in found["rows"]}
    assert (rows["PSM"]["approved"], rows["PSM"]["dates"], rows["PSM"]["learner_time"]) == (12, 2, 72)
    assert rows["PSM"]["open"] == 4 * (31 * 24 - 1 - 24)  # a holiday, and the clocks go forward
    assert (found["total"]["approved"], found["total"]["learner_time"]) == (24, 72)
    partners = run("report", "usage", *MARCH, "--by", "partner", login="zoe")[1]["rows"]
    assert [(row["code"], row["name"]) for row in partners] == [("*", "Autres partenaires")]
    file = tmp_path / "out.xlsx"
    code, written, _ = run("report", "usage", *MARCH, "--by", "purpose", "--format", "xlsx", "-o", str(file))
    assert (code, written["file"]) == (0, str(file))
    assert load_workbook(io.BytesIO(file.read_bytes())).sheetnames == ["Heures", "Définitions"]
    code, text, _ = run("--lang", "en", "report", "usage", *MARCH, "--by", "platform", "--format", "csv")
    assert text.splitlines()[0].startswith("\ufeffPlatform,Code,Bookings")
    delays = run("report", "delays", *MARCH, "--format", "json")[1]
    assert delays["total"]["decided"] == 0
    now = ("--from", "2026-11-01", "--to", "2026-11-30")
    assert run("report", "delays", *now)[1]["rows"][0]["median"] == 0
    assert run("report", "refusals", *now)[1]["total"] == {"decided": 1, "refused": 0, "rate": 0.0}
    assert run("report", "refusals", *now, "--by", "platform")[1]["rows"][0]["code"] == "USP"
    for wrong in (("--by", "moon"), ("--platform", "MOON"), ("--format", "pdf")):
        assert run("report", "usage", *MARCH, *wrong)[0] in (2, 6)
    json.dumps(found)
