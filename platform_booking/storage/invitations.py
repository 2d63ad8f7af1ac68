"""What guests were told last of the events that they are invited to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from platform_booking.domain.mail import Invitation
from platform_booking.storage import tables
from platform_booking.storage.audit import canonical

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from platform_booking.domain.catalogue import Catalogue


class Invitations:
    """Reads and writes invitations inside one transaction. They are told, not history: the audit trail has what happened."""

    def __init__(self, connection: Connection, catalogue: Catalogue) -> None:
        self._connection = connection
        self._catalogue = catalogue

    def of_booking(self, booking_id: int) -> tuple[Invitation, ...]:
        """Everybody who was told of the booking."""
        invitation, person = tables.invitation, tables.person
        query = (
            select(invitation, person.c.login)
            .join(person, person.c.id == invitation.c.person_id)
            .where(invitation.c.booking_id == booking_id)
            .order_by(invitation.c.id)
        )
        return tuple(
            Invitation(
                row.login,
                row.booking_id,
                row.uid,
                row.address,
                row.organizer,
                row.sequence,
                tuple(json.loads(row.told)),
                row.id,
            )
            for row in self._connection.execute(query)
        )

    def save(self, invitation: Invitation) -> None:
        """Note what the person was told; an invitation without a key is new."""
        values: dict[str, Any] = {
            "address": invitation.address,
            "organizer": invitation.organizer,
            "sequence": invitation.sequence,
            "told": canonical([dict(date) for date in invitation.told]),
        }
        if invitation.id:
            table = tables.invitation
            self._connection.execute(update(table).where(table.c.id == invitation.id).values(**values))
            return
        known = {
            "person_id": self._catalogue.persons[invitation.person].id,
            "booking_id": invitation.booking_id,
            "uid": invitation.uid,
        }
        self._connection.execute(insert(tables.invitation), [{**known, **values}])
