"""The booking editor: form at the left, resources and what comes of them at the right, one sentence and one button below."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from platform_booking.domain.errors import StaleVersion
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.refusals import BookingConflict
from ui.dialogs.editor.change import ChangeSeen, differing, merged
from ui.dialogs.editor.couriers import ALL, FOLLOWING, THIS_DATE, ChangedBooking, Courier, NewBooking
from ui.dialogs.editor.drafts import Drafts, SavedDraft
from ui.dialogs.editor.form import BookingForm
from ui.dialogs.editor.looking import Looker
from ui.dialogs.editor.notices import Strip
from ui.dialogs.editor.outcome import Footer
from ui.dialogs.editor.panel import SessionPanel
from ui.dialogs.editor.promise import nothing_yet
from ui.dialogs.editor.repetition import brief, dates_sentence
from ui.dialogs.editor.request import state_of, zone_for
from ui.widgets.buttons import Button, Segments
from ui.widgets.layout import add_all, column, label, row

if TYPE_CHECKING:
    from datetime import date

    from platform_booking.domain.board import Board
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.dossier import Dossier
    from platform_booking.services.preview import Preview
    from ui.change_hub import Change
    from ui.context import Context
    from ui.dialogs.editor.request import FormState
    from ui.draft import Draft
    from ui.operations import Operations

SIZE: Final = (1160, 776)
LEAST: Final = (900, 560)
SAVE_MS: Final = 250
"""How long hands rest before the draft is kept."""
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
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._operations = operations
        zone = zone_for(context.catalogue, (line.resource for line in draft.lines))
        self._start = self._state = state_of(draft, zone or zone_of(context.texts.zone_name), context.now())
        self._change = ChangedBooking(context, draft) if draft.editing else None
        self._courier: Courier = self._change or NewBooking(context)
        if self._change:
            self._start = self._state = self._change.before
        self._answer: Any = None
        self._day: date | None = None
        self._send_when_known = False
        self._sending = False
        self._drafts = drafts or Drafts(drafts_folder(), context.platform.label, context.me.login)
        self._draft_key = Drafts.new_key()
        self._kept: SavedDraft | None = None
        self._build()
        self._connect()
        if self._change is None:
            self._offer_draft()
        self._changed(keep=False)
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- assembly -----------------------------------------------------------------------------------

    def _build(self) -> None:
        say = self._context.say
        ref = self._change.booking.ref if self._change else ""
        self.setWindowTitle(say("editor-edit", ref=ref) if ref else say("editor-new"))
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self.setStyleSheet(_style(self._context))
        body = column(self)
        body.addWidget(self._header())
        self.draft_strip = Strip(
            self._context, "info", say("editor-draft-resume"), say("editor-draft-discard")
        )
        self.problem = Strip(self._context, "danger", "", say("editor-dismiss"))
        body.addWidget(self.draft_strip)
        body.addWidget(self.problem)
        middle = row()
        self.form = BookingForm(self._context, self._state)
        self.panel = SessionPanel(
            self._context, self._state, leaving=self._change.booking.ref if self._change else ""
        )
        divider = QFrame()
        divider.setObjectName("divider")
        divider.setFixedWidth(1)
        add_all(middle, self.form, divider)
        middle.addWidget(self.panel, 1)
        body.addLayout(middle, 1)
        self.footer = Footer(self._context, editing=self._change is not None)
        body.addWidget(self.footer)
        if self._change:
            self.form.limit_to_change()
            self.panel.lines.limit_to_change()

    def _header(self) -> QFrame:
        say = self._context.say
        head = QFrame()
        head.setObjectName("editorHeader")
        line = row(head, margins=(20, 8, 12, 8), spacing=10)
        self.saved = label("", "sub")
        self.discard = Button(self._context.theme, say("editor-draft-discard"), kind="link")
        self.discard.setAutoDefault(False)
        self.discard.hide()
        add_all(line, label(self.windowTitle(), "heading"), self.saved, self.discard)
        line.addStretch(1)
        names = {THIS_DATE: "editor-scope-this", FOLLOWING: "editor-scope-following", ALL: "editor-scope-all"}
        self.scope = Segments([(value, say(name)) for value, name in names.items()], THIS_DATE)
        line.addWidget(self.scope)
        if self._change is None or len(self._change.booking.occurrences) == 1:
            self.scope.hide()
        head.setFixedHeight(48)
        return head

    def _connect(self) -> None:
        self._looker = Looker(self._context, self, self._courier.look)
        self._looker.seen.connect(self._on_seen)
        self._looker.bars.connect(self._on_bars)
        self._looker.failed.connect(self._on_not_understood)
        self._looker.slow.connect(self.panel.show_busy)
        self._saving = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._saving.timeout.connect(self._keep_draft)
        self.form.changed.connect(self._on_form)
        self.panel.edited.connect(self._on_panel)
        self.panel.day_wanted.connect(self._on_day)
        self.panel.override_changed.connect(self._show_promise)
        self.scope.chosen.connect(self._on_scope)
        self.draft_strip.first.connect(self._resume_draft)
        self.draft_strip.second.connect(self._discard_kept)
        self.discard.clicked.connect(self._discard_own)
        self.problem.first.connect(self._reload)
        self.problem.second.connect(self.problem.hide)
        self.footer.cancel.clicked.connect(self.reject)
        self.footer.send.clicked.connect(self.send)
        self._context.hub.changed.connect(self._on_change_elsewhere)
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
        self.form.hold(self._state)
        if keep:
            self._saving.start()
        if not self._state.lines:
            self._quiet(self._context.say("editor-promise-no-line"))
        elif not self.form.is_readable:
            self._quiet(self._context.say("editor-promise-time"))
        else:
            self._looker.look(self._state)

    def _quiet(self, reason: str) -> None:
        self._answer = None
        self._looker.rest()
        self.form.show_dates("")
        self.footer.show_promise(nothing_yet(self._context, reason))

    def _on_scope(self, value: str) -> None:
        assert self._change is not None
        self._change.scope = value
        self._changed(keep=False)

    def _on_day(self, day: date) -> None:
        self._day = day
        if self._answer is not None and self._change is None:
            self._show_answer(self._answer)

    def _on_change_elsewhere(self, change: Change) -> None:
        if self.isVisible() and not change.own and self._answer is not None and not self._sending:
            self._looker.look(self._state)

    # --- answers ------------------------------------------------------------------------------------

    def _on_seen(self, state: FormState, answer: Any) -> None:
        if state != self._state:
            return
        self._answer = answer
        self._show_answer(answer)
        if self._send_when_known:
            self._send_when_known = False
            self._send_if_as_said(answer)

    def _show_answer(self, answer: Any) -> None:
        if isinstance(answer, ChangeSeen):
            self.panel.show_change(answer)
        else:
            view = self.panel.show_preview(self._state, answer, self._day)
            self._show_dates(answer)
            self._looker.look_at(view.day, self._state.codes())
        self._show_promise()

    def _show_dates(self, preview: Preview) -> None:
        days = [item.day(preview.zone) for item in preview.occurrences]
        self.form.show_dates(dates_sentence(self._context.texts, days))

    def _on_bars(self, _day: date, board: Board) -> None:
        self.panel.show_bars(board)

    def _on_not_understood(self, error: BookingError) -> None:
        self._answer = None
        self._send_when_known = False
        self.footer.show_promise(nothing_yet(self._context, self._context.texts.error(error)))

    def _show_promise(self) -> None:
        if self._answer is None:
            return
        promise = self._courier.promise(self._answer, self.panel.rules.override)
        self.footer.show_promise(promise)
        self.footer.send.setEnabled(promise.count > 0 and not self._sending)

    # --- sending ------------------------------------------------------------------------------------

    def send(self) -> None:
        """Do what the button says; wait for the answer where it is not there yet."""
        if self._sending:
            return
        wrong = self.form.check_all()
        if wrong:
            self.footer.show_promise(nothing_yet(self._context, wrong))
            return
        if not self._state.lines:
            self.panel.lines.add.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._looker.is_waiting:
            self._send_when_known = True
            self._looker.look(self._state, at_once=True)
        elif self._answer is not None:
            self._send(self._answer)

    def _send_if_as_said(self, answer: Any) -> None:
        """The keys were faster than the answer: send only if it is good news through and through."""
        if isinstance(answer, ChangeSeen) or answer.fits:
            self._send(answer)

    def _send(self, answer: Any) -> None:
        promise = self._courier.promise(answer, self.panel.rules.override)
        if not promise.count:
            return
        self._sending = True
        self.problem.hide()
        self.footer.show_busy(self._context.say(self._courier.task))
        self._operations.run(
            self._courier.task,
            self._courier.errand(self._state, answer, self.panel.rules.override),
            self._courier.said(self._state, answer),
            failed=self._on_refused,
            then=self._on_done,
        )

    def _on_done(self, answer: Any) -> None:
        self._sending = False
        self._saving.stop()
        self._drafts.forget(self._draft_key)
        self.booked.emit(answer.booking)
        self.accept()

    def _on_refused(self, error: BookingError) -> None:
        """Nothing was written; everything typed is still there."""
        self._sending = False
        self.footer.send.setEnabled(True)
        if isinstance(error, StaleVersion) and self._change is not None:
            self._compare_versions()
            return
        self.problem.tell(self._refusal(error), first="")
        self._looker.look(self._state, at_once=True)

    def _refusal(self, error: BookingError) -> str:
        if not isinstance(error, BookingConflict) or not error.conflicts:
            return self._context.texts.error(error)
        first = error.conflicts[0]
        return self._context.say(
            "editor-someone-faster",
            resource=self._context.resource_name(first.resource),
            day=brief(self._context.texts, first.occurrence),
            holder=first.title or first.holder,
        )

    # --- somebody else changed it meanwhile ---------------------------------------------------------

    def _compare_versions(self) -> None:
        change = self._change
        assert change is not None

        def show(dossier: Dossier) -> None:
            self._theirs = dossier.booking
            say = self._context.say
            named = [
                say(f"editor-part-{name}")
                for name in differing(change.before, change.state_of_version(dossier.booking))
            ]
            who = self._context.person_name(dossier.history[-1].actor) if dossier.history else ""
            parts = ", ".join(named) or say("editor-part-state")
            self.problem.tell(say("editor-stale", who=who, parts=parts), "warning", say("editor-reload"))

        self._context.tasks.query(
            self._context.say("editor-task-preview"),
            partial(self._context.platform.dossiers.dossier, change.booking.ref),
            show,
            owner=self,
        )

    def _reload(self) -> None:
        """Take their version, with what was typed here laid over it."""
        assert self._change is not None
        before = self._change.before
        theirs = self._change.take_version(self._theirs)
        self._state = merged(before, self._state, theirs)
        self.problem.hide()
        self.form.show_state(self._state)
        self._changed(keep=False)

    # --- drafts -------------------------------------------------------------------------------------

    def _offer_draft(self) -> None:
        self._kept = self._drafts.latest()
        if self._kept is not None:
            at = self._context.texts.stamp(self._kept.at)
            title = self._kept.state.title.strip() or self._context.say("editor-untitled")
            self.draft_strip.tell(self._context.say("editor-draft-found", at=at, title=title))

    def _resume_draft(self) -> None:
        assert self._kept is not None
        self._draft_key = self._kept.key
        self._state = self._kept.state
        self.draft_strip.hide()
        self.form.show_state(self._state)
        self._changed()

    def _discard_kept(self) -> None:
        assert self._kept is not None
        self._drafts.forget(self._kept.key)
        self.draft_strip.hide()

    def _keep_draft(self) -> None:
        """Keep the form, once it is not what it opened with."""
        if self._change is not None or self._sending or self._state == self._start:
            return
        now = self._context.now()
        if self._drafts.save(self._draft_key, self._state, now):
            self.saved.setText(self._context.say("editor-draft-saved", time=self._context.texts.time(now)))
            self.discard.show()

    def _discard_own(self) -> None:
        """Throw away what was typed here, and begin again."""
        self._saving.stop()
        self._drafts.forget(self._draft_key)
        self._draft_key = Drafts.new_key()
        self.saved.clear()
        self.discard.hide()
        self._state = self._start
        self.form.show_state(self._state)
        self._changed(keep=False)

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
        """What was typed in the last moment is kept too."""
        if self._saving.isActive():
            self._saving.stop()
            self._keep_draft()
        self._looker.rest()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing is leaving it for later."""
        if self._saving.isActive():
            self._saving.stop()
            self._keep_draft()
        super().closeEvent(event)


def drafts_folder() -> Path:
    """Where drafts are kept on this computer."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "drafts"


def _style(context: Context) -> str:
    color = context.theme.color
    edge = color("border").name()
    return (
        f"#editorHeader {{ background: {color('surface').name()}; border: 0; border-bottom: 1px solid {edge}; }}"
        f"#divider {{ background: {edge}; border: 0; }}"
        f"#lineScale {{ border: 0; border-bottom: 1px solid {edge}; }}"
        f"#lineRow {{ background: {color('surface').name()}; border: 0; border-bottom: 1px solid {edge}; }}"
        f'#lineRow[bad="true"] {{ background: {color("dangerSoft").name()}; }}'
        f"#outcome {{ background: {color('bg').name()}; }}"
        f"#matrix {{ background: {color('bg').name()}; }}"
        f"#footer {{ background: {color('surface').name()}; }}"
        f"#addResource {{ border: 1px dashed {color('borderInput').name()}; }}"
        f"#addResource:focus {{ border: 2px solid {color('focus').name()}; }}"
    )
