"""What a new reading of a timetable changes: new, moved, changed, gone. Reading the same again changes nothing."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.timetables import EventState, ImportedEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from platform_booking.domain.timetables import ReadEvent

HASH_LENGTH: Final = 16


class EventChangeKind(StrEnum):
    """What became of one event."""

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    """Its words; not its time."""
    GONE = "gone"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """No longer in the file, but past; or the file was cut off, and nobody knows."""


@dataclass(frozen=True, slots=True)
class EventChange:
    """One event before and after; before is None for a new one."""

    kind: EventChangeKind
    before: ImportedEvent | None
    after: ImportedEvent

    @property
    def is_news(self) -> bool:
        """Whether something became of it that people are told."""
        return self.kind not in (EventChangeKind.UNCHANGED, EventChangeKind.KEPT)


def content_hash(event: ReadEvent) -> str:
    """A fingerprint of what is said of the event, apart from when it is."""
    said = [event.all_day, event.summary, event.location, event.tentative]
    text = json.dumps(said, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]


def changes_between(
    before: Iterable[ImportedEvent], read: Iterable[ReadEvent], now: datetime, *, complete: bool
) -> tuple[EventChange, ...]:
    """Every event of both, once each, in order of time.

    They are matched by uid and original start; where several share those, like with like first. One that only changed
    its uid is the same event. ``complete`` says whether what is missing is gone; what is past never is.
    """
    return _Matching(before, read, now, complete=complete).changes()


class _Matching:
    """Pairs events of two readings."""

    def __init__(
        self, before: Iterable[ImportedEvent], read: Iterable[ReadEvent], now: datetime, *, complete: bool
    ) -> None:
        self._now, self._complete = now, complete
        self._known: dict[tuple[str, str], list[ImportedEvent]] = defaultdict(list)
        for event in sorted(before, key=lambda item: (item.state is EventState.GONE, item.span, item.number)):
            self._known[event.uid, event.recurrence].append(event)
        self._read: dict[tuple[str, str], list[ReadEvent]] = defaultdict(list)
        for seen in sorted(read, key=lambda item: (item.span, item.summary, item.location)):
            self._read[seen.uid, seen.recurrence].append(seen)
        self._numbers = {key: {event.number for event in events} for key, events in self._known.items()}
        self._found: list[EventChange] = []

    def changes(self) -> tuple[EventChange, ...]:
        fresh = [seen for key, group in self._read.items() for seen in self._match(key, group)]
        left = [
            event for events in self._known.values() for event in events if event.state is not EventState.GONE
        ]
        alike: dict[tuple[TimeSpan, str], list[ImportedEvent]] = defaultdict(list)
        for event in left:
            alike[event.span, event.content_hash].append(event)
        renamed: set[int] = set()
        for seen in fresh:
            same = alike.get((seen.span, content_hash(seen)))
            if same:
                event = same.pop(0)
                renamed.add(event.id)
                self._pair(event, seen, renamed=True)
            else:
                self._pair(None, seen)
        for event in left:
            if event.id not in renamed:
                self._found.append(self._missing(event))
        return tuple(sorted(self._found, key=lambda item: (item.after.span, item.after.key)))

    def _match(self, key: tuple[str, str], group: list[ReadEvent]) -> Iterator[ReadEvent]:
        """Pair those of one uid and original start; those that remain are new."""
        known = self._known.get(key)
        if not known:
            yield from group
            return
        rest = []
        for seen in group:
            hashed = content_hash(seen)
            same = next(
                (
                    item
                    for item in known
                    if (item.span, item.content_hash) == (seen.span, hashed)
                    and item.state is not EventState.GONE
                ),
                None,
            )
            if same is None:
                rest.append(seen)
            else:
                known.remove(same)
                self._pair(same, seen)
        for seen in rest:
            if known:
                self._pair(known.pop(0), seen)
            else:
                yield seen

    def _pair(self, event: ImportedEvent | None, seen: ReadEvent, *, renamed: bool = False) -> None:
        number = self._number_for(seen) if event is None or renamed else event.number
        after = ImportedEvent(
            uid=seen.uid,
            recurrence=seen.recurrence,
            number=number,
            span=seen.span,
            all_day=seen.all_day,
            summary=seen.summary,
            location=seen.location,
            status="tentative" if seen.tentative else "confirmed",
            state=EventState.NOTED,
            content_hash=content_hash(seen),
            id=0 if event is None else event.id,
        )
        if event is not None and event.state is not EventState.GONE:
            kept_at = event.kept_at if event.span == after.span else None
            after = replace(after, state=event.state, block_id=event.block_id, kept_at=kept_at)
        self._found.append(EventChange(_kind(event, after), event, after))

    def _number_for(self, seen: ReadEvent) -> int:
        taken = self._numbers.setdefault((seen.uid, seen.recurrence), set())
        number = next(number for number in range(1, len(taken) + 2) if number not in taken)
        taken.add(number)
        return number

    def _missing(self, event: ImportedEvent) -> EventChange:
        if not self._complete or event.span.end <= self._now:
            return EventChange(EventChangeKind.KEPT, event, event)
        after = replace(event, state=EventState.GONE, block_id=None)
        return EventChange(EventChangeKind.GONE, event, after)


def _kind(before: ImportedEvent | None, after: ImportedEvent) -> EventChangeKind:
    if before is None or before.state is EventState.GONE:
        return EventChangeKind.NEW
    if before.span != after.span:
        return EventChangeKind.MOVED
    if before.content_hash != after.content_hash:
        return EventChangeKind.CHANGED
    return EventChangeKind.UNCHANGED


def spans_to_hold(
    events: Sequence[ImportedEvent], now: datetime, is_taken: Callable[[TimeSpan], bool]
) -> tuple[dict[int, TimeSpan], tuple[int, ...]]:
    """What the events to come have to hold, by position, and those that cannot because somebody has their time.

    Units cannot be held twice: where events of one timetable overlap (two groups in one lecture), a later one holds
    what the earlier ones leave, and one that lies within others holds nothing of its own. Whoever cannot hold its time
    leaves all of it to the others.
    """
    order = sorted(
        (position for position, event in enumerate(events) if event.state is not EventState.GONE),
        key=lambda position: (
            events[position].span.start,
            -events[position].span.length,
            events[position].key,
        ),
    )
    found: dict[int, TimeSpan] = {}
    refused: list[int] = []
    reached: datetime | None = None
    for position in order:
        event = events[position]
        start = event.span.start if reached is None else max(event.span.start, reached)
        if start >= event.span.end:
            continue
        if event.span.end <= now:  # it is as it was
            reached = event.span.end if event.state is EventState.HOLDING else reached
        elif is_taken(TimeSpan(start, event.span.end)):
            refused.append(position)
        else:
            found[position] = TimeSpan(start, event.span.end)
            reached = event.span.end
    return found, tuple(refused)
