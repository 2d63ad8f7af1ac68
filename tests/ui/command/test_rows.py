"""The list under the command field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QAbstractItemModelTester

from ui.command.row import Row, group
from ui.command.rows_view import RowsModel, RowsView
from ui.theme import Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def rows(*titles: str) -> list[Row]:
    return [Row(title, run=lambda: None) for title in titles]


def test_the_model_keeps_qts_contract() -> None:
    model = RowsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows([*group("Ressources", rows("PSM", "HPLC")), *rows("Chercher")])
    assert tester.model() is model
    assert group("Rien", []) == []


def test_arrows_go_round_and_skip_headings(qtbot: QtBot) -> None:
    view = RowsView(Theme("light"), "Propositions")
    qtbot.addWidget(view)
    view.show_rows([*group("Un", rows("a", "b")), *group("Deux", rows("c"))])
    marked = [view.marked]
    marked += [view.step(1) for _ in range(3)]
    marked.append(view.step(-1))
    assert [row.title if row else None for row in marked] == ["a", "b", "c", "a", "c"]
    view.show_rows([*group("Deux", rows("d", "c"))], keep=True)
    assert view.marked is not None
    assert view.marked.title == "c", "what was marked stays so"
