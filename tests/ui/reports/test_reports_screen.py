"""Reports in the window, with real keys and clicks: looked at, walked over, taken along."""

from __future__ import annotations

import csv
import io
import threading
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from platform_booking.domain.errors import StoreBusy
from platform_booking.domain.reports.model import Group
from platform_booking.services.directory import BookingFilter
from platform_booking.services.reports import ReportRequest
from tests.ui.agenda.hosting import Host
from tests.ui.told import told_at
from tests.ui.windows import PATIENCE_MS, come_to_front, settle
from ui.dialogs.print_sheet import PrintAttendance, PrintSheet
from ui.models.report_model import ReportModel
from ui.printing.sheets import attendance_sheet, days_of, door_sheet, week_plan, zone_at
from ui.screens.reports.content import Figure, bars_of, figures_of, heat_rows, heat_table, rows_by
from ui.screens.reports.heat_view import ink_on, shade_of
from ui.screens.reports.paper import report_paper
from ui.screens.reports.screen import ReportsScreen
from ui.screens.reports.span import Length, ReportSpan
from ui.texts import Texts
from ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from PySide6.QtGui import QColor
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened
    from ui.context import Context

TODAY = date(2026, 11, 24)
HALF = ReportRequest("2026-07-01", "2026-11-24", ("USP",))


def test_a_span_is_of_the_calendar_and_ends_today_at_the_latest() -> None:
    half = ReportSpan.around(TODAY, Length.HALF)
    assert (half.first, half.end, half.last(TODAY)) == (date(2026, 7, 1), date(2027, 1, 1), TODAY)
    assert half.title(Texts("en"), TODAY) == "1 July – 24 November 2026"
    before = half.step(-1)
    assert (before.first, before.last(TODAY)) == (date(2026, 1, 1), date(2026, 6, 30))
    for length in Length:
        for months in range(-30, 30):
            span = ReportSpan.around(TODAY, length).step(months)
            assert span.step(1).first == span.end > span.first
            assert ReportSpan.around(span.first, length) == span


def test_what_is_shown_is_what_the_service_said(context: Context, qtmodeltester: ModelTester) -> None:
    overview = context.platform.reports.overview(HALF)
    texts, usage = context.texts, overview.usage
    figures = {figure.name: figure for figure in figures_of(texts, overview)}
    approved = usage.total.approved.total_seconds() / 3600
    assert figures["Heures approuvées"].value == f"{round(approved):,},h".replace(",", "\u202f")
    assert rows_by(overview) is Group.RESOURCE
    assert (
        rows_by(context.platform.reports.overview(ReportRequest("2026-11-01", "2026-11-24")))
        is Group.PLATFORM
    )
    rows = heat_rows(texts, overview, Group.RESOURCE)
    assert len({row.name for row in rows}) == len(rows), "names tell resources apart"
    assert "Autres partenaires" not in {bar.name for bar in bars_of(texts, overview)}
    model = ReportModel(texts, context.theme.font("bodyStrong"))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show_table(heat_table(texts, overview, Group.RESOURCE, texts.day_brief))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == len(rows)
    assert Figure("a", "1", "b").spoken == "a: 1, b"


def test_paper_holds_what_people_wrote_as_text(context: Context) -> None:
    """Also what looks like a tag; no learner is named, trainers are."""
    platform = context.platform
    zone = zone_at(context, "COURS-ONI")
    week = platform.planning.board(days_of(date(2026, 11, 23), 7, zone))
    door = platform.planning.board(days_of(TODAY, 1, zone))
    plan, sheet = (
        made(context, board, "COURS-ONI", TODAY) for made, board in ((week_plan, week), (door_sheet, door))
    )
    title = next(
        bar.title for bar in door.bars if context.catalogue.resource_of_unit[bar.unit_id].code == "COURS-ONI"
    )
    assert title in plan.html
    assert title in sheet.html
    assert plan.html.count("<th") == 5
    booking = next(
        item for item in platform.bookings.list(BookingFilter(since="2026-11-24")) if item.learners > 8
    )
    list_to_sign = attendance_sheet(context, replace(booking, title="<b>TP</b> & Cie"), 1)
    assert "&lt;b&gt;TP&lt;/b&gt; &amp; Cie" in list_to_sign.html
    assert f"<td>{booking.learners}</td>" in list_to_sign.html
    assert f"<td>{booking.learners + 1}</td>" not in list_to_sign.html
    report = report_paper(context, platform.reports.overview(HALF), "2026", "USP <1>")
    assert "USP &lt;1&gt;" in report.html


