"""From requests to rows of the list, in words. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import State
from platform_booking.domain.timespan import TimeSpan
from ui.models.agenda_model import ResourceText
from ui.models.inbox_model import InboxRow
from ui.texts import JOINER, NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from platform_booking.domain.booking import Booking, Line
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.deadlines import Deadline
    from platform_booking.services.review import InboxEntry
    from ui.texts import Texts

IN_LIST: Final = timedelta(days=1)
IN_TABLE: Final = timedelta(days=2)
"""From so many days on, hours matter less than days."""
URGENT: Final = timedelta(days=1)
"""Before the deadline: from then on it is painted as a warning."""


@dataclass(frozen=True, slots=True)
class RequestWriter:
    """Writes rows for one catalogue, in one language, as of one moment."""

    texts: Texts
    catalogue: Catalogue
    now: datetime

    def entry(self, entry: InboxEntry) -> InboxRow:
        """What waits for me."""
        lines = [item.line for item in entry.item.lines]
        verdict = "asked" if entry.item.waits_for_organiser else entry.verdict
        return self._row(entry.item.booking, lines, verdict, entry.item.deadline)

    def elsewhere(self, booking: Booking) -> InboxRow:
        """What waits for somebody else."""
        return self._row(booking, waiting_lines(booking), "")

    def _row(
        self, booking: Booking, lines: Sequence[Line], verdict: str, deadline: Deadline | None = None
    ) -> InboxRow:
        partner = self.partner(booking.partner)
        resources = tuple(self.resource(line) for line in lines)
        when = self.when(booking)
        said = self.texts.text(f"requests-verdict-{verdict}") if verdict else ""
        until = (
            ""
            if deadline is None or _goes_without_saying(booking, deadline)
            else self.deadline(deadline, brief=True)
        )
        return InboxRow(
            booking=booking,
            partner=partner,
            resources=resources,
            when=when,
            age=self.age(booking.created_at),
            verdict=verdict,
            verdict_text=said,
            spoken=", ".join(
                part
                for part in (booking.title, partner, *(item.text for item in resources), when, said, until)
                if part
            ),
            deadline=until,
            is_urgent=bool(until) and deadline is not None and deadline.at - self.now <= URGENT,
        )

    def deadline(self, deadline: Deadline | None, *, brief: bool = False) -> str:
        """``expire mer. 25 nov., 12:00``, the time left out in ``brief`` while it is far; nothing where it may wait."""
        if deadline is None:
            return ""
        at = self.texts.day_short(self.texts.local(deadline.at).date())
        if not brief or deadline.at - self.now <= URGENT:
            at = f"{at}, {self.texts.time(deadline.at)}"
        return self.texts.text(f"requests-deadline-{deadline.then}", at=at)

    def resource(self, line: Line) -> ResourceText:
        """``Bioréacteur 2 L × 2`` with its platform's code."""
        resource = self.catalogue.resources[line.resource]
        name = self.texts.called(resource.name)
        return ResourceText(resource.platform, f"{name} × {line.quantity}" if line.quantity > 1 else name)

    def partner(self, code: str) -> str:
        """The name of a partner."""
        found = self.catalogue.partners.get(code)
        return found.name if found else code

    def when(self, booking: Booking) -> str:
        """The first date that waits, and how many there are."""
        spans = waiting_spans(booking)
        if not spans:
            return ""
        first = self._brief(spans[0], IN_LIST)
        if len(spans) == 1:
            return first
        return self.texts.text("requests-dates", first=first, count=len(spans))

    def _brief(self, span: TimeSpan, long: timedelta) -> str:
        """Day and hours; of what goes on for days, only the days."""
        first, last = (self.texts.local(moment).date() for moment in (span.start, span.end))
        if last - first < long:
            return self.texts.when(span)
        return f"{self.texts.day_short(first)} – {self.texts.day_short(last)}"

    def line_when(self, booking: Booking, line: Line) -> str:
        """When a line is used at its first date that is not over, and at how many dates."""
        spans = _line_spans(booking, line)
        first = kept_together(self._brief(spans[0], IN_TABLE))
        if len(spans) == 1:
            return first
        return self.texts.text("requests-dates", first=first, count=len(spans))

    def age(self, since: datetime) -> str:
        """``2 h``, ``3 j``: how long ago that was."""
        hours, minutes = divmod(max(0, round((self.now - since).total_seconds())) // 60, 60)
        if hours >= 24:  # noqa: PLR2004 - hours of a day
            return self.texts.text("requests-age-days", count=hours // 24)
        if hours:
            return self.texts.text("requests-age-hours", count=hours)
        return self.texts.text("requests-age-minutes", count=minutes)


def _goes_without_saying(booking: Booking, deadline: Deadline) -> bool:
    """Whether it is only the end of the very use that is asked for, which the list says already."""
    return deadline.at in {item.use.end for item in booking.allocations}


def kept_together(when: str) -> str:
    """The same with one place to break: before the hours, or after the dash where the end names its day too."""
    when = when.replace(JOINER, "").replace(NO_BREAK, " ")
    begin, dash, end = when.partition(" – ")
    if dash and " " in end:
        return f"{_solid(begin)}{NO_BREAK}– {_solid(end)}"
    day, comma, hours = when.partition(", ")
    return f"{_solid(day)}{comma}{_solid(hours)}"


def _solid(text: str) -> str:
    return text.replace("– ", f"–{JOINER} ").replace(" ", NO_BREAK)


def waiting_lines(booking: Booking) -> tuple[Line, ...]:
    """The lines of which something still waits."""
    numbers = {item.line for item in booking.allocations if item.state is State.REQUESTED}
    return tuple(line for line in booking.lines if line.number in numbers)


def waiting_spans(booking: Booking) -> tuple[TimeSpan, ...]:
    """The dates of which something still waits, the earliest first; all of them where nothing does."""
    numbers = {item.occurrence for item in booking.allocations if item.state is State.REQUESTED}
    spans = [item.span for item in booking.occurrences if not numbers or item.number in numbers]
    return tuple(sorted(spans))


def _line_spans(booking: Booking, line: Line) -> tuple[TimeSpan, ...]:
    mine = [item for item in booking.allocations if item.line == line.number]
    waiting = {item.occurrence for item in mine if item.state is State.REQUESTED}
    numbers = waiting or {item.occurrence for item in mine}
    dates = [item for item in booking.occurrences if item.number in numbers] or list(booking.occurrences)
    return tuple(sorted(TimeSpan(*booking.line_use(line, item)) for item in dates))
