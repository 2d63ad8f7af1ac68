"""Taking back a change of the catalogue, thing by thing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.authority import may_choose_mail, may_edit_item, require
from platform_booking.domain.catalogue import Person
from platform_booking.domain.errors import ItemChanged
from platform_booking.services.catalogue import write_items
from platform_booking.services.trail_words import REDO, UNDO
from platform_booking.storage.catalogue import KIND_OF, Item, code_of, known_item
from platform_booking.storage.snapshots import item_snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.authority import Actor
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ItemStep:
    """One thing of the catalogue before a change (None: it was not there) and after it."""

    before: Item | None
    after: Item
    again: bool = False
    """Whether the step itself took something back."""


def take_items_back(
    unit_of_work: UnitOfWork, desk: Desk, actor: Actor, steps: Sequence[ItemStep]
) -> tuple[ItemStep, ...]:
    """Write each as it was; one that was not there is retired. What was done is returned, to be taken back in turn.

    Raises ItemChanged for one that somebody has changed since, NotPermitted.
    """
    done = []
    for step in steps:
        now = known_item(unit_of_work.catalogue, step.after)
        if now is None or item_snapshot(now) != item_snapshot(step.after):
            raise ItemChanged(KIND_OF[type(step.after)], code_of(step.after))
        wanted = replace(now, active=False) if step.before is None else step.before
        allowed = (
            _is_own_time(step.after)
            or may_edit_item(actor, unit_of_work.catalogue, now)
            or _is_own_choice(actor, now, wanted)
        )
        require(allowed, actor, "import-catalogue", code_of(now))
        done.append(ItemStep(now, wanted, again=not step.again))
    action = REDO if any(step.again for step in steps) else UNDO
    write_items(
        unit_of_work,
        [(item.before, item.after) for item in done],
        lambda _action: desk.stamp(actor, action),
    )
    return tuple(done)


def _is_own_choice(actor: Actor, now: Item, wanted: Item) -> bool:
    """Whether nothing but the mail that somebody wants is another."""
    if not isinstance(now, Person) or not isinstance(wanted, Person):
        return False
    return replace(now, mail=wanted.mail) == wanted and may_choose_mail(actor, now)


def _is_own_time(item: Item) -> bool:
    """A person's time changes with the person."""
    return bool(getattr(item, "person", ""))
