"""Notices that somebody else changed the booking that is being changed here, and says who and what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.dialogs.editor.change import differing

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking
    from platform_booking.services.dossier import Dossier
    from ui.context import Context
    from ui.dialogs.editor.couriers import ChangedBooking

TASK = "versions"


class Versions(QObject):
    """Compares the version that the form began with to the one that is there now."""

    differ = Signal(str)
    """Who changed what, in a sentence."""
    failed = Signal(object)
    """BookingError: there is no knowing now."""

    def __init__(self, context: Context, change: ChangedBooking, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._change = change
        self.theirs: Booking | None = None
        """The version that is there now, where it is another one."""

    @property
    def ref(self) -> str:
        """Of the booking."""
        return self._change.booking.ref

    def look(self) -> None:
        """Ask what is there now."""
        self._context.tasks.query(
            self._context.say("editor-task-preview"),
            partial(self._context.platform.dossiers.dossier, self.ref),
            self._on_dossier,
            key=TASK,
            owner=self,
            failed=self.failed.emit,
        )

    def _on_dossier(self, dossier: Dossier) -> None:
        if dossier.booking.version == self._change.booking.version:
            return
        self.theirs = dossier.booking
        say = self._context.say
        found = differing(self._change.before, self._change.state_of_version(dossier.booking))
        parts = ", ".join(say(f"editor-part-{name}") for name in found) or say("editor-part-state")
        who = self._context.person_name(dossier.history[-1].actor) if dossier.history else ""
        self.differ.emit(say("editor-stale", who=who, parts=parts))
