from __future__ import annotations

import ast
import gc
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QImage,
    QMouseEvent,
    QPixmap,
    QRegion,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

import ui.timeline
from platform_booking.domain.booking import State
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.verdict import LineVerdict, Verdict
from tests.ui.timeline.builders import (
    CABINETS,
    CATALOGUE,
    MONDAY,
    REACTOR,
    ROOM,
    SHELVES,
    ZONE,
    Bars,
    at,
    content,
    seconds,
)
from tests.ui.windows import come_to_front
from ui.accessibility import roles
from ui.accessibility.painted import PaintedWidget
from ui.texts import Texts
from ui.theme import DARK, Theme, load_typeface
from ui.timeline.assets import TextStyle
from ui.timeline.axis import Scale
from ui.timeline.colouring import ColourBy
from ui.timeline.metrics import GRID, NARROWEST, WIDEST, Density
from ui.timeline.proposal import Intent, Proposal
from ui.timeline.rows import RowFilter
from ui.timeline.view import TimelineView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Heard:
    """What a view has said."""

    def __init__(self, view: TimelineView) -> None:
        self.proposed: list[tuple[Proposal, Any]] = []
        self.dragging: list[Proposal | None] = []
        self.selections: list[Any] = []
        self.activated: list[tuple[str, int]] = []
        self.menus: list[tuple[str, int]] = []
        self.hovered: list[Any] = []
        self.steps: list[int] = []
        view.proposed.connect(lambda proposal, verdict, _at: self.proposed.append((proposal, verdict)))
        view.dragging.connect(lambda proposal, _verdict, _at: self.dragging.append(proposal))
        view.selection_changed.connect(self.selections.append)
        view.activated.connect(lambda ref, number: self.activated.append((ref, number)))
        view.context_menu.connect(lambda ref, number, _at: self.menus.append((ref, number)))
        view.hovered.connect(lambda session, _at: self.hovered.append(session))
        view.period_step.connect(self.steps.append)


@pytest.fixture
def bars() -> Bars:
    made = Bars()
    made.add(REACTOR, (at(24, 9), at(24, 15)), ref="B-1", title="Fed-batch CHO", setup=1, turnaround=1)
    made.add(CABINETS, (at(24, 9), at(24, 15)), 0, 1, ref="B-1", line=2, title="Fed-batch CHO")
    made.add(REACTOR, (at(26, 9), at(26, 12)), ref="B-2", state=State.REQUESTED, title="TP Licence 3")
    made.add(ROOM, (at(25, 9), at(25, 18)), ref="I-1", kind="closure", title="Bionettoyage")
    for unit in range(4):
        made.add(SHELVES, (at(24, 9), at(27, 18)), unit, ref=f"B-{unit + 10}", title=f"Banque {unit}")
    return made


@pytest.fixture
def view(qtbot: QtBot, bars: Bars) -> TimelineView:
    load_typeface()
    made = TimelineView(Theme("light"), Texts("fr", ZONE))
    qtbot.addWidget(made)
    made.resize(1240, 500)
    made.set_period(MONDAY, Scale.WEEK)
    made.set_content(content(bars))
    with qtbot.waitExposed(made):
        made.show()
    come_to_front(qtbot, made)
    made.setFocus()
    return made


@pytest.fixture
def heard(view: TimelineView) -> Heard:
    return Heard(view)


def spot(view: TimelineView, code: str, day: int, hour: float, lane: int = 0) -> QPoint:
    number = view.scene.rows.find(code)
    assert number is not None
    row = view.scene.rows.rows[number]
    y = row.y + view.scene.metrics.lane_top(lane, len(row.lanes)) + 8
    return QPoint(round(view.scene.axis.x(seconds(day, hour))), y) - view.origin + view.body.topLeft()


