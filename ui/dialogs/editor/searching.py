"""From the form to a search for times at which all its lines are free, and what is kept of the form meanwhile. Knows no Qt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.recurrence import Lapse
from platform_booking.services.availability import FindRequest
from platform_booking.services.requests import LineRequest
from ui.dialogs.editor.repetition import Rhythm
from ui.draft import Draft, DraftLine

if TYPE_CHECKING:
    from ui.dialogs.editor.request import FormState

SPARE_WEEKS: Final = 8
"""Looked at beyond the dates that were asked for."""


def can_be_searched(state: FormState) -> bool:
    """Whether there is something to look for; lines with days of their own are no common time."""
    alike = all(not line.offset and line.length is None for line in state.lines)
    return bool(state.lines) and alike and state.is_in_order


def search_of(state: FormState) -> FindRequest:
    """Times of that length from that day on, as many as there were dates by count."""
    repetition = state.repetition
    counted = repetition.rhythm in {Rhythm.WEEKLY, Rhythm.FORTNIGHTLY} and repetition.until is None
    sessions = repetition.count if counted else 1
    weeks = SPARE_WEEKS + sessions * (2 if repetition.rhythm is Rhythm.FORTNIGHTLY else 1)
    return FindRequest(
        lines=tuple(LineRequest(line.resource, line.quantity) for line in state.lines),
        length=Lapse(state.length),
        since=state.day.isoformat(),
        until=(state.day + timedelta(weeks=weeks)).isoformat(),
        sessions=sessions,
        trainers=state.trainers,
        learners=state.learners,
        biosafety=state.biosafety,
        dossier=state.dossier.strip(),
    )


def kept_of(state: FormState) -> Draft:
    """Everything of the form but its time."""
    return Draft(
        title=state.title,
        lines=tuple(DraftLine(line.resource, line.quantity) for line in state.lines),
        trainers=state.trainers,
        learners=state.learners,
        purpose=state.purpose,
        visibility=state.visibility,
        biosafety=state.biosafety,
        dossier=state.dossier,
        instructions=state.instructions,
        funding=state.funding,
        template=state.template,
    )
