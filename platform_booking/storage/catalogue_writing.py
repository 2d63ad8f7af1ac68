"""The catalogue into the store; ``catalogue`` reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, insert, select, update

from platform_booking.domain.catalogue import (
    Catalogue,
    Person,
    Resource,
    Unit,
)
from platform_booking.storage import tables
from platform_booking.storage.audit import Change, canonical
from platform_booking.storage.bookings import LostRace
from platform_booking.storage.catalogue import KIND_OF, REVISION_KEY, Item, code_of, revision_of
from platform_booking.storage.for_ever import changing
from platform_booking.storage.snapshots import item_snapshot, subject_of_item
from platform_booking.storage.taking_away import take_away

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Table

    from platform_booking.storage.bookings import Stamp


class CatalogueWriter:
    """Adds and updates things by code inside one transaction. Nothing is ever deleted, only retired."""

    def __init__(
        self, connection: Connection, known: Catalogue, changes: list[Change], revision: int
    ) -> None:
        self._connection = connection
        self._revision = revision
        """Of the catalogue that is known."""
        self._changes = changes
        self._keys: dict[tuple[str, str], int] = {
            (kind, code): item.id
            for kind, items in (
                ("partner", known.partners),
                ("qualification", known.qualifications),
                ("person", known.persons),
                ("platform", known.platforms),
                ("resource", known.resources),
                ("closure", known.closures),
            )
            for code, item in items.items()
        }
        self._units = {resource.id: resource.units for resource in known.resources.values()}

    def put(self, before: Item | None, after: Item, stamp: Stamp) -> None:
        """Write one thing as it shall be. What it refers to must have been put before."""
        kind = KIND_OF[type(after)]
        writers = {
            "partner": self._partner,
            "qualification": self._qualification,
            "person": self._person,
            "platform": self._platform,
            "resource": self._resource,
            "closure": self._closure,
        }
        if (
            isinstance(before, Person)
            and isinstance(after, Person)
            and replace(after, mail=before.mail) == before
        ):
            self._mail_choice(after)
        else:
            writers[kind](after)
        self._changes.append(
            Change(
                at=stamp.at,
                actor=stamp.actor,
                action=stamp.action,
                subject=subject_of_item(kind, code_of(after)),
                before=None if before is None else item_snapshot(before),
                after=item_snapshot(after),
                reason=stamp.reason,
            )
        )

    def put_equivalents(self, resource: Resource) -> None:
        """Write what a resource can be exchanged for; when all resources are there."""
        self._replace(
            tables.resource_equivalent,
            "resource_id",
            self._keys["resource", resource.code],
            [
                {"other_id": self._keys["resource", code], "position": position}
                for position, code in enumerate(resource.equivalent_to)
            ],
        )

    def raise_revision(self) -> None:
        """Tell everybody who keeps a loaded catalogue that it has changed.

        Raises LostRace when another transaction has changed it since this one loaded it: what was written rests on that.
        """
        if not self._revision and not revision_of(self._connection):
            self._connection.execute(insert(tables.meta), [{"key": REVISION_KEY, "value": "1"}])
            self._revision = 1
            return
        known = and_(tables.meta.c.key == REVISION_KEY, tables.meta.c.value == str(self._revision))
        query = update(tables.meta).where(known).values(value=str(self._revision + 1))
        if self._connection.execute(query).rowcount != 1:
            raise LostRace
        self._revision += 1

    def _write(self, table: Table, code: str, values: Mapping[str, Any]) -> int:
        key = self._keys.get((table.name, code))
        if key is not None:
            self._connection.execute(update(table).where(table.c.id == key).values(changing(table, values)))
            return key
        result = self._connection.execute(insert(table).values(**values).returning(table.c.id))
        key = int(result.scalar_one())
        self._keys[table.name, code] = key
        return key

    def _replace(self, table: Table, owner: str, key: int, rows: list[dict[str, Any]]) -> None:
        """What stays is left alone: whoever manages a platform has the right to say so from one of these rows."""
        wanted = [{owner: key, **row} for row in rows]
        found = self._connection.execute(select(table).where(table.c[owner] == key)).mappings().all()
        there = [dict(row) for row in found]
        for row in there:
            if row not in wanted:
                take_away(self._connection, table, {item.name: row[item.name] for item in table.primary_key})
        new = [row for row in wanted if row not in there]
        if new:
            self._connection.execute(insert(table), new)

    def _key(self, kind: str, code: str) -> int | None:
        return self._keys[kind, code] if code else None

    def _partner(self, item: Any) -> None:
        self._write(
            tables.partner,
            item.code,
            {"code": item.code, "name": item.name, "category": item.category, "active": item.active},
        )

    def _qualification(self, item: Any) -> None:
        self._write(
            tables.qualification,
            item.code,
            {"code": item.code, "name_fr": item.name.fr, "name_en": item.name.en, "active": item.active},
        )

    def _person(self, item: Any) -> None:
        key = self._write(
            tables.person,
            item.login,
            {
                "login": item.login,
                "name": item.name,
                "email": item.email,
                "partner_id": self._key("partner", item.partner),
                "language": item.language,
                "roles": canonical(sorted(item.roles)),
                "suspended_until": item.suspended_until,
                "mail": item.mail.value,
                "active": item.active,
            },
        )
        self._replace(
            tables.person_qualification,
            "person_id",
            key,
            [
                {"qualification_id": self._keys["qualification", held.code], "valid_until": held.valid_until}
                for held in item.qualifications
            ],
        )

    def _mail_choice(self, item: Person) -> None:
        """That alone everybody may change, of oneself: a server's rights let nothing else be written."""
        person = tables.person
        key = self._keys["person", item.login]
        self._connection.execute(update(person).where(person.c.id == key).values(mail=item.mail.value))

    def _platform(self, item: Any) -> None:
        key = self._write(
            tables.platform,
            item.code,
            {
                "code": item.code,
                "name_fr": item.name.fr,
                "name_en": item.name.en,
                "host_id": self._key("partner", item.host),
                "time_zone": item.time_zone,
                "opening": None if item.opening is None else canonical(item.opening),
                "rules": canonical(dict(item.rules)),
                "active": item.active,
            },
        )
        people = [(login, False) for login in item.managers]
        people += [(login, True) for login in item.deputies if login not in item.managers]
        self._replace(
            tables.platform_manager,
            "platform_id",
            key,
            [
                {"person_id": self._keys["person", login], "deputy": deputy, "position": position}
                for position, (login, deputy) in enumerate(people)
            ],
        )

    def _resource(self, item: Any) -> None:
        key = self._write(
            tables.resource,
            item.code,
            {
                "code": item.code,
                "name_fr": item.name.fr,
                "name_en": item.name.en,
                "category": item.category,
                "platform_id": self._key("platform", item.platform),
                "site": item.site,
                "capacity": item.capacity,
                "setup": item.setup,
                "turnaround": item.turnaround,
                "approval": canonical(list(item.approval)),
                "requests": item.requests.value,
                "rules": canonical(dict(item.rules)),
                "biosafety": item.biosafety,
                "biosafety_until": item.biosafety_until,
                "person_id": self._key("person", item.person),
                "active": item.active,
            },
        )
        self._replace(
            tables.resource_requires,
            "resource_id",
            key,
            [{"qualification_id": self._keys["qualification", code]} for code in item.requires],
        )
        self._write_units(key, item.units)

    def _write_units(self, resource_id: int, wanted: tuple[Unit, ...]) -> None:
        known = {unit.name: unit for unit in self._units.get(resource_id, ())}
        for position, unit in enumerate(wanted):
            values = {"name": unit.name, "position": position, "note": unit.note, "active": unit.active}
            if unit.name in known:
                self._connection.execute(
                    update(tables.unit).where(tables.unit.c.id == known[unit.name].id).values(**values)
                )
            else:
                self._connection.execute(insert(tables.unit).values(resource_id=resource_id, **values))

    def _closure(self, item: Any) -> None:
        self._write(
            tables.closure,
            item.code,
            {
                "code": item.code,
                "name_fr": item.name.fr,
                "name_en": item.name.en,
                "starts": item.start,
                "ends": item.end,
                "platform_id": self._key("platform", item.platform),
                "partner_id": self._key("partner", item.partner),
                "active": item.active,
            },
        )
