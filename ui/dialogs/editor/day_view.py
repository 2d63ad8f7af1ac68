"""One date of the session, line by line, ready for the rows: from a preview, or judged anew while a hand draws. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from platform_booking.domain.booking import Line
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.planning import PlannedLine
from platform_booking.domain.recurrence import localize, wall_time
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.verdict import judge
from ui.dialogs.editor.seen import cells_by_place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from zoneinfo import ZoneInfo

    from platform_booking.domain.board import Board
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.verdict import LineVerdict
    from platform_booking.services.preview import Preview
    from ui.dialogs.editor.request import FormState
    from ui.dialogs.editor.strip_layout import Minutes


@dataclass(frozen=True, slots=True)
class DayView:
    """What is known of one date; keyed by code of the resource."""

    day: date
    zone: ZoneInfo
    verdicts: Mapping[str, LineVerdict]
    equivalents: Mapping[str, tuple[str, ...]]
    awaiting: Mapping[str, tuple[str, tuple[str, ...]]]

    def day_of(self, code: str) -> date:
        """The day of a line: a campaign's lines have their own."""
        verdict = self.verdicts.get(code)
        return self.day if verdict is None else wall_time(verdict.use.start, self.zone).date()

    @property
    def days(self) -> tuple[date, date]:
        """From the first line's day to the last one's."""
        found = [self.day, *(self.day_of(code) for code in self.verdicts)]
        return min(found), max(found)


def day_of_preview(preview: Preview, day: date | None) -> DayView:
    """The date of that day in a preview; its first where there is no such date."""
    occurrence = next(
        (item for item in preview.occurrences if item.day(preview.zone) == day), preview.occurrences[0]
    )
    cells = cells_by_place(preview)
    found = {
        line.resource.code: cells[line.number, occurrence.number]
        for line in preview.lines
        if (line.number, occurrence.number) in cells
    }
    return DayView(
        occurrence.day(preview.zone),
        preview.zone,
        {code: cell.verdict for code, cell in found.items()},
        {code: cell.equivalents for code, cell in found.items()},
        {line.resource.code: preview.awaiting[line.number] for line in preview.lines},
    )


def span_on(day: date, window: Minutes, zone: ZoneInfo) -> TimeSpan | None:
    """The window at that day as a span; None where the clocks leave nothing of it."""
    midnight = datetime.combine(day, time())
    start, end = (localize(midnight + timedelta(minutes=minute), zone) for minute in window)
    try:
        return TimeSpan(start, end)
    except InvalidInput:
        return None


def judged(
    catalogue: Catalogue,
    state: FormState,
    span: TimeSpan,
    zone: ZoneInfo,
    board: Board,
    *,
    leaving: frozenset[int] = frozenset(),
) -> dict[str, LineVerdict]:
    """The planner's word on these lines at this one span, by code, from what is on the board."""
    own = {line.resource: line for line in state.lines}
    lines = [
        PlannedLine(
            Line(number, code, own[code].quantity, own[code].offset, own[code].length)
            if code in own
            else Line(number, code),
            catalogue.resources[code],
        )
        for number, code in enumerate(state.codes(), 1)
        if code in catalogue.resources
    ]
    verdict = judge(lines, span, zone, board.occupancy(leaving=leaving))
    return {line.resource: line for line in verdict.lines}
