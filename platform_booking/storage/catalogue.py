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
from platform_booking.storage.asking import together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Row

    Rows = Mapping[str, Sequence[Row[Any]]]
    """By table, in order."""

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

REVISIONS: Final = text(
    "SELECT (SELECT version_num FROM alembic_version) AS schema,"  # noqa: S608 - ours
    f" (SELECT value FROM meta WHERE key = '{REVISION_KEY}') AS catalogue"
)
"""The schema's and the catalogue's. On a server nobody can migrate until the transaction that asked has ended."""


def revision_of(connection: Connection) -> int:
    """Rises with every change of the catalogue, so that a loaded one can be kept until then."""
    value = connection.execute(_REVISION).scalar()
    return int(value or 0)


_ORDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "partner": ("id",),
    "qualification": ("id",),
    "person": ("id",),
    "person_qualification": ("person_id", "qualification_id"),
    "platform": ("id",),
    "platform_manager": ("platform_id", "position"),
    "resource": ("id",),
    "unit": ("resource_id", "position", "id"),
    "resource_requires": ("resource_id", "qualification_id"),
    "resource_equivalent": ("resource_id", "position"),
    "closure": ("id",),
}
_QUERIES: Final = tuple(
    select(table).order_by(*(table.c[column] for column in order))
    for table, order in ((tables.metadata.tables[name], order) for name, order in _ORDERS.items())
)


def load_catalogue(connection: Connection) -> Catalogue:
    """The whole catalogue: retired things too, because old bookings speak of them."""
    answers = together(connection, [(query, {}) for query in _QUERIES])
    rows = {name: answer.all() for name, answer in zip(_ORDERS, answers, strict=True)}
    partners = {row.id: _partner(row) for row in rows["partner"]}
    qualifications = {row.id: _qualification(row) for row in rows["qualification"]}
    persons = _persons(rows, partners, qualifications)
    platforms = _platforms(rows, partners, persons)
    return Catalogue(
        partners=partners.values(),
        qualifications=qualifications.values(),
        persons=persons.values(),
        platforms=platforms.values(),
        resources=_resources(rows, platforms, persons, qualifications),
        closures=[_closure(row, platforms, partners) for row in rows["closure"]],
    )


def _grouped(rows: Rows, table: str, by: str) -> dict[int, list[Row[Any]]]:
    grouped: dict[int, list[Row[Any]]] = {}
    for row in rows[table]:
        grouped.setdefault(getattr(row, by), []).append(row)
    return grouped


def _partner(row: Row[Any]) -> Partner:
    return Partner(row.id, row.code, row.name, row.category, active=row.active)


def _qualification(row: Row[Any]) -> Qualification:
    return Qualification(row.id, row.code, Text(row.name_fr, row.name_en), active=row.active)


def _persons(
    rows: Rows, partners: Mapping[int, Partner], qualifications: Mapping[int, Qualification]
) -> dict[int, Person]:
    held = _grouped(rows, "person_qualification", "person_id")
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
        for row in rows["person"]
    }


def _platforms(
    rows: Rows, partners: Mapping[int, Partner], persons: Mapping[int, Person]
) -> dict[int, Platform]:
    managers = _grouped(rows, "platform_manager", "platform_id")
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
        for row in rows["platform"]
    }


def _opening(value: str | None) -> Any:
    if value is None:
        return None
    return tuple(tuple((start, end) for start, end in day) for day in json.loads(value))


def _resources(
    rows: Rows,
    platforms: Mapping[int, Platform],
    persons: Mapping[int, Person],
    qualifications: Mapping[int, Qualification],
) -> list[Resource]:
    units = _grouped(rows, "unit", "resource_id")
    requires = _grouped(rows, "resource_requires", "resource_id")
    equivalents = _grouped(rows, "resource_equivalent", "resource_id")
    codes = {row.id: row.code for row in rows["resource"]}
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
        for row in rows["resource"]
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
