"""Whether a store is what it should be: the file, the guards, the references, double bookings, the audit trail.

Nothing here trusts what it reads: a value that is no time, a row without its parent or a table that is gone is a finding
like any other, and the examination goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import DataError

from platform_booking.domain.errors import InvalidInput, StoreDamaged
from platform_booking.storage import audit, irregularities, tables, timetable_checks
from platform_booking.storage.blocks import Blocks
from platform_booking.storage.booking_reader import CHUNK, BookingReader
from platform_booking.storage.calendars import Calendars
from platform_booking.storage.catalogue import KIND_OF, code_of, load_catalogue
from platform_booking.storage.chain import walk
from platform_booking.storage.decided import unaccounted_decisions
from platform_booking.storage.failures import translated
from platform_booking.storage.feeds import Feeds
from platform_booking.storage.guards import missing_guards
from platform_booking.storage.messages import Messages, message_snapshot
from platform_booking.storage.mirrors import Mirrors
from platform_booking.storage.recording import still_stands
from platform_booking.storage.settings import Settings
from platform_booking.storage.snapshots import (
    block_snapshot,
    booking_snapshot,
    feed_snapshot,
    item_snapshot,
    mirror_snapshot,
    subject_of_block,
    subject_of_booking,
    subject_of_feed,
    subject_of_item,
    subject_of_message,
    subject_of_mirror,
    subject_of_setting,
    subject_of_template,
    subject_of_timetable,
    subject_of_wish,
    timetable_snapshot,
)
from platform_booking.storage.templates import Templates, template_snapshot
from platform_booking.storage.waiting import WaitingList, wish_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Select

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.audit import Snapshot
    from platform_booking.storage.chain import ChainState

Progress = Callable[[str, int, int], None]
"""Told what is being done (a word in kebab-case), how much of it is done and how much there is."""

MOST_LISTED: Final = 200
"""Findings of one kind that are listed; of the rest only the number is known."""
KINDS: Final = (
    "booking",
    "block",
    "feed",
    "mirror",
    "setting",
    "timetable",
    "template",
    "waiting",
    "message",
    *KIND_OF.values(),
)
"""Subjects of the trail whose state can be read; others have only their entries."""
_UNREADABLE: Final = (
    StoreDamaged,
    InvalidInput,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    OSError,
    DataError,
)
"""What reading raises when the store holds something that this program never wrote (OSError: an instant out of reach)."""
_ABOUT_CONTENT: Final = ("CHECK constraint failed", "NULL value in", "NUMERIC value in", "TEXT value in")
"""What SQLite's own check says about rows rather than about the file; ours names the rows."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be. ``code`` names the sentence to show; ``params`` fill it."""

    code: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry of the trail as somebody saw it: it gives away a trail that was cut or written anew."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class IntegrityReport:
    """What was looked at and what was found."""

    findings: tuple[Finding, ...]
    """At most ``MOST_LISTED`` of each kind."""
    totals: Mapping[str, int]
    """Code → how many there are."""
    examined: Mapping[str, int]
    """How much was looked at: rows of each table, and entries of the trail."""
    anchor: Anchor | None
    """Where the trail ends now; None while it holds nothing."""

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def count(self) -> int:
        """How many findings there are, also those that are not listed."""
        return sum(self.totals.values())


def examine(
    connection: Connection, progress: Progress | None = None, *, anchor: Anchor | None = None
) -> IntegrityReport:
    """Look at everything. The connection must stand in a transaction that sees one state of the store.

    Raises StoreUnavailable when the store is lost on the way; all else is a finding.
    """
    examination = _Examination(connection, progress or silent)
    examination.look_at_everything(anchor)
    return examination.report()


def verify_audit(
    connection: Connection,
    progress: Progress | None = None,
    *,
    anchor: Anchor | None = None,
    seen: Anchor | None = None,
) -> IntegrityReport:
    """Look at the audit trail alone: every seal and link, and whether what it last said of each subject still holds.

    It is held to the ``anchor`` that somebody noted, and to the one that was last ``seen`` here.
    """
    examination = _Examination(connection, progress or silent)
    examination.look_at_trail(anchor, *((seen,) if seen != anchor else ()))
    return examination.report()


def unvouched(connection: Connection) -> list[tuple[str, Snapshot]]:
    """Subjects whose state is not what the trail last said of them, with their state."""
    examination = _Examination(connection, silent)
    chain = walk(connection)
    return [
        (subject, snapshot)
        for subject, snapshot in examination.subjects(load_catalogue(connection))
        if snapshot is not None
        and subject not in chain.by_sql
        and chain.digests.get(subject) not in _digests_of(snapshot, subject)
    ]


def file_damage(connection: Connection, *, quick: bool) -> list[str]:
    """What SQLite says is wrong with the file itself; nothing on other stores."""
    if connection.dialect.name != "sqlite":
        return []
    said = connection.execute(text(f"PRAGMA {'quick_check' if quick else 'integrity_check'}")).scalars()
    return [line for line in said if line != "ok" and not line.startswith(_ABOUT_CONTENT)]


