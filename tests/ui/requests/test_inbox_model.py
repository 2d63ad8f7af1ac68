from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.models.inbox_model import InboxModel
from ui.screens.requests.writing import RequestWriter, kept_together

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.context import Context
    from ui.models.inbox_model import InboxRow


@pytest.fixture
def rows(context: Context) -> list[InboxRow]:
    writer = RequestWriter(context.texts, context.catalogue, context.now())
    return [writer.entry(entry) for entry in context.platform.reviews.inbox()]


def test_it_is_a_sound_model(qtbot: QtBot, rows: list[InboxRow]) -> None:
    model = InboxModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(rows)
    model.tick_all(ticked=True)
    model.set_rows(rows[1:])
    assert tester.model() is model  # what it finds it logs as a warning, and warnings fail


def test_ticks_stay_on_what_is_still_there(qtbot: QtBot, rows: list[InboxRow]) -> None:
    model = InboxModel()
    model.set_rows(rows)
    with qtbot.waitSignal(model.ticks_changed):
        model.toggle(model.index(0))
    model.toggle(model.index(1))
    model.set_rows(rows[1:])
    assert [row.ref for row in model.ticked] == [rows[1].ref]
    model.toggle(model.index(0))
    assert model.ticked == ()


def test_what_waits_for_others_has_no_box(qtbot: QtBot, rows: list[InboxRow]) -> None:
    model = InboxModel()
    model.set_rows(rows)
    model.tick_all(ticked=True)
    model.set_rows(rows, may_tick=False)
    assert model.ticked == ()
    assert model.index(0).data(Qt.ItemDataRole.CheckStateRole) is None
    assert not model.setData(model.index(0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)


def test_screen_readers_hear_everything(qtbot: QtBot, rows: list[InboxRow]) -> None:
    model = InboxModel()
    model.set_rows(rows)
    said = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert rows[0].verdict_text in ("Règles respectées", "À vérifier")
    for part in (rows[0].booking.title, rows[0].partner, rows[0].when, rows[0].verdict_text):
        assert part in said


@pytest.mark.parametrize(
    ("when", "parts"),
    [
        pytest.param("jeu. 25 févr., 09:00 – 18:00", 2, id="before the hours"),
        pytest.param("jeu. 25 févr., 09:00 – ven. 26 18:00", 2, id="after the dash"),
        pytest.param("lun. 15 févr. – sam. 27 févr.", 2, id="between days"),
    ],
)
def test_times_break_in_one_place_only(when: str, parts: int) -> None:
    assert len(kept_together(when).split(" ")) == parts
