"""What a drag or a key would do: said while it lasts, proposed when it ends. The board itself changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platform_booking.domain.timespan import TimeSpan


class Intent(StrEnum):
    """What is proposed."""

    CREATE = "create"
    MOVE = "move"
    RESIZE = "resize"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wish of the hand.

    ``span`` is the new use of the grabbed line; ``was`` its use until now (None for what is new), so that the other
    lines of the session can follow by as much.
    """

    kind: Intent
    ref: str
    """Empty for what is new."""
    occurrence: int
    line: int
    resource: str
    """Code of the row that was grabbed, or on which the new one begins."""
    unit_id: int
    span: TimeSpan
    was: TimeSpan | None = None
    to_resource: str | None = None
    """Code of another row on which the line was dropped."""
    to_unit: int | None = None
    series: bool = False
    """Whether every date from this one on is meant."""
    beside: tuple[tuple[str, int], ...] = ()
    """Other sessions (ref, occurrence) that were chosen too and move by as much."""
