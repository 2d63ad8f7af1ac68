"""The line to a server that may be in another town: there and back as seldom as can be.

A transaction begins in the same message as its first statement; rows that are only written go with the next question, or
with the COMMIT; several questions are asked at once; and who only takes leave does not wait for an answer.
"""

from __future__ import annotations

import logging
import selectors
from contextlib import ExitStack, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from platform_booking.storage.asking import BEGIN, UNHEEDED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from psycopg import Cursor, Pipeline
    from sqlalchemy import Connection, CursorResult
    from sqlalchemy.engine import Compiled, ExecutionContext

    from platform_booking.storage.asking import Asked, Query

PLAINLY: Final = "BEGIN"
_ASKED: Final = "asked"
"""Execution option: the driver's cursor of a query that was sent already."""
_SAYINGS: Final = "sayings"
"""Execution option of the first of them: what is yet to be sent."""
_RETURNING: Final = " RETURNING "
"""In a statement that writes: then it is answered."""
_SPELLINGS: Final = 200
"""Of queries, that are kept."""
_DIGITS: Final = 100
"""Of each of the two parts in PostgreSQL's number of its version, from 10 on: 150018 is 15.18."""
logging.getLogger("psycopg").setLevel(
    logging.ERROR
)  # what it warns of is a lost line, which is raised besides


class Line(psycopg.Connection[Any]):
    """A connection whose transactions begin and end as is said here."""

    _held: ExitStack | None = None
    """Open as long as something was said that is not waited for."""
    _under_way: Pipeline | None = None
    was_refused = False
    """Whether the last COMMIT failed because it never came to it."""
    _is_known = False
    """Whether we know who is at the other end."""

    def ask(self, begin: str, *sayings: Callable[[], object]) -> None:
        """Say all of it, in a transaction that begins with it unless there is one, and wait once."""
        if self._under_way is not None:
            for say in sayings:
                say()
            self._under_way.sync()
            self._require(TransactionStatus.INTRANS)
            return
        is_idle = self._is_idle
        if len(sayings) == 1 and not is_idle:
            sayings[0]()
        else:
            with self.pipeline():
                who = self._begin(begin) if is_idle else None
                for say in sayings:
                    say()
            self._require(TransactionStatus.INTRANS)
            self._mind_pooler(who)

    def tell(self, begin: str, say: Callable[[], object]) -> None:
        """Say it without waiting: what is wrong with it shows with the next question, or at the end."""
        if self._under_way is None:
            if self._is_idle:
                self.ask(begin)
            self._held = ExitStack()
            self._under_way = self._held.enter_context(self.pipeline())
        say()

    def alone(self, begin: str) -> None:
        """Be in a transaction with nothing under way: for what goes together with nothing."""
        self._release()
        if self._is_idle:
            self.ask(begin)

    def commit(self) -> None:
        """Together with what is under way. Where something of that is refused, nothing is told to be committed."""
        if self._under_way is None:
            super().commit()
            return
        try:
            self.execute(b"COMMIT", prepare=False)
            self._release()
            self._require(TransactionStatus.IDLE)
        except psycopg.Error:
            with suppress(psycopg.Error):
                self._release()
            self.was_refused = self.info.transaction_status is TransactionStatus.INERROR
            if self.was_refused:
                super().rollback()
            raise

    def rollback(self) -> None:
        """Nobody waits for the answer, unless something went wrong."""
        with suppress(psycopg.Error):  # it was told already
            self._release()
        if self.info.transaction_status is TransactionStatus.INTRANS:
            self.pgconn.send_query(b"ROLLBACK")
            self.pgconn.flush()
        else:
            super().rollback()

    def _require(self, expected: TransactionStatus) -> None:
        """Raise unless the server has answered that it is so: of a line that ends in mid-answer the driver says nothing."""
        if self.info.transaction_status != expected:
            raise psycopg.OperationalError("the line was lost before the server had answered")

    @property
    def _is_idle(self) -> bool:
        """Whether no transaction is open, after waiting for whatever was not waited for when one ended."""
        if self.info.transaction_status is TransactionStatus.ACTIVE:
            self._hear_out()
        return self.info.transaction_status is TransactionStatus.IDLE

    def _hear_out(self) -> None:
        with selectors.DefaultSelector() as arrival:
            arrival.register(self.pgconn.socket, selectors.EVENT_READ)
            while True:
                while self.pgconn.is_busy():
                    arrival.select()
                    self.pgconn.consume_input()
                if self.pgconn.get_result() is None:
                    break
        if self.info.transaction_status is TransactionStatus.INERROR:
            super().rollback()  # it was told to stop just when it took leave

    def _begin(self, begin: str) -> Cursor[Any] | None:
        self.execute(begin.encode(), prepare=False)
        return None if self._is_known else self.execute(b"SELECT pg_backend_pid()", prepare=False)

    def _mind_pooler(self, who: Cursor[Any] | None) -> None:
        """A pooler gives each transaction to another process of the server, where nothing is prepared: prepare nothing.

        It gives itself away by the number of a process that is not the server's.
        """
        if who is not None:
            self._is_known = True
            if who.fetchall() != [(self.info.backend_pid,)]:
                self.prepare_threshold = None

    def _release(self) -> None:
        """Wait for what is under way. Raises what the server says of it."""
        held, self._held, self._under_way = self._held, None, None
        if held is not None:
            held.close()


