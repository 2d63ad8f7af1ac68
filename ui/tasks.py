"""Work for the store, off the GUI thread: the window stays alive however long the store takes to answer.

Queries may run side by side and supersede one another by key; commands run one after the other in the order in which
they were given. Answers arrive on the GUI thread.
"""

from __future__ import annotations

import itertools
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from platform_booking.domain.errors import BookingError, Stopped
from platform_booking.services.stopping import Stop, stopped_by

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
SHOWN_AFTER_MS: Final = 200
"""Work that takes longer is said in the status bar."""
READERS: Final = 2
_log = logging.getLogger(__name__)


class Unexpected(BookingError):
    """A mistake of ours, not of the user's or the store's."""

    code = "unexpected-window"


@dataclass(eq=False, slots=True)
class _Job:
    number: int
    label: str
    key: str | None
    owner: QObject | None
    then: Callable[[Any], None] | None
    failed: Callable[[BookingError], None] | None
    is_command: bool = False
    work: Callable[[], Any] | None = None
    """Of a command: what is under way is known by it."""
    stop: Stop = field(default_factory=Stop)
    future: Future[Any] | None = None
    superseded: bool = False

    @property
    def is_wanted(self) -> bool:
        """Whether somebody still waits for the answer."""
        return not self.superseded and (self.owner is None or isValid(self.owner))


class Tasks(QObject):
    """Runs work elsewhere and brings the answers back."""

    waiting = Signal(str)
    """The label of what has been waited for since more than a moment; empty when nothing is."""
    refused = Signal(object, str)
    """A BookingError that whoever asked does not handle itself, and the key of the query that will be asked again."""
    succeeded = Signal(str)
    """The store has answered something that was waited for: the query's key, empty for one without."""
    idle = Signal()
    """Nothing is under way any more."""
    _answered = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = ThreadPoolExecutor(READERS, thread_name_prefix="store-reading")
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="store-writing")
        self._numbers = itertools.count(1)
        self._open: dict[int, _Job] = {}
        self._latest: dict[str, _Job] = {}
        self._said = ""
        self._closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._say_what_is_waited_for)

    # --- asking -------------------------------------------------------------------------------------

    def query(
        self,
        label: str,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        key: str | None = None,
        owner: QObject | None = None,
        failed: Callable[[BookingError], None] | None = None,
    ) -> None:
        """Read something. A later query with the same ``key`` makes this one's answer unwanted."""
        job = _Job(next(self._numbers), label, key, owner, then, failed)
        if key is not None:
            earlier = self._latest.get(key)
            if earlier is not None:
                self._drop(earlier)
            self._latest[key] = job
        self._start(self._reading, job, work)

    def command(
        self,
        label: str,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        *,
        owner: QObject | None = None,
        failed: Callable[[BookingError], None] | None = None,
    ) -> None:
        """Change something. Commands never overtake each other and are never dropped.

        The very same work, while it is under way, is not begun a second time: an impatient hand meant it once.
        """
        if any(
            _is_same(item.work, work) for item in self._open.values() if item.is_command and item.is_wanted
        ):
            return
        job = _Job(next(self._numbers), label, None, owner, then, failed, is_command=True, work=work)
        self._start(self._writing, job, work)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._open

    def awaits(self, key: str) -> bool:
        """Whether the answer to that query is still to come."""
        return key in self._latest

    def forget(self, key: str) -> None:
        """Nobody wants the answer to that query any more."""
        job = self._latest.pop(key, None)
        if job is not None:
            self._drop(job)

    def stop(self) -> None:
        """Nobody wants to wait any longer: questions are dropped; what is being written ends unless it is committed."""
        for job in [item for item in self._open.values() if item.is_wanted]:
            job.stop.now()
            has_not_begun = job.future is not None and job.future.cancel()
            if job.is_command and not has_not_begun:
                continue  # whether it was written it says itself
            self._answered.emit(job, None, Stopped())

    def close(self) -> None:
        """Finish what is being written; drop what was only asked."""
        self._closed = True
        for job in self._open.values():
            job.superseded = True
        self._reading.shutdown(wait=False, cancel_futures=True)
        self._writing.shutdown(wait=True)
        self._patience.stop()

    # --- running ------------------------------------------------------------------------------------

    def _start(self, executor: ThreadPoolExecutor, job: _Job, work: Callable[[], Any]) -> None:
        if self._closed:  # a timer of a window that is going away
            return
        self._open[job.number] = job
        if not self._patience.isActive() and not self._said:
            self._patience.start()
        job.future = executor.submit(_stoppable, job.stop, work)
        job.future.add_done_callback(lambda future: self._done_elsewhere(job, future))

    def _drop(self, job: _Job) -> None:
        job.superseded = True
        if job.future is not None and job.future.cancel():
            self._open.pop(job.number, None)

    def _done_elsewhere(self, job: _Job, future: Future[Any]) -> None:
        """On whatever thread it ended: hand the answer over."""
        if future.cancelled() or not isValid(self):
            return
        error = future.exception()
        self._answered.emit(job, None if error else future.result(), error)

    def _deliver(self, job: _Job, answer: Any, error: BaseException | None) -> None:
        """On the GUI thread: tell whoever asked, if they are still there."""
        if self._open.pop(job.number, None) is None:
            if error is not None:
                _log.info("stopped, and ended with %s: %s", type(error).__name__, job.label)
            return  # whoever asked has been told
        if job.key is not None and self._latest.get(job.key) is job:
            del self._latest[job.key]
        self._say_what_is_waited_for()
        try:
            self._tell(job, answer, error)
        finally:
            if not self._open:
                self.idle.emit()

    def _tell(self, job: _Job, answer: Any, error: BaseException | None) -> None:
        if error is not None and not isinstance(error, BookingError):
            _log.error("while: %s", job.label, exc_info=error)
            self._tell(job, None, Unexpected(detail=f"{type(error).__name__}: {error}"))
            raise error
        if not job.is_wanted:
            if error is not None:
                _log.info("nobody waits any more for: %s (%s)", job.label, error)
            return
        if error is None:
            self.succeeded.emit(job.key or "")
            if job.then is not None:
                job.then(answer)
        elif job.failed is not None:
            job.failed(error)
        else:
            self.refused.emit(error, job.key or "")

    def _say_what_is_waited_for(self) -> None:
        wanted = [job.label for job in self._open.values() if job.is_wanted]
        if self._patience.isActive() and wanted:
            return  # it is not long yet
        said = wanted[0] if wanted else ""
        if said != self._said:
            self._said = said
            self.waiting.emit(said)


def _stoppable(stop: Stop, work: Callable[[], T]) -> T:
    with stopped_by(stop):
        return work()


def _is_same(one: Callable[[], Any] | None, other: Callable[[], Any]) -> bool:
    """Whether both do the same with the same: the same function, or one with the same arguments filled in."""
    if isinstance(one, partial) and isinstance(other, partial):
        return (one.func, one.args, one.keywords) == (other.func, other.args, other.keywords)
    return one == other
