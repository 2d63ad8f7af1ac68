from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.models.agenda_model import ENTRY_ROLE, AgendaGroup, AgendaModel, AgendaRow, Column, ResourceText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def row(ref: str, occurrence: int = 1) -> AgendaRow:
    return AgendaRow(
        ref=ref,
        occurrence=occurrence,
        start="09:00",
        end="12:00",
        title=f"Séance {ref}",
        series="",
        resources=(ResourceText("USP", "Bioréacteur 2 L"),),
        partner="CHU",
        state="approved",
        status="Approuvée",
        speak=lambda: f"Séance {ref}, mardi",
    )


GROUPS = (
    AgendaGroup("tue", "Mardi", "2 réservations", (row("A"), row("B"))),
    AgendaGroup("wed", "Mercredi", "1 réservation", (row("B", 2),)),
)


@pytest.fixture
def model() -> AgendaModel:
    made = AgendaModel(["Heure", "Réservation", "Ressources", "Structure", "État"])
    made.set_groups(GROUPS)
    return made


def test_it_is_a_sound_model(qtbot: QtBot, model: AgendaModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_groups(())
    model.set_groups(GROUPS)
    assert tester.model() is model  # what it finds it logs as a warning, and warnings fail


def test_groups_hold_their_sessions(model: AgendaModel) -> None:
    assert model.rowCount() == 2
    first = model.index(0, 0)
    assert [model.index(number, 0, first).data(ENTRY_ROLE).ref for number in range(2)] == ["A", "B"]
    child = model.index(1, int(Column.STATE), first)
    assert child.data() == "Approuvée"
    assert child.parent() == first
    assert not first.parent().isValid()


def test_a_session_is_found_by_date_and_group(model: AgendaModel) -> None:
    assert model.find("B", 2).parent().row() == 1
    assert not model.find("A", 2).isValid()
    twice = (GROUPS[0], AgendaGroup("other", "Autre", "", (row("A"),)))
    model.set_groups(twice)
    assert model.find("A", 1, "other").parent().row() == 1
    assert model.find("A", 1, "gone").parent().row() == 0
    assert model.find("Z", 1) == QModelIndex()


def test_screen_readers_hear_the_whole_sentence(model: AgendaModel) -> None:
    group = model.index(0, 0)
    assert group.data(Qt.ItemDataRole.AccessibleTextRole) == "Mardi, 2 réservations"
    session = model.index(0, 0, group)
    assert session.data(Qt.ItemDataRole.AccessibleTextRole) == "Séance A, mardi"
    assert model.index(0, int(Column.TIME), group).data() == "09:00 – 12:00"
