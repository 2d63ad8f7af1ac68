"""What people do to bookings, from whatever screen: ask what must be asked, send it, say it, offer to take it back."""

from __future__ import annotations

from collections import deque
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from platform_booking.domain.booking import State
from platform_booking.domain.errors import StoreError
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.services.selection import ALL_DATES, Dates
from ui.context import Toast
from ui.keeping_words import DOOR, MESSAGE, SEVERAL, words_of
from ui.scopes import SCOPES, dates_of
from ui.undo import Step
from ui.widgets.reason import ReasonDialog, ask_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.approval import BatchResult
    from platform_booking.services.booking import Booked
    from platform_booking.services.deciding import Decided
    from platform_booking.services.moving import Move
    from platform_booking.services.undoables import Undoable
    from platform_booking.services.undoing import Undone
    from ui.context import Context


class Operations(QObject):
    """Commands on bookings. Each runs off the GUI thread, and tells the hub what it changed."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.undo_stack = context.undo_stack
        self._going_back: deque[bool] = deque()
        """What is still to be undone (or, if true, done again), one after the other: the first is under way."""

    # --- deciding -----------------------------------------------------------------------------------

    def approve(
        self,
        booking: Booking,
        *,
        resource: str | None = None,
        days: tuple[date, ...] = (),
        reason: str = "",
    ) -> None:
        """Approve what waits for me."""
        work = partial(
            self._context.platform.approvals.approve,
            booking.ref,
            resource=resource,
            days=days,
            reason=reason,
            expected_version=booking.version,
        )
        self.run(
            "task-approving",
            work,
            self.said_approved,
            then=partial(self._words_sent, (MESSAGE,), booking.ref),
        )

    def said_approved(self, decided: Decided) -> str:
        """Whether it is approved, or whether others have still to agree."""
        booking = decided.booking
        waits = any(item.state is State.REQUESTED for item in booking.allocations)
        return self._context.say("done-approved-step" if waits else "done-approved", title=booking.title)

    def decline(
        self,
        booking: Booking,
        reason: str = "",
        *,
        resource: str | None = None,
        days: tuple[date, ...] = (),
    ) -> None:
        """Refuse what waits for me; asks for the reason where none is given."""
        if not reason.strip():
            again = partial(self.decline, booking, resource=resource, days=days)
            ask_reason(self._window, self._context, "decline", booking.title, again, booking.ref)
            return
        work = partial(
            self._context.platform.approvals.decline,
            booking.ref,
            reason.strip(),
            resource=resource,
            days=days,
            expected_version=booking.version,
        )
        said = self._context.say("done-declined", title=booking.title)
        self.run(
            "task-declining", work, said, then=partial(self._words_sent, ("decline", MESSAGE), booking.ref)
        )

    def approve_all(self, refs: Sequence[str]) -> None:
        """Approve those that meet nothing; say which were left."""
        self._context.tasks.command(
            self._context.say("task-approving"),
            partial(self._context.platform.approvals.approve_all, tuple(refs)),
            partial(self._batch_done, "approved"),
            failed=self._context.refused.emit,
        )

    def decline_all(self, refs: Sequence[str], reason: str) -> None:
        """Refuse several for one reason; say which were left."""
        self._context.tasks.command(
            self._context.say("task-declining"),
            partial(self._context.platform.approvals.decline_all, tuple(refs), reason),
            partial(self._batch_done, "declined"),
            failed=self._context.refused.emit,
        )

    def _batch_done(self, verb: str, result: BatchResult) -> None:
        for decided in result.done:
            self._context.hub.announce(decided.changes)
            self._remember(self._context.say(f"done-{verb}", title=decided.booking.title), decided.undoable)
        words_of(self._context).forget("decline", SEVERAL)
        said = self._context.say(f"done-{verb}-many", count=len(result.done))
        self._context.toast.emit(Toast(said))
        if result.refused:
            reasons = "\n".join(f"{ref}: {self._context.explain(error)}" for ref, error in result.refused)
            self._context.failed.emit(
                self._context.say("batch-left", count=len(result.refused), reasons=reasons)
            )

    # --- changing -----------------------------------------------------------------------------------

    def cancel(self, booking: Booking, dates: Dates = ALL_DATES) -> None:
        """Cancel dates of a booking, with a reason that is asked for."""
        title = booking.title
        ask_reason(
            self._window, self._context, "cancel", title, partial(self._cancel, booking, dates), booking.ref
        )

    def cancel_some(self, booking: Booking, day: date) -> None:
        """Cancel a date of a series, or as far beyond it as people say when they are asked why."""

        def go_on() -> None:
            scope = dialog.scope.value if dialog.scope is not None else ""
            self._cancel(booking, dates_of(scope, day), dialog.reason)

        scopes = [(item, self._context.say(f"series-scope-{item}")) for item in SCOPES]
        dialog = ReasonDialog(self._window, self._context, "cancel", booking.title, scopes, ref=booking.ref)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(go_on)
        dialog.open()

    def _cancel(self, booking: Booking, dates: Dates, why: str) -> None:
        work = partial(
            self._context.platform.changes.cancel,
            booking.ref,
            why,
            dates,
            expected_version=booking.version,
        )
        said = self._context.say("done-cancelled", title=booking.title)
        self.run("task-cancelling", work, said, then=partial(self._words_sent, ("cancel",), booking.ref))

    def _words_sent(self, actions: Iterable[str], ref: str, _answer: Any = None) -> None:
        """What was written for these is not needed any more."""
        for action in actions:
            words_of(self._context).forget(action, ref)

    def move(
        self, booking: Booking, to: Move, dates: Dates, said: str, failed: Callable[[Any], None] | None = None
    ) -> None:
        """Move dates of a booking."""
        work = partial(
            self._context.platform.changes.move, booking.ref, to, dates, expected_version=booking.version
        )
        self.run("task-moving", work, said, failed)

    def use(self, action: str, booking: Booking, day: date) -> None:
        """Say what happens on the day: check-in, finish or no-show."""
        from platform_booking.services.using import Meant  # noqa: PLC0415 - brings much, wanted on the day only

        using = self._context.platform.using
        does = {"check-in": using.check_in, "finish": using.finish, "no-show": using.no_show}[action]
        said = self._context.say(f"done-{action}", title=booking.title)
        work = partial(does, booking.ref, Meant(day))

        def refused(error: BookingError) -> None:
            """At the door those who answer for the equipment may let it be used all the same, and say why."""
            if not (isinstance(error, RuleRefused) and self._may_set_aside(error)):
                self._context.refused.emit(error)
                return
            title = " ".join(map(self._context.violation, error.violations))
            ask_reason(self._window, self._context, DOOR, title, override, booking.ref)

        def override(why: str) -> None:
            forget = partial(self._words_sent, (DOOR,), booking.ref)
            self.run("task-using", partial(work, override=why), said, then=forget)

        self.run("task-using", work, said, refused)

    def _may_set_aside(self, error: RuleRefused) -> bool:
        return all(self._context.me.login in violation.who_can for violation in error.violations)

    @property
    def window(self) -> QWidget:
        """Over which questions are asked."""
        return self._window

    def _besides(self, answer: Any) -> str:
        """What else there is to say: who gave way, how many bookings changed unit, and what is missing on the day."""
        titles = {before.ref: before.title for before, _ in getattr(answer, "rivals", ())}
        gone = [titles.get(ref, ref) for ref in getattr(answer, "displaced", ())]
        refs = {item.ref for item in getattr(answer, "reassigned", ())}
        said = [self._context.say("done-gave-way", titles=gone, count=len(gone))] if gone else []
        said += [self._context.say("done-made-room", count=len(refs))] if refs else []
        said += self._context.violations(getattr(answer, "missing", ()))
        return "".join(f" · {item}" for item in said)

    def run(
        self,
        label: str,
        work: Callable[[], Any],
        said: str | Callable[[Any], str],
        failed: Callable[[Any], None] | None = None,
        then: Callable[[Any], None] | None = None,
    ) -> None:
        """Any command whose answer has ``changes`` and ``undoable``; what is said of it may depend on the answer."""

        def done(answer: Any) -> None:
            self._context.hub.announce(answer.changes)
            undoable = answer.undoable if answer.changes else None
            words = said if isinstance(said, str) else said(answer)
            self._remember(words, undoable)
            self._context.toast.emit(Toast(f"{words}{self._besides(answer)}", undoable))
            if then is not None:
                then(answer)

        self._context.tasks.command(
            self._context.say(label), work, done, failed=failed or self._context.refused.emit
        )

    # --- taking back --------------------------------------------------------------------------------

    def _remember(self, text: str, undoable: Undoable | None) -> None:
        if undoable is not None:
            self.undo_stack.push(Step(text, undoable))

    def undo(self) -> None:
        """Take back the last change of this window."""
        self._go_back(redo=False)

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._go_back(redo=True)

    def _go_back(self, *, redo: bool) -> None:
        self._going_back.append(redo)
        if len(self._going_back) == 1:
            self._go_on_back()

    def _go_on_back(self) -> None:
        """The next step that is wanted; what there is nothing of is forgotten."""
        while self._going_back:
            redo = self._going_back[0]
            step = self.undo_stack.take(redo=redo)
            if step is not None:
                self._take_back(step, redo=redo)
                return
            self._going_back.popleft()

    def _take_back(self, step: Step, *, redo: bool) -> None:
        def done(undone: Undone) -> None:
            self._context.hub.announce(undone.changes)
            self.undo_stack.put(Step(step.text, undone.undoable), redo=not redo)
            name = "done-redone" if redo else "done-undone"
            self._context.toast.emit(Toast(self._context.say(name, what=step.text)))
            self._going_back.popleft()
            self._go_on_back()

        def failed(error: BookingError) -> None:
            self._going_back.clear()
            if isinstance(error, StoreError | BookingConflict):  # later it may be possible
                self.undo_stack.put(step, redo=redo)
            name = "redo-refused" if redo else "undo-refused"
            self._context.failed.emit(
                self._context.say(name, what=step.text, why=self._context.explain(error))
            )

        self._context.tasks.command(
            self._context.say("task-undoing"),
            partial(self._context.platform.undoing.undo, step.undoable),
            done,
            failed=failed,
        )

    # --- taking along -------------------------------------------------------------------------------

    def export(self, kind: str, key: str, name: str, scope: str = "full") -> None:
        """Write the calendar of a booking, resource, platform, person or partner to a file that people choose."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            self._context.say("export-title", name=name),
            str(Path(documents) / f"{_file_name(key)}.ics"),
            self._context.say("export-filter"),
        )
        if chosen:
            self.export_to(kind, key, Path(chosen), scope)

    def export_to(self, kind: str, key: str, path: Path, scope: str = "full") -> None:
        """Write that calendar to that file."""
        calendars, language = self._context.platform.calendars, self._context.texts.language

        def work() -> int:
            content = calendars.export(kind, key, scope, language)
            return write_file(path, content)

        def done(_size: int) -> None:
            self._context.toast.emit(Toast(self._context.say("done-exported", file=path.name)))

        self._context.tasks.command(
            self._context.say("task-exporting"), work, done, failed=self._context.refused.emit
        )

    def copy_ref(self, ref: str) -> None:
        """Put the booking's reference on the clipboard."""
        QGuiApplication.clipboard().setText(ref)
        self._context.toast.emit(Toast(self._context.say("done-copied", ref=ref)))


def said_booked(context: Context, booked: Booked) -> str:
    """Whether it is booked, or asked for."""
    booking = booked.booking
    name = "editor-done-booked" if booking.status == State.APPROVED else "editor-done-sent"
    return context.say(name, title=booking.title, count=len(booking.occurrences))


def write_file(path: Path, content: bytes) -> int:
    """Write a file. Raises InvalidInput when the system does not let us."""
    from platform_booking.domain.errors import InvalidInput  # noqa: PLC0415 - only where it fails

    try:
        return path.write_bytes(content)
    except OSError as error:
        raise InvalidInput("file-unwritable", path=str(path), detail=error.strerror or str(error)) from error


def _file_name(key: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in key).strip("-") or "calendar"
