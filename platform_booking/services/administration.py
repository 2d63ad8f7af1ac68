"""Changing one thing of the catalogue at a time, by the same reading that a catalogue file gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.authority import may_edit_item, require
from platform_booking.domain.catalogue import Closure, Partner, Person, Platform, Qualification, Resource
from platform_booking.domain.errors import ItemChanged
from platform_booking.services.catalogue import changed_items, write_items
from platform_booking.services.desk import ChangeSet
from platform_booking.services.undoables import Undoable
from platform_booking.services.undoing_items import ItemStep
from platform_booking.storage.catalogue import KIND_OF, Item, code_of, known_item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.catalogue import ImportReport
    from platform_booking.services.catalogue_files import ParsedCatalogue
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

TABLES: Final[Mapping[type[Item], str]] = {
    Partner: "partners",
    Qualification: "qualifications",
    Person: "persons",
    Platform: "platforms",
    Resource: "resources",
    Closure: "closures",
}
"""Where a thing of that kind stands in a catalogue file."""


@dataclass(frozen=True, slots=True)
class ItemSaved:
    """A thing of the catalogue before and after."""

    before: Item | None
    item: Item
    changes: ChangeSet = field(default_factory=ChangeSet)
    steps: tuple[ItemStep, ...] = ()
    """Everything that was written: a person's own time changes with the person."""

    @property
    def undoable(self) -> Undoable:
        """Takes the change back."""
        return Undoable((), {}, items=self.steps)

    @property
    def code(self) -> str:
        """The code by which people know it."""
        return code_of(self.item)


class AdministrationService:
    """Single things of the catalogue, each changed by those who answer for it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def editable(self) -> frozenset[tuple[str, str]]:
        """(kind, code) of everything that whoever sits here may change."""

        def work(unit_of_work: UnitOfWork) -> frozenset[tuple[str, str]]:
            catalogue = unit_of_work.catalogue
            actor = self._desk.actor(catalogue)
            return frozenset(
                (KIND_OF[type(item)], code_of(item))
                for item in _everything(catalogue)
                if may_edit_item(actor, catalogue, item)
            )

        return self._desk.store.read(work)

    def save(
        self, kind: type[Item], row: Mapping[str, Any], *, seen: Item | None = None, reason: str = ""
    ) -> ItemSaved:
        """Add or change one thing; ``row`` holds its code and the fields that differ, as in a catalogue file.

        ``seen`` is the thing as it was when somebody began to change it; None for a new one. Raises CatalogueInvalid
        with every mistake, ItemChanged when it is no longer as it was seen, NotPermitted.
        """

        def work(unit_of_work: UnitOfWork) -> ItemSaved:
            catalogue = unit_of_work.catalogue
            actor = self._desk.actor(catalogue)
            parsed = _read(kind, row, catalogue)
            after = _only(parsed, kind)
            before = known_item(catalogue, after)
            if before != seen:
                raise ItemChanged(KIND_OF[kind], code_of(after))
            for item in (before, after):  # nobody takes over what is another platform's
                if item is not None:
                    require(may_edit_item(actor, catalogue, item), actor, "import-catalogue", code_of(item))
            changed = changed_items(parsed, catalogue)
            write_items(unit_of_work, changed, lambda action: self._desk.stamp(actor, action, reason.strip()))
            steps = tuple(ItemStep(*pair) for pair in changed)
            return ItemSaved(
                before, after, ChangeSet(items=tuple(code_of(item) for _, item in changed)), steps
            )

        return self._desk.store.write(work)


def undoable_import(report: ImportReport) -> Undoable:
    """Takes an import of a catalogue back, as single things are; what it added is retired."""
    return Undoable((), {}, items=tuple(ItemStep(*pair) for pair in report.pairs))


def _everything(catalogue: Catalogue) -> tuple[Item, ...]:
    return (
        *catalogue.partners.values(),
        *catalogue.qualifications.values(),
        *catalogue.persons.values(),
        *catalogue.platforms.values(),
        *(item for item in catalogue.resources.values() if not item.person),
        *catalogue.closures.values(),
    )


def _read(kind: type[Item], row: Mapping[str, Any], catalogue: Catalogue) -> ParsedCatalogue:
    from platform_booking.services.catalogue_files import read_rows  # noqa: PLC0415 - rarely wanted

    return read_rows({TABLES[kind]: [dict(row)]}, catalogue)


def _only(parsed: ParsedCatalogue, kind: type[Item]) -> Item:
    (item,) = (item for item in getattr(parsed, TABLES[kind]) if type(item) is kind and not _own_time(item))
    return item


def _own_time(item: Item) -> bool:
    return isinstance(item, Resource) and bool(item.person)
