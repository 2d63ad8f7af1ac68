"""Row 12: frames of the planning board while it is scrolled, dragged over and zoomed, at a pixel ratio of 1."""

from __future__ import annotations

import gc
import os
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from platform_booking.domain.board import Board, PlannedBar
from platform_booking.domain.booking import State
from platform_booking.domain.catalogue import Catalogue, Partner, Platform, Resource, Text, Unit
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.verdict import LineVerdict, Verdict
from tests.bench.measure import Result, Sample, at_most, timed
from ui.collecting import Collector
from ui.texts import Texts
from ui.theme import Theme, load_typeface
from ui.timeline.axis import Scale
from ui.timeline.proposal import Intent, Proposal
from ui.timeline.scene import TimelineContent
from ui.timeline.view import TimelineView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QScrollBar

ZONE: Final = zone_of("Europe/Paris")
MONDAY: Final = date(2026, 11, 23)
NOW: Final = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
CODES: Final = ("USP", "DSP", "ZAC", "PSM", "ISO", "CYT", "CQ", "SAL", "SIM", "UTL")
BUDGETS: Final = {1_000: 0.004, 10_000: 0.006}
"""Bars on the screen → seconds of a frame."""
ZOOM: Final = 0.016
SIZE: Final = (1440, 900)
FRAMES: Final = 30
ROWS: Final = 18
"""That show at once."""
WORKDAYS: Final = 5
_TITLES: Final = ("Fed-batch CHO", "TP Culture amont", "Capture protéine A", "Media fill", "Aseptie niveau 1")
_STATES: Final = (State.APPROVED,) * 7 + (State.REQUESTED,) * 3


def timeline_rows(rounds: int) -> list[Result]:
    """Row 12: everything by a thousand and by ten thousand bars on one screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    load_typeface()
    collector = Collector(application)  # as in the program
    results: list[Result] = []
    bare = _bare_scroll(rounds)
    for count, budget in BUDGETS.items():
        view = crowded(count)
        label = f"{_visible(view):,} bars on screen"
        down = at_most(12, f"frame of a scroll down, {label}", _frames(_down(view), rounds), budget)
        results += [
            replace(down, floor=bare),
            at_most(12, f"frame of a scroll across, {label}", _frames(_across(view), rounds), budget),
            at_most(12, f"frame of a drag with its verdict, {label}", _frames(_drag(view), rounds), budget),
            at_most(12, f"frame of a zoom, {label}", _frames(_zoom(view), rounds), ZOOM),
        ]
        view.close()
        view.deleteLater()
    application.processEvents()
    collector.deleteLater()
    gc.enable()
    return results


class _Bare(QAbstractScrollArea):
    """A window of the same size that moves its pixels and fills what comes in: what a scroll costs before bars."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), Qt.GlobalColor.white)
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        self.viewport().scroll(dx, dy)


def _bare_scroll(rounds: int) -> Sample:
    bare = _Bare()
    bare.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    bare.resize(*SIZE)
    bare.show()
    bare.verticalScrollBar().setRange(0, 5000)
    sample = _frames(partial(_scroll, bare.verticalScrollBar(), 40), rounds)
    bare.close()
    return sample


def crowded(count: int) -> TimelineView:
    """A window of 1440 × 900 whose rows show about ``count`` bars at once."""
    catalogue = _catalogue()
    resources = list(catalogue.resources.values())
    per_day = max(1, round(count / (ROWS * WORKDAYS)))
    view = TimelineView(Theme("light"), Texts("fr", ZONE))
    view.resize(*SIZE)
    view.set_period(MONDAY, Scale.WEEK)
    view.set_content(TimelineContent(catalogue, _board(resources, per_day), NOW, ZONE))
    view.set_zoom(0.02)
    view.show()
    QApplication.processEvents()
    return view


