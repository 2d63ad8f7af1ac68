"""When a template was last booked from: noted in the transaction of the booking."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.recurrence import wall_time
from platform_booking.domain.templates import may_use

if TYPE_CHECKING:
    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Booking
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

USE: Final = "use-template"
"""The trail's word for it: it changes nothing of what the template is."""
LAST_USED: Final = "last_used"


def note_use(unit_of_work: UnitOfWork, desk: Desk, actor: Actor, code: str, booking: Booking) -> None:
    """Write down that this template was used today; one that is gone or private by now is left alone."""
    template = next((item for item in unit_of_work.templates.all() if item.code == code), None)
    if template is None or not may_use(actor, template):
        return
    day = wall_time(desk.now(), booking.zone).date().isoformat()
    used = replace(template, body={**template.body, LAST_USED: day})
    if used != template:
        unit_of_work.templates.save(template, used, desk.stamp(actor, USE))
