"""What becomes of a proposal when the hand lets go: booked, moved, exchanged; or a "no" with its ways out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal

from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.recurrence import Lapse, localize, wall_time
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.moving import Move
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from platform_booking.services.series import LineEdit, SeriesEdit
from ui.blocking import Blocking
from ui.context import Selected
from ui.dialogs.editor.ways import more_of, takeable
from ui.dialogs.series import SeriesDialog
from ui.draft import Draft, DraftLine
from ui.operations import said_booked
from ui.scopes import ALL, dates_of
from ui.screens.planning.quick_book import QuickBook
from ui.screens.planning.ways_out import WaysOut
from ui.timeline.proposal import Intent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.errors import BookingError
    from platform_booking.domain.verdict import Verdict
    from platform_booking.services.booking import Booked
    from platform_booking.services.intent import ToBlock
    from platform_booking.services.series import Changed, SeriesPreview
    from ui.context import Context
    from ui.operations import Operations
    from ui.screens.planning.judging import Judge
    from ui.timeline.proposal import Proposal


class Dropping(QObject):
    """Turns proposals of the timeline into commands."""

    done = Signal()
    """It was sent, or given up: the ghost may go."""
    alternatives_found = Signal(object)
    """The ways out that are offered, to be drawn on the board."""
    refused_late = Signal(object, object)
    """Somebody was faster: the Proposal and the BookingConflict; look again, then ``refuse``."""

    def __init__(
        self, context: Context, operations: Operations, window: QWidget, judge: Callable[[], Judge | None]
    ) -> None:
        super().__init__(window)
        self._context = context
        self._operations = operations
        self._window = window
        self._judge = judge
        self.popover: QuickBook | WaysOut | None = None

    @property
    def judge(self) -> Judge | None:
        """Knows the board that is shown."""
        return self._judge()

    def drop(self, proposal: Proposal, verdict: Verdict, at: QPoint) -> None:
        """The hand has let go."""
        if not verdict.fits:
            self.refuse(proposal, verdict, at)
        elif proposal.kind is Intent.CREATE:
            self._offer_booking(proposal.resource, proposal.span, at)
        else:
            self._move(proposal, verdict.span)

    # --- something new ------------------------------------------------------------------------------

    def _offer_booking(self, resource: str, span: TimeSpan, at: QPoint) -> None:
        popover = QuickBook(self._context, self._window, resource, span)
        popover.book_wanted.connect(self._book)
        popover.more_wanted.connect(self._edit)
        popover.block_wanted.connect(self._block)
        self._open(popover, at)

    def _block(self, asked: ToBlock) -> None:
        self.done.emit()
        Blocking(self._context, self._operations).ask_about(asked)

    def _edit(self, draft: Draft) -> None:
        self.done.emit()
        self._context.editor_wanted.emit(draft)

    def _book(self, draft: Draft) -> None:
        def failed(error: BookingError) -> None:
            """What was typed is not lost: the editor opens with it and says what is in the way."""
            self._edit(replace(draft, refused=error))

        self._operations.run(
            "task-booking",
            partial(self._context.platform.requests.request, request_of(draft)),
            partial(said_booked, self._context),
            failed,
            self._booked,
        )

    def _booked(self, booked: Booked) -> None:
        self.done.emit()
        self._context.booking_wanted.emit(Selected(booked.booking.ref, 1))

    # --- something moved ----------------------------------------------------------------------------

    def _move(
        self,
        proposal: Proposal,
        span: TimeSpan,
        exchange: dict[int, str] | None = None,
        to: TimeSpan | None = None,
    ) -> None:
        """Move what was dragged; ``span`` is where the session lies then, ``to`` where the date itself was told to go."""
        exchanged = exchange or _exchanged(proposal)
        if to is None and not exchanged and self._is_where_it_was(proposal, span):
            self.done.emit()  # another lane of the same pool: which unit serves is the planner's to choose
            return
        if proposal.series:
            self._ask_how_far(proposal, span, exchanged, to)
            return
        self._move_one(proposal, span, exchanged, to)

    def _move_one(
        self, proposal: Proposal, span: TimeSpan, exchanged: dict[int, str], to: TimeSpan | None
    ) -> None:
        work = partial(self._moved, proposal, to, exchanged)

        def failed(error: BookingError) -> None:
            if isinstance(error, BookingConflict):
                self.refused_late.emit(proposal, error)
                return
            self.done.emit()
            self._context.refused.emit(error)

        title = self._title_of(proposal.ref)
        said = self._context.say("done-moved", title=title, when=self._context.texts.when(span))
        self._operations.run("task-moving", work, said, failed, lambda _changed: self.done.emit())

    def _ask_how_far(
        self, proposal: Proposal, span: TimeSpan, exchanged: dict[int, str], to: TimeSpan | None
    ) -> None:
        """Shift was held: show what becomes of every date before anything is done."""

        def read(booking: Booking) -> None:
            if len(booking.occurrences) == 1:
                self._move_one(proposal, span, exchanged, to)
                return
            change = _SeriesMove(self._context, booking, proposal, exchanged, to)
            dialog = SeriesDialog(self._window, self._context, booking.title, change.preview, ALL)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.rejected.connect(self.done)
            dialog.confirmed.connect(partial(self._move_series, change))
            dialog.open()

        self._context.tasks.query(
            self._context.say("task-checking"),
            lambda: self._context.platform.planning.movable(proposal.ref, proposal.occurrence).booking,
            read,
            key="series",
            owner=self,
            failed=self._not_moved,
        )

    def _move_series(self, change: _SeriesMove, scope: str, skip: bool) -> None:  # noqa: FBT001 - a signal's
        said = self._context.say("series-done", title=change.booking.title)
        work = partial(change.commit, scope, skip=skip)
        self._operations.run("task-moving", work, said, self._not_moved, lambda _changed: self.done.emit())

    def _not_moved(self, error: BookingError) -> None:
        self.done.emit()
        self._context.refused.emit(error)

    def _is_where_it_was(self, proposal: Proposal, span: TimeSpan) -> bool:
        session = self.judge.session(proposal.ref, proposal.occurrence) if self.judge else None
        return session is not None and session.use == span

    def _moved(
        self, proposal: Proposal, to: TimeSpan | None, exchanged: dict[int, str], *, dry_run: bool = False
    ) -> Changed:
        """Off the GUI thread: the move as the service takes it, for the version that is there now."""
        platform = self._context.platform
        booking = platform.planning.movable(proposal.ref, proposal.occurrence).booking
        date = next(item for item in booking.occurrences if item.number == proposal.occurrence)
        dates = Dates()
        if len(booking.occurrences) > 1:
            dates = Dates(date.day(booking.zone), following=proposal.series)
        span = to or _dragged(booking, date, proposal)
        move = Move(span.start, span.end)
        if exchanged:
            return platform.changes.exchange(
                booking.ref,
                exchanged,
                to=None if span == date.span else move,
                dry_run=dry_run,
                expected_version=booking.version,
            )
        return platform.changes.move(
            booking.ref,
            move,
            dates,
            dry_run=dry_run,
            expected_version=booking.version,
        )

    # --- a "no" -------------------------------------------------------------------------------------

    def refuse(self, proposal: Proposal, verdict: Verdict, at: QPoint) -> None:
        """Say who is in the way, and look for the nearest ways out."""
        judge = self.judge
        assert judge is not None
        titles = {session.ref: session.title for session in judge.sessions.values()}
        popover = WaysOut(self._context, self._window, verdict, titles)
        popover.taken.connect(partial(self._take, proposal, at))
        self._open(popover, at)
        self._context.tasks.query(
            self._context.say("task-checking"),
            partial(self._ways_out, proposal),
            self._offer_ways,
            key="ways-out",
            owner=popover,
            failed=self._no_ways,
        )

    def _ways_out(self, proposal: Proposal) -> tuple[Alternative, ...]:
        """Off the GUI thread: the ways out, as the very service finds them that would refuse."""
        try:
            if proposal.kind is Intent.CREATE:
                draft = _draft_of(proposal.resource, proposal.span, self._context.say("action-new-booking"))
                self._context.platform.requests.request(request_of(draft), dry_run=True)
            else:
                self._moved(proposal, None, _exchanged(proposal), dry_run=True)
        except BookingConflict as refusal:
            return tuple(takeable(refusal.alternatives))
        return ()

    def _offer_ways(self, alternatives: tuple[Alternative, ...]) -> None:
        if isinstance(self.popover, WaysOut):
            self.popover.offer(alternatives)
            self.alternatives_found.emit(alternatives)

    def _no_ways(self, error: BookingError) -> None:
        self._offer_ways(())
        self._context.tasks.refused.emit(error, "")

    def _take(self, proposal: Proposal, at: QPoint, alternative: Alternative) -> None:
        """One of the ways out was taken."""
        resource = alternative.resource if alternative.instead_of else ""
        if alternative.add:
            more, trainers = more_of(alternative)
            draft = _draft_of(resource or proposal.resource, alternative.span, "")
            self._edit(replace(draft, lines=(*draft.lines, *more), trainers=trainers))
            return
        if proposal.kind is Intent.CREATE:
            self._offer_booking(resource or proposal.resource, alternative.span, at)
            return
        exchange = {}
        if resource and self.judge is not None:
            lines = self.judge.lines(proposal)
            exchange = {
                line.line.number: resource for line in lines if line.resource.code == alternative.instead_of
            }
        self._move(proposal, alternative.span, exchange or None, alternative.span)

    # --- popovers -----------------------------------------------------------------------------------

    def _open(self, popover: QuickBook | WaysOut, at: QPoint) -> None:
        self.popover = popover
        popover.closed.connect(partial(self._closed, popover))
        popover.open_at(QRect(at, QSize(1, 1)))

    def _closed(self, popover: QuickBook | WaysOut) -> None:
        if self.popover is popover:
            self.popover = None
            self._context.tasks.forget("ways-out")
            self.done.emit()
        popover.deleteLater()

    def _title_of(self, ref: str) -> str:
        sessions = self.judge.sessions.values() if self.judge else ()
        return next((session.title for session in sessions if session.ref == ref), ref)


def _dragged(booking: Booking, date: Occurrence, proposal: Proposal) -> TimeSpan:
    """Where the date goes when one of its lines goes where the hand has it: all of a campaign by as much on the clock.

    Raises InvalidInput where an edge of a line with a length of its own was pulled: that is not the session's.
    """
    zone, was = booking.zone, proposal.was
    assert was is not None
    line = next(item for item in booking.lines if item.number == proposal.line)
    start = wall_time(date.span.start, zone)
    start += wall_time(proposal.span.start, zone) - wall_time(was.start, zone)
    if proposal.kind is Intent.RESIZE:
        if line.length is not None:
            raise InvalidInput("line-own-length", resource=line.resource)
        end = wall_time(date.span.end, zone)
        end += wall_time(proposal.span.end, zone) - wall_time(was.end, zone)
        return TimeSpan(localize(start, zone), localize(end, zone))
    length = Lapse.between(date.span.start, date.span.end, zone)
    begin = localize(start, zone)
    return TimeSpan(begin, length.after(begin, zone))


class _SeriesMove:
    """A drag that means more than one date, for the version that was there when it was dropped."""

    def __init__(
        self,
        context: Context,
        booking: Booking,
        proposal: Proposal,
        exchanged: dict[int, str],
        told: TimeSpan | None,
    ) -> None:
        self._series = context.platform.series
        self.booking = booking
        date = next(item for item in booking.occurrences if item.number == proposal.occurrence)
        span = told or _dragged(booking, date, proposal)
        self._day = date.day(booking.zone)
        end = span.end if span.length != date.span.length else None
        to = None if span == date.span else Move(span.start, end, of=self._day)
        codes = {line.number: line.resource for line in booking.lines}
        exchange = {codes[number]: code for number, code in exchanged.items()}
        self._edit = SeriesEdit(to=to, lines=LineEdit(exchange=exchange))

    def preview(self, scope: str) -> SeriesPreview:
        """Off the GUI thread: what it would do that far."""
        return self._series.preview(
            self.booking.ref, self._edit, dates_of(scope, self._day), expected_version=self.booking.version
        )

    def commit(self, scope: str, *, skip: bool) -> Changed:
        """Off the GUI thread: do it."""
        return self._series.change(
            self.booking.ref,
            self._edit,
            dates_of(scope, self._day),
            skip_conflicts=skip,
            expected_version=self.booking.version,
        )


def _exchanged(proposal: Proposal) -> dict[int, str]:
    """The line that was dropped on another row."""
    if proposal.to_resource in (None, proposal.resource):
        return {}
    assert proposal.to_resource is not None
    return {proposal.line: proposal.to_resource}


def _draft_of(resource: str, span: TimeSpan, title: str) -> Draft:
    return Draft(title=title, lines=(DraftLine(resource),), start=span.start, end=span.end)


def request_of(draft: Draft) -> BookingRequest:
    """A draft with a start and an end, as the service takes it."""
    assert draft.start is not None
    return BookingRequest(
        title=draft.title,
        lines=tuple(LineRequest(line.resource, line.quantity) for line in draft.lines),
        start=draft.start,
        end=draft.end,
        learners=draft.learners,
        purpose=draft.purpose,
        trainers=draft.trainers,
        visibility=draft.visibility,
    )
