"""Tables for people. Without colours where nobody looks at a terminal."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Literal

from platform_booking.cli.deciding import deadline_in_words
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.domain.rules import Severity
from platform_booking.wording.campaigns import own_time
from platform_booking.wording.report_tables import Kind, said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.conflicts import Conflict
    from platform_booking.domain.errors import BookingError
    from platform_booking.domain.rules import Check
    from platform_booking.services.directory import Shown
    from platform_booking.services.explaining import Explanation
    from platform_booking.services.inbox import InboxItem
    from platform_booking.storage.audit import AuditEntry
    from platform_booking.wording import Words
    from platform_booking.wording.report_tables import Table as ReportTable

PIPE_WIDTH = 1000
"""Columns where nobody looks at a terminal: nothing is cut."""


def table(words: Words, columns: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "") -> str:
    """A table as text. ``columns`` are names of headings."""
    return _table([words.text(f"column-{column}") for column in columns], rows, title=title)


def report(made: ReportTable, words: Words) -> str:
    """A report, numbers to the right."""
    shown = made.rows if made.total is None else (*made.rows, made.total)
    return _table(
        [column.heading for column in made.columns],
        [
            [said(words, column.kind, cell) for column, cell in zip(made.columns, row, strict=True)]
            for row in shown
        ],
        title=made.title,
        numbers=frozenset(place for place, column in enumerate(made.columns) if column.kind is not Kind.TEXT),
    )


def _table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    title: str = "",
    numbers: frozenset[int] = frozenset(),
) -> str:
    from rich import box  # noqa: PLC0415 - slow to import
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    terminal = sys.stdout.isatty()
    grid = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for number, heading in enumerate(headings):
        side: Literal["left", "right"] = "right" if number in numbers else "left"
        grid.add_column(heading, overflow="fold", no_wrap=number == 0, justify=side)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    sink = io.StringIO()
    console = Console(
        file=sink,
        force_terminal=terminal,
        no_color=not terminal or bool(os.environ.get("NO_COLOR")),
        width=None if terminal else PIPE_WIDTH,
        highlight=False,
    )
    console.print(grid)
    return "\n".join(line.rstrip() for line in sink.getvalue().splitlines())


def lines_of(booking: Booking, words: Words) -> str:
    """The resources of a booking, in short; those of a campaign with their day and length."""
    said = []
    for line in booking.lines:
        own = own_time(words, line.offset, line.length)
        counted = line.resource if line.quantity == 1 else f"{line.resource} ×{line.quantity}"
        said.append(f"{counted} ({own})" if own else counted)
    return ", ".join(said)


def when_of(booking: Booking, words: Words) -> str:
    """The first date, and how many more there are."""
    spans = sorted(occurrence.span for occurrence in booking.occurrences)
    first = words.span(spans[0].start, spans[0].end, booking.zone)
    return first if len(spans) == 1 else words.text("more-dates", first=first, count=len(spans) - 1)


def bookings(found: Sequence[Booking], words: Words) -> str:
    """Many bookings."""
    rows = [
        (
            item.ref,
            item.title,
            when_of(item, words),
            words.name("state", item.status),
            lines_of(item, words),
            item.organiser,
        )
        for item in found
    ]
    return table(words, ("ref", "title", "when", "status", "resources", "organiser"), rows)


def booking(item: Booking, catalogue: Catalogue, words: Words) -> str:
    """One booking with its dates."""
    facts = [
        ("label-organiser", item.organiser),
        ("label-partner", item.partner),
        ("label-purpose", words.name("purpose", item.purpose.value)),
        ("label-learners", str(item.learners)),
        ("label-funding", item.funding),
        ("label-instructions", item.instructions),
        ("label-zone", item.time_zone),
        ("label-repetition", item.rule or ""),
    ]
    colon = "\u00a0:" if words.language == "fr" else ":"
    said = [f"{item.ref}  {item.title}  [{words.name('state', item.status)}]"]
    said += [f"  {words.text(label)}{colon} {value}" for label, value in facts if value]
    resources = {line.number: line.resource for line in item.lines}
    for line in item.lines:
        own = own_time(words, line.offset, line.length)
        resources[line.number] += f" ({own})" if own else ""
    rows = [
        (
            words.span(allocation.use.start, allocation.use.end, item.zone),
            resources[allocation.line],
            catalogue.unit_by_id[allocation.unit_id].name,
            words.name("state", allocation.state.value),
        )
        for occurrence in sorted(item.occurrences, key=lambda occurrence: occurrence.span)
        for allocation in item.allocations_of(occurrence)
    ]
    return "\n".join((*said, table(words, ("when", "resource", "unit", "status"), rows)))


def shown(item: Shown, catalogue: Catalogue, words: Words) -> str:
    """One booking, with what was decided and who is awaited."""
    said = [booking(item.booking, catalogue, words)]
    resources = {line.number: line.resource for line in item.booking.lines}
    if item.decisions:
        said.append(words.text("label-decisions"))
    said += [
        f"  {resources.get(decision.line, '')}: {words.name('verdict', decision.verdict)}, "
        f"{words.name('step', decision.step)}, {decision.person}, "
        f"{words.moment(decision.decided_at, item.booking.zone)}"
        + (f" – {decision.reason}" if decision.reason else "")
        for decision in item.decisions
    ]
    if item.awaiting:
        said.append(words.text("label-awaiting"))
    said += [
        f"  {resources.get(number, '')}: {words.name('step', step)} ({', '.join(logins)})"
        for number, (step, logins) in item.awaiting.items()
    ]
    return "\n".join(said)


def inbox(items: Sequence[InboxItem], words: Words) -> str:
    """What waits for me."""
    rows = [
        (
            item.booking.ref,
            item.booking.title,
            words.moment(item.first, item.booking.zone),
            line.line.resource,
            words.text("waits-for-organiser") if item.waits_for_organiser else words.name("step", line.step),
            str(line.occurrences),
            item.booking.organiser,
            deadline_in_words(item.deadline, item.booking, words),
        )
        for item in items
        for line in item.lines
    ]
    return table(words, ("ref", "title", "when", "resource", "step", "dates", "organiser", "deadline"), rows)


def audit(entries: Sequence[AuditEntry], words: Words) -> str:
    """The trail."""
    rows = [
        (
            str(entry.seq),
            words.moment(entry.at),
            entry.actor,
            words.name("trail-did", entry.action),
            entry.subject,
            entry.reason,
        )
        for entry in entries
    ]
    return table(words, ("seq", "at", "actor", "action", "subject", "reason"), rows)


def error(refusal: BookingError, words: Words, zone: tzinfo) -> str:
    """A refusal: the sentence, then who stands in the way and what would fit, or the rules."""
    said = [words.error(refusal)]
    if isinstance(refusal, BookingConflict):
        said += [f"  {_holder(item, words, zone)}" for item in refusal.conflicts]
        said += ways_out(refusal.alternatives, words, zone)
    elif isinstance(refusal, RuleRefused):
        said += [f"  {words.violation(item)}" for item in refusal.violations]
        said += ways_out(refusal.alternatives, words, zone)
    return "\n".join(said)


def timetables(conflicts: Sequence[Conflict], words: Words, zone: tzinfo) -> list[str]:
    """What timetables say against it, each event once."""
    said = {
        (item.holder, item.span): words.text(
            "timetable-disagrees",
            code=item.holder,
            title=item.title or words.text("timetable-busy"),
            when=words.span(item.span.start, item.span.end, zone),
        )
        for item in conflicts
        if item.timetable
    }
    return list(said.values())


def ways_out(alternatives: Sequence[Alternative], words: Words, zone: tzinfo) -> list[str]:
    """What would do instead, the nearest first."""
    title = [words.text("alternatives-title")] if alternatives else []
    return [*title, *(f"  {words.alternative(item, zone)}" for item in alternatives)]


def explanation(found: Explanation, words: Words) -> str:
    """A checklist: rule by rule, who is in the way, what would do."""
    if found.would_book:
        approval = "approved" if found.automatic else "requested"
        said = [words.text("explain-would-book", approval=approval)]
    else:
        said = [words.text("explain-would-not")]
    said.append(words.text("explain-title"))
    said += [f"  {_checked(check, words)}" for check in found.checks]
    fits = "explain-fails" if found.conflicts else "explain-holds"
    said.append(f"  [{words.text(fits)}] {words.text('rule-units')}")
    said += [f"      {_holder(item, words, found.zone)}" for item in found.conflicts]
    said += [f"      {line}" for line in timetables(found.timetables, words, found.zone)]
    if found.standing and found.who_can:
        said.append(words.text("explain-who", who=found.who_can))
    if not found.would_book:
        said += ways_out(found.alternatives, words, found.zone) or [words.text("explain-nothing")]
    return "\n".join(said)


def _checked(check: Check, words: Words) -> str:
    if check.violation is None:
        return f"[{words.text('explain-holds')}] {words.name('rule', check.code)}"
    warns = check.violation.severity is Severity.WARN
    mark = words.text("explain-warns" if warns else "explain-fails")
    return f"[{mark}] {words.name('rule', check.code)} – {words.violation(check.violation)}"


def _holder(item: Conflict, words: Words, zone: tzinfo) -> str:
    return words.text(
        "conflict-line",
        resource=item.resource,
        unit=item.unit,
        when=words.span(item.span.start, item.span.end, zone),
        holder=" ".join(part for part in (item.holder, item.title) if part) or words.text("holder-self"),
    )
