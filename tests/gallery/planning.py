"""The planning: periods, drags, choices, states."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from platform_booking.domain.board import BoardSession
    from tests.gallery.studio import Studio
    from ui.screens.planning.screen import PlanningScreen


def planning_week(studio: Studio) -> None:
    """A week with a session of three lines selected."""
    studio.show("planning")
    session = richest(studio.planning)
    studio.planning.timeline.select(session.ref, session.occurrence)
    studio.settle()
    studio.take("planning-week")


def planning_scales(studio: Studio) -> None:
    """A day, two weeks, a month."""
    studio.show("planning")
    for name in ("day", "two-weeks", "month"):
        studio.planning.handle(f"scale-{name}")
        studio.settle()
        studio.take(f"planning-{name}")
    studio.planning.handle("scale-week")
    studio.settle()


def planning_drop(studio: Studio) -> None:
    """A drop on red with its ways out."""
    studio.show("planning")
    drag_onto_another(studio)
    popover = studio.planning.dropping.popover
    studio.take("planning-conflict", *([popover] if popover else []))
    if popover:
        popover.close()
    studio.settle()


def quick_booking(studio: Studio) -> None:
    """A free slot that was drawn."""
    studio.show("planning")
    draw_free_slot(studio)
    popover = studio.planning.dropping.popover
    studio.take("planning-quick-book", *([popover] if popover else []))
    if popover:
        popover.close()
    studio.settle()


def planning_empty(studio: Studio) -> None:
    """Words that nothing holds."""
    studio.show("planning")
    studio.planning.filters.search("zzz")
    studio.settle()
    studio.take("planning-empty")
    studio.planning.filters.clear()
    studio.settle()


def planning_narrow(studio: Studio) -> None:
    """The smallest window."""
    studio.show("planning")
    studio.narrow()
    studio.take("planning-narrow")
    studio.widen()


def several(studio: Studio) -> None:
    """Several bars chosen on the planning, what comes of all of them, and one moved by typing when."""
    from ui.dialogs.move import MoveDialog
    from ui.dialogs.shift import ShiftDialog
    from ui.dialogs.together import TogetherDialog

    studio.show("planning")
    planning = studio.planning
    planning.step(1)
    studio.settle()
    judge = planning.hand.judge
    assert judge is not None
    rows = planning.timeline.scene.rows
    seen = {key for key, found in rows.sessions.items() if found[0][0] < len(rows.between(0, 700))}
    shown = [item for key, item in judge.sessions.items() if key in seen and not item.is_block]
    asked = [item for item in shown if item.state == "requested"]
    chosen = [*asked, *(item for item in shown if item.state == "approved")][:6]
    planning.timeline.choose((item.ref, item.occurrence) for item in chosen)
    studio.settle()
    studio.take("planning-several")
    for name in ("approve", "cancel"):
        planning.handle(name)
        studio.settle()
        (dialog,) = (part for part in studio.window.findChildren(TogetherDialog) if part.isVisible())
        studio.take(f"together-{name}", dialog)
        dialog.close()
        studio.settle()
    planning.several.handle("move")
    studio.settle()
    shift = studio.window.findChild(ShiftDialog)
    assert shift is not None
    shift.fields.time.setText("15:00")
    shift.fields.time.textEdited.emit("15:00")
    QTest.qWait(300)
    studio.settle()
    studio.take("together-move", shift)
    shift.close()
    studio.settle()
    booking = studio.window.context.platform.bookings.get(chosen[0].ref).booking
    move = MoveDialog(studio.window.context, studio.window.operations, booking, 1)
    move.open()
    move.fields.time.setText("13:00")
    move.fields.time.textEdited.emit("13:00")
    studio.settle()
    studio.take("move", move)
    move.close()
    studio.settle()


def series(studio: Studio) -> None:
    """A series that moves, is made longer and meets somebody else, before it is done."""
    from platform_booking.services.moving import Move
    from platform_booking.services.series import SeriesEdit
    from ui.dialogs.series import SeriesDialog
    from ui.scopes import ALL, dates_of

    platform = studio.window.context.platform
    room = next(
        code
        for code, item in platform.catalogue.load().resources.items()
        if item.category == "room" and not item.approval and len(item.units) == 1
    )
    other = BookingRequest("Jury", (LineRequest(room),), "2027-03-17T16:00", "2027-03-17T18:00")
    asked = BookingRequest(
        "TP Culture amont",
        (LineRequest(room),),
        "2027-03-03T09:00",
        "2027-03-03T12:00",
        rule="FREQ=WEEKLY;COUNT=6;BYDAY=WE",
    )
    platform.requests.request(other)
    ref = platform.requests.request(asked).booking.ref
    day = datetime(2027, 3, 3, tzinfo=UTC).date()
    edit = SeriesEdit(
        to=Move("2027-03-03T14:00", of=day),
        rule="FREQ=WEEKLY;COUNT=7;BYDAY=WE",
    )
    dialog = SeriesDialog(
        studio.window,
        studio.window.context,
        asked.title,
        lambda scope: platform.series.preview(ref, edit, dates_of(scope, day)),
        ALL,
    )
    dialog.open()
    studio.settle()
    studio.take("series", dialog)
    dialog.close()
    studio.settle()


def breakdown(studio: Studio) -> None:
    """Something with many bookings is down for two weeks: where each goes, and who loses a line."""
    from platform_booking.domain.refusals import BookingConflict
    from platform_booking.services.breakdown import Breakdown, Choice
    from ui.dialogs.breakdown import BreakdownDialog

    platform, breaking = studio.window.context.platform, studio.planning.breaking
    end = studio.window.context.now() + timedelta(days=14)

    def weight(code: str) -> int:
        wanted = Breakdown(code, None, studio.window.context.now(), end, "")
        try:
            return len(platform.breakdowns.preview(wanted, Choice()).outcomes)
        except BookingConflict:
            return -1  # it is blocked already

    code = max(breaking.codes[:8], key=weight)
    breaking.open(code)
    dialog = studio.window.findChild(BreakdownDialog)
    assert isinstance(dialog, BreakdownDialog)
    dialog.reason.setText("Fuite sur la pompe")
    dialog.end.day.take(end.date())
    dialog.end.day.changed.emit()
    studio.settle()
    studio.take("breakdown", dialog)
    dialog.close()
    studio.settle()


def richest(planning: PlanningScreen) -> BoardSession:
    """The session of this week with the most lines, some of them on the board's first rows."""
    judge = planning.dropping.judge
    assert judge is not None
    order = {row.code: at for at, row in enumerate(planning.timeline.scene.rows.rows)}
    sessions = [item for item in judge.sessions.values() if not item.is_block and item.is_live]
    return max(
        sessions,
        key=lambda item: (
            min(len(item.lines), 4),
            -min(order.get(line.resource, 999) for line in item.lines),
        ),
    )


def drag_onto_another(studio: Studio) -> None:
    """Take a bar of my own and let it go where somebody else is."""
    from tests.ui.hands import drag_to_conflict

    drag_to_conflict(studio.planning)
    studio.settle()


def draw_free_slot(studio: Studio) -> None:
    """Draw an afternoon on an empty row."""
    from tests.ui.hands import draw_slot

    draw_slot(studio.planning)
    studio.settle()
