"""Importing and exporting the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.authority import may_edit_catalogue, require
from platform_booking.domain.catalogue import Resource
from platform_booking.domain.errors import InvalidInput
from platform_booking.services.desk import ChangeSet
from platform_booking.storage.catalogue import KIND_OF, Item, code_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.catalogue_fields import Problem
    from platform_booking.services.catalogue_files import ParsedCatalogue
    from platform_booking.services.desk import Desk
    from platform_booking.storage.bookings import Stamp
    from platform_booking.storage.unit_of_work import UnitOfWork

MAX_FILE_BYTES: Final = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import changed, by kind and code."""

    added: Mapping[str, tuple[str, ...]]
    updated: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Kind → code → names of the fields that changed."""
    unchanged: int
    warnings: tuple[Problem, ...]
    changes: ChangeSet = field(default_factory=ChangeSet)
    pairs: tuple[tuple[Item | None, Item], ...] = ()
    """Each thing that differs, before and after."""


class CatalogueService:
    """The catalogue as a whole."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def load(self) -> Catalogue:
        """Everything that can be booked and everybody who may."""
        return self._desk.store.read(lambda unit_of_work: unit_of_work.catalogue)

    def export_text(self) -> str:
        """The catalogue as TOML: imported elsewhere, it gives an equal one."""
        from platform_booking.services.catalogue_export import catalogue_toml  # noqa: PLC0415 - rarely wanted

        return catalogue_toml(self.load())

    def import_file(self, path: Path | str, *, dry_run: bool = False) -> ImportReport:
        """Import a file. Raises InvalidInput when it cannot be read as text, and as ``import_text``."""
        return self.import_text(_text_of(Path(path)), dry_run=dry_run)

    def import_text(self, text: str, *, dry_run: bool = False) -> ImportReport:
        """Add and update by code, never delete; everything or nothing. The same text again changes nothing.

        Raises CatalogueInvalid with every mistake, NotPermitted.
        """
        from platform_booking.services.catalogue_files import read_catalogue  # noqa: PLC0415 - rarely wanted

        def work(unit_of_work: UnitOfWork) -> ImportReport:
            known = unit_of_work.catalogue
            actor = self._desk.actor(known)
            require(may_edit_catalogue(actor), actor, "import-catalogue", "catalogue")
            parsed = read_catalogue(text, known)
            changed = changed_items(parsed, known)
            report = _report(parsed, known, changed)
            if not dry_run:
                write_items(unit_of_work, changed, partial(self._desk.stamp, actor))
            return report

        return self._desk.store.read(work) if dry_run else self._desk.store.write(work)


def changed_items(parsed: ParsedCatalogue, known: Catalogue) -> list[tuple[Item | None, Item]]:
    """Everything that differs from what is known, before and after."""
    return [(before, after) for before, after in _pairs(parsed, known) if before != after]


def write_items(
    unit_of_work: UnitOfWork, changed: Sequence[tuple[Item | None, Item]], stamp: Callable[[str], Stamp]
) -> None:
    """Write things of the catalogue as they shall be; ``stamp`` is given what is done to each."""
    if not changed:
        return
    writer = unit_of_work.catalogue_writer
    for before, after in changed:
        writer.put(before, after, stamp("add" if before is None else "update"))
    for before, after in changed:
        if isinstance(after, Resource) and _equivalents(before) != _equivalents(after):
            writer.put_equivalents(after)
    writer.raise_revision()


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise InvalidInput("file-too-large", path=str(path), megabytes=MAX_FILE_BYTES // 1024 // 1024)
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("file-not-utf8", path=str(path)) from error
    except OSError as error:
        raise InvalidInput("file-unreadable", path=str(path), detail=error.strerror or str(error)) from error
    except ValueError as error:
        raise InvalidInput("file-unreadable", path=str(path), detail=str(error)) from error


def _pairs(parsed: ParsedCatalogue, known: Catalogue) -> Iterator[tuple[Item | None, Item]]:
    """What is known and what shall be, in an order in which every reference is there before it is used."""
    for items, there in (
        (parsed.partners, known.partners),
        (parsed.qualifications, known.qualifications),
        (parsed.persons, known.persons),
        (parsed.platforms, known.platforms),
        (parsed.resources, known.resources),
        (parsed.closures, known.closures),
    ):
        for item in items:
            yield there.get(code_of(item)), item


def _equivalents(item: Any) -> tuple[str, ...]:
    return () if item is None else tuple(item.equivalent_to)


def _report(
    parsed: ParsedCatalogue, known: Catalogue, changed: list[tuple[Item | None, Item]]
) -> ImportReport:
    added: dict[str, list[str]] = {}
    updated: dict[str, dict[str, tuple[str, ...]]] = {}
    for before, after in changed:
        kind = KIND_OF[type(after)]
        if before is None:
            added.setdefault(kind, []).append(code_of(after))
        else:
            differing = tuple(
                item.name for item in fields(after) if getattr(before, item.name) != getattr(after, item.name)
            )
            updated.setdefault(kind, {})[code_of(after)] = differing
    total = sum(1 for _ in _pairs(parsed, known))
    return ImportReport(
        added={kind: tuple(codes) for kind, codes in added.items()},
        updated=updated,
        unchanged=total - len(changed),
        warnings=parsed.warnings,
        changes=ChangeSet(items=tuple(code_of(after) for _, after in changed)),
        pairs=tuple(changed),
    )
