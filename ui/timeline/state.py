"""What the user has chosen, points at and drags, on top of what the board shows. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.domain.verdict import Verdict
    from ui.timeline.bars import RowBar
    from ui.timeline.layout import Placed
    from ui.timeline.proposal import Proposal

SessionKey = tuple[str, int]
"""Ref and occurrence."""


@dataclass(slots=True)
class Cursor:
    """Where the keyboard is: a row, an instant in seconds, and where a range began."""

    row: int = 0
    t: int = 0
    anchor: int | None = None
    bar: RowBar | None = None
    """The bar that has the focus."""
    code: str = ""
    """Of the row, by which it is found again when rows change."""

    @property
    def range(self) -> tuple[int, int] | None:
        """The chosen stretch of time."""
        if self.anchor is None or self.anchor == self.t:
            return None
        return min(self.anchor, self.t), max(self.anchor, self.t)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A numbered way out, shown where it would be."""

    number: int
    resource: str
    span: TimeSpan


@dataclass(slots=True)
class BoardState:
    """Everything that the overlay paints."""

    selection: list[SessionKey] = field(default_factory=list)
    """The last one chosen is the primary."""
    hover: tuple[int, Placed] | None = None
    """Row number and bar under the pointer."""
    cursor: Cursor | None = None
    """None until the keyboard is used."""
    proposal: Proposal | None = None
    verdict: Verdict | None = None
    alternatives: tuple[Alternative, ...] = ()
    rubber: tuple[float, float, float, float] | None = None
    """x, y, width, height of the rubber band, in content pixels."""

    @property
    def primary(self) -> SessionKey | None:
        """The session that commands act on."""
        return self.selection[-1] if self.selection else None
