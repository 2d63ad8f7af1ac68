"""Several sessions moved by as much: when the first of them is to begin, what becomes of each, and one button for all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from platform_booking.domain.recurrence import localize, wall_time
from platform_booking.domain.timespan import TimeSpan
from ui.dialogs.moment import MomentFields
from ui.dialogs.verdict_list import VerdictList
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, open_at, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.board import BoardSession
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.together import Together
    from ui.context import Context

SIZE: Final = (860, 560)
PAUSE_MS: Final = 150


class ShiftDialog(QDialog):
    """All of them go, or none: the button waits until nothing is in the way."""

    def __init__(
        self, context: Context, sessions: Sequence[BoardSession], by: timedelta, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._sessions = {(item.ref, item.occurrence): item for item in sessions}
        self._first = min(sessions, key=lambda item: item.use.start).use.start
        zone = context.texts.zone
        begins = localize(wall_time(self._first, zone) + by, zone)
        self.fields = MomentFields(context, "shift", begins)
        self.verdicts = VerdictList(context, self._sessions)
        self.said = label("", "sub", wrap=True)
        title = context.say("shift-title", count=len(self._sessions))
        self.setWindowTitle(title)
        open_at(self, context.theme, *SIZE)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._build(title)
        self._wait()
        if by:
            self._look()

    def _build(self, title: str) -> None:
        say, theme = self._context.say, self._context.theme
        self.send = Button(theme, say("move-send"), kind="primary", key="Ctrl+↵")
        self.send.clicked.connect(self._move)
        needs_store(self._context, self.send)
        back = Button(theme, say("back"), kind="ghost")
        back.clicked.connect(self.reject)
        for button in (self.send, back):
            button.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send.click)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        body.addWidget(label(title, "title", wrap=True))
        body.addLayout(self.fields.layout)
        body.addWidget(self.verdicts, 1)
        body.addWidget(self.said)
        body.addLayout(add_all(row(spacing=8), None, back, self.send))
        for field in (self.fields.day, self.fields.time):
            field.changed.connect(self._wait)
            field.changed.connect(self._pause.start)
        self.fields.day.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _by(self) -> timedelta | None:
        """By how much on the wall clock; None while a day or a time cannot be understood."""
        moment, zone = self.fields.moment, self.fields.zone
        return None if moment is None else wall_time(moment, zone) - wall_time(self._first, zone)

    # --- what would become of each ------------------------------------------------------------------

    def _wait(self) -> None:
        """Nothing is known of the moment that stands there now."""
        self.send.setEnabled(False)
        self._context.tasks.forget(self._key)
        self.said.setText(self._context.say("move-unclear" if self._by is None else "shift-hint"))

    @property
    def _key(self) -> str:
        return f"shift-{id(self)}"

    def _look(self) -> None:
        by = self._by
        if not by:
            self.verdicts.clear()
            return
        self._context.tasks.query(
            self._context.say("task-checking"),
            partial(self._context.platform.shifts.shift, tuple(self._sessions), by, dry_run=True),
            partial(self._show, by),
            key=self._key,
            owner=self,
            failed=self._failed,
        )

    def _show(self, by: timedelta, seen: Together) -> None:
        say = self._context.say
        self.verdicts.show_outcome(seen, say("shift-goes"), partial(self._when, by))
        left = len(seen.refused)
        self.said.setText(say("shift-count", left=left, going=len(seen.done)))
        self.send.setEnabled(not left)

    def _when(self, by: timedelta, session: BoardSession) -> str:
        texts, zone = self._context.texts, self.fields.zone
        start = localize(wall_time(session.use.start, zone) + by, zone)
        there = TimeSpan(start, start + session.use.length)
        return f"{texts.capital(texts.when(session.use))} → {texts.when(there)}"

    # --- doing --------------------------------------------------------------------------------------

    def _move(self) -> None:
        by = self._by
        if by is None:
            return
        self.send.setEnabled(False)
        self._context.tasks.command(
            self._context.say("task-moving"),
            partial(self._context.platform.shifts.shift, tuple(self._sessions), by),
            partial(self._done, by),
            failed=self._failed,
        )

    def _done(self, by: timedelta, result: Together) -> None:
        """Nothing was written where somebody else was faster: the list says of whom."""
        if result.refused:
            self._show(by, result)
            return
        self._context.hub.announce(result.changes)
        said = self._context.say("shift-done", count=len(self._sessions))
        self._context.remember(said, result.undoable)
        self.accept()

    def _failed(self, error: BookingError) -> None:
        self.said.setText(self._context.explain(error))