def drag(
    view: TimelineView,
    start: QPoint,
    end: QPoint,
    *,
    release: bool = True,
    keys: Qt.KeyboardModifier = NO_KEY,
) -> None:
    QTest.mousePress(view.viewport(), LEFT, keys, start)
    for part in (0.3, 0.6, 1.0):
        point = start + (end - start) * part
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(point),
            QPointF(view.viewport().mapToGlobal(point)),
            Qt.MouseButton.NoButton,
            LEFT,
            keys,
        )
        QApplication.sendEvent(view.viewport(), event)
    if release:
        QTest.mouseRelease(view.viewport(), LEFT, keys, end)


def span(day: int, start: float, end: float) -> TimeSpan:
    return TimeSpan(at(day, start), at(day, end))


# --- with the mouse -------------------------------------------------------------------------------------


def test_a_click_chooses_and_an_empty_place_lets_go(view: TimelineView, heard: Heard) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, spot(view, "PSM", 24, 10))
    assert view.selection == ("B-1", 1)

    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, spot(view, "PSM", 27, 10))
    assert view.selection is None
    assert heard.selections == [("B-1", 1), None]


def test_with_ctrl_more_are_chosen(view: TimelineView) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, spot(view, "BIO", 24, 10))
    QTest.mouseClick(view.viewport(), LEFT, CTRL, spot(view, "BIO", 26, 10))
    both, primary = view.selected, view.selection
    QTest.mouseClick(view.viewport(), LEFT, CTRL, spot(view, "BIO", 24, 10))

    assert both == (("B-1", 1), ("B-2", 1))
    assert primary == ("B-2", 1)
    assert list(view.selected) == [("B-2", 1)]


def test_a_double_click_opens(view: TimelineView, heard: Heard) -> None:
    QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, spot(view, "BIO", 26, 10))

    assert heard.activated == [("B-2", 1)]


def test_drawing_on_empty_time_proposes_a_booking(view: TimelineView, heard: Heard) -> None:
    drag(view, spot(view, "PSM", 25, 9, 2), spot(view, "PSM", 25, 12, 2))

    ((proposal, verdict),) = heard.proposed
    assert (proposal.kind, proposal.resource, proposal.span) == (Intent.CREATE, "PSM", span(25, 9, 12))
    assert proposal.unit_id == CABINETS.units[2].id
    assert verdict is None
    assert view.state.proposal == proposal


def test_dragging_a_bar_proposes_a_move_and_the_judge_is_asked_all_along(
    view: TimelineView, heard: Heard
) -> None:
    asked: list[Proposal] = []

    def judge(proposal: Proposal) -> Verdict:
        asked.append(proposal)
        line = LineVerdict(1, "BIO", proposal.span, proposal.span, 1, 0, ())
        return Verdict(proposal.span, (line,))

    view.set_judge(judge)

    drag(view, spot(view, "BIO", 24, 12), spot(view, "BIO", 25, 12))

    ((proposal, verdict),) = heard.proposed
    assert (proposal.kind, proposal.ref, proposal.span) == (Intent.MOVE, "B-1", span(25, 9, 15))
    assert not verdict.fits
    assert len(asked) >= 2
    assert asked[-1] == proposal
    picture = view.canvas.overlay.picture
    assert picture is not None
    assert not picture.fits


def test_the_end_of_a_bar_pulls_it_longer(view: TimelineView, heard: Heard) -> None:
    drag(view, spot(view, "BIO", 24, 15) - QPoint(3, 0), spot(view, "BIO", 24, 17))

    assert heard.proposed[0][0].kind is Intent.RESIZE
    assert heard.proposed[0][0].span == span(24, 9, 17)


def test_escape_puts_back_what_is_dragged(view: TimelineView, heard: Heard) -> None:
    drag(view, spot(view, "BIO", 24, 12), spot(view, "BIO", 25, 12), release=False)
    assert view.state.proposal is not None

    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, NO_KEY, spot(view, "BIO", 25, 12))

    assert view.state.proposal is None
    assert heard.proposed == []
    assert heard.dragging[-1] is None


