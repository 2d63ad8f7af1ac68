"""What the board writes on bars and rows, and says to screen readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import State
from platform_booking.domain.catalogue import BlockKind

if TYPE_CHECKING:
    from platform_booking.domain.board import PlannedBar
    from platform_booking.domain.timespan import TimeSpan
    from ui.texts import Texts
    from ui.timeline.bars import RowBar
    from ui.timeline.rows import Row
    from ui.timeline.scene import TimelineContent

_ICONS: Final = {
    State.REQUESTED: "clock",
    State.APPROVED: "check",
    State.IN_USE: "circle-play",
    State.COMPLETED: "check-check",
    State.NO_SHOW: "user-x",
    State.DECLINED: "circle-x",
    State.CANCELLED: "ban",
    State.EXPIRED: "hourglass",
}


_BLOCK_ICONS: Final = {BlockKind.CLOSURE.value: "calendar-off", BlockKind.TIMETABLE.value: "calendar-days"}


def icon_of(bar: RowBar) -> str:
    """The icon that says a bar's status."""
    first = bar.first
    if bar.more:
        return "ellipsis"
    if first.is_noted:
        return "calendar-clock"
    if first.is_block:
        return _BLOCK_ICONS.get(first.kind, "wrench")
    return _ICONS[first.state]


@dataclass(slots=True)
class Captions:
    """The words of one language for the content of the moment."""

    texts: Texts
    content: TimelineContent

    # --- on bars ----------------------------------------------------------------------------------------

    def title(self, bar: RowBar) -> str:
        """The first line: what it is."""
        if bar.more:
            return self.texts.text("timeline-more", count=bar.more)
        return self.title_of(bar.first)

    def title_of(self, bar: PlannedBar) -> str:
        """The title; of a block, its reason; of what the viewer may not see, that it is taken."""
        if bar.is_block:
            return bar.title or self._kind(bar)
        return bar.title or self.texts.text("timeline-taken")

    def second(self, bar: RowBar) -> str:
        """The second line: how many, and for whom."""
        if bar.more:
            return ""
        return " · ".join(part for part in (self._share(bar), self._whose(bar)) if part)

    def one_line(self, bar: RowBar) -> str:
        """Everything in one line, for a lane; in a large pool with the number of units."""
        title = self.title(bar)
        if bar.more:
            return title
        if bar.counted:
            short = self.texts.text("timeline-quantity-short", count=bar.quantity)
            return f"{short} · {title}"
        parts = [self._share(bar) if bar.parts > 1 else "", title, self._whose(bar)]
        return " · ".join(part for part in parts if part)

    def _whose(self, bar: RowBar) -> str:
        first = bar.first
        if first.is_block:
            return self._kind(first) if first.title else ""
        partner = self.content.catalogue.partners.get(first.partner)
        return partner.name if partner else ""

    def _share(self, bar: RowBar) -> str:
        if bar.parts > 1:
            return f"{bar.part}/{bar.parts}"
        return self.texts.text("timeline-quantity", count=bar.quantity) if bar.quantity > 1 else ""

    def _kind(self, bar: PlannedBar) -> str:
        return self.texts.text(f"timeline-kind-{bar.kind}") if bar.kind else self.texts.text("timeline-taken")

    # --- on rows ----------------------------------------------------------------------------------------

    def group_count(self, row: Row) -> str:
        """How many units a platform lists, or how many people."""
        name = "timeline-units" if row.platform else "timeline-persons"
        return self.texts.text(name, count=row.units)

    def badge(self, row: Row) -> str:
        """The number of a pool's units; of a large one also how many are in use at once."""
        if row.units <= 1:
            return ""
        return f"{row.peak}/{row.units}" if row.is_large and not row.lanes[0] else str(row.units)

    def in_full(self, row: Row) -> str:
        """Everything the column says of a row, one thing a line."""
        if row.is_group:
            return f"{row.name}\n{self.group_count(row)}"
        units = self.texts.text("timeline-units", count=row.units) if row.units > 1 else ""
        return "\n".join(part for part in (row.name, row.sub, units, row.code) if part)

    # --- aloud ------------------------------------------------------------------------------------------

    def spoken(self, bar: RowBar, resources: int) -> str:
        """The sentence for a bar that has the focus."""
        first = bar.first
        span = self.spoken_span(first.use)
        if first.is_block:
            return self.texts.text("timeline-block-spoken", title=self.title(bar), span=span)
        state = self.texts.name("state", first.state.value)
        return self.texts.text(
            "timeline-bar-spoken", title=self.title(bar), span=span, state=state, resources=resources
        )

    def spoken_span(self, span: TimeSpan) -> str:
        """``mardi 24 novembre de 14 heures à 17 heures``."""
        start, end = self._local(span.start), self._local(span.end)
        said = {
            "day": self.texts.day_long(start.date()),
            "start": self._spoken_hour(start),
            "end": self._spoken_hour(end),
        }
        if start.date() == end.date():
            return self.texts.text("timeline-span-spoken", **said)
        return self.texts.text("timeline-span-spoken-days", last=self.texts.day_long(end.date()), **said)

    def spoken_slot(self, row: Row, t: float) -> str:
        """The sentence for an empty time under the cursor."""
        at = self._local(datetime.fromtimestamp(t, UTC))
        return self.texts.text(
            "timeline-slot-spoken",
            resource=row.name,
            day=self.texts.day_long(at.date()),
            time=self._spoken_hour(at),
        )

    def _spoken_hour(self, at: datetime) -> str:
        return self.texts.text("timeline-hour-spoken", hour=at.hour, minute=at.minute)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.content.zone)
