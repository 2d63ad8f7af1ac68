"""Hands for the planning board: real mouse events at real places."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from platform_booking.domain.board import BoardSession
    from ui.screens.planning.screen import PlanningScreen
    from ui.timeline.view import TimelineView

STEPS = 6
LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


def place_of(view: TimelineView, code: str, moment: datetime, lane: int = 0) -> QPoint:
    """Where a resource's row and a moment meet, in the viewport; the row is scrolled into view."""
    found = view.scene.row_of(code)
    assert found is not None, code
    number, row = found
    view.show_row(number)
    x = round(view.scene.axis.x(moment.timestamp())) + 1
    lane_height = row.height / max(1, len(row.lanes))
    y = round(row.y + lane_height * (lane + 0.5))
    return QPoint(x, y) - view.origin + view.body.topLeft()


def bar_of(view: TimelineView, session: BoardSession, code: str = "") -> QPoint:
    """The middle of what shows of a session's bar, in the viewport, on that resource or the first that is listed."""
    for number, placed in view.scene.placed_of((session.ref, session.occurrence)):
        row = view.scene.rows.rows[number]
        if code in ("", row.code):
            view.show_row(number)
            left, right = view.origin.x(), view.origin.x() + view.body.width()
            shown = (max(left, placed.x0), min(right, placed.x1))
            middle = sum(shown if shown[0] < shown[1] else (placed.x0, placed.x1)) / 2
            at = QPoint(round(middle), round(row.y + placed.y + placed.height / 2))
            return at - view.origin + view.body.topLeft()
    raise AssertionError((session.ref, code))


def drag(
    view: TimelineView,
    start: QPoint,
    end: QPoint,
    *,
    release: bool = True,
    keys: Qt.KeyboardModifier = NO_KEY,
) -> None:
    """Press, move in some steps, release."""
    viewport = view.viewport()
    QTest.mousePress(viewport, LEFT, NO_KEY, start)
    for step in range(1, STEPS + 1):
        QTest.mouseMove(viewport, start + (end - start) * step / STEPS)
    if release:
        QTest.mouseRelease(viewport, LEFT, keys, end)


def draw_slot(
    planning: PlanningScreen, code: str = "", start: datetime | None = None, hours: int = 3
) -> None:
    """Draw a slot on an empty row: tomorrow afternoon, unless another start is said."""
    view = planning.timeline
    begin = start or _tomorrow(planning, 14)
    end = begin + timedelta(hours=hours)
    row = code or _free_row(planning, begin, end)
    first = place_of(view, row, begin)
    drag(view, first, QPoint(place_of(view, row, end).x(), first.y()))


def drag_to_conflict(planning: PlanningScreen) -> None:
    """Take a bar that the person may move and let it go over somebody else's, in the same row."""
    view = planning.timeline
    mine, other = _pair(planning)
    code = mine.lines[0].resource
    bar_of(view, mine, code)
    start = bar_of(view, mine, code)
    end = QPoint(place_of(view, code, other.use.start + timedelta(minutes=30)).x(), start.y())
    drag(view, start, end)


def _tomorrow(planning: PlanningScreen, hour: int) -> datetime:
    local = planning.context.texts.local(planning.context.now(), planning.zone)
    return (local + timedelta(days=1)).replace(hour=hour, minute=0)


def _free_row(planning: PlanningScreen, start: datetime, end: datetime) -> str:
    """The first listed resource of one unit that nobody has that day."""
    judge = planning.dropping.judge
    assert judge is not None
    catalogue = planning.context.catalogue
    margin = timedelta(hours=30)
    taken = {
        line.resource
        for session in judge.sessions.values()
        for line in session.lines
        if line.occupied.start < end + margin and start - margin < line.occupied.end
    }
    for row in planning.timeline.scene.rows.rows:
        if (
            not row.is_group
            and row.units == 1
            and row.code not in taken
            and catalogue.resources[row.code].setup < 600
        ):
            return row.code
    raise AssertionError("everything is taken")


def _pair(planning: PlanningScreen) -> tuple[BoardSession, BoardSession]:
    """A session still to come, and another on the same resource of one unit on another day."""
    judge = planning.dropping.judge
    assert judge is not None
    now = planning.context.now()
    coming = [item for item in judge.sessions.values() if item.use.start > now]
    for mine in (item for item in coming if item.organiser == planning.context.me.login):
        code = mine.lines[0].resource
        row = planning.timeline.scene.row_of(code)
        if mine.is_block or row is None or row[1].units != 1 or mine.use.length > timedelta(hours=10):
            continue
        for other in coming:
            same = any(line.resource == code for line in other.lines)
            if same and other.ref != mine.ref and other.use.length > timedelta(hours=2):
                return mine, other
    raise AssertionError("no two sessions share a resource this week")
