"""A booking about something else, or on other resources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from platform_booking.domain.booking import LIVE, Purpose, Visibility, status_of
from platform_booking.domain.errors import IllegalTransition, InvalidInput
from platform_booking.domain.planning import check_quantities
from platform_booking.services.requests import check_details, check_notes, check_safety, resource_of
from platform_booking.services.versions import changed_booking, planned_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from platform_booking.domain.booking import Booking, Line
    from platform_booking.domain.catalogue import Catalogue


def edited(
    booking: Booking,
    now: datetime,
    title: str | None,
    learners: int | None,
    purpose: str | None,
    visibility: str | None,
    safety: tuple[int | None, str | None] = (None, None),
    notes: tuple[str | None, str | None] = (None, None),
) -> Booking:
    """The next version with these details, or the very same booking where nothing differs. Raises InvalidInput.

    ``safety`` is the containment level and the reference of the dossier, ``notes`` the instructions and the funder.
    """
    wanted = (
        booking.title if title is None else title.strip(),
        booking.learners if learners is None else learners,
        booking.purpose.value if purpose is None else purpose,
        booking.visibility.value if visibility is None else visibility,
    )
    level, dossier = safety
    biosafety = booking.biosafety if level is None else level
    reference = booking.dossier if dossier is None else dossier.strip()
    instructions = booking.instructions if notes[0] is None else notes[0].strip()
    funding = booking.funding if notes[1] is None else notes[1].strip()
    check_details(*wanted)
    check_safety(biosafety, reference)
    check_notes(instructions, funding)
    after = replace(
        booking,
        title=wanted[0],
        learners=wanted[1],
        purpose=Purpose(wanted[2]),
        visibility=Visibility(wanted[3]),
        biosafety=biosafety,
        dossier=reference,
        instructions=instructions,
        funding=funding,
    )
    return booking if after == booking else changed_booking(after, now)


def swapped(catalogue: Catalogue, booking: Booking, lines: Mapping[int, str], now: datetime) -> Booking:
    """The booking with other resources in these lines; what is still alive has yet to be given units.

    Raises NotFound for a resource, InvalidInput for a line that is not there, for nothing to exchange or when a date is
    over, IllegalTransition when nothing of a line is left.
    """
    unknown = set(lines) - {line.number for line in booking.lines}
    if unknown:
        raise InvalidInput("no-such-line", ref=booking.ref, value=min(unknown))
    if any(booking.ends(occurrence) <= now for occurrence in booking.occurrences):
        raise InvalidInput("exchange-when-over", ref=booking.ref)
    codes = {number: resource_of(catalogue, code).code for number, code in lines.items()}
    after = replace(
        booking,
        lines=tuple(replace(line, resource=codes.get(line.number, line.resource)) for line in booking.lines),
    )
    if after.lines == booking.lines:
        raise InvalidInput("nothing-to-exchange", ref=booking.ref)
    check_quantities(planned_lines(catalogue, after))
    for line, former in zip(after.lines, booking.lines, strict=True):
        states = [item.state for item in booking.allocations if item.line == line.number]
        if line != former and not LIVE.intersection(states):
            raise IllegalTransition(booking.ref, status_of(states), "exchange")
    exchanged = [line for line, former in zip(after.lines, booking.lines, strict=True) if line != former]
    return _with_past_on_new_units(catalogue, after, exchanged)


def _with_past_on_new_units(catalogue: Catalogue, booking: Booking, exchanged: list[Line]) -> Booking:
    """What was declined or given up names units of the line's resource too; the trail tells which ones it was."""
    units = {line.number: catalogue.resources[line.resource].active_units for line in exchanged}
    used: dict[tuple[int, int], int] = {}
    allocations = []
    for item in booking.allocations:
        if item.line not in units or item.state in LIVE:
            allocations.append(item)
            continue
        place, there = used.get((item.line, item.occurrence), 0), units[item.line]
        used[item.line, item.occurrence] = (
            place + 1
        )  # more than there are units, where there were more of the former
        allocations.append(replace(item, unit_id=there[place % len(there)].id))
    return replace(booking, allocations=tuple(allocations))