def _visible(view: TimelineView) -> int:
    body, origin = view.body, view.origin
    scene = view.scene
    return sum(
        len(scene.layout(number).between(origin.x(), origin.x() + body.width()))
        for number in scene.rows.between(origin.y(), origin.y() + body.height())
    )


def _catalogue() -> Catalogue:
    platforms = [Platform(number, code, Text(code, code)) for number, code in enumerate(CODES, 1)]
    resources = [
        Resource(
            number,
            f"R-{number}",
            Text(f"Ressource {number}", ""),
            platform=CODES[number // 12 % 10],
            site="Hall A",
            units=(Unit(number, "1"),),
        )
        for number in range(1, 121)
    ]
    return Catalogue(partners=[Partner(1, "UN", "Université")], platforms=platforms, resources=resources)


def _board(resources: list[Resource], per_day: int) -> Board:
    rng = random.Random(12)
    start = datetime(2026, 11, 22, 23, tzinfo=UTC)
    slot = timedelta(hours=11) / per_day
    bars: list[PlannedBar] = []
    for resource in resources:
        for day in range(5):
            for number in range(per_day):
                begin = start + timedelta(days=day, hours=8) + number * slot
                use = TimeSpan(begin, begin + slot * rng.uniform(0.45, 0.95))
                margin = slot * 0.05 if rng.random() < 0.2 else timedelta(0)
                state = rng.choice(_STATES)
                key = len(bars) + 1
                bars.append(
                    PlannedBar(
                        key,
                        resource.units[0].id,
                        resource.id,
                        key,
                        f"B-{key}",
                        rng.choice(_TITLES),
                        False,
                        use,
                        use.widen(margin, margin),
                        state,
                        state is State.APPROVED,
                        1,
                        1,
                        "UN",
                    )
                )
    return Board(TimeSpan(start, start + timedelta(days=7)), tuple(bars), {})


def _frames(step: Callable[[int], None], rounds: int) -> Sample:
    """Seconds of each frame: what changes it, and painting it."""
    for number in range(4):
        step(number)
        QApplication.processEvents()

    def frame(number: int) -> None:
        step(number)
        QApplication.processEvents()

    last = 4 + FRAMES * max(1, rounds // 5)
    return Sample(tuple(timed(partial(frame, number)) for number in range(4, last)))


def _down(view: TimelineView) -> Callable[[int], None]:
    return partial(_scroll, view.verticalScrollBar(), 40)


def _across(view: TimelineView) -> Callable[[int], None]:
    view.set_zoom(0.6)
    view.verticalScrollBar().setValue(0)
    _rest(view)
    return partial(_scroll, view.horizontalScrollBar(), 24)


def _drag(view: TimelineView) -> Callable[[int], None]:
    view.set_zoom(0.02)
    view.verticalScrollBar().setValue(0)
    _rest(view)
    row = view.scene.rows.rows[2]
    bar = row.bars[len(row.bars) // 2]

    def judge(proposal: Proposal) -> Verdict:
        line = LineVerdict(1, row.code, proposal.span, proposal.span, 1, 0, ())
        return Verdict(proposal.span, (line,))

    view.set_judge(judge)

    def step(number: int) -> None:
        first = bar.first
        span = first.use.shift(timedelta(minutes=30 * (number % 40)))
        view.show_proposal(
            Proposal(Intent.MOVE, first.ref, first.occurrence, 1, row.code, first.unit_id, span, first.use)
        )

    return step


def _zoom(view: TimelineView) -> Callable[[int], None]:
    view.clear_ghost()
    _rest(view)

    def step(number: int) -> None:
        view.set_zoom(0.1 + (number % 16) * 0.05, 300)

    return step


def _rest(view: TimelineView) -> None:
    """Let it paint everything it wants to."""
    QApplication.processEvents()
    view.grab()


def _scroll(bar: QScrollBar, step: int, number: int) -> None:
    bar.setValue(_there_and_back(number * step, bar.maximum()))


def _there_and_back(value: int, most: int) -> int:
    return most - abs(value % (2 * most) - most) if most else 0