def test_what_was_dropped_stays_until_it_is_cleared(view: TimelineView) -> None:
    drag(view, spot(view, "BIO", 24, 12), spot(view, "BIO", 25, 12))
    view.show_alternatives([(1, "SALLE", span(25, 9, 15)), (2, "nowhere", span(25, 9, 15))])
    assert view.state.proposal is not None

    view.clear_ghost()

    assert view.state.proposal is None
    assert view.state.alternatives == ()


def test_shift_drag_on_empty_time_chooses_what_it_covers(view: TimelineView) -> None:
    drag(view, spot(view, "BIO", 23, 9), spot(view, "PSM", 26, 13, 3), keys=SHIFT)

    assert set(view.selected) == {("B-1", 1), ("B-2", 1), ("I-1", 0)}
    assert view.state.rubber is None


def test_a_drag_at_the_edge_scrolls(view: TimelineView, qtbot: QtBot) -> None:
    view.resize(1240, 220)
    bottom = QPoint(spot(view, "BIO", 25, 9).x(), view.viewport().height() - 2)
    drag(view, spot(view, "BIO", 24, 12), bottom, release=False)

    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 20, timeout=2000)

    QTest.mouseRelease(view.viewport(), LEFT, NO_KEY, bottom)


def test_resting_over_a_bar_asks_for_its_card_and_leaving_ends_it(
    view: TimelineView, heard: Heard, qtbot: QtBot
) -> None:
    QTest.mouseMove(view.viewport(), spot(view, "BIO", 24, 12))
    qtbot.waitUntil(lambda: heard.hovered == [("B-1", 1)], timeout=2000)

    QTest.mouseMove(view.viewport(), spot(view, "BIO", 27, 12))

    assert heard.hovered == [("B-1", 1), None]


def test_a_click_on_a_fold_opens_it(view: TimelineView) -> None:
    night = view.scene.axis.segments[2]
    width = view.scene.axis.width
    x = round((night.x0 + night.x1) / 2) + view.body.left() - view.origin.x()

    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, QPoint(x, 30))

    assert not view.scene.axis.segments[2].folded
    assert view.scene.axis.width <= width + 1, "the period still fills the width"


def test_platforms_and_large_pools_open_and_close(view: TimelineView) -> None:
    rows = view.scene.rows
    pool = next(row for row in rows.rows if row.code == "CONG")

    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, QPoint(60, pool.y + view.body.top() + 10))
    opened = next(row for row in view.scene.rows.rows if row.code == "CONG")
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, QPoint(60, view.body.top() + 10))

    assert (len(pool.lanes), len(opened.lanes)) == (2, 16)
    assert view.scene.rows.rows[0].collapsed
    assert view.scene.rows.find("BIO") is None

    wanted: list[bool] = []
    view.search_wanted.connect(lambda: wanted.append(True))
    for from_edge, tip in ((12, "timeline-close-all"), (52, "search-planning")):
        at = QPoint(view.body.left() - from_edge, 20)
        assert view.tip_at(at) == view.texts.text(tip)
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, at)
    assert wanted == [True]
    assert all(row.collapsed for row in view.scene.rows.rows if row.is_group)


def test_the_stand_in_of_a_large_pool_opens_it(view: TimelineView) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, spot(view, "CONG", 25, 12, 1))

    assert view.filters.opened == {"CONG"}
    assert view.selection is None


# --- zoom and scrolling -----------------------------------------------------------------------------------


