"""One transaction a use case: everything or nothing, entered in the audit trail, retried when others were in the way.

What most use cases need not is imported when it is first wanted.
"""
# ruff: noqa: PLC0415 - for that reason

from __future__ import annotations

import time
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from platform_booking.domain.errors import (
    NotConnected,
    RefusedByStore,
    SlotTaken,
    StoreBusy,
    StoreReadOnly,
    StoreUnavailable,
)
from platform_booking.storage import audit, receipts
from platform_booking.storage.asking import BEGIN, together
from platform_booking.storage.blocks import Blocks
from platform_booking.storage.bookings import Bookings, LostRace, Released
from platform_booking.storage.by_right import RIGHTS
from platform_booking.storage.catalogue import REVISIONS, load_catalogue
from platform_booking.storage.catalogue_writing import CatalogueWriter
from platform_booking.storage.engine import IMMEDIATE, make_engine, require_file
from platform_booking.storage.failures import has_lost_line, translated
from platform_booking.storage.files import require_writable
from platform_booking.storage.occupancy import Wanted, occupancy_of
from platform_booking.storage.places import on_network_share
from platform_booking.storage.schema import Arrival, arrive, check_file, require_known
from platform_booking.storage.stopping import require_wanted, stoppable
from platform_booking.storage.trying import Trying, Unanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, CursorResult, Engine, Row

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.timetables import SubjectKind
    from platform_booking.storage.asking import Asked
    from platform_booking.storage.calendars import Calendars
    from platform_booking.storage.feeds import Feeds, Published
    from platform_booking.storage.invitations import Invitations
    from platform_booking.storage.messages import Messages
    from platform_booking.storage.mirrors import Mirrors
    from platform_booking.storage.notices import Notices
    from platform_booking.storage.outbox import Outbox
    from platform_booking.storage.places import Place
    from platform_booking.storage.rights.scripts import Script
    from platform_booking.storage.rights.status import Session
    from platform_booking.storage.settings import Settings
    from platform_booking.storage.templates import Templates
    from platform_booking.storage.waiting import WaitingList

IDLE_SECONDS: Final = 60.0
"""After which a store that nobody uses gives its connections back to the server."""

_TO_READ: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
"""At a server: one consistent state."""
_ANYTHING: Final = text("SELECT 1")

T = TypeVar("T")


class UnitOfWork:
    """What a use case sees of the store inside one transaction."""

    def __init__(
        self,
        connection: Connection,
        catalogue: Catalogue,
        revision: int,
        attached: Sequence[Any] | None = None,
    ) -> None:
        """``attached`` timetables, where they are known."""
        self.connection = connection
        """For storage's own modules; nothing above storage touches it."""
        self.catalogue = catalogue
        self._revision = revision
        self.changes: list[audit.Change] = []
        self._attached = attached
        self.is_one_step = True
        """Whether all of it is one person's step, to be taken back together."""
        self.holds_back_offers = False
        """Whether what is given up is left to others to offer: the store has refused it to whoever acts."""
        self.bookings = Bookings(connection, catalogue, self.changes)
        self.blocks = Blocks(connection, catalogue, self.changes)

    @cached_property
    def calendars(self) -> Calendars:
        """Timetables that are read in."""
        from platform_booking.storage.calendars import Calendars

        return Calendars(self.connection, self.catalogue, self.changes)

    @cached_property
    def feeds(self) -> Feeds:
        """Feeds that are given out."""
        from platform_booking.storage.feeds import Feeds

        return Feeds(self.connection, self.catalogue, self.changes)

    @cached_property
    def invitations(self) -> Invitations:
        """What guests were told."""
        from platform_booking.storage.invitations import Invitations

        return Invitations(self.connection, self.catalogue)

    @cached_property
    def mirrors(self) -> Mirrors:
        """Calendars kept on CalDAV servers."""
        from platform_booking.storage.mirrors import Mirrors

        return Mirrors(self.connection, self.changes)

    @cached_property
    def settings(self) -> Settings:
        """Settings of the whole store."""
        from platform_booking.storage.settings import Settings

        return Settings(self.connection, self.changes)

    @cached_property
    def messages(self) -> Messages:
        """What is said about requests."""
        from platform_booking.storage.messages import Messages

        return Messages(self.connection, self.catalogue, self.changes)

    @cached_property
    def notices(self) -> Notices:
        """What people are told."""
        from platform_booking.storage.notices import Notices

        return Notices(self.connection, self.catalogue)

    @cached_property
    def outbox(self) -> Outbox:
        """Mail that is to be sent."""
        from platform_booking.storage.outbox import Outbox

        return Outbox(self.connection, self.catalogue)

    @cached_property
    def published(self) -> Published:
        """What feeds have published."""
        from platform_booking.storage.feeds import Published

        return Published(self.connection)

    @cached_property
    def templates(self) -> Templates:
        """Bookings kept to be made again."""
        from platform_booking.storage.templates import Templates

        return Templates(self.connection, self.catalogue, self.changes)

    @cached_property
    def waiting(self) -> WaitingList:
        """Who waits for what."""
        from platform_booking.storage.waiting import WaitingList

        return WaitingList(self.connection, self.catalogue, self.changes)

    @property
    def released(self) -> Sequence[Released]:
        """What this transaction has given up so far."""
        return [*self.bookings.released, *self.blocks.released]

    def occupancy(
        self,
        wanted: Iterable[Wanted],
        *,
        requests: bool = False,
        movable_after: datetime | None = None,
    ) -> Occupancy:
        """Who has the wanted units in the wanted spans, and, asked for, who of them may go to another unit.

        Softly also what timetables say of them.
        """
        from platform_booking.storage.timetable_occupancy import noted_over

        asked = tuple(wanted)
        found = occupancy_of(self.connection, asked, requests=requests, movable_after=movable_after)
        for item in noted_over(self.connection, self.catalogue, self._timetables(), asked):
            found.add(item)
        return found

    def has_timetable(self, kind: SubjectKind, subject: str) -> bool:
        """Whether a timetable is attached to it."""
        return any((row.subject_kind, row.subject) == (kind.value, subject) for row in self._timetables())

    def _timetables(self) -> Sequence[Any]:
        """Those that are attached: asked once in a transaction, unless it may itself have changed them."""
        from platform_booking.storage.timetable_occupancy import ATTACHED

        if self._attached is None or "calendars" in self.__dict__:
            self._attached = self.connection.execute(ATTACHED).all()
        return self._attached

    @cached_property
    def catalogue_writer(self) -> CatalogueWriter:
        """Changes the catalogue."""
        return CatalogueWriter(self.connection, self.catalogue, self.changes, self._revision)

    def enter(self, change: audit.Change) -> None:
        """Enter a change in the audit trail when the transaction commits."""
        self.changes.append(change)


