"""What the editor opens with for a phrase: all that was understood. Knows no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.services.intent import ToBook
from ui.draft import Draft, DraftLine

if TYPE_CHECKING:
    from ui.command.asked import Asked


def draft_of(asked: Asked) -> Draft:
    """Lines that are clear, and the time where it is; the words that were not understood are the title."""
    meaning = asked.phrase.meaning
    lines = tuple(DraftLine(line.codes[0], line.quantity) for line in meaning.lines)
    title = meaning.title or asked.unknown
    if not isinstance(asked.intent, ToBook):
        return Draft(title, lines, meaning.trainers, learners=meaning.learners)
    request, span = asked.intent.request, asked.intent.span
    return Draft(
        title=title,
        lines=lines,
        trainers=request.trainers,
        start=span.start,
        end=span.end,
        rule=request.rule or "",
        skip=request.skip,
        learners=request.learners,
    )
