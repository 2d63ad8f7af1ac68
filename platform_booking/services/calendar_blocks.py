"""What a calendar tells of a block: equipment that is out of use, or taken by the timetable of its room."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import Block, State
from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE, BlockKind
from platform_booking.ical.model import CalendarEvent, Details, Instance, Status
from platform_booking.services.booking import UID_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.services.calendar_details import Teller

_NAMES: Final = uuid.UUID("3f1d8f5e-6f0c-4f0e-9d43-0c3a5b6c6f11")
"""Makes UIDs of blocks: the same for ever, in whichever store the block lies."""


def block_event(block: Block, teller: Teller, since: datetime) -> CalendarEvent | None:
    """The block as an event that takes its time; lifted ones as cancelled until ``since`` they have been so.

    None for one that was lifted longer ago, and for those of timetables as soon as they are: they come and go.
    """
    changed = block.changed_at or block.created_at
    is_lifted = block.state is State.CANCELLED
    if is_lifted and (block.kind == BlockKind.TIMETABLE.value or changed <= since):
        return None
    status = Status.CANCELLED if is_lifted else Status.CONFIRMED
    platform = _platform_zone(teller.catalogue, block)
    return CalendarEvent(
        uid=f"{uuid.uuid5(_NAMES, f'{block.ref} {block.resource} {_second(block.created_at)}')}@{UID_DOMAIN}",
        time_zone=platform,
        created=block.created_at,
        changed=changed,
        sequence=_second(changed) - _second(block.created_at),
        instances=(Instance(block.span.start, block.span, _details(block, teller, status)),),
    )


def _second(moment: datetime) -> int:
    """What both stores keep of a moment."""
    return int(moment.timestamp())


def _platform_zone(catalogue: Catalogue, block: Block) -> str:
    resource = catalogue.resources.get(block.resource)
    platform = None if resource is None else catalogue.platform_of(resource)
    return DEFAULT_TIME_ZONE if platform is None else platform.time_zone


def _details(block: Block, teller: Teller, status: Status) -> Details:
    """Partners learn what is out of use and of which kind that is; the reason is for those who run it."""
    words = teller.words
    resource = teller.catalogue.resources.get(block.resource)
    if not teller.scope.tells_titles:
        return Details(words.busy, status=status)
    name = block.resource if resource is None else resource.name.in_language(teller.language)
    summary = f"{words.blocks[block.kind]} · {name}"
    if not teller.scope.tells_people:
        return Details(summary, _site(resource), status=status)
    if block.kind == BlockKind.TIMETABLE.value and block.reason:
        summary = f"{block.reason} · {name}"
    return Details(summary, _site(resource), "\n".join(_in_full(block, resource, teller)), status)


def _site(resource: Resource | None) -> str:
    return "" if resource is None else resource.site


def _in_full(block: Block, resource: Resource | None, teller: Teller) -> Iterator[str]:
    words = teller.words
    yield words.pair(words.block, block.ref)
    yield words.pair(words.kind, words.blocks[block.kind])
    if block.reason:
        yield words.pair(words.reason, block.reason)
    if resource is not None and len(resource.units) > 1:
        held = [unit.name for unit in resource.units if unit.id in block.units]
        yield words.pair(words.units, ", ".join(held))
