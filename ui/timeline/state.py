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
    ticking: bool = False
    """Whether the keyboard goes from bar to bar without choosing: it ticks."""
    hover: tuple[int, Placed] | None = None
    """Row number and bar under the pointer."""
    cursor: Cursor | None = None
    """None until the keyboard is used."""
    proposal: Proposal | None = None
    verdict: Verdict | None = None
    alternatives: tuple[Alternative, ...] = ()
    edge_lit: bool = False
    """Whether the pointer can take hold of the edge of the column."""
    rubber: tuple[float, float, float, float] | None = None
    """x, y, width, height of the rubber band, in content pixels."""

    @property
    def keeps_chosen(self) -> bool:
        """Whether what is chosen stays so while the keyboard goes elsewhere."""
        return self.ticking or len(self.selection) > 1

    def ticked(self, session: SessionKey) -> list[SessionKey]:
        """What is chosen once a session is ticked, or no longer is; one that is only looked at becomes the first."""
        if session not in self.selection:
            return [*self.selection, session]
        if not self.keeps_chosen:
            return [session]
        return [item for item in self.selection if item != session]

    @property
    def primary(self) -> SessionKey | None:
        """The session that commands act on."""
        return self.selection[-1] if self.selection else None
