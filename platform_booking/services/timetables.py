"""Timetables of others read in: attached to a resource, a person or a partner, looked at before, and kept up to date."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Protocol

from platform_booking.domain.authority import Actor, may_import
from platform_booking.domain.booking import State
from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE
from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.timetable_diff import EventChange, EventChangeKind, changes_between
from platform_booking.domain.timetables import (
    EventState,
    Holding,
    ImportedCalendar,
    ImportedEvent,
    SubjectKind,
    Timetable,
)
from platform_booking.ical.apart import read_apart
from platform_booking.services.booking import UID_DOMAIN
from platform_booking.services.desk import ChangeSet
from platform_booking.services.fetching import Fetched, fetch_url
from platform_booking.services.happenings import SYSTEM
from platform_booking.services.timetable_collisions import collisions, tell_news
from platform_booking.services.timetable_holding import ACTION, Held, InTheWay, clashes, hold
from platform_booking.services.timetable_requests import (
    ImportRequest,
    drafted,
    file_content,
    require_import,
    subject_of,
)
from platform_booking.storage.bookings import Stamp
from platform_booking.storage.snapshots import timetable_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.ical.read_model import ReadCalendar
    from platform_booking.services.desk import Desk
    from platform_booking.services.fetching import Fetch
    from platform_booking.services.timetable_collisions import Collision
    from platform_booking.storage.unit_of_work import UnitOfWork

__all__ = ["CalendarCard", "ImportRequest", "Imported", "Refreshed", "TimetableService"]


class Read(Protocol):
    """Reads a calendar. Raises CalendarUnreadable."""

    def __call__(self, data: bytes, *, zone: str, window: TimeSpan) -> ReadCalendar:
        """Everything that takes place in the window."""


KEEP: Final = "keep"
"""How the trail names the decision that a booking keeps its time."""
_YEAR_BEGINS: Final = 9
"""September: the year of schools and universities."""
_BACK: Final = timedelta(days=31)
_AHEAD: Final = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Imported:
    """What reading a timetable changes, or would change."""

    calendar: ImportedCalendar
    changes: tuple[EventChange, ...]
    conflicts: tuple[InTheWay, ...]
    """Events whose time somebody had first: they cannot hold it, or somebody is expected in two places."""
    written: bool
    seen: int = 0
    """Events in the file, each series counted once."""
    passed_over: Mapping[str, int] = field(default_factory=dict)
    """Why → how many took nobody or lay outside the period that is read."""
    touched: ChangeSet = field(default_factory=ChangeSet)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many events of each kind of change; ``kept`` ones are not in the file."""
        found = Counter(change.kind.value for change in self.changes)
        return {kind.value: found[kind.value] for kind in EventChangeKind} | {
            "conflicting": len(self.conflicts),
            "rejected": sum(1 for remark in self.calendar.remarks if remark.get("rejects")),
        }


@dataclass(frozen=True, slots=True)
class Refreshed:
    """One timetable read again: what changed, or why it could not be read."""

    calendar: ImportedCalendar
    imported: Imported | None = None
    error: InvalidInput | None = None


@dataclass(frozen=True, slots=True)
class CalendarCard:
    """A timetable as a list shows it."""

    calendar: ImportedCalendar
    events: int
    """Those to come."""
    conflicts: tuple[ImportedEvent, ...]
    """Those to come that do not hold their time."""
    collisions: tuple[Collision, ...]
    """Those to come whose time a booking had first, while nobody has decided that it keeps it."""
    mine: bool
    """Whether it is the actor's to read again or detach."""


