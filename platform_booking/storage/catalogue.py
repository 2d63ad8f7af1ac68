"""The catalogue out of the store; ``catalogue_writing`` puts it in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select, text

from platform_booking.domain.catalogue import (
    ApprovalStep,
    Catalogue,
    Closure,
    HeldQualification,
    MailChoice,
    Partner,
    Person,
    Platform,
    Qualification,
    Requests,
    Resource,
    Text,
    Unit,
)
from platform_booking.storage import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection, Row, Table


REVISION_KEY: Final = "catalogue_revision"

Item = Partner | Qualification | Person | Platform | Resource | Closure
KIND_OF: Final[Mapping[type, str]] = {
    Partner: "partner",
    Qualification: "qualification",
    Person: "person",
    Platform: "platform",
    Resource: "resource",
    Closure: "closure",
}


def code_of(item: Item) -> str:
    """The code by which people know the item."""
    return item.login if isinstance(item, Person) else item.code


def known_item(catalogue: Catalogue, item: Item) -> Item | None:
    """The thing of that kind and code as the catalogue has it."""
    items: dict[type[Item], Mapping[str, Item]] = {
        Partner: catalogue.partners,
        Qualification: catalogue.qualifications,
        Person: catalogue.persons,
        Platform: catalogue.platforms,
        Resource: catalogue.resources,
        Closure: catalogue.closures,
    }
    return items[type(item)].get(code_of(item))


_REVISION: Final = select(tables.meta.c.value).where(tables.meta.c.key == REVISION_KEY)

_REVISIONS: Final = text(
    f"SELECT (SELECT version_num FROM alembic_version), (SELECT value FROM meta WHERE key = '{REVISION_KEY}')"  # noqa: S608 - ours
)


def revision_of(connection: Connection) -> int:
    """Rises with every change of the catalogue, so that a loaded one can be kept until then."""
    value = connection.execute(_REVISION).scalar()
    return int(value or 0)


def revisions_of(connection: Connection) -> tuple[str | None, int]:
    """The schema's and the catalogue's. On a server nobody can migrate until the transaction that asked has ended."""
    schema, catalogue = connection.execute(_REVISIONS).one()
    return schema, int(catalogue or 0)


def load_catalogue(connection: Connection) -> Catalogue:
    """The whole catalogue: retired things too, because old bookings speak of them."""
    partners = {row.id: _partner(row) for row in _rows(connection, tables.partner)}
    qualifications = {row.id: _qualification(row) for row in _rows(connection, tables.qualification)}
    persons = _persons(connection, partners, qualifications)
    platforms = _platforms(connection, partners, persons)
    resources = _resources(connection, platforms, persons, qualifications)
    closures = [_closure(row, platforms, partners) for row in _rows(connection, tables.closure)]
    return Catalogue(
        partners=partners.values(),
        qualifications=qualifications.values(),
        persons=persons.values(),
        platforms=platforms.values(),
        resources=resources,
        closures=closures,
    )


def _rows(connection: Connection, table: Table, *order: str) -> Iterable[Row[Any]]:
    return connection.execute(select(table).order_by(*(table.c[name] for name in order or ("id",)))).all()


def _grouped(connection: Connection, table: Table, by: str, *order: str) -> dict[int, list[Row[Any]]]:
    grouped: dict[int, list[Row[Any]]] = {}
    for row in _rows(connection, table, by, *order):
        grouped.setdefault(getattr(row, by), []).append(row)
    return grouped


def _partner(row: Row[Any]) -> Partner:
    return Partner(row.id, row.code, row.name, row.category, active=row.active)


def _qualification(row: Row[Any]) -> Qualification:
    return Qualification(row.id, row.code, Text(row.name_fr, row.name_en), active=row.active)


def _persons(
    connection: Connection, partners: Mapping[int, Partner], qualifications: Mapping[int, Qualification]
) -> dict[int, Person]:
    held = _grouped(connection, tables.person_qualification, "person_id", "qualification_id")
    return {
        row.id: Person(
            id=row.id,
            login=row.login,
            name=row.name,
            email=row.email,
            partner=partners[row.partner_id].code if row.partner_id else "",
            language=row.language,
            roles=frozenset(json.loads(row.roles)),
            qualifications=tuple(
                HeldQualification(qualifications[item.qualification_id].code, item.valid_until)
                for item in held.get(row.id, ())
            ),
            suspended_until=row.suspended_until,
            mail=MailChoice(row.mail),
            active=row.active,
        )
        for row in _rows(connection, tables.person)
    }


def _platforms(
    connection: Connection, partners: Mapping[int, Partner], persons: Mapping[int, Person]
) -> dict[int, Platform]:
    managers = _grouped(connection, tables.platform_manager, "platform_id", "position")
    return {
        row.id: Platform(
            id=row.id,
            code=row.code,
            name=Text(row.name_fr, row.name_en),
            host=partners[row.host_id].code if row.host_id else "",
            time_zone=row.time_zone,
            opening=_opening(row.opening),
            managers=tuple(persons[m.person_id].login for m in managers.get(row.id, ()) if not m.deputy),
            deputies=tuple(persons[m.person_id].login for m in managers.get(row.id, ()) if m.deputy),
            rules=json.loads(row.rules),
            active=row.active,
        )
        for row in _rows(connection, tables.platform)
    }


def _opening(value: str | None) -> Any:
    if value is None:
        return None
    return tuple(tuple((start, end) for start, end in day) for day in json.loads(value))


def _resources(
    connection: Connection,
    platforms: Mapping[int, Platform],
    persons: Mapping[int, Person],
    qualifications: Mapping[int, Qualification],
) -> list[Resource]:
    units = _grouped(connection, tables.unit, "resource_id", "position", "id")
    requires = _grouped(connection, tables.resource_requires, "resource_id", "qualification_id")
    equivalents = _grouped(connection, tables.resource_equivalent, "resource_id", "position")
    rows = _rows(connection, tables.resource)
    codes = {row.id: row.code for row in rows}
    return [
        Resource(
            id=row.id,
            code=row.code,
            name=Text(row.name_fr, row.name_en),
            category=row.category,
            platform=platforms[row.platform_id].code if row.platform_id else "",
            site=row.site,
            units=tuple(Unit(u.id, u.name, active=u.active, note=u.note) for u in units.get(row.id, ())),
            capacity=row.capacity,
            setup=row.setup,
            turnaround=row.turnaround,
            approval=tuple(ApprovalStep(step) for step in json.loads(row.approval)),
            requests=Requests(row.requests),
            requires=tuple(qualifications[item.qualification_id].code for item in requires.get(row.id, ())),
            equivalent_to=tuple(codes[item.other_id] for item in equivalents.get(row.id, ())),
            rules=json.loads(row.rules),
            biosafety=row.biosafety,
            biosafety_until=row.biosafety_until,
            person=persons[row.person_id].login if row.person_id else "",
            active=row.active,
        )
        for row in rows
    ]


def _closure(row: Row[Any], platforms: Mapping[int, Platform], partners: Mapping[int, Partner]) -> Closure:
    return Closure(
        id=row.id,
        code=row.code,
        name=Text(row.name_fr, row.name_en),
        start=row.starts,
        end=row.ends,
        platform=platforms[row.platform_id].code if row.platform_id else "",
        partner=partners[row.partner_id].code if row.partner_id else "",
        active=row.active,
    )
