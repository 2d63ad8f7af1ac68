"""Backups one after the other in a folder: each verified before an older one makes room for it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import may_edit_catalogue, require
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.rotation import Keep, surplus
from platform_booking.services import carrying
from platform_booking.storage import files

if TYPE_CHECKING:
    from platform_booking.services.carrying import BackupResult
    from platform_booking.services.desk import Desk
    from platform_booking.storage.integrity import Progress
    from platform_booking.storage.unit_of_work import UnitOfWork

SETTING: Final = "backups"
DEFAULT_KEEP: Final = Keep(last=2, daily=7, weekly=5, monthly=12)
EVERY: Final = timedelta(hours=20)
"""A window that is open looks every few minutes: one backup a working day, whenever the day begins."""
_STAMP: Final = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Rotated:
    """One more backup in the folder, and what made room for it."""

    backup: BackupResult
    removed: tuple[Path, ...]
    kept: tuple[Path, ...]
    """All that are there now, the newest first."""


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup that stands in a folder."""

    file: Path
    made_at: datetime
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What windows that are open on a file do by themselves."""

    folder: Path
    keep: Keep


class BackupService:
    """Backups in a folder."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rotate(
        self, folder: Path | str, keep: Keep = DEFAULT_KEEP, progress: Progress | None = None
    ) -> Rotated:
        """Write one more backup, and remove those that need not be kept once it was found sound.

        Only files that this wrote for this store are ever removed, and none while the trail of the new backup is broken.
        Raises InvalidInput ``folder-missing``, and what ``carrying.backup`` raises.
        """
        place = Path(folder).expanduser()
        if not place.is_dir():
            raise InvalidInput("folder-missing", folder=str(place))
        file = place / f"{self._stem()}-{self._desk.now().astimezone(UTC):{_STAMP}}{carrying.SUFFIX}"
        made = carrying.backup(self._desk, file, progress=progress)
        there = _there(place, self._stem())
        gone = surplus(there, keep) if made.trail_intact else ()
        for moment in gone:
            with files.concerning(there[moment]):
                there[moment].unlink()
        staying = sorted(there.keys() - {*gone}, reverse=True)
        return Rotated(
            made, tuple(there[moment] for moment in gone), tuple(there[moment] for moment in staying)
        )

    def there(self, folder: Path | str) -> tuple[KeptBackup, ...]:
        """This store's backups in the folder, the newest first; none where there is no such folder."""
        found = _there(Path(folder).expanduser(), self._stem())
        return tuple(
            KeptBackup(path, moment, path.stat().st_size)
            for moment, path in sorted(found.items(), reverse=True)
        )

    def schedule(self) -> Schedule | None:
        """What windows do by themselves; None for nothing."""
        return self._desk.store.read(_scheduled)

    def set_schedule(self, schedule: Schedule | None) -> None:
        """Let windows that are open on this file do it once a day, or no more.

        Raises NotPermitted; InvalidInput for a store on a server, which no window backs up.
        """
        if schedule is not None and not self._desk.store.place.is_file:
            raise InvalidInput("backups-of-files-only")

        def work(unit_of_work: UnitOfWork) -> None:
            actor = self._desk.actor(unit_of_work.catalogue)
            require(may_edit_catalogue(actor), actor, "schedule-backups", "")
            value = {} if schedule is None else {"folder": str(schedule.folder), **asdict(schedule.keep)}
            unit_of_work.settings.put(SETTING, value, self._desk.stamp(actor, "update"))

        self._desk.store.write(work)

    def run_if_due(self) -> Rotated | None:
        """What a window does in passing: one more backup where a schedule wants it and the last one is a day old."""
        schedule = self.schedule() if self._desk.store.place.is_file else None
        if schedule is None:
            return None
        there = _there(schedule.folder, self._stem())
        if there and self._desk.now() - max(there) < EVERY:
            return None
        return self.rotate(schedule.folder, schedule.keep)

    def _stem(self) -> str:
        place = self._desk.store.place
        return place.path.stem if place.path is not None else place.url.database or "store"


def _there(folder: Path, stem: str) -> dict[datetime, Path]:
    """By when they were made, the backups of that store in the folder."""
    name = re.compile(rf"{re.escape(stem)}-(\d{{8}}T\d{{6}}Z){re.escape(carrying.SUFFIX)}")
    found = ((name.fullmatch(path.name), path) for path in folder.glob(f"*{carrying.SUFFIX}"))
    return {datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC): path for match, path in found if match}


def _scheduled(unit_of_work: UnitOfWork) -> Schedule | None:
    said = dict(unit_of_work.settings.get(SETTING) or {})
    if not said:
        return None
    return Schedule(Path(said.pop("folder")), Keep(**said))
