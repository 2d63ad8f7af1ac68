"""A step of the past with all that must be known to take it back: former states, read back from the audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.errors import NeverUndone
from platform_booking.services.acts import BLOCK, BOOKING, TEMPLATE, WISH, kind_of, ref_of
from platform_booking.services.undoables import Undoable
from platform_booking.services.undoing_blocks import BlockStep
from platform_booking.services.undoing_templates import TemplateStep
from platform_booking.services.undoing_wishes import WishStep
from platform_booking.storage.audit import BY_SQL, Snapshot, digest_of, entries, rewound
from platform_booking.storage.formers import block_of, booking_of, template_of, wish_of
from platform_booking.storage.snapshots import block_snapshot, booking_snapshot
from platform_booking.storage.templates import template_snapshot
from platform_booking.storage.waiting import wish_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from platform_booking.services.acts import Act
    from platform_booking.storage.audit import AuditEntry
    from platform_booking.storage.unit_of_work import UnitOfWork


def undoable_of(unit_of_work: UnitOfWork, act: Act, *, redo: bool = False) -> Undoable:
    """All that the act did, to be taken back or, with ``redo``, done again. Raises NeverUndone where the trail has gaps."""
    entries_of = {entry.subject: entry for entry in act.changing}
    found: dict[str, list[tuple[Any, Any]]] = {BOOKING: [], BLOCK: [], WISH: [], TEMPLATE: []}
    for entry in entries_of.values():
        kind = kind_of(entry)
        now, snapshot = _as_it_is(unit_of_work, kind, ref_of(entry))
        found[kind].append((_former(unit_of_work, entry, now, snapshot, redo=redo), now))
    refs = [now.ref for _, now in found[BOOKING]]
    made = frozenset(ref_of(entry) for entry in act.changing if entry.before is None)
    return Undoable(
        tuple(former for former, _ in found[BOOKING] if former is not None),
        {now.ref: now.version for _, now in found[BOOKING]},
        again=frozenset(refs) if redo else frozenset(),
        blocks=tuple(BlockStep(former, now, again=redo) for former, now in found[BLOCK]),
        wishes=tuple(WishStep(former, now, again=redo) for former, now in found[WISH]),
        templates=tuple(TemplateStep(former, now, again=redo) for former, now in found[TEMPLATE]),
        made=made & frozenset(refs) if redo else frozenset(),
        behind={ref_of(entry): entry.seq - (not redo) for entry in entries_of.values()},
    )


_SNAPSHOTS: Final[Mapping[str, Callable[[Any], Snapshot]]] = {
    BOOKING: booking_snapshot,
    BLOCK: block_snapshot,
    WISH: wish_snapshot,
    TEMPLATE: template_snapshot,
}
_READERS: Final[Mapping[str, Callable[[Snapshot, Any], Any]]] = {
    BOOKING: booking_of,
    BLOCK: block_of,
    WISH: wish_of,
    TEMPLATE: template_of,
}


def _as_it_is(unit_of_work: UnitOfWork, kind: str, ref: str) -> tuple[Any, Snapshot]:
    there: dict[str, Any] = {
        BOOKING: unit_of_work.bookings,
        BLOCK: unit_of_work.blocks,
        WISH: unit_of_work.waiting,
        TEMPLATE: unit_of_work.templates,
    }
    now = there[kind].get(ref)
    return now, _SNAPSHOTS[kind](now)


def _former(unit_of_work: UnitOfWork, entry: AuditEntry, now: Any, snapshot: Snapshot, *, redo: bool) -> Any:
    """What it was before the entry, or with ``redo`` after it; None where it was not there."""
    if entry.before is None and not redo:
        return None
    trail = entries(unit_of_work.connection, subject=entry.subject)
    place = next(place for place, item in enumerate(trail) if item.seq == entry.seq) + redo
    for later in reversed(trail[place:]):
        snapshot = rewound(snapshot, later)
    former = _READERS[kind_of(entry)](snapshot, now)
    if any(map(_is_by_sql, trail[place:])) or not _was(former, trail[place - 1]):
        raise NeverUndone("other", ref_of(entry), entry.action)
    return former


def _is_by_sql(entry: AuditEntry) -> bool:
    """Whether the database entered rows, from which no former state is read back."""
    return entry.action.startswith(BY_SQL)


def _was(former: Any, entry: AuditEntry) -> bool:
    """Whether that is what the entry left behind; rows that the database entered leave no digest to hold it to."""
    return _is_by_sql(entry) or digest_of(_SNAPSHOTS[kind_of(entry)](former)) == entry.digest
