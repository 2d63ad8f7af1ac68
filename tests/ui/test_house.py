"""Laws of the window that no linter knows."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import ui

SOURCES = sorted(Path(ui.__file__).parent.rglob("*.py"))
LONGEST_CLASS = 400
WITHOUT_QT = (
    "axis",
    "bars",
    "rows",
    "layout",
    "scene",
    "interaction",
    "ghosts",
    "occupation",
    "proposal",
    "state",
)


def test_no_class_is_longer_than_one_can_keep_in_mind() -> None:
    long = [
        (path.name, node.name, node.end_lineno - node.lineno)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and node.end_lineno
        and node.end_lineno - node.lineno > LONGEST_CLASS
    ]
    assert long == []


@pytest.mark.parametrize("name", WITHOUT_QT)
def test_layout_and_geometry_know_no_qt(name: str) -> None:
    script = f"import sys, ui.timeline.{name}; sys.exit(any(m.startswith('PySide6') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