def wheel(view: TimelineView, point: QPoint, delta: int, keys: Qt.KeyboardModifier) -> None:
    where = QPointF(view.viewport().mapToGlobal(point))
    event = QWheelEvent(
        QPointF(point),
        where,
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_ctrl_wheel_zooms_around_the_pointer(view: TimelineView, qtbot: QtBot) -> None:
    zooms: list[float] = []
    view.zoom_changed.connect(zooms.append)
    point = spot(view, "BIO", 25, 14)
    before = view.scene.axis.t(view.to_content(point).x())

    for _ in range(4):
        wheel(view, point, 120, CTRL)

    assert zooms == pytest.approx([0.1, 0.2, 0.3, 0.4])
    assert view.scene.axis.t(view.to_content(point).x()) == pytest.approx(before, abs=300)
    assert view.canvas.stretch is not None, "the last picture is stretched first"
    qtbot.waitUntil(lambda: view.canvas.stretch is None, timeout=2000)
    assert view.horizontalScrollBar().maximum() > 0


def test_shift_wheel_scrolls_across(view: TimelineView) -> None:
    view.set_zoom(0.5)
    view.horizontalScrollBar().setValue(100)

    wheel(view, spot(view, "BIO", 25, 14), -120, SHIFT)

    assert view.horizontalScrollBar().value() == 220


def picture(view: TimelineView) -> Any:
    QApplication.processEvents()
    shown = QPixmap(view.viewport().size())
    view.viewport().render(shown)
    return shown.toImage()


@pytest.mark.parametrize(("dx", "dy"), [(137, 0), (0, 61), (53, 41), (-90, 20)])
def test_a_scrolled_picture_is_the_painted_picture(view: TimelineView, dx: int, dy: int) -> None:
    view.resize(1240, 260)
    view.set_density(Density.COMFORT)
    view.set_zoom(0.6)
    view._rebuild.stop()
    view._end_stretch()
    view.horizontalScrollBar().setValue(400)
    view.verticalScrollBar().setValue(30)
    view.select("B-1", 1)
    QApplication.processEvents()
    first = view.screen().grabWindow(view.winId()).toImage()

    view.horizontalScrollBar().setValue(400 + dx)
    view.verticalScrollBar().setValue(30 + dy)
    QApplication.processEvents()
    scrolled = view.screen().grabWindow(view.winId()).toImage()
    view.viewport().repaint()
    QApplication.processEvents()
    painted = view.screen().grabWindow(view.winId()).toImage()

    assert scrolled not in (first, QImage())
    assert scrolled == painted


def test_zooming_twice_is_zooming_once(view: TimelineView) -> None:
    view.set_zoom(0.5)
    view._end_stretch()
    once = picture(view)
    view.set_zoom(0.9)
    view.set_zoom(0.5)
    view.horizontalScrollBar().setValue(0)
    view._end_stretch()
    view.set_zoom(0.0)
    view.set_zoom(0.5)
    view._end_stretch()

    assert picture(view) == once


# --- from the keyboard ------------------------------------------------------------------------------------


def press(view: TimelineView, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEY, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(view, key, keys)


def test_a_range_of_arrows_and_enter_proposes_a_booking(view: TimelineView, heard: Heard) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, spot(view, "SALLE", 24, 9))

    press(view, Qt.Key.Key_Right, SHIFT, 4)
    press(view, Qt.Key.Key_Return)

    ((proposal, _),) = heard.proposed
    assert (proposal.kind, proposal.resource, proposal.span) == (Intent.CREATE, "SALLE", span(24, 9, 11))


def test_arrows_pass_over_nights(view: TimelineView) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, spot(view, "SALLE", 24, 18.5))

    press(view, Qt.Key.Key_Right)
    assert view.state.cursor is not None
    assert view.state.cursor.t == seconds(24, 19)
    press(view, Qt.Key.Key_Right)
    assert view.state.cursor.t == seconds(25, 8)
    press(view, Qt.Key.Key_Left)
    assert view.state.cursor.t == seconds(24, 19)
    press(view, Qt.Key.Key_Home)
    assert view.state.cursor.t == seconds(24, 8)
    press(view, Qt.Key.Key_End)
    assert view.state.cursor.t == seconds(24, 19)