class TimetableService:
    """Reads timetables in."""

    def __init__(self, desk: Desk, fetch: Fetch = fetch_url, read: Read = read_apart) -> None:
        self._desk = desk
        self._fetch = fetch
        self._read = read

    def attach(self, request: ImportRequest, *, dry_run: bool = False) -> Imported:
        """Read a timetable in, for the first time or again; with ``dry_run`` only say what that would change.

        Raises NotFound, NotPermitted, InvalidInput: what cannot be fetched or read, or whose it is remains unclear.
        """
        draft = self._desk.store.read(lambda unit_of_work: drafted(self._desk, unit_of_work, request))
        fetched = self._fetch(draft.source) if draft.from_url else Fetched(file_content(request.source))
        assert fetched.content is not None
        window = self._window()
        read = self._read(fetched.content, zone=draft.time_zone, window=window)

        def work(unit_of_work: UnitOfWork) -> Imported:
            if not dry_run:
                unit_of_work.calendars.lock()
            actor = self._desk.actor(unit_of_work.catalogue)
            calendar = drafted(self._desk, unit_of_work, request)
            before = _before(unit_of_work, calendar)
            if not calendar.id and read.name:
                calendar = replace(calendar, name=read.name)
            calendar = self._as_read(calendar, fetched, _fingerprint(fetched.content or b"", window), read)
            return self._apply(unit_of_work, actor, before, calendar, read, dry_run=dry_run)

        return self._desk.store.read(work) if dry_run else self._desk.store.write(work)

    def refresh(self, codes: Sequence[str] = ()) -> tuple[Refreshed, ...]:
        """Read these timetables again; without codes those whose time has come, for which nobody's rights are asked.

        What cannot be read leaves the last good copy as it is, and says why. Raises NotFound, NotPermitted, InvalidInput
        for one that came from a file.
        """

        def chosen(unit_of_work: UnitOfWork) -> tuple[ImportedCalendar, ...]:
            if not codes:
                now = self._desk.now()
                return tuple(item for item in unit_of_work.calendars.all() if _is_due(item, now))
            found = tuple(unit_of_work.calendars.get(code) for code in codes)
            for calendar in found:
                self._require_mine(unit_of_work, calendar, "refresh")
                if not calendar.from_url or not calendar.active:
                    raise InvalidInput("refresh-file", calendar=calendar.code)
            return found

        return tuple(self._refreshed(item, by_hand=bool(codes)) for item in self._desk.store.read(chosen))

    def list(self, *, detached: bool = False) -> tuple[CalendarCard, ...]:
        """Every timetable; with ``detached`` also those that were let go."""

        def work(unit_of_work: UnitOfWork) -> tuple[CalendarCard, ...]:
            actor, now = self._desk.actor(unit_of_work.catalogue), self._desk.now()
            return tuple(
                self._card(unit_of_work, actor, calendar, now)
                for calendar in unit_of_work.calendars.all(active=not detached)
            )

        return self._desk.store.read(work)

    def detach(self, code: str) -> Imported:
        """Let a timetable go: it holds and warns no longer. Raises NotFound, NotPermitted."""

        def work(unit_of_work: UnitOfWork) -> Imported:
            calendar = unit_of_work.calendars.get(code)
            actor = self._require_mine(unit_of_work, calendar, "detach")
            if not calendar.active:
                raise InvalidInput("calendar-detached", calendar=calendar.code)
            before, now = unit_of_work.calendars.read(calendar), self._desk.now()
            changes = changes_between(before.events, (), now, complete=True)
            return self._write(
                unit_of_work, actor, before, replace(calendar, active=False), changes, "detach", dry_run=False
            )

        return self._desk.store.write(work)

    def keep(self, code: str, event: int) -> ImportedEvent:
        """Decide that the booking keeps the time of that event (key): it is not told as open any more, until it is moved.

        Raises NotFound, NotPermitted.
        """

        def work(unit_of_work: UnitOfWork) -> ImportedEvent:
            calendar = unit_of_work.calendars.get(code, lock=True)
            actor = self._require_mine(unit_of_work, calendar, KEEP)
            before, now = unit_of_work.calendars.read(calendar), self._desk.now()
            found = next((item for item in before.events if item.id == event), None)
            if found is None or found.state is EventState.GONE:
                raise NotFound("event", str(event))
            kept = replace(found, kept_at=now)
            events = tuple(kept if item is found else item for item in before.events)
            stamp = Stamp(actor.login, KEEP, now, calendar.code)
            unit_of_work.calendars.save(before, replace(before, events=events), stamp)
            return kept

        return self._desk.store.write(work)

    # --- reading --------------------------------------------------------------------------------------

    def _window(self) -> TimeSpan:
        """From this school year, or the last one in its first weeks, until the end of the next.

        It stands still for a year, so that reading the same file tomorrow finds the same events in it.
        """
        zone, now = zone_of(DEFAULT_TIME_ZONE), self._desk.now()
        return TimeSpan(_first_september(now - _BACK, zone), _first_september(now + _AHEAD, zone))

    def _refreshed(self, calendar: ImportedCalendar, *, by_hand: bool) -> Refreshed:
        window = self._window()
        unchanged_since = calendar.content_hash.startswith(_tag(window))
        etag, modified = (calendar.etag, calendar.last_modified) if unchanged_since else ("", "")
        try:
            fetched = self._fetch(calendar.source, etag=etag, last_modified=modified)
            fingerprint, read = calendar.content_hash, None
            if fetched.content is not None:
                fingerprint = _fingerprint(fetched.content, window)
            if fetched.content is not None and fingerprint != calendar.content_hash:
                read = self._read(fetched.content, zone=calendar.time_zone, window=window)

            def work(unit_of_work: UnitOfWork) -> Imported:
                known = unit_of_work.calendars.get(calendar.code, lock=True)
                actor = self._desk.actor(unit_of_work.catalogue) if by_hand else SYSTEM
                before = unit_of_work.calendars.read(known)
                after = self._as_read(known, fetched, fingerprint, read)
                return self._apply(unit_of_work, actor, before, after, read, dry_run=False)

            imported = self._desk.store.write(work)
        except InvalidInput as error:
            return self._failed(calendar.code, error)
        return Refreshed(imported.calendar, imported)

    def _failed(self, code: str, error: InvalidInput) -> Refreshed:
        """Note why; what was read before stays as it is."""

        def work(unit_of_work: UnitOfWork) -> ImportedCalendar:
            known = unit_of_work.calendars.get(code, lock=True)
            after = replace(known, last_try_at=self._desk.now(), last_error=_plain(error))
            unit_of_work.calendars.note_health(known, after)
            return after

        return Refreshed(self._desk.store.write(work), error=error)

    def _as_read(
        self, calendar: ImportedCalendar, fetched: Fetched, fingerprint: str, read: ReadCalendar | None
    ) -> ImportedCalendar:
        """The calendar with what is known of this reading."""
        now = self._desk.now()
        remarks = calendar.remarks
        if read is not None:
            remarks = tuple(
                {"code": item.code, "params": dict(item.params), "rejects": item.rejects}
                for item in read.remarks
            )
        return replace(
            calendar,
            last_try_at=now,
            last_ok_at=now,
            last_error=None,
            remarks=remarks,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
            content_hash=fingerprint,
        )

    # --- writing --------------------------------------------------------------------------------------

    def _apply(
        self,
        unit_of_work: UnitOfWork,
        actor: Actor,
        before: Timetable | None,
        calendar: ImportedCalendar,
        read: ReadCalendar | None,
        *,
        dry_run: bool,
    ) -> Imported:
        """Hold and note what was read; without a reading, of what is known whatever could not be held before."""
        known = () if before is None else before.events
        now = self._desk.now()
        if read is None:
            changes = tuple(EventChange(EventChangeKind.UNCHANGED, event, event) for event in known)
        else:
            _require_not_emptied(known, read, now)
            others = [event for event in read.events if not event.uid.endswith(f"@{UID_DOMAIN}")]
            if len(others) < len(read.events):  # a feed of ours: everybody would be in their own way
                count = len(read.events) - len(others)
                remark = {"code": "events-of-our-own", "params": {"count": count}, "rejects": False}
                calendar = replace(calendar, remarks=(*calendar.remarks, remark))
            changes = changes_between(known, others, now, complete=read.complete)
        imported = self._write(unit_of_work, actor, before, calendar, changes, ACTION, dry_run=dry_run)
        if read is None:
            return imported
        return replace(imported, seen=read.seen, passed_over=read.passed_over)

    def _write(
        self,
        unit_of_work: UnitOfWork,
        actor: Actor,
        before: Timetable | None,
        calendar: ImportedCalendar,
        changes: tuple[EventChange, ...],
        action: str,
        *,
        dry_run: bool,
    ) -> Imported:
        events = tuple(change.after for change in changes)
        held = self._held(unit_of_work, actor, before, calendar, events)
        if dry_run:
            return Imported(calendar, changes, held.conflicts, written=False)
        stamp = Stamp(actor.login, action, self._desk.now(), calendar.code)
        events, refs = held.write(unit_of_work, stamp, zone_of(calendar.time_zone))
        known = () if before is None else before.events
        after = Timetable(calendar, _with_those_gone(known, events))
        if before is not None and timetable_snapshot(before) == timetable_snapshot(after):
            unit_of_work.calendars.note_health(before.calendar, calendar)
            return Imported(calendar, changes, held.conflicts, written=True)
        saved = unit_of_work.calendars.save(before, after, stamp).calendar
        tell_news(unit_of_work, actor.login, saved, changes, held.conflicts, stamp.at)
        touched = ChangeSet(blocks=refs, items=(saved.code,))
        return Imported(saved, changes, held.conflicts, written=True, touched=touched)

    def _held(
        self,
        unit_of_work: UnitOfWork,
        actor: Actor,
        before: Timetable | None,
        calendar: ImportedCalendar,
        events: tuple[ImportedEvent, ...],
    ) -> Held:
        """What the units are held for: of a soft timetable nothing, and what a hard one held before is let go."""
        known = () if before is None else before.events
        now = self._desk.now()
        if calendar.holding is Holding.HARD and calendar.active:
            resource = unit_of_work.catalogue.resources[calendar.subject]
            return hold(unit_of_work, resource, known, events, now=now, actor=actor)
        blocks = unit_of_work.blocks.by_ids([event.block_id for event in known if event.block_id])
        lifted = tuple(block for block in blocks if block.state is State.APPROVED and block.span.end > now)
        noted = tuple(_only_noted(event) for event in events)
        units = _units(unit_of_work.catalogue, calendar) if calendar.active else ()
        return Held(noted, clashes(unit_of_work, units, noted, now), lifted)

    # --- whose ----------------------------------------------------------------------------------------

    def _require_mine(self, unit_of_work: UnitOfWork, calendar: ImportedCalendar, action: str) -> Actor:
        catalogue = unit_of_work.catalogue
        actor = self._desk.actor(catalogue)
        require_import(actor, catalogue, subject_of(catalogue, calendar), action, calendar.code)
        return actor

    def _card(
        self, unit_of_work: UnitOfWork, actor: Actor, calendar: ImportedCalendar, now: datetime
    ) -> CalendarCard:
        events = [
            event
            for event in unit_of_work.calendars.read(calendar).events
            if event.state is not EventState.GONE and event.span.end > now
        ]
        catalogue = unit_of_work.catalogue
        conflicts = tuple(event for event in events if event.state is EventState.CONFLICTING)
        open_ones = conflicts if calendar.holding is Holding.HARD else tuple(events)
        in_the_way = clashes(
            unit_of_work,
            _units(catalogue, calendar) if calendar.active else (),
            [event for event in open_ones if event.kept_at is None],
            now,
        )
        mine = may_import(actor, catalogue, subject_of(catalogue, calendar))
        met = collisions(unit_of_work, actor, in_the_way)
        return CalendarCard(calendar, len(events), conflicts, met, mine)


