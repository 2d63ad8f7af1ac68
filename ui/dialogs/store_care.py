"""Care of the store: whether it is sound, backups of it and bringing one back, and copying it elsewhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from platform_booking.domain.authority import Actor, may_edit_catalogue
from platform_booking.services.care_words import backup_words, integrity_words
from ui.dialogs.store_backups import BackupsPage
from ui.dialogs.store_copy import CopyPage
from ui.documents import documents
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, open_at, row
from ui.widgets.long_work import LongWork
from ui.widgets.paged import Paged
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from platform_booking.services.carrying import BackupResult
    from ui.context import Context

SIZE: Final = (760, 820)


class StoreCareDialog(QDialog):
    """What is done may take a while, during which one goes on working; below is what came of it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        say = context.say
        self.setWindowTitle(say("care-title"))
        open_at(self, context.theme, *SIZE)
        self.work = LongWork(context, say("care-result"), say("care-nothing-yet"))
        self.said = self.work.said
        may_all = may_edit_catalogue(Actor(context.me.login, context.me.person))
        pages = {"care-page-check": self._checking(may_back_up=may_all)}
        self.backups: BackupsPage | None = None
        self.copy: CopyPage | None = None
        if may_all:
            self.backups = BackupsPage(context, self.work)
            self.backups.replacement_wanted.connect(self._replace)
            self.copy = CopyPage(context, self.work)
            self.copy.store_wanted.connect(self._open_store)
            pages |= {"care-page-backups": self.backups, "care-page-copy": self.copy}
        self.pages = Paged(context, pages)
        self.work.busy_changed.connect(self.pages.setDisabled)
        close = Button(context.theme, say("trail-close"), kind="ghost")
        close.clicked.connect(self.accept)
        close.setAutoDefault(False)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        add_all(
            body,
            label(say("care-title"), "title"),
            label(say("care-store", store=context.platform.address), "sub", wrap=True),
        )
        body.addWidget(self.pages, 5)
        body.addWidget(self.work, 2)
        body.addLayout(add_all(row(), None, close))
        self.check.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- checking, and one backup -------------------------------------------------------------------

    def _checking(self, *, may_back_up: bool) -> QWidget:
        page, say, theme = QWidget(), self._context.say, self._context.theme
        self.check = Button(theme, say("care-check"), "shield-check", kind="primary")
        self.check.clicked.connect(self._check)
        self.backup = Button(theme, say("care-backup"), "database")
        self.backup.clicked.connect(self._ask_backup)
        self.backup.setVisible(may_back_up)
        needs_store(self._context, self.check, self.backup)
        for button in (self.check, self.backup):
            button.setAutoDefault(False)
        body = column(page, margins=(0, 4, 0, 0), spacing=10)
        body.addWidget(label(say("care-hint"), "sub", wrap=True))
        body.addLayout(add_all(row(spacing=8), self.check, self.backup, None))
        body.addStretch(1)
        return page

    def _check(self) -> None:
        texts = self._context.texts
        self.work.run(
            "care-checking", self._context.platform.care.check, lambda report: integrity_words(report, texts)
        )

    def _ask_backup(self) -> None:
        say = self._context.say
        name = say("care-file-name", day=f"{self._context.now():%Y-%m-%d}")
        chosen, _ = QFileDialog.getSaveFileName(self, say("care-backup"), documents(name), say("care-filter"))
        if chosen:
            self.back_up_to(Path(chosen))

    def back_up_to(self, path: Path) -> None:
        """Write a backup there; the file chooser has asked about one that is there."""
        care = self._context.platform.care
        self.work.run(
            "care-backing-up",
            lambda tell: care.backup(path, overwrite=True, progress=tell),
            partial(told_backup, self._context),
        )

    def done(self, result: int) -> None:
        """Not while something is under way: what comes of it is said here."""
        if not self.work.is_busy:
            super().done(result)

    # --- leaving for another store ------------------------------------------------------------------

    def _replace(self, wish: object) -> None:
        self.accept()
        self._context.replacement_wanted.emit(wish)

    def _open_store(self, choice: object) -> None:
        self.accept()
        self._context.store_wanted.emit(choice)


def told_backup(context: Context, result: BackupResult) -> str:
    """Where the backup is, and whether its trail is intact."""
    said = backup_words(result, context.texts)
    return said if result.trail_intact else f"{said}\n{context.say('care-trail-broken')}"
