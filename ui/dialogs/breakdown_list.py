"""Those whom a breakdown affects, each with where it goes in words and a tick to let it go there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

if TYPE_CHECKING:
    from platform_booking.services.breakdown import BrokenDown, Outcome, Place
    from ui.context import Context

COLUMNS: Final = ("booking", "when", "organiser", "line", "proposal")
WIDTHS: Final = (170, 200, 160, 100)
ROW: Final = 28
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
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for number, width in enumerate(WIDTHS):
            self.setColumnWidth(number, context.theme.px(width))
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

    def _row(self, outcome: Outcome) -> QTreeWidgetItem:
        context, affected = self._context, outcome.affected
        booking = affected.booking
        cells = [
            booking.title or booking.ref,
            context.texts.when(affected.occurrence.span, booking.zone),
            context.person_name(booking.organiser),
            affected.line.resource,
            self._words(outcome),
        ]
        item = QTreeWidgetItem(cells)
        item.setSizeHint(0, QSize(0, context.theme.px(ROW)))
        for number, text in enumerate(cells):
            item.setToolTip(number, text)
        item.setData(0, _PLACE, affected.place)
        if outcome.moves or affected.place in self._left:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = affected.place not in self._left
            item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return item

    def _words(self, outcome: Outcome) -> str:
        context, affected, proposal = self._context, outcome.affected, outcome.proposal
        kind = proposal.kind.value
        if affected.place in self._left:
            kind = "left"
        elif not outcome.moves and affected.in_use:
            kind = "in-use"
        units = context.catalogue.unit_by_id
        return context.say(
            f"breakdown-{kind}",
            resource=context.resource_name(proposal.resource) if proposal.resource else "",
            units=tuple(units[key].name for key in proposal.units(affected.line.number) if key in units),
            when=context.texts.when(proposal.span, affected.booking.zone) if proposal.span else "",
        )

    def _on_tick(self, item: QTreeWidgetItem, column: int) -> None:
        if column:
            return
        place = tuple(item.data(0, _PLACE))
        if item.checkState(0) is Qt.CheckState.Checked:
            self._left.discard(place)
        else:
            self._left.add(place)
        self.chosen.emit()