def _before(unit_of_work: UnitOfWork, calendar: ImportedCalendar) -> Timetable | None:
    """The timetable as it stands; None for a new one."""
    if not calendar.id:
        return None
    return unit_of_work.calendars.read(unit_of_work.calendars.get(calendar.code, lock=True))


def _units(catalogue: Catalogue, calendar: ImportedCalendar) -> tuple[int, ...]:
    """What the subject itself is; a partner has none of its own."""
    return tuple(
        unit.id
        for resource in catalogue.resources.values()
        if calendar.subject
        == {SubjectKind.RESOURCE: resource.code, SubjectKind.PERSON: resource.person}.get(
            calendar.subject_kind
        )
        for unit in resource.units
    )


def _is_due(calendar: ImportedCalendar, now: datetime) -> bool:
    if calendar.refresh_minutes is None or not calendar.from_url:
        return False
    last = calendar.last_try_at
    return last is None or last + timedelta(minutes=calendar.refresh_minutes) <= now


def _require_not_emptied(known: Iterable[ImportedEvent], read: ReadCalendar, now: datetime) -> None:
    """A link that has expired is often answered with a calendar without events: that is no news of them.

    Raises InvalidInput.
    """
    coming = sum(1 for event in known if event.state is not EventState.GONE and event.span.end > now)
    if coming and not read.seen:
        raise InvalidInput("calendar-emptied", count=coming)


def _first_september(moment: datetime, zone: ZoneInfo) -> datetime:
    """The last one before that moment."""
    local = moment.astimezone(zone)
    year = local.year if local.month >= _YEAR_BEGINS else local.year - 1
    return datetime(year, _YEAR_BEGINS, 1, tzinfo=zone).astimezone(UTC)


def _tag(window: TimeSpan) -> str:
    return f"{window.end:%Y}-"


def _fingerprint(content: bytes, window: TimeSpan) -> str:
    """Of a file and of the period in which it was read: in another one it may hold other dates."""
    return _tag(window) + hashlib.sha256(content).hexdigest()


def _only_noted(event: ImportedEvent) -> ImportedEvent:
    if event.state is EventState.GONE:
        return event
    return replace(event, state=EventState.NOTED, block_id=None)


def _with_those_gone(
    before: Iterable[ImportedEvent], events: tuple[ImportedEvent, ...]
) -> tuple[ImportedEvent, ...]:
    """Also the events that had gone before and are still gone."""
    known = {event.id for event in events}
    return (*events, *(event for event in before if event.id not in known))


def _plain(error: InvalidInput) -> dict[str, Any]:
    params = dict(error.params)
    return {"code": params.pop("reason"), "params": params}
