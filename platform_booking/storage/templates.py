"""Templates: bookings to be made again, kept as plain data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from platform_booking.domain.errors import NotFound
from platform_booking.storage import tables
from platform_booking.storage.audit import Change, canonical
from platform_booking.storage.bookings import LostRace
from platform_booking.storage.for_ever import changing
from platform_booking.storage.snapshots import subject_of_template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.bookings import Stamp


@dataclass(frozen=True, slots=True)
class Template:
    """A booking without its dates. ``body`` is plain data that only its service understands."""

    code: str
    name: str
    owner: str
    """Login."""
    partner: str
    """Code of the owner's partner, or empty."""
    shared: str
    """Who may use it: ``private``, ``partner`` or ``network``."""
    body: Mapping[str, Any]
    active: bool = True
    id: int = 0


class Templates:
    """Reads and writes templates inside one transaction. Nothing is deleted, only retired."""

    def __init__(self, connection: Connection, catalogue: Catalogue, changes: list[Change]) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._changes = changes

    def all(self) -> tuple[Template, ...]:
        """Every template, retired ones too, by code."""
        table = tables.template
        query = (
            select(table, tables.person.c.login, tables.partner.c.code.label("partner"))
            .join(tables.person, tables.person.c.id == table.c.owner_id)
            .outerjoin(tables.partner, tables.partner.c.id == table.c.partner_id)
            .order_by(table.c.code)
        )
        return tuple(
            Template(
                row.code,
                row.name,
                row.login,
                row.partner or "",
                row.shared,
                json.loads(row.body),
                row.active,
                row.id,
            )
            for row in self._connection.execute(query)
        )

    def get(self, code: str) -> Template:
        """The template of that code, also a retired one. Raises NotFound."""
        found = [item for item in self.all() if item.code == code.strip()]
        if not found:
            raise NotFound("template", code)
        return found[0]

    def save(self, before: Template | None, after: Template, stamp: Stamp) -> None:
        """Write it as it shall be; a new one where there is none before. Raises LostRace when another was first."""
        partner = self._catalogue.partners.get(after.partner)
        row = {
            "code": after.code,
            "name": after.name,
            "owner_id": self._catalogue.persons[after.owner].id,
            "partner_id": partner.id if partner else None,
            "shared": after.shared,
            "body": canonical(dict(after.body)),
            "active": after.active,
        }
        if before is None:
            self._connection.execute(insert(tables.template), [row])
        else:
            template = tables.template.c
            query = select(template.name, template.shared, template.body, template.active)
            there = self._connection.execute(query.where(template.id == before.id).with_for_update()).one()
            seen = (before.name, before.shared, dict(before.body), before.active)
            if (there.name, there.shared, json.loads(there.body), there.active) != seen:
                raise LostRace
            self._connection.execute(
                update(tables.template).where(template.id == before.id).values(changing(tables.template, row))
            )
        self._changes.append(
            Change(
                stamp.at,
                stamp.actor,
                stamp.action,
                subject_of_template(after.code),
                None if before is None else template_snapshot(before),
                template_snapshot(after),
                stamp.reason,
            )
        )


def template_snapshot(template: Template) -> dict[str, Any]:
    """What the trail remembers of a template."""
    return {key: value for key, value in asdict(template).items() if key != "id"}
