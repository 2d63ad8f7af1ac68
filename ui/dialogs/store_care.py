"""Whether the store is sound, and a backup of it: two buttons, and in words what came of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit

from platform_booking.domain.authority import Actor, may_edit_catalogue
from platform_booking.services.care_words import backup_words, integrity_words
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, open_at, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.custody import BackupResult
    from ui.context import Context

SIZE: Final = (680, 460)


class StoreCareDialog(QDialog):
    """Neither button changes anything in the store; both may take a while, during which one goes on working."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        say = context.say
        self.setWindowTitle(say("care-title"))
        open_at(self, context.theme, *SIZE)
        self.check = Button(context.theme, say("care-check"), "shield-check", kind="primary")
        self.check.clicked.connect(self._check)
        self.backup = Button(context.theme, say("care-backup"), "database")
        self.backup.clicked.connect(self._ask_backup)
        needs_store(context, self.check, self.backup)
        if not may_edit_catalogue(Actor(context.me.login, context.me.person)):
            self.backup.hide()
        close = Button(context.theme, say("trail-close"), kind="ghost")
        close.clicked.connect(self.accept)
        for button in (self.check, self.backup, close):
            button.setAutoDefault(False)
        self.said = QPlainTextEdit()
        self.said.setReadOnly(True)
        self.said.setTabChangesFocus(True)
        self.said.setAccessibleName(say("care-result"))
        self.said.setPlaceholderText(say("care-nothing-yet"))
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        add_all(
            body,
            label(say("care-title"), "title"),
            label(say("care-hint", store=context.platform.label), "sub", wrap=True),
        )
        body.addLayout(add_all(row(spacing=8), self.check, self.backup, None))
        body.addWidget(self.said, 1)
        body.addLayout(add_all(row(), None, close))
        self.check.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self) -> None:
        texts = self._context.texts
        self._run(
            "care-checking", self._context.platform.care.check, lambda report: integrity_words(report, texts)
        )

    def _ask_backup(self) -> None:
        say = self._context.say
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = say("care-file-name", day=f"{self._context.now():%Y-%m-%d}")
        chosen, _ = QFileDialog.getSaveFileName(
            self, say("care-backup"), str(Path(folder) / name), say("care-filter")
        )
        if chosen:
            self.back_up_to(Path(chosen))

    def back_up_to(self, path: Path) -> None:
        """Write a backup there; the file chooser has asked about one that is there."""
        self._run(
            "care-backing-up",
            partial(self._context.platform.care.backup, path, overwrite=True),
            self._backup_words,
        )

    def _backup_words(self, result: BackupResult) -> str:
        said = backup_words(result, self._context.texts)
        return said if result.trail_intact else f"{said}\n{self._context.say('care-trail-broken')}"

    def _run(self, task: str, work: Callable[[], Any], words: Callable[[Any], str]) -> None:
        self._set_busy(busy=True)
        self.said.setPlainText(self._context.say(task))

        def done(answer: Any) -> None:
            self._tell(words(answer))

        def failed(error: BookingError) -> None:
            self._tell(self._context.explain(error))

        self._context.tasks.query(
            self._context.say(task), work, done, key="store-care", owner=self, failed=failed
        )

    def _tell(self, text: str) -> None:
        self._set_busy(busy=False)
        self.said.setPlainText(text)
        self.said.setFocus()

    def _set_busy(self, *, busy: bool) -> None:
        self.check.setDisabled(busy)
        self.backup.setDisabled(busy)