def test_tab_goes_from_bar_to_bar_and_enter_opens(view: TimelineView, heard: Heard) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, spot(view, "BIO", 23, 9))

    press(view, Qt.Key.Key_Tab)
    assert view.selection == ("B-1", 1)
    press(view, Qt.Key.Key_Tab)
    assert view.selection == ("B-2", 1)
    press(view, Qt.Key.Key_Backtab)
    assert view.selection == ("B-1", 1)
    press(view, Qt.Key.Key_Return)

    assert heard.activated == [("B-1", 1)]


def test_a_screen_reader_goes_with_the_keyboard_through_rows_and_bars(
    view: TimelineView, heard: Heard
) -> None:
    roles.install()
    told = QAccessible.queryAccessibleInterface(view)
    name = QAccessible.Text.Name
    assert isinstance(told, PaintedWidget)
    assert told.role() == QAccessible.Role.List
    rows = [told.child(number) for number in range(told.childCount())]
    assert [row.text(name).split(",")[0] for row in rows] == [row.name for row in view.scene.rows.rows]
    assert [told.indexOfChild(row) for row in rows] == list(range(len(rows)))
    assert rows[0].state().expanded
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, spot(view, "BIO", 23, 9))

    press(view, Qt.Key.Key_Tab)
    bar = told.focusChild()
    assert (
        bar.text(name) == "Fed-batch CHO, mardi 24 novembre de 9 heures à 15 heures, approuvée, 2 ressources"
    )
    assert (bar.state().focused, bar.state().selected) == (1, 1)
    row = bar.parent()
    assert row.text(name).startswith("Bioréacteur 50 L")
    assert row.child(row.indexOfChild(bar)) is bar
    middle = bar.rect().center()
    assert told.childAt(middle.x(), middle.y()).childAt(middle.x(), middle.y()) is bar
    bar.actionInterface().doAction(QAccessibleActionInterface.pressAction())
    assert heard.activated == [("B-1", 1)]

    press(view, Qt.Key.Key_Down)
    slot = told.focusChild()
    assert slot.text(name) == "Salle Bio A, mardi 24 novembre, 9 heures, libre"
    assert slot.parent().indexOfChild(slot) == slot.parent().childCount() - 1
    press(view, Qt.Key.Key_Right)
    assert told.focusChild() is not slot, "another time is another thing, or nobody would read it"
    view.set_content(replace(view.scene.content, board=None))
    told.leave()
    told.forget()
    gc.collect()
    assert [QAccessible.accessibleInterface(QAccessible.uniqueId(row)) for row in rows] == rows
    assert not isValid(bar), "what is gone is let go of"


def test_ctrl_arrows_move_what_is_chosen_step_by_step(view: TimelineView, heard: Heard) -> None:
    view.select("B-1", 1)

    press(view, Qt.Key.Key_Right, CTRL, 2)
    press(view, Qt.Key.Key_Down, CTRL)

    spans = [proposal.span for proposal, _ in heard.proposed]
    assert spans == [span(24, 9.5, 15.5), span(24, 10, 16), span(24, 10, 16)]
    assert heard.proposed[-1][0].to_resource == "SALLE"


def test_ctrl_alt_arrows_resize_it(view: TimelineView, heard: Heard) -> None:
    view.select("B-2", 1)

    press(view, Qt.Key.Key_Right, CTRL | ALT)
    press(view, Qt.Key.Key_Left, CTRL | ALT, 2)

    assert [proposal.span for proposal, _ in heard.proposed] == [
        span(26, 9, 12.5),
        span(26, 9, 12),
        span(26, 9, 11.5),
    ]
    assert heard.proposed[0][0].kind is Intent.RESIZE


def test_space_previews_and_page_keys_turn(view: TimelineView, heard: Heard) -> None:
    view.select("B-2", 1)

    press(view, Qt.Key.Key_Space)
    press(view, Qt.Key.Key_PageDown)
    press(view, Qt.Key.Key_PageUp)

    assert heard.hovered == [("B-2", 1)]
    assert heard.steps == [1, -1]


