"""What the main window asks of every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.layout import column

if TYPE_CHECKING:
    from datetime import date

    from ui.change_hub import Change
    from ui.context import Context
    from ui.operations import Operations


class Screen(QWidget):
    """A page of the window: bars on top, its content below."""

    hint = Signal(str)
    """What can be done here, for the status bar."""
    actions_changed = Signal()
    """What is allowed now differs from what was: look at ``allowed`` again."""

    def __init__(self, context: Context, operations: Operations) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.context = context
        self.operations = operations
        self.body = column(self)
        self._stale = True
        context.hub.changed.connect(self._on_change)

    def handle(self, action: str) -> bool:
        """Do an action of the window's menus and keys; False when it is not this screen's."""
        raise NotImplementedError

    def allowed(self) -> frozenset[str]:
        """Names of the actions on bookings that make sense now, for what is selected."""
        return frozenset()

    @property
    def is_reading(self) -> bool:
        """Whether what the keys would act upon has still to come."""
        return self.is_deciding

    @property
    def is_deciding(self) -> bool:
        """Whether a decision is on its way, after which something else is under the cursor."""
        return False

    def resource_in_hand(self) -> str:
        """Code of the resource that is most likely meant: of what is selected; empty where nothing is."""
        return ""

    @property
    def first_day(self) -> date | None:
        """The first of the days that are shown, on which something new is most likely meant."""
        return None

    def refresh(self) -> None:
        """Ask for what is shown anew; what was shown stays until the answer is there."""
        raise NotImplementedError

    def enter(self) -> None:
        """It comes to the front: catch up with what happened meanwhile."""
        if self._stale:
            self._stale = False
            self.refresh()

    def _on_change(self, change: Change) -> None:
        if self.isVisible():
            self.on_change(change)
        else:
            self._stale = True

    def on_change(self, change: Change) -> None:  # noqa: ARG002 - a screen may look closer
        """Something changed while it is in front."""
        self.refresh()
