"""Those whom a breakdown affects, each with where it goes in words and a tick to let it go there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from ui.delegates.two_lines import TONE, TwoLines
from ui.widgets.conversation import resource_with_site

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from platform_booking.services.affected import Affected, Place
    from platform_booking.services.breakdown import BrokenDown, Outcome
    from ui.context import Context

COLUMNS: Final = ("booking", "now", "proposal")
SHARES: Final = (35, 31, 34)
"""Of the width, in hundredths."""
_PLACE: Final = Qt.ItemDataRole.UserRole


class AffectedList(QTreeWidget):
    """One row for each line of each date; its tick says whether it goes where is proposed."""

    chosen = Signal()
    """Somebody is taken or left."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._left: set[Place] = set()
        self.setHeaderLabels([context.say(f"breakdown-column-{name}") for name in COLUMNS])
        self.setAccessibleName(context.say("breakdown-list"))
        self.setRootIsDecorated(False)
        self.setProperty("plain", "true")
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(TwoLines(context.theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.itemChanged.connect(self._on_tick)

    @property
    def left(self) -> frozenset[Place]:
        """Those that are not to be moved."""
        return frozenset(self._left)

    def forget(self) -> None:
        """Something else is down: nobody is left any more."""
        self._left.clear()

    def show_outcomes(self, shown: BrokenDown) -> None:
        """Show them; the cursor stays on whom it was."""
        current = self.currentItem()
        at = tuple(current.data(0, _PLACE)) if current else None
        self.blockSignals(True)
        self.clear()
        self._left &= {outcome.affected.place for outcome in shown.outcomes}
        for outcome in shown.outcomes:
            item = self._row(outcome)
            self.addTopLevelItem(item)
            if outcome.affected.place == at:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The columns share the width."""
        super().resizeEvent(event)
        for number, share in enumerate(SHARES[:-1]):
            self.setColumnWidth(number, self.viewport().width() * share // 100)

    def _row(self, outcome: Outcome) -> QTreeWidgetItem:
        affected = outcome.affected
        cells = [
            "\n".join(part) for part in (self._booking(affected), self._place(affected), self._way(outcome))
        ]
        item = QTreeWidgetItem(cells)
        for number, text in enumerate(cells):
            item.setToolTip(number, text)
        item.setData(0, _PLACE, affected.place)
        item.setData(len(cells) - 1, TONE, None if outcome.moves else "danger")
        if outcome.moves or affected.place in self._left:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = affected.place not in self._left
            item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return item

    def _booking(self, affected: Affected) -> tuple[str, str]:
        booking = affected.booking
        title = affected.occurrence.title or booking.title or booking.ref
        return title, " · ".join((booking.ref, self._context.person_name(booking.organiser)))

    def _place(self, affected: Affected) -> tuple[str, str]:
        """When and where it is now: its own time, which in a campaign is not that of the date."""
        use = affected.allocations[0].use
        units = tuple(self._unit(item.unit_id) for item in affected.allocations)
        where = self._context.say("breakdown-there", resource=affected.line.resource, units=units)
        return self._context.texts.when(use, affected.booking.zone), where

    def _way(self, outcome: Outcome) -> tuple[str, str]:
        """What becomes of it, and where or when exactly."""
        context, affected, proposal = self._context, outcome.affected, outcome.proposal
        kind = proposal.kind.value
        if affected.place in self._left:
            kind = "left"
        elif not outcome.moves and affected.in_use:
            kind = "in-use"
        units = tuple(self._unit(key) for key in proposal.units(affected.line.number))
        match kind:
            case "unit":
                detail = context.say("breakdown-there", resource=proposal.resource, units=units)
            case "resource":
                named = resource_with_site(context, proposal.resource)
                detail = context.say("breakdown-there", resource=named, units=units)
            case "time":
                detail = context.texts.when(proposal.span, affected.booking.zone) if proposal.span else ""
            case _:
                detail = context.say(f"breakdown-goes-{kind}-detail")
        return context.say(f"breakdown-goes-{kind}"), detail

    def _unit(self, key: int) -> str:
        unit = self._context.catalogue.unit_by_id.get(key)
        return unit.name if unit else ""

    def _on_tick(self, item: QTreeWidgetItem, column: int) -> None:
        if column:
            return
        place = tuple(item.data(0, _PLACE))
        if item.checkState(0) is Qt.CheckState.Checked:
            self._left.discard(place)
        else:
            self._left.add(place)
        self.chosen.emit()
