"""What reading a timetable changes, in words: the same for the command line and the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.domain.timetable_diff import EventChange
    from platform_booking.domain.timetables import ImportedCalendar
    from platform_booking.services.timetable_holding import InTheWay
    from platform_booking.services.timetables import Imported
    from platform_booking.wording import Words

    When = Callable[[TimeSpan], str]


@dataclass(frozen=True, slots=True)
class Told:
    """Line by line."""

    news: tuple[str, ...]
    """What changes."""
    doubts: tuple[str, ...]
    """What collides, what is left out, and what was only guessed."""


def told_of(words: Words, done: Imported, when: When, most: int) -> Told:
    """So many of the changes at most; ``when`` writes a time as the reader has it."""
    return Told(tuple(_news(words, done, when, most)), tuple(_doubts(words, done, when)))


def _news(words: Words, done: Imported, when: When, most: int) -> Iterator[str]:
    calendar = done.calendar
    yield words.text("imported-title", code=calendar.code, name=calendar.name, **done.counts)
    told = [change for change in done.changes if change.is_news]
    for change in told[:most]:
        yield f"  {_change(words, change, when)}"
    if len(told) > most:
        yield "  …"
    if any(done.passed_over.values()):
        yield words.text("imported-passed-over", **done.passed_over)


def _doubts(words: Words, done: Imported, when: When) -> Iterator[str]:
    if done.conflicts:
        yield words.text("imported-conflicts", count=len(done.conflicts))
    for item in done.conflicts:
        yield f"  {_conflict(words, item, when)}"
    yield from _remarks(words, done.calendar)


def _remarks(words: Words, calendar: ImportedCalendar) -> Iterator[str]:
    rejected = [remark for remark in calendar.remarks if remark["rejects"]]
    if rejected:
        yield words.text("imported-rejected", count=len(rejected))
    for remark in rejected:
        params = remark["params"]
        summary = params["summary"] or words.text("imported-no-title")
        why = words.remark(remark["code"], params)
        yield f"  {words.text('imported-rejected-event', line=params['line'], summary=summary, why=why)}"
    for remark in calendar.remarks:
        if not remark["rejects"]:
            yield words.remark(remark["code"], remark["params"])


def _change(words: Words, change: EventChange, when: When) -> str:
    event, before = change.after, change.before or change.after
    return words.text(
        "imported-event",
        kind=change.kind.value,
        summary=event.summary or words.text("imported-no-title"),
        when=when(event.span),
        before=when(before.span),
    )


def _conflict(words: Words, item: InTheWay, when: When) -> str:
    return words.text(
        "imported-conflict",
        summary=item.event.summary or words.text("imported-no-title"),
        when=when(item.event.span),
        holders=tuple(f"{holder.holder} {holder.title}".strip() for holder in item.holders),
    )
