"""Care of the store from where people sit: looking whether it is sound, and writing a backup of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.authority import may_edit_catalogue, require
from platform_booking.domain.errors import InvalidInput
from platform_booking.services import carrying, custody
from platform_booking.services.anchors import remembered
from platform_booking.services.backups import BackupService
from platform_booking.services.carrying import CopyResult, Examined, carry_over, examine_backup
from platform_booking.services.entering import entered
from platform_booking.services.trail import require_reader
from platform_booking.storage.places import place_of

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.domain.rotation import Keep
    from platform_booking.services.backups import Rotated
    from platform_booking.services.carrying import BackupResult
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
        """Write the store to a file, verified. Raises NotPermitted to all but administrators, and as ``carrying.backup``."""
        self._require("backup-store")
        return carrying.backup(self._desk, file, overwrite=overwrite, progress=progress)

    def rotate(self, folder: Path | str, keep: Keep, progress: Progress | None = None) -> Rotated:
        """One more backup in the folder. Raises NotPermitted to all but administrators, and as ``BackupService.rotate``."""
        self._require("backup-store")
        return BackupService(self._desk).rotate(folder, keep, progress)

    def examine(self, file: Path | str, progress: Progress | None = None) -> Examined:
        """Whether a backup is sound and could be brought back here.

        Raises as ``require_may_restore`` and ``carrying.examine_backup``.
        """
        self.require_may_restore()
        return examine_backup(file, progress)

    def require_may_restore(self) -> None:
        """Raise NotPermitted to all but administrators, InvalidInput for a store on a server, which is not replaced."""
        self._require("restore-store")
        if not self._desk.store.place.is_file:
            raise InvalidInput("restore-of-files-only", store=self._desk.store.place.label)

    def copy_to(
        self, address: str, password: str | None = None, progress: Progress | None = None
    ) -> CopyResult:
        """Copy all of the store to another place. Raises NotPermitted to all but administrators, and as ``carrying.carry_over``."""
        self._require("copy-whole-store")
        target = entered(place_of(address), password)
        return carry_over(self._desk.store.place, target, progress=progress)

    def _require(self, action: str) -> None:
        catalogue = self._desk.store.read(lambda unit_of_work: unit_of_work.catalogue)
        actor = self._desk.actor(catalogue)
        require(may_edit_catalogue(actor), actor, action, "")
