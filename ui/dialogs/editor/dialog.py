"""The booking editor: form at the left, resources and what comes of them at the right, one sentence and one button below."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from platform_booking.domain.errors import OutcomeUnknown, StaleVersion
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from ui.context import Toast
from ui.dialogs.editor.change import ChangeSeen, merged
from ui.dialogs.editor.couriers import ChangedBooking, Courier, NewBooking
from ui.dialogs.editor.drafts import Drafts, SavedDraft
from ui.dialogs.editor.form import WIDTH as FORM
from ui.dialogs.editor.form import BookingForm
from ui.dialogs.editor.header import EditorHeader
from ui.dialogs.editor.keeping import DraftKeeper
from ui.dialogs.editor.looking import Looker
from ui.dialogs.editor.notices import Strip
from ui.dialogs.editor.outcome import Footer
from ui.dialogs.editor.panel import SessionPanel
from ui.dialogs.editor.promise import nothing_yet
from ui.dialogs.editor.repetition import dates_sentence
from ui.dialogs.editor.request import request_of, state_of, zone_for
from ui.dialogs.editor.searching import can_be_searched, kept_of, search_of
from ui.dialogs.editor.sending import Sender
from ui.dialogs.editor.style import editor_style
from ui.dialogs.editor.templates import SaveTemplate
from ui.dialogs.editor.versions import Versions
from ui.doubt import Doubt
from ui.keeping_words import kept_folder
from ui.widgets.halves import Halves
from ui.widgets.layout import column, open_at

if TYPE_CHECKING:
    from datetime import date

    from platform_booking.domain.board import Board
    from platform_booking.domain.booking import Booking
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.preview import Preview
    from platform_booking.services.templates import KeptTemplate
    from ui.change_hub import Change
    from ui.context import Context
    from ui.dialogs.editor.request import FormState
    from ui.draft import Draft
    from ui.operations import Operations

SIZE: Final = (1160, 776)
LEAST: Final = (900, 560)
_DIGITS: Final = {"1": 1, "2": 2, "3": 3, "&": 1, "é": 2, '"': 3}
"""Also as they lie on a French keyboard."""


class BookingEditor(QDialog):
    """Writes one booking, new or there already. It blocks nothing, and keeps what was typed."""

    booked = Signal(object)
    """The Booking that was asked for or changed."""

    def __init__(
        self,
        context: Context,
        operations: Operations,
        draft: Draft,
        parent: QWidget | None = None,
        *,
        drafts: Drafts | None = None,
        resume: SavedDraft | None = None,
    ) -> None:
        """``resume`` is a draft of the same that was kept, and is gone on with at once."""
        super().__init__(parent)
        self._context = context
        zone = zone_for(context.catalogue, (line.resource for line in draft.lines))
        self._start = self._state = state_of(draft, zone or zone_of(context.texts.zone_name), context.now())
        self._change = ChangedBooking(context, draft) if draft.editing else None
        self._courier: Courier = self._change or NewBooking(context)
        if self._change:
            self._start = self._state = self._change.before
        self._answer: Any = None
        self._day: date | None = None
        self._versions = Versions(context, self._change, self) if self._change else None
        self._doubt = Doubt(context, self)
        self._sender = Sender(self, context, operations, self._courier, self._change)
        kept = drafts or Drafts(kept_folder(), context.platform.address, context.me.login)
        self.keeper = DraftKeeper(context, kept, self._start, lambda: self._state, self, self._change)
        self._build()
        self._connect()
        if resume is None:
            self.keeper.offer()
            self._changed(keep=False)
        else:
            self.keeper.resume(resume)
        if draft.refused is not None:
            self.problem.tell(self._refusal(draft.refused), first="")
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- assembly -----------------------------------------------------------------------------------

    def _build(self) -> None:
        say = self._context.say
        ref = self._change.booking.ref if self._change else ""
        self.setWindowTitle(say("editor-edit", ref=ref) if ref else say("editor-new"))
        self.setMinimumSize(*LEAST)
        open_at(self, self._context.theme, *SIZE)
        self.setStyleSheet(editor_style(self._context))
        body = column(self)
        self.header = EditorHeader(self._context, self.windowTitle(), self.keeper, self._change)
        self.scope = self.header.scope
        body.addWidget(self.header)
        self.problem = Strip(self._context, "danger", "", say("editor-dismiss"))
        body.addWidget(self.keeper.strip)
        body.addWidget(self.problem)
        self.form = BookingForm(self._context, self._state, self._organiser())
        self.panel = SessionPanel(
            self._context, self._state, leaving=self._change.booking.ref if self._change else ""
        )
        theme = self._context.theme
        body.addWidget(
            Halves(
                self.form,
                self.panel,
                measured=self.form,
                width_of=lambda _room: theme.px(FORM),
                least=theme.px(LEAST[0]) if theme.has_large_text else 0,
            ),
            1,
        )
        self.footer = Footer(self._context, editing=self._change is not None)
        body.addWidget(self.footer)
        if self._change:
            self.form.limit_to_change()
            self.panel.lines.limit_to_change()

    def _organiser(self) -> tuple[str, str]:
        """Whose booking it is: of one that is there its own organiser, else whoever sits here."""
        if self._change is not None:
            return self._change.booking.organiser, self._change.booking.partner
        me = self._context.me
        return me.login, me.person.partner if me.person else ""

    def _connect(self) -> None:
        self._looker = Looker(self._context, self, self._courier.look)
        self._looker.seen.connect(self._on_seen)
        self._looker.bars.connect(self._on_bars)
        self._looker.failed.connect(self._on_not_understood)
        self._looker.slow.connect(self.panel.show_busy)
        self.form.changed.connect(self._on_form)
        self.panel.edited.connect(self._on_panel)
        self.panel.day_wanted.connect(self._on_day)
        self.panel.override_changed.connect(self._show_promise)
        self.keeper.with_reason(self.panel.rules.reason)
        self.panel.lines.common_wanted.connect(self._look_for_common)
        self.scope.chosen.connect(self._on_scope)
        self.header.template_chosen.connect(self._take_template)
        self.header.template_wanted.connect(self._save_template)
        self._sender.started.connect(self._on_started)
        self._sender.done.connect(self._on_done)
        self._sender.refused.connect(self._on_refused)
        self._doubt.settled.connect(self._on_settled)
        self.keeper.resumed.connect(partial(self._take, keep=True))
        self.keeper.discarded.connect(lambda: self._take(self.keeper.start, keep=False))
        self.problem.first.connect(self._reload)
        self.problem.second.connect(self.problem.hide)
        self.footer.cancel.clicked.connect(self._stop_or_leave)
        self.footer.send.clicked.connect(self.send)
        self._context.hub.changed.connect(self._on_change_elsewhere)
        if self._versions is not None:
            self._versions.differ.connect(self._on_versions_differ)
            self._versions.failed.connect(self._on_not_understood)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send)
        QShortcut(
            QKeySequence("Ctrl+L"),
            self,
            partial(self.panel.lines.add.setFocus, Qt.FocusReason.ShortcutFocusReason),
        )
        for number in (1, 2, 3):
            QShortcut(QKeySequence(f"Alt+{number}"), self, partial(self.panel.ways.take, number))

    # --- the form changes ---------------------------------------------------------------------------

    @property
    def state(self) -> FormState:
        """What the form says now."""
        return self._state

    def _on_form(self) -> None:
        read = self.form.state()
        moved = (read.day, read.repetition) != (self._state.day, self._state.repetition)
        self._state = replace(read, lines=self._state.lines, skip=frozenset() if moved else self._state.skip)
        if moved:
            self._day = None
        self._changed()

    def _on_panel(self, state: FormState) -> None:
        self._state = state
        self.form.show_state(state)
        self._changed()

    def _changed(self, *, keep: bool = True) -> None:
        """Show it, keep it, ask what would come of it."""
        self.panel.show_form(self._state)
        self.panel.lines.common.setVisible(self._change is None and can_be_searched(self._state))
        self.form.hold(self._state)
        if keep:
            self.keeper.changed()
        if not self._state.lines:
            self._quiet(self._context.say("editor-promise-no-line"))
        elif not self.form.is_readable:
            self._quiet(self._context.say("editor-promise-time"))
        else:
            if self._answer is None:
                self.footer.show_promise(nothing_yet(self._context, self._context.say("editor-looking")))
            self._looker.look(self._state)

    def _quiet(self, reason: str) -> None:
        self._answer = None
        self._looker.rest()
        self.form.show_dates("")
        self.footer.show_promise(nothing_yet(self._context, reason))
        self.footer.send.setEnabled(not self._is_busy)

    def _on_scope(self, value: str) -> None:
        assert self._change is not None
        self._change.scope = value
        self._changed(keep=False)

    def _on_day(self, day: date) -> None:
        self._day = day
        if self._answer is not None and self._change is None:
            self._show_answer(self._answer)

    def _on_change_elsewhere(self, change: Change) -> None:
        if not self.isVisible() or self._sender.is_sending:
            return
        if self._versions is not None and (change.catalogue or self._versions.ref in change.bookings):
            self._versions.look()
        if self._state.lines and self.form.is_readable:
            self._looker.look(self._state)

    def _look_for_common(self) -> None:
        """Go on where free times are found; the draft is kept, and comes back with the time that is chosen."""
        request, about = search_of(self._state), kept_of(self._state)
        self.reject()
        self._context.search_wanted.emit(request, about)

    # --- answers ------------------------------------------------------------------------------------

    def _on_seen(self, state: FormState, answer: Any) -> None:
        if state != self._state:
            return
        self._answer = answer
        self._show_answer(answer)
        self._sender.send_if_awaited(self._state, answer, self.panel.rules.override)

    def _show_answer(self, answer: Any) -> None:
        if isinstance(answer, ChangeSeen):
            self.panel.show_change(answer)
        else:
            view = self.panel.show_preview(self._state, answer, self._day)
            self._show_dates(answer)
            self._looker.look_at(view.days, self._state.codes())
        self._show_promise()

    def _show_dates(self, preview: Preview) -> None:
        days = [item.day(preview.zone) for item in preview.occurrences]
        self.form.show_dates(dates_sentence(self._context.texts, days))

    def _on_bars(self, _day: date, board: Board) -> None:
        self.panel.show_bars(board)

    def _on_not_understood(self, error: BookingError) -> None:
        self._answer = None
        self._sender.is_awaited = False
        self.footer.show_promise(nothing_yet(self._context, self._context.explain(error)))

    def _show_promise(self) -> None:
        if self._answer is None:
            return
        promise = self._courier.promise(self._answer, self.panel.rules.override)
        self.footer.show_promise(promise)
        self.footer.send.setEnabled(promise.count > 0 and not self._is_busy)

    @property
    def _is_busy(self) -> bool:
        """Whether it is on its way, or nobody knows whether it arrived: it does not go twice."""
        return self._sender.is_sending or self._doubt.is_open

    # --- sending ------------------------------------------------------------------------------------

    def send(self) -> None:
        """Do what the button says; wait for the answer where it is not there yet."""
        if self._is_busy:
            return
        wrong = self.form.check_all()
        if wrong:
            self.footer.show_promise(nothing_yet(self._context, wrong))
            return
        if not self._state.lines:
            self.panel.lines.add.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._looker.is_waiting or self._answer is None:
            self._send_once_known()
        elif self.panel.rules.asks:
            self.panel.rules.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._sender.send(self._state, self._answer, self.panel.rules.override)

    def _send_once_known(self) -> None:
        self._sender.is_awaited = True
        self._looker.look(self._state, at_once=True)

    def _on_started(self) -> None:
        self.problem.hide()
        self.footer.show_busy(self._context.say(self._courier.task))

    def _stop_or_leave(self) -> None:
        if self._sender.is_sending:
            self._context.tasks.stop()
        else:
            self.reject()

    def _on_done(self, answer: Any) -> None:
        if self._change is not None and self._rebase(answer.booking) and not self._change.skip:
            self._send_once_known()
            return
        self.keeper.sent()
        self.booked.emit(answer.booking)
        self.accept()

    def _on_refused(self, error: BookingError) -> None:
        """Nothing was written; everything typed is still there."""
        if isinstance(error, OutcomeUnknown):
            self._doubt.about(error)
            self.footer.send.setEnabled(False)
            self.problem.tell(self._context.explain(error), "warning", "")
            return
        self.footer.send.setEnabled(True)
        if isinstance(error, StaleVersion) and self._versions is not None:
            self._versions.look()
            return
        self.problem.tell(self._refusal(error), first="")
        self._looker.look(self._state, at_once=True)

    def _on_settled(self, done: bool) -> None:  # noqa: FBT001 - the signal's own shape
        """The server is back and has said whether it was saved: it is never sent twice."""
        if done:
            self.keeper.sent()
            self._context.toast.emit(Toast(self._context.say("doubt-saved")))
            self.accept()
        else:
            self.problem.tell(self._context.say("doubt-not-saved"), "warning", "")
            self._looker.look(self._state, at_once=True)

    def _refusal(self, error: BookingError) -> str:
        if isinstance(error, RuleRefused):
            return "\n".join(self._context.violations(error.violations))
        if not isinstance(error, BookingConflict) or not error.conflicts:
            return self._context.explain(error)
        first = error.conflicts[0]
        return self._context.say(
            "editor-someone-faster",
            resource=self._context.resource_name(first.resource),
            day=self._context.texts.day_brief(first.occurrence),
            holder=first.title or first.holder,
        )

    # --- somebody else changed it meanwhile ---------------------------------------------------------

    def _on_versions_differ(self, sentence: str) -> None:
        self.problem.tell(sentence, "warning", self._context.say("editor-reload"))

    def _rebase(self, booking: Booking) -> bool:
        """Lay what was typed here over that version; whether something of it is not saved yet."""
        assert self._change is not None
        before = self._change.before
        self._state = merged(before, self._state, self._change.take_version(booking))
        return self._change.has_more(self._state)

    def _reload(self) -> None:
        """Take their version, and keep what was typed here."""
        if self._versions is None or self._versions.theirs is None:
            return
        self._rebase(self._versions.theirs)
        self.problem.hide()
        self._take(self._state, keep=False)

    # --- drafts -------------------------------------------------------------------------------------

    def _take(self, state: FormState, *, keep: bool) -> None:
        """Show another form."""
        self._state = state
        self.form.show_state(state)
        self._changed(keep=keep)

    # --- templates ----------------------------------------------------------------------------------

    def _take_template(self, draft: Draft) -> None:
        """What a template holds, in the place of what stands here: on the day that was chosen, once one was."""
        codes = (line.resource for line in draft.lines)
        zone = zone_for(self._context.catalogue, codes) or zone_of(self._context.texts.zone_name)
        found = state_of(draft, zone, self._context.now())
        if self._state.day != self._start.day:
            last = found.last_day and self._state.day + (found.last_day - found.day)
            found = found.at(self._state.day, found.start, found.end, last)
        self._take(found, keep=True)

    def _save_template(self) -> None:
        """Keep what stands here as a template; what is missing is said as when it is sent."""
        wrong = self.form.check_all()
        if wrong or not self._state.lines:
            self.footer.show_promise(
                nothing_yet(self._context, wrong or self._context.say("editor-promise-no-line"))
            )
            return
        request = request_of(self._state)

        def keep(code: str, name: str, shared: str) -> KeptTemplate:
            return self._context.platform.templates.save_request(request, code, name, shared)

        SaveTemplate(self._context, self._state.title.strip(), keep, self).open()

    # --- keys and leaving ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """1, 2 and 3 take ways out; Enter alone sends nothing."""
        number = _DIGITS.get(event.text())
        if number is not None and self.panel.ways.take(number):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Leaving, however it is done, is leaving it for later."""
        if result != QDialog.DialogCode.Accepted:
            self.keeper.finish()
        self._looker.rest()
        super().done(result)