def test_z_opens_all_folds_and_folds_them_again(view: TimelineView) -> None:
    said: list[bool] = []
    view.folds_changed.connect(said.append)

    press(view, Qt.Key.Key_Z)
    assert not any(segment.folded for segment in view.scene.axis.segments)
    press(view, Qt.Key.Key_Z)

    assert said == [False, True]


def test_escape_goes_back_one_thing_at_a_time(view: TimelineView) -> None:
    view.select("B-1", 1)
    press(view, Qt.Key.Key_Right, CTRL)

    press(view, Qt.Key.Key_Escape)
    assert view.state.proposal is None
    assert view.selection == ("B-1", 1)
    press(view, Qt.Key.Key_Escape)
    assert view.selection is None


def test_keys_it_does_not_know_go_to_the_window(view: TimelineView) -> None:
    assert not view._keys.press(_key(Qt.Key.Key_N))
    assert view._keys.press(_key(Qt.Key.Key_Z))


def _key(key: Qt.Key) -> Any:
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, key, NO_KEY)


# --- content and looks --------------------------------------------------------------------------------------


def test_new_content_keeps_what_is_chosen_and_focused(view: TimelineView, bars: Bars) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, spot(view, "BIO", 23, 9))
    press(view, Qt.Key.Key_Tab)
    bars.add(REACTOR, (at(27, 9), at(27, 12)), ref="B-99")

    view.set_content(content(bars))

    assert view.selection == ("B-1", 1)
    assert view.state.cursor is not None
    focused = view.state.cursor.bar
    assert focused is not None
    assert any(focused is bar for row in view.scene.rows.rows for bar in row.bars)


def test_loading_shows_after_a_moment_only(view: TimelineView, qtbot: QtBot) -> None:
    view.set_loading(True)
    assert not view.canvas.loading
    qtbot.waitUntil(lambda: view.canvas.loading, timeout=2000)
    grey = picture(view)

    view.set_loading(False)

    assert not view.canvas.loading
    assert picture(view) != grey


def test_no_row_says_so(view: TimelineView) -> None:
    full = picture(view)

    view.set_filters(RowFilter(text="introuvable"))

    assert view.scene.rows.rows == ()
    assert picture(view) != full


@pytest.mark.parametrize("scale", list(Scale))
@pytest.mark.parametrize("density", list(Density))
@pytest.mark.parametrize(("name", "text"), [("light", 1.0), (DARK, 1.5), ("light", 2.0)])
def test_every_scale_density_and_size_paints(
    view: TimelineView, scale: Scale, density: Density, name: str, text: float
) -> None:
    view.set_theme(Theme(name, text))
    view.set_density(density)
    view.set_period(MONDAY, scale)
    view.select("B-1", 1)
    view.show_proposal(
        Proposal(Intent.MOVE, "B-1", 1, 1, "BIO", 100, span(25, 9, 15), span(24, 9, 15), to_resource="SALLE")
    )

    shown = picture(view)

    assert len({shown.pixel(x, y) for x in range(0, 1200, 7) for y in range(0, 400, 7)}) > 20


def test_another_language_is_another_picture(view: TimelineView) -> None:
    french = picture(view)

    view.set_texts(Texts("en", ZONE))

    assert view.accessibleName()
    assert picture(view) != french
    assert view.scene.rows.rows[0].name == "Upstream"


def test_time_goes_on(view: TimelineView) -> None:
    before = picture(view)

    view.set_now(view.scene.content.now + timedelta(hours=2))

    assert picture(view) != before


def test_no_widget_is_a_wall_of_code() -> None:
    folder = Path(ui.timeline.__file__).parent
    for path in folder.glob("*.py"):
        source = path.read_text("utf-8")
        assert source.count("\n") <= 400, path.name
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef):
                assert node.end_lineno is not None
                assert node.end_lineno - node.lineno < 400, node.name


# --- colours, and what the column shortens -------------------------------------------------------------


