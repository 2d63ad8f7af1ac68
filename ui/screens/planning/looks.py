"""How somebody had the planning the last time: scale, filters, colours, zoom. Kept on this computer for each person and store."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from platform_booking.domain.booking import State
from ui.timeline.axis import Scale
from ui.timeline.colouring import ColourBy
from ui.timeline.metrics import COLUMN, Density, column_width
from ui.timeline.rows import RowFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.context import Context
    from ui.screens.planning.filters import PlanningFilters
    from ui.timeline.view import TimelineView


@dataclass(frozen=True, slots=True)
class Look:
    """What is kept. Words that were searched are not: a board that hides nearly everything is a riddle the next day."""

    scale: Scale = Scale.WEEK
    colours: ColourBy = ColourBy.PLATFORM
    zoom: float = 0.0
    density: Density = Density.NORMAL
    column: int = COLUMN
    filters: RowFilter = field(default_factory=RowFilter)

    def written(self) -> str:
        """As one line of text."""
        filters = self.filters
        return json.dumps(
            {
                "scale": self.scale,
                "colours": self.colours,
                "zoom": self.zoom,
                "density": self.density,
                "column": self.column,
                "platforms": sorted(filters.platforms),
                "categories": sorted(filters.categories),
                "partner": filters.partner,
                "mine": filters.mine,
                "states": sorted(filters.states),
                "collapsed": sorted(filters.collapsed),
                "opened": sorted(filters.opened),
            }
        )

    @classmethod
    def read(cls, text: str) -> Look:
        """What was written; where there is nothing, or what another version wrote is not understood, as at first."""
        try:
            said: dict[str, Any] = json.loads(text)
            return cls(
                Scale(said["scale"]),
                ColourBy(said["colours"]),
                max(0.0, min(1.0, float(said["zoom"]))),
                Density(said.get("density", Density.NORMAL)),
                column_width(float(said.get("column", COLUMN))),
                RowFilter(
                    platforms=frozenset(map(str, said["platforms"])),
                    categories=frozenset(map(str, said["categories"])),
                    partner=str(said["partner"]),
                    mine=str(said["mine"]),
                    states=frozenset(map(State, said["states"])),
                    collapsed=frozenset(map(str, said["collapsed"])),
                    opened=frozenset(map(str, said["opened"])),
                ),
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls()


class Looks(QObject):
    """Puts the board as it was, and notes every change."""

    def __init__(self, context: Context, timeline: TimelineView, filters: PlanningFilters) -> None:
        super().__init__(timeline)
        self._context = context
        self._timeline = timeline
        self._filters = filters
        self._look = Look.read(context.preferences.board_of(context.platform.address, context.me.login))

    @property
    def scale(self) -> Scale:
        """The last one."""
        return self._look.scale

    def restore(self) -> None:
        """As it was, before anybody listens; from then on it is kept."""
        look = self._look
        self._timeline.scene.zoom = look.zoom
        if look.density is not Density.NORMAL:
            self._timeline.set_density(look.density)
        self._timeline.set_column(look.column)
        self._filters.show_zoom(look.zoom)
        self._filters.take(look.filters)
        self._filters.take_colours(look.colours)
        self._timeline.set_colours(look.colours)
        self._timeline.set_filters(self._filters.filters)
        self._filters.colours_chosen.connect(self._noting("colours"))
        self._timeline.zoom_changed.connect(self._noting("zoom"))
        self._timeline.column_changed.connect(self._noting("column"))
        self._timeline.filters_changed.connect(self._noting("filters"))

    def choose_density(self, density: Density) -> None:
        """Rows with more air, or less, from now on."""
        self._timeline.set_density(density)
        self.note(density=density)

    def _noting(self, name: str) -> Callable[[Any], None]:
        return lambda value: self.note(**{name: value})

    def note(self, **changed: Any) -> None:
        """Something of it is another now."""
        self._look = replace(self._look, **changed)
        context = self._context
        context.preferences.remember_board(context.platform.address, context.me.login, self._look.written())