def silent(_step: str, _done: int, _total: int) -> None:
    """A progress callback for when nobody watches."""


@dataclass
class _Examination:
    """One examination under way."""

    connection: Connection
    progress: Progress
    findings: list[Finding] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)
    examined: Counter[str] = field(default_factory=Counter)
    anchor: Anchor | None = None

    def report(self) -> IntegrityReport:
        return IntegrityReport(tuple(self.findings), dict(self.totals), dict(self.examined), self.anchor)

    def look_at_everything(self, anchor: Anchor | None) -> None:
        self._attempt("file", self._look_at_file)
        self._attempt("guards", self._look_at_guards)
        self._attempt("values", self._look_at_values)
        self._attempt("references", self._look_at_references)
        self._attempt("allocations", self._look_at_allocations)
        self._attempt("overlaps", lambda: self._list("overlap", irregularities.overlaps()))
        self.look_at_trail(anchor)

    def look_at_trail(self, *anchors: Anchor | None) -> None:
        chain = self._attempt("trail", lambda: self._walk(anchors))
        catalogue = self._attempt("catalogue", lambda: load_catalogue(self.connection))
        if chain is not None and catalogue is not None:
            self._attempt("subjects", lambda: self._look_at_subjects(chain, catalogue))
            self._attempt("decisions", lambda: self._look_at_decisions(chain))

    def _attempt(self, part: str, look: Callable[[], T]) -> T | None:
        """Do one part; what cannot be read is a finding, and the other parts are done all the same."""
        self.progress(part, 0, 1)
        try:
            with translated(), self.connection.begin_nested():
                found = look()
        except _UNREADABLE as error:
            self._note("unreadable", part=part, detail=_detail(error))
            return None
        self.progress(part, 1, 1)
        return found

    def _note(self, code: str, **params: Any) -> None:
        self.totals[code] += 1
        if self.totals[code] <= MOST_LISTED:
            self.findings.append(Finding(code, params))

    def _list(self, code: str, query: Select[Any], **fixed: Any) -> None:
        """Note every row of the query, whose columns are the finding's params."""
        room = max(MOST_LISTED - self.totals[code], 1)
        counted = query.add_columns(func.count().over().label("of_all")).limit(room)
        for number, row in enumerate(self.connection.execute(counted).mappings(), 1):
            params = {**fixed, **row}
            if number == 1:
                self.totals[code] += params["of_all"]
            del params["of_all"]
            self.findings.append(Finding(code, params))

    # --- the store ----------------------------------------------------------------------------------

    def _look_at_file(self) -> None:
        for line in file_damage(self.connection, quick=False):
            self._note("file-damaged", detail=line)

    def _look_at_guards(self) -> None:
        for name in missing_guards(self.connection):
            self._note("guard-missing", guard=name)
        inspector = inspect(self.connection)
        for table in irregularities.missing_tables(inspector):
            self._note("table-missing", table=table)
        for table, constraint in irregularities.missing_constraints(inspector):
            self._note("constraint-missing", table=table, constraint=constraint)
        for table, constraint in irregularities.unproven_constraints(self.connection):
            self._note("constraint-unproven", table=table, constraint=constraint)

    def _look_at_values(self) -> None:
        for table in tables.CONTENT:
            counted = self.connection.execute(select(func.count()).select_from(table)).scalar_one()
            self.examined[table.name] = counted
            if self.connection.dialect.name == "sqlite":
                self._list("value-unreadable", irregularities.unreadable_values(table), table=table.name)
            broken = irregularities.broken_rules(table, self.connection.dialect.name)
            if broken is not None:
                self._list("rule-broken", broken, table=table.name)

    def _look_at_references(self) -> None:
        for table in tables.CONTENT:
            for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
                self._list(
                    "reference-broken",
                    irregularities.orphans(key),
                    table=table.name,
                    to=key.referred_table.name,
                )

    def _look_at_allocations(self) -> None:
        self._list("unit-of-other-resource", irregularities.units_of_other_resources())
        self._list("allocation-count", irregularities.wrong_counts())
        for query in irregularities.empty_holders():
            self._list("holder-empty", query)
        self._list("block-differs", timetable_checks.blocks_beside_their_units())
        self._list("timetable-unheld", timetable_checks.unheld_events())
        self._list("timetable-stray", timetable_checks.stray_blocks())

    # --- the audit trail ----------------------------------------------------------------------------

    def _walk(self, anchors: Sequence[Anchor | None]) -> ChainState:
        chain = walk(self.connection)
        self.examined["audit"] = chain.length
        if chain.redacted:
            self.examined["redacted"] = chain.redacted
        if chain.length:
            self.anchor = Anchor(chain.length, chain.head)
        for seq, why in chain.broken:
            self._note(f"trail-{why}", seq=seq)
        for anchor in anchors:
            if anchor is not None:
                self._look_at_anchor(anchor, chain)
        return chain

    def _look_at_anchor(self, anchor: Anchor, chain: ChainState) -> None:
        entry = tables.audit.c
        found = self.connection.execute(select(entry.hash).where(entry.seq == anchor.seq)).scalar()
        if found is None:
            self._note("anchor-missing", seq=anchor.seq, last=chain.length)
        elif found != anchor.hash:
            self._note("anchor-differs", seq=anchor.seq)

    def _look_at_subjects(self, chain: ChainState, catalogue: Catalogue) -> None:
        nothing = audit.digest_of(None)
        expected = {
            subject
            for subject, digest in chain.digests.items()
            if digest != nothing and subject.partition(":")[0] in KINDS
        }
        for subject, snapshot in self.subjects(catalogue):
            expected.discard(subject)
            last = chain.digests.get(subject)
            if subject in chain.by_sql:
                continue
            if last is None:
                self._note("subject-unrecorded", subject=subject)
            elif snapshot is not None and last not in _digests_of(snapshot, subject):
                self._note("subject-changed", subject=subject)
        for subject in sorted(expected):
            self._note("subject-gone", subject=subject)
        self._look_at_raw_rows(chain)

    def _look_at_decisions(self, chain: ChainState) -> None:
        for code, subject, said in unaccounted_decisions(self.connection, chain):
            self._note(code, subject=subject, decision=said)

    def _look_at_raw_rows(self, chain: ChainState) -> None:
        """Where the database had the last word, what it says of single rows must hold."""
        changed = {
            row.subject
            for (table, key), row in chain.rows.items()
            if not still_stands(self.connection, table, key, row.content)
        }
        for subject in sorted(changed):
            self._note("subject-changed", subject=subject)

    def subjects(self, catalogue: Catalogue) -> Iterator[tuple[str, Snapshot | None]]:
        """Every subject as it is now; without a snapshot when it cannot be read, which is noted."""
        yield from _catalogue_subjects(catalogue)
        for block in Blocks(self.connection, catalogue, []).select():
            yield subject_of_block(block.ref), block_snapshot(block)
        for feed in Feeds(self.connection, catalogue, []).all():
            yield subject_of_feed(feed.code), feed_snapshot(feed)
        for mirror in Mirrors(self.connection, []).all(active=False):
            yield subject_of_mirror(mirror.code), mirror_snapshot(mirror)
        for name, value in Settings(self.connection, []).all().items():
            yield subject_of_setting(name), dict(value)
        calendars = Calendars(self.connection, catalogue, [])
        for calendar in calendars.all(active=False):
            yield subject_of_timetable(calendar.code), timetable_snapshot(calendars.read(calendar))
        for template in Templates(self.connection, catalogue, []).all():
            yield subject_of_template(template.code), template_snapshot(template)
        for wish in WaitingList(self.connection, catalogue, []).all():
            yield subject_of_wish(wish.ref), wish_snapshot(wish)
        for ref, message in Messages(self.connection, catalogue, []).all():
            yield subject_of_message(message.id), message_snapshot(ref, message)
        yield from self._booking_subjects(catalogue)

    def _booking_subjects(self, catalogue: Catalogue) -> Iterator[tuple[str, Snapshot | None]]:
        booking = tables.booking.c
        refs = {row.id: row.ref for row in self.connection.execute(select(booking.id, booking.ref))}
        ids = sorted(refs)
        reader = BookingReader(self.connection, catalogue)
        for start in range(0, len(ids), CHUNK):
            self.progress("subjects", start, len(ids))
            chunk = ids[start : start + CHUNK]
            found = dict(self._snapshots(reader, chunk))
            for key in chunk:
                subject = subject_of_booking(refs[key])
                if key not in found:
                    self._note("subject-unreadable", subject=subject)
                yield subject, found.get(key)

    def _snapshots(self, reader: BookingReader, ids: Sequence[int]) -> Iterator[tuple[int, Snapshot]]:
        """By key; one by one when a chunk holds a booking that cannot be read, to find which."""
        try:
            yield from [(booking.id, booking_snapshot(booking)) for booking in reader.by_ids(ids)]
        except _UNREADABLE:
            if len(ids) > 1:
                for key in ids:
                    yield from self._snapshots(reader, [key])


def _catalogue_subjects(catalogue: Catalogue) -> Iterator[tuple[str, Snapshot]]:
    """Everything in the catalogue."""
    for items in (
        catalogue.partners,
        catalogue.qualifications,
        catalogue.persons,
        catalogue.platforms,
        catalogue.resources,
        catalogue.closures,
    ):
        for item in items.values():
            yield subject_of_item(KIND_OF[type(item)], code_of(item)), item_snapshot(item)


def _digests_of(snapshot: Snapshot, subject: str) -> tuple[str, ...]:
    """The fingerprint of the state, and the one that earlier versions of this program took of it."""
    now = audit.digest_of(snapshot)
    if subject.startswith(subject_of_message(0)[:-1]):
        return now, audit.digest_of({key: value for key, value in snapshot.items() if key != "author"})
    return (now,)


def _detail(error: BaseException) -> str:
    if isinstance(error, StoreDamaged):
        return str(error.params.get("detail", ""))
    return f"{type(error).__name__}: {error}"
