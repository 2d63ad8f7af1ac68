"""Proposals as the timeline makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.timespan import TimeSpan
from ui.timeline.proposal import Intent, Proposal

if TYPE_CHECKING:
    from datetime import datetime

    from platform_booking.domain.board import BoardSession


def moved(session: BoardSession, start: datetime) -> Proposal:
    """The session's first line taken to another start."""
    line = session.lines[0]
    return Proposal(
        kind=Intent.MOVE,
        ref=session.ref,
        occurrence=session.occurrence,
        line=line.number,
        resource=line.resource,
        unit_id=line.units[0],
        span=TimeSpan(start, start + line.use.length),
        was=line.use,
    )