class Store:
    """An opened store. Give it work; it gives back what the work returns."""

    def __init__(self, place: Place, engine: Engine, session: Session | None = None) -> None:
        self.place = place
        self.session = session
        """Who logged in, where the database keeps the rights; None where it does not."""
        self._engine = engine
        self._reading = engine.execution_options(**{BEGIN: _TO_READ})
        self._writing = engine.execution_options(**{IMMEDIATE: True})
        self._catalogue: tuple[int, Catalogue] | None = None
        self._used_at = time.monotonic()
        self.ahead = timedelta()
        """How far a server's clock is ahead of this computer's, as it was seen last."""
        self.settle: Callable[[UnitOfWork], None] | None = None
        """Done at the end of every transaction that gives something up, before it is committed."""
        self.post: Callable[[UnitOfWork], None] | None = None
        """Done at the very end of every transaction, before it is committed: what people are to be told of it."""

    @classmethod
    def open(cls, place: Place) -> Store:
        """Open a store that is there and has the schema we know.

        Raises StoreMissing, StoreDamaged, StoreNewer, StoreOutdated, StoreReadOnly or StoreUnavailable.
        """
        require_file(place)
        if place.path is not None:  # a log is kept beside it even to read
            require_writable(place.path, place.label)
            require_writable(place.path.parent, place.label)
        engine = make_engine(place)
        try:
            arrival = Arrival(None, timedelta()) if place.is_file else arrive(engine, place)
            if place.is_file:
                check_file(engine, place)
        except NotConnected as error:
            engine.dispose()
            from platform_booking.storage.connecting import refined

            raise refined(error, place) from error
        except BaseException:
            engine.dispose()
            raise
        if arrival.session is not None:
            engine = engine.execution_options(**{RIGHTS: True})
        store = cls(place, engine, arrival.session)
        store.ahead = arrival.ahead
        return store

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def rest(self) -> None:
        """Let go of the connections to a server that nobody has used for a while: three hundred desktops share it."""
        idle = time.monotonic() - self._used_at >= IDLE_SECONDS
        pool = self._engine.pool
        if idle and not self.place.is_file and isinstance(pool, QueuePool) and not pool.checkedout():
            pool.dispose()

    @cached_property
    def _besides(self) -> list[Asked]:
        """What nearly everybody asks afterwards: at a server it goes with the first question."""
        if self.place.is_file:
            return []
        from platform_booking.storage.timetable_occupancy import ATTACHED

        return [(ATTACHED, {})]

    @property
    def on_network_share(self) -> bool:
        """Whether the store is a file where SQLite's locks cannot be relied on."""
        return self.place.path is not None and on_network_share(self.place.path)

    def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run work that only reads, on one consistent state of the store; again when a server's line was lost under way.

        Raises StoreNewer or StoreOutdated when the store is no longer the one that was opened.
        """
        trying = Trying()
        while True:
            try:
                with self._reading_after((REVISIONS, {}), *self._besides) as (connection, (answer, *others)):
                    trying.has_reached = not self.place.is_file
                    known = self._catalogue_of(connection, answer.one())
                    return work(UnitOfWork(connection, *known, *(other.all() for other in others)))
            except StoreUnavailable as error:
                trying.after_loss(error)

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run work and commit it with its audit entries, or leave the store as it was.

        The work may be run several times: when the store was busy or deadlocked, when another transaction changed
        what it had read, when the store refused a slot that it had seen free, and when a server's line was lost. Each
        run sees the store anew, so that in the end it either succeeds or raises for a reason that holds. It is
        committed once: where the line was lost during the COMMIT, the server is asked. Raises StoreBusy when patience
        ends, OutcomeUnknown when the server does not come back to answer, StoreNewer or StoreOutdated when the store is no
        longer the one that was opened.
        """
        trying = Trying()
        while True:
            try:
                return self._write_once(work, trying)
            except (StoreBusy, LostRace, SlotTaken) as error:
                trying.after_refusal(error)
            except (RefusedByStore, StoreReadOnly) as error:
                trying.after_prohibition(error)
            except (StoreUnavailable, Unanswered) as error:
                trying.after_loss(error)

    def _write_once(self, work: Callable[[UnitOfWork], T], trying: Trying | None = None) -> T:
        trying = trying or Trying()
        self._require_writable()
        self._used_at = time.monotonic()
        first = (receipts.leaving(self._writing), {"key": trying.key})
        with translated(), _begun(self._writing, first, *self._besides) as (connection, (answer, *others)):
            trying.has_reached = not self.place.is_file
            row = answer.one()
            if not row.is_new:
                assert trying.unanswered is not None
                return cast("T", trying.unanswered.done)
            require_wanted()
            known = self._catalogue_of(connection, row)
            unit_of_work = UnitOfWork(connection, *known, *(other.all() for other in others))
            unit_of_work.holds_back_offers = trying.holds_back_offers
            done = work(unit_of_work)
            if unit_of_work.released and self.settle is not None:
                trying.has_settled = True
                self.settle(unit_of_work)
            if self.post is not None:
                self.post(unit_of_work)
            require_wanted()
            audit.append(connection, unit_of_work.changes, one_step=unit_of_work.is_one_step)
            try:
                connection.commit()
            except DBAPIError as error:
                if self.place.is_file or not has_lost_line(error) or _was_refused(connection):
                    raise
                raise Unanswered(done, str(error.orig)) from error
        return done

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent state of the store as it lies there, for storage's own checks and copies."""
        with self._reading_after((_ANYTHING, {})) as (connection, _):
            yield connection

    @contextmanager
    def _reading_after(self, *asked: Asked) -> Iterator[tuple[Connection, list[CursorResult[Any]]]]:
        """The same, with what was asked first."""
        self._used_at = time.monotonic()
        with translated(), _begun(self._reading, *asked) as begun:
            yield begun

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction below the audit trail, for storage's own use: committed unless something is raised."""
        self._require_writable()
        with translated(), _begun(self._writing, (_ANYTHING, {})) as (connection, _):
            yield connection
            connection.commit()

    def was_done(self, key: str) -> bool:
        """What became of a transaction of which nobody knew (OutcomeUnknown). If it was not done, it never will be.

        A receipt is tried, and taken back: one that is under way would be waited for.
        """
        self._require_writable()
        with translated(), _begun(self._writing, (receipts.leaving(self._writing), {"key": key})) as begun:
            return not begun[1][0].one().is_new

    def _require_writable(self) -> None:
        if self.place.only_read:
            raise StoreReadOnly(store=self.place.label, detail="opened for reading", only_read=True)

    def carry_out(self, script: Script) -> None:
        """What is done to the server rather than to the store's content: roles and rights."""
        with translated():
            script.run(self._engine)

    def _catalogue_of(self, connection: Connection, known: Row[Any]) -> tuple[Catalogue, int]:
        """As ``catalogue.REVISIONS`` found it, and its number."""
        revision = int(known.catalogue or 0)
        require_known(known.schema, self.place)  # somebody may have migrated it since it was opened
        if self._catalogue is None or self._catalogue[0] != revision:
            self._catalogue = (revision, load_catalogue(connection))
        return self._catalogue[1], revision


def _was_refused(connection: Connection) -> bool:
    """Whether the server is known not to have committed: it refused what was to be."""
    from platform_booking.storage.line import driver_of

    return not connection.invalidated and driver_of(connection).was_refused


@contextmanager
def _begun(engine: Engine, *asked: Asked) -> Iterator[tuple[Connection, list[CursorResult[Any]]]]:
    """A transaction that begins with these questions, and their answers; taken back unless it is committed.

    The server may have gone and come back since a connection was used last: then another one is made.
    """
    require_wanted()
    is_second = False
    while True:
        connection = engine.connect()
        try:
            with stoppable(connection):
                try:
                    answers = together(connection, asked)
                except DBAPIError as error:
                    if is_second or not error.connection_invalidated:
                        raise
                    is_second = True
                else:
                    yield connection, answers
                    return
        finally:
            connection.close()