def luminance(color: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_numbers_can_be_read_on_every_shade() -> None:
    """As WCAG 2.1 AA wants it, in both themes."""
    for theme in (Theme("light"), Theme("dark")):
        for percent in range(101):
            share = percent / 100
            one, other = luminance(shade_of(theme, share)), luminance(ink_on(theme, share))
            assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5, (theme.name, percent)


def test_a_store_that_is_slow_or_away_is_said_and_can_be_asked_again(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, read = threading.Event(), context.platform.reports.overview

    def slow(request: ReportRequest) -> object:
        assert gate.wait(20)
        raise StoreBusy(store="demo")

    monkeypatch.setattr(context.platform.reports, "overview", slow)
    host = Host(context, ReportsScreen)
    qtbot.addWidget(host)
    host.show()
    screen = host.screen_shown
    assert isinstance(screen, ReportsScreen)
    screen.enter()
    qtbot.waitUntil(lambda: bool(screen.sentence.text), timeout=PATIENCE_MS)
    assert screen.stack.currentWidget() is screen.sentence
    gate.set()
    qtbot.waitUntil(screen.sentence.button.isVisible, timeout=PATIENCE_MS)
    monkeypatch.setattr(context.platform.reports, "overview", read)
    QTest.mouseClick(screen.sentence.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.overview is not None, timeout=PATIENCE_MS)
    assert screen.figures.isVisible()


def entered(qtbot: QtBot, opened: Opened) -> ReportsScreen:
    QTest.keyClick(opened.window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, opened)
    screen = opened.window.front
    assert isinstance(screen, ReportsScreen)
    qtbot.waitUntil(lambda: screen.overview is not None, timeout=PATIENCE_MS)
    return screen


def test_a_manager_reads_walks_narrows_and_takes_along(
    qtbot: QtBot, open_window: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_window("resp.usp")
    screen = entered(qtbot, opened)
    assert screen.chosen == ("USP",)
    view = screen.heat.view
    qtbot.waitUntil(view.hasFocus, timeout=PATIENCE_MS)
    place = view.place
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.place == (place[0] - 1, place[1] + 1)
    assert "semaine du" in told_at(view)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.box(0, 0).center().toPoint())
    assert view.place == (0, 0)
    QTest.mouseClick(screen.heat.as_table, Qt.MouseButton.LeftButton)
    assert screen.heat.table.isVisible()
    QTest.mouseClick(screen.heat.as_table, Qt.MouseButton.LeftButton)
    QTest.keyClick(screen.bars.view, Qt.Key.Key_Down)
    assert screen.bars.view.place == 1

    screen.show_platforms(())
    settle(qtbot, opened)
    assert screen.heat.kinds.value == "platform"
    row = view.box(0, 1).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, row.y()))
    settle(qtbot, opened)
    assert screen.chosen == ("DSP",)
    QTest.keyClick(opened.window, Qt.Key.Key_PageUp)
    settle(qtbot, opened)
    assert screen.span.first == date(2026, 1, 1)
    QTest.keyClick(opened.window, Qt.Key.Key_T)
    QTest.mouseClick(screen.lengths.button("month"), Qt.MouseButton.LeftButton)
    settle(qtbot, opened)
    assert screen.span == ReportSpan(date(2026, 11, 1), Length.MONTH)
    QTest.mouseClick(screen.fared.choice.button("reasons"), Qt.MouseButton.LeftButton)  # type: ignore[union-attr] # text is small
    assert screen.fared.table.table is not None
    come_to_front(qtbot, opened.window)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(opened.window, Qt.Key.Key_E, keys)
    menu = screen.findChildren(QMenu)[-1]
    assert menu.activeAction() is menu.actions()[0], "Enter takes the workbook"
    assert len([action for action in menu.actions() if action.isEnabled()]) == 3
    menu.close()

    table = screen.share.table.table
    assert table is not None
    for name, write in (
        ("a.csv", lambda path: screen.taking.csv_to(table, path)),
        ("a.xlsx", screen.taking.xlsx_to),
        ("a.pdf", screen.taking.pdf_to),
    ):
        write(tmp_path / name)
        settle(qtbot, opened)
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig")), delimiter=";"))
    assert rows[0] == [column.heading for column in table.columns]
    assert load_workbook(tmp_path / "a.xlsx").sheetnames[:3] == ["Ressource", "Plateforme", "Partenaire"]
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")

    come_to_front(qtbot, opened.window)
    QTest.keyClick(opened.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = cast("PrintSheet", opened.window.findChild(PrintSheet))
    assert dialog.kinds.value == "week"
    dialog.resource.take("COURS-ONI")
    dialog.pdf_to(tmp_path / "week.pdf")
    qtbot.waitUntil((tmp_path / "week.pdf").exists, timeout=PATIENCE_MS)
    opened.window.show_screen("planning")
    settle(qtbot, opened)
    judge = opened.planning.dropping.judge
    assert judge is not None
    session = next(item for item in judge.sessions.values() if not item.is_block)
    opened.planning.timeline.select(session.ref, session.occurrence)
    settle(qtbot, opened)
    action = opened.window.actions_table["print-attendance"]
    qtbot.waitUntil(action.isEnabled, timeout=PATIENCE_MS)
    action.trigger()
    signing = cast("PrintAttendance", opened.window.findChild(PrintAttendance))
    signing.pdf_to(tmp_path / "list.pdf")
    settle(qtbot, opened)
    qtbot.waitUntil((tmp_path / "list.pdf").exists, timeout=PATIENCE_MS)
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