class LineDialect(PGDialect_psycopg):
    """How SQLAlchemy speaks on such a connection. What the server tells everybody who connects is not asked again."""

    supports_statement_cache = True

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"use_native_hstore": False, **options})  # type: ignore[no-untyped-call]

    def connect(self, *arguments: Any, **options: Any) -> Any:
        """As the driver does."""
        return Line.connect(*arguments, **options, autocommit=True)

    def do_execute(
        self, cursor: Any, statement: str, parameters: Any, context: ExecutionContext | None = None
    ) -> None:
        """A statement."""
        options = context.execution_options if context is not None else {}
        line, begin = cast("Line", cursor.connection), options.get(BEGIN, PLAINLY)
        if context is not None and _ASKED in options:
            if _SAYINGS in options:
                line.ask(begin, *options[_SAYINGS])
            context.cursor = options[_ASKED]
            return
        if isinstance(cursor, psycopg.ServerCursor):
            line.alone(begin)
            cursor.execute(statement, parameters)
        elif UNHEEDED in options or (
            context is not None and context.isinsert and _RETURNING not in statement
        ):
            line.tell(begin, lambda: cursor.execute(statement, parameters))
        else:
            line.ask(begin, lambda: cursor.execute(statement, parameters))

    def do_executemany(
        self, cursor: Any, statement: str, parameters: Any, context: ExecutionContext | None = None
    ) -> None:
        """Rows that are written, which has no answer but that it is done."""
        begin = context.execution_options.get(BEGIN, PLAINLY) if context is not None else PLAINLY
        cast("Line", cursor.connection).tell(begin, lambda: cursor.executemany(statement, parameters))

    def do_execute_no_params(
        self, cursor: Any, statement: str, context: ExecutionContext | None = None
    ) -> None:
        """What stands as it is may be several statements."""
        begin = context.execution_options.get(BEGIN, PLAINLY) if context is not None else PLAINLY
        cast("Line", cursor.connection).alone(begin)
        cursor.execute(statement)

    def asked_at_once(self, connection: Connection, asked: Sequence[Asked]) -> list[CursorResult[Any]]:
        """What each query finds; the server is waited for once."""
        line = driver_of(connection)
        sayings = [_saying(line, query, values) for query, values in asked]
        options: list[dict[str, Any]] = [{_ASKED: cursor} for cursor, _ in sayings]
        options[0][_SAYINGS] = [
            say for _, say in sayings
        ]  # all of them where SQLAlchemy minds what the driver raises
        return [
            connection.execute(query, values, execution_options=said)
            for (query, values), said in zip(asked, options, strict=True)
        ]

    def get_default_isolation_level(self, _dbapi_connection: Any) -> Literal["READ COMMITTED"]:
        """PostgreSQL's own. Nothing of ours rests on another."""
        return "READ COMMITTED"

    def _get_server_version_info(self, connection: Connection) -> tuple[int, int]:
        number = driver_of(connection).info.server_version
        return number // _DIGITS**2, number % _DIGITS

    def _get_default_schema_name(self, _connection: Connection) -> str:
        """Nobody asks for it: names are found as the server finds them."""
        return ""

    def _set_backslash_escapes(self, connection: Connection) -> None:
        strings = driver_of(connection).info.parameter_status("standard_conforming_strings")
        self._backslash_escapes = strings == "off"


def driver_of(connection: Connection) -> Line:
    """The driver's connection to a server."""
    return cast("Line", connection.connection.driver_connection)


def alone(connection: Connection) -> Line:
    """The driver's connection in a transaction, with nothing under way: for what only the driver can do."""
    line = driver_of(connection)
    line.alone(connection.get_execution_options().get(BEGIN, PLAINLY))
    return line


def _saying(line: Line, query: Query, values: Mapping[str, Any]) -> tuple[Cursor[Any], Callable[[], object]]:
    cursor, compiled = line.cursor(), _spelt(query)
    statement, spelt = str(compiled).encode(), compiled.construct_params(dict(values))
    return cursor, lambda: cursor.execute(statement, spelt)


@lru_cache(_SPELLINGS)
def _spelt(query: Query) -> Compiled:
    return query.compile(dialect=_SPELLING)


_SPELLING: Final = LineDialect()
"""All of them spell alike."""
