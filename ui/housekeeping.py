"""What whoever looks after the store and the catalogue does now and then: files in and out, a check, a backup, hours used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from platform_booking.domain.authority import Actor, may_edit_catalogue, may_read_trail
from ui.context import Toast
from ui.documents import documents
from ui.operations import write_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.context import Context
    from ui.operations import Operations


class Housekeeping(QObject):
    """Asks for files and opens dialogs; each says what came of it."""

    def __init__(self, context: Context, operations: Operations) -> None:
        super().__init__(operations)
        self._context = context
        self._operations = operations

    @property
    def actions(self) -> dict[str, Callable[[], object]]:
        """By the name of the window's action."""
        return {
            "catalogue-import": self.ask_import,
            "catalogue-export": self.ask_export,
            "store-care": self.open_care,
            "used-hours": self.open_hours,
            "personal-data": self.open_personal_data,
            "server-access": self.open_server_access,
        }

    @property
    def allowed(self) -> frozenset[str]:
        """Those of them that are not only for others."""
        actor = Actor(self._context.me.login, self._context.me.person)
        found = {"catalogue-export", "used-hours"}
        if actor.person is not None or may_edit_catalogue(actor):
            found.add("personal-data")
        if may_edit_catalogue(actor):
            found |= {"catalogue-import", "server-access"}
        if may_read_trail(actor, self._context.catalogue):
            found.add("store-care")
        return frozenset(found)

    # --- the catalogue ------------------------------------------------------------------------------

    def ask_import(self) -> None:
        """Ask for a file, then show what it would change."""
        say = self._context.say
        chosen, _ = QFileDialog.getOpenFileName(
            self._operations.window, say("action-catalogue-import"), documents(), say("catalogue-filter")
        )
        if chosen:
            self.open_import(Path(chosen))

    def open_import(self, path: Path) -> None:
        """What that file would change."""
        from ui.dialogs.catalogue_import import CatalogueImportDialog  # noqa: PLC0415 - rarely wanted

        CatalogueImportDialog(self._context, path, self._operations.window).open()

    def ask_export(self) -> None:
        """Ask where the catalogue is to go."""
        say = self._context.say
        chosen, _ = QFileDialog.getSaveFileName(
            self._operations.window,
            say("action-catalogue-export"),
            documents(say("catalogue-file-name")),
            say("catalogue-filter"),
        )
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write the catalogue there."""
        context = self._context
        context.tasks.command(
            context.say("task-exporting"),
            lambda: write_file(path, context.platform.catalogue.export_text().encode()),
            lambda _size: context.toast.emit(Toast(context.say("done-exported", file=path.name))),
            failed=context.refused.emit,
        )

    # --- the store ----------------------------------------------------------------------------------

    def open_care(self) -> None:
        """Check, and back up."""
        from ui.dialogs.store_care import StoreCareDialog  # noqa: PLC0415 - rarely wanted

        StoreCareDialog(self._context, self._operations.window).open()

    def open_hours(self) -> None:
        """What became of the hours that were booked."""
        from ui.dialogs.used_hours import UsedHoursDialog  # noqa: PLC0415 - rarely wanted

        UsedHoursDialog(self._context, self._operations.window).open()

    def open_personal_data(self) -> None:
        """What is held about people, and for how long."""
        from ui.dialogs.personal_data import PersonalDataDialog  # noqa: PLC0415 - rarely wanted

        PersonalDataDialog(self._context, self._operations.window).open()

    def open_server_access(self) -> None:
        """Who may log in to the server."""
        from ui.dialogs.server_access import ServerAccessDialog  # noqa: PLC0415 - rarely wanted

        ServerAccessDialog(self._context, self._operations.window).open()
