"""The planning is as its person left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSettings, Qt

from platform_booking.domain.booking import GIVEN_UP, State
from tests.ui.hands import drag
from tests.ui.test_window import TRAINER, press
from tests.ui.windows import settle
from ui.preferences import Preferences
from ui.screens.planning.looks import Look
from ui.timeline.axis import Scale
from ui.timeline.colouring import ColourBy
from ui.timeline.metrics import COLUMN, COLUMN_STEP, NARROWEST, WIDEST, Density, metrics_of
from ui.timeline.rows import RowFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

CODES = st.frozensets(st.text(max_size=4), max_size=3)
FILTERS = st.builds(
    RowFilter,
    platforms=CODES,
    categories=CODES,
    partner=st.text(max_size=4),
    mine=st.text(max_size=4),
    states=st.frozensets(st.sampled_from(State)),
    collapsed=CODES,
    opened=CODES,
)


@settings(max_examples=15)
@given(
    st.builds(
        Look,
        st.sampled_from(Scale),
        st.sampled_from(ColourBy),
        st.floats(0, 1),
        st.sampled_from(Density),
        st.integers(NARROWEST, WIDEST),
        FILTERS,
    )
)
def test_what_is_kept_is_read_again(look: Look) -> None:
    assert Look.read(look.written()) == look


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"scale": "decade"}'])
def test_what_is_not_understood_is_as_at_first(text: str) -> None:
    assert Look.read(text) == Look()


def test_a_person_finds_the_planning_as_it_was_and_another_does_not(
    qtbot: QtBot, open_window: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_window(TRAINER)
    planning = opened.planning
    press(opened, Qt.Key.Key_Q)
    planning.filters.ended.click()
    planning.filters.mine.click()
    platform = planning.filters.platforms.popup.actions()[1]  # type: ignore[union-attr]
    code = platform.data()
    platform.trigger()
    planning.filters.colours.popup.actions()[2].trigger()  # type: ignore[union-attr]
    planning.filters.zoom.setValue(50)
    planning.filters.search("cuve")
    planning.timeline.change_filters(collapsed=frozenset({"USP"}))
    actions = opened.window.actions_table
    actions["density-compact"].trigger()
    edge = QPoint(planning.timeline.body.left(), 200)
    drag(planning.timeline, edge, edge + QPoint(60, 0))
    actions["column-wider"].trigger()
    width = planning.timeline.column
    actions["single-keys"].trigger()
    settle(qtbot, opened)
    planning.timeline.setFocus()
    press(opened, Qt.Key.Key_J)
    folds = planning.timeline.scene.axis.width
    press(opened, Qt.Key.Key_Z)
    assert planning.period.scale is Scale.TWO_WEEKS, "letters do nothing any more"
    assert planning.timeline.scene.axis.width == folds
    assert not actions["single-keys"].isChecked()

    opened.application.speak("en")
    settle(qtbot, opened)
    again = opened.planning
    assert again is not planning
    assert again.period.scale is Scale.TWO_WEEKS
    shown = again.timeline.filters
    assert (shown.platforms, shown.mine, shown.text) == (frozenset({code}), TRAINER, "")
    assert shown.states >= GIVEN_UP
    assert shown.collapsed == {"USP"}
    assert again.filters.ended.isChecked()
    assert again.timeline.scene.colour_by is ColourBy.STATUS
    assert again.timeline.zoom == pytest.approx(0.5)
    assert again.timeline.scene.metrics.row == metrics_of(Density.COMPACT).row
    assert again.timeline.column == again.timeline.body.left() == width == COLUMN + 60 + COLUMN_STEP
    press(opened, Qt.Key.Key_J)
    scales = [again.period.scale]
    opened.window.actions_table["single-keys"].trigger()
    press(opened, Qt.Key.Key_J)
    scales.append(again.period.scale)
    assert scales == [Scale.TWO_WEEKS, Scale.DAY]
    again.set_scale(Scale.TWO_WEEKS)
    settle(qtbot, opened)

    kept = Preferences(QSettings(str(tmp_path / "window-0.ini"), QSettings.Format.IniFormat))
    address = opened.window.context.platform.address
    assert Look.read(kept.board_of(address, TRAINER)).scale is Scale.TWO_WEEKS
    assert Look.read(kept.board_of(address, "resp.usp")) == Look()