def colours_at(view: TimelineView, point: QPoint) -> str:
    return view.viewport().grab().toImage().pixelColor(point).name()


def test_colours_tell_platforms_partners_or_statuses_apart(view: TimelineView) -> None:
    theme = view.canvas.theme
    number = view.scene.rows.find("BIO")
    assert number is not None
    left = view.to_widget(QRegion(0, 0, 1, 1)).boundingRect().topLeft()
    placed = view.scene.layout(number).placed[0]
    edge = left + QPoint(placed.x0 + 2, view.scene.rows.rows[number].y + placed.y + placed.height // 2)
    assert colours_at(view, edge) == theme.platform("USP").strong.name()
    view.set_colours(ColourBy.STATUS)
    assert colours_at(view, edge) == theme.color("success").name()
    view.set_colours(ColourBy.PARTNER)
    partner = placed.bar.first.partner
    assert colours_at(view, edge) == theme.hues(f"#{sorted(CATALOGUE.partners).index(partner)}").strong.name()
    view.set_colours(ColourBy.PLATFORM)
    assert colours_at(view, edge) == theme.platform("USP").strong.name()


def test_the_column_says_in_full_what_it_shortens(view: TimelineView) -> None:
    name = "Bioréacteur à usage unique de très grande taille 50 L"
    shown = view.canvas.assets.shortened(name, TextStyle.NAME, 180)
    assert shown.startswith("Bior")
    assert shown.endswith("50 L"), "what tells it from its neighbour stays"
    number = view.scene.rows.find("PSM")
    assert number is not None
    at_row = QPoint(60, view.scene.rows.rows[number].y + 8) + QPoint(0, view.body.top())
    assert view.tip_at(at_row).split("\n") == ["PSM type II", "Hall A", "4 unités", "PSM"]
    assert view.tip_at(at_row + QPoint(view.body.left(), 0)) == ""


def test_the_edge_of_the_column_is_drawn_wider_as_far_as_it_goes_and_fits_the_names(
    view: TimelineView, qtbot: QtBot
) -> None:
    told: list[int] = []
    view.column_changed.connect(told.append)
    for y, to, width in ((view.body.top() + 60, 300, 300), (20, 30, NARROWEST), (300, 900, WIDEST)):
        start = QPoint(view.body.left() + 1, y)
        drag(view, start, QPoint(to + 1, y))
        assert view.body.left() == view.scene.metrics.column == width
        over_edge = view.viewport().cursor().shape() == Qt.CursorShape.SplitHCursor
        assert over_edge is view.state.edge_lit is (to == width)
    assert told == [300, NARROWEST, WIDEST]
    assert view.state.proposal is None, "nothing was drawn on the board"
    QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, QPoint(view.body.left() - 2, 200))
    assert NARROWEST <= view.column < 300, "no name of these is long"
    assert view.canvas.column.natural_width() <= view.column + GRID
    QTest.mouseMove(view.viewport(), QPoint(view.body.left() + 90, 200))
    qtbot.waitUntil(lambda: not view.state.edge_lit)


@pytest.mark.parametrize("name", ["light", DARK])
def test_high_contrast_draws_outlines_without_tints(view: TimelineView, name: str) -> None:
    theme = Theme(name, contrast=True)
    view.set_theme(theme)
    number = view.scene.rows.find("BIO")
    assert number is not None
    placed = view.scene.layout(number).placed[0]
    top = view.body.topLeft() - view.origin + QPoint(0, view.scene.rows.rows[number].y + placed.y)
    middle = (placed.x0 + placed.x1) // 2
    surface, strong = theme.color("surface"), theme.platform("USP").strong
    assert colours_at(view, top + QPoint(placed.x1 - 6, placed.height // 2)) == surface.name()
    assert (
        colours_at(view, top + QPoint(middle, 0))
        == colours_at(view, top + QPoint(middle, 1))
        == strong.name()
    )
    assert theme.color("text3") == theme.color("text")
