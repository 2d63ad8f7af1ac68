"""What people are told of what others did with their bookings and requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from platform_booking.storage.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from platform_booking.domain.booking import Booking
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

__all__ = ["Notice", "NoticeService", "tell"]


def tell(
    unit_of_work: UnitOfWork,
    at: datetime,
    kind: str,
    booking: Booking,
    persons: Iterable[str],
    *,
    by: str = "",
    **params: Any,
) -> None:
    """Tell people of a booking, in the transaction of what happened; nobody is told of what they did themselves.

    ``params`` is plain data that fills the sentence ``notice-<kind>``; ``by`` is the login of whoever did it.
    """
    known = unit_of_work.catalogue.persons
    said = {"title": booking.title, "by": by, **params}
    unit_of_work.notices.add(
        [
            Notice(person, at, kind, booking.ref, said)
            for person in dict.fromkeys(persons)
            if person != by and person in known and known[person].active
        ]
    )


class NoticeService:
    """The notices of whoever sits at the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self, *, unread: bool = False, last: int | None = None) -> tuple[Notice, ...]:
        """The newest first. Raises InvalidInput or NotFound when nobody said who they are."""

        def work(unit_of_work: UnitOfWork) -> tuple[Notice, ...]:
            actor = self._desk.person(unit_of_work.catalogue)
            return unit_of_work.notices.of_person(actor.login, unread=unread, last=last)

        return self._desk.store.read(work)

    def mark_read(self, ids: Collection[int] | None = None) -> int:
        """Note that these, or all, were read; how many were new."""

        def work(unit_of_work: UnitOfWork) -> int:
            actor = self._desk.person(unit_of_work.catalogue)
            return unit_of_work.notices.mark_read(actor.login, self._desk.now(), ids)

        return self._desk.store.write(work)
