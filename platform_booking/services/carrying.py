"""Bringing a backup back and carrying a store elsewhere: custody does it, and this computer holds the trail to its new end."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platform_booking.services import custody
from platform_booking.services.anchors import remember
from platform_booking.services.desk import system_clock
from platform_booking.storage.copying import CopyResult

if TYPE_CHECKING:
    from platform_booking.services.custody import RestoreResult
    from platform_booking.services.desk import Clock
    from platform_booking.storage.integrity import IntegrityReport, Progress
    from platform_booking.storage.places import Place

__all__ = ["CopyResult", "Examined", "bring_back", "carry_over", "examine_backup"]


@dataclass(frozen=True, slots=True)
class Examined:
    """What a backup was found to be."""

    file: Path
    upgraded_from: str | None
    """The older schema that it has; a restored one is upgraded."""
    report: IntegrityReport


def examine_backup(file: Path | str, progress: Progress | None = None) -> Examined:
    """Look at a backup as ``bring_back`` would; nothing but a copy of it in a temporary folder is touched.

    Raises StoreMissing or StoreDamaged for what is no backup, StoreFull.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return Examined(Path(file), *custody.examine_copy(file, Path(folder), progress))


def bring_back(
    place: Place,
    file: Path | str,
    *,
    accept_findings: bool = False,
    clock: Clock = system_clock,
    progress: Progress | None = None,
) -> RestoreResult:
    """Put a backup's content in the place of the store's, which nobody may have open; as ``custody.restore``."""
    result = custody.restore(place, file, accept_findings=accept_findings, clock=clock, progress=progress)
    remember(place, result.report.anchor)
    return result


def carry_over(source: Place, target: Place, *, progress: Progress | None = None) -> CopyResult:
    """Copy a store's whole content into an empty one, and compare; as ``custody.copy_store``."""
    result = custody.copy_store(source, target, progress=progress)
    remember(target, result.anchor)
    return result
