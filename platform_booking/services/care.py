"""Care of the store from where people sit: looking whether it is sound, and writing a backup of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.authority import may_edit_catalogue, require
from platform_booking.services import custody
from platform_booking.services.anchors import remembered
from platform_booking.services.trail import require_reader

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.services.custody import BackupResult
    from platform_booking.services.desk import Desk
    from platform_booking.storage.integrity import IntegrityReport, Progress


class CareService:
    """What the command line does for whoever holds the store, here for those whom the catalogue trusts with it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check(self, progress: Progress | None = None) -> IntegrityReport:
        """Look at the whole store. Raises NotPermitted to those who may not read the audit trail."""
        require_reader(self._desk)
        seen = remembered(self._desk.store.place)
        return custody.check(self._desk, anchor=seen, progress=progress)

    def backup(
        self, file: Path | str, *, overwrite: bool = False, progress: Progress | None = None
    ) -> BackupResult:
        """Write the store to a file, verified. Raises NotPermitted to all but administrators, and as ``custody.backup``."""
        catalogue = self._desk.store.read(lambda unit_of_work: unit_of_work.catalogue)
        actor = self._desk.actor(catalogue)
        require(may_edit_catalogue(actor), actor, "backup-store", "")
        return custody.backup(self._desk, file, overwrite=overwrite, progress=progress)
