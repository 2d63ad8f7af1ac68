"""A catalogue file, and what it would change: seen first, then done as a whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QTreeWidget, QTreeWidgetItem

from platform_booking.domain.errors import CatalogueInvalid
from platform_booking.services.administration import undoable_import
from ui.icons import icon
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, open_at, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.catalogue import ImportReport
    from ui.context import Context

SIZE: Final = (760, 560)
GLYPH: Final = 15


GAP: Final = 16
"""Between columns."""


class CatalogueImportDialog(QDialog):
    """Everything or nothing: with a mistake in the file there is nothing to import."""

    def __init__(self, context: Context, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._path = path
        say = context.say
        self.setWindowTitle(say("action-catalogue-import"))
        open_at(self, context.theme, *SIZE)
        self.said = label(say("catalogue-reading"), "sub", wrap=True)
        self.changes = QTreeWidget()
        self.changes.setHeaderLabels(
            [say("catalogue-kind"), say("catalogue-code"), say("catalogue-what-changes")]
        )
        self.changes.setRootIsDecorated(False)
        self.changes.setProperty("plain", "true")
        self.changes.setAccessibleName(say("catalogue-what-changes"))
        self.send = Button(context.theme, say("catalogue-import-send"), kind="primary", key="Ctrl+↵")
        self.send.setEnabled(False)
        self.send.clicked.connect(self._import)
        needs_store(context, self.send)
        back = Button(context.theme, say("back"), kind="ghost")
        back.clicked.connect(self.reject)
        for button in (self.send, back):
            button.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send.click)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        add_all(body, label(say("catalogue-import-title", file=path.name), "title", wrap=True), self.said)
        body.addWidget(self.changes, 1)
        body.addWidget(label(say("catalogue-import-hint"), "sub", wrap=True))
        body.addLayout(add_all(row(spacing=8), None, back, self.send))
        context.tasks.query(
            say("catalogue-reading"),
            partial(context.platform.catalogue.import_file, path, dry_run=True),
            self._show,
            owner=self,
            failed=self._refused,
        )

    # --- what it would change -----------------------------------------------------------------------

    def _show(self, report: ImportReport) -> None:
        say = self._context.say
        for kind, codes in report.added.items():
            for code in codes:
                self._add(kind, code, say("catalogue-is-new"), "plus", "success")
        for kind, changed in report.updated.items():
            for code, fields in changed.items():
                self._add(kind, code, ", ".join(map(self._field, fields)), "pencil", "accentText")
        for warning in report.warnings:
            self._add("", "", self._context.texts.problem(*warning), "circle-alert", "warning")
        added = sum(map(len, report.added.values()))
        updated = sum(map(len, report.updated.values()))
        self.said.setText(
            say("catalogue-would-change", added=added, updated=updated, unchanged=report.unchanged)
        )
        self._fit()
        self.send.setEnabled(bool(added + updated))

    def _field(self, name: str) -> str:
        """A field by the name that its form gives it, where it has one."""
        key = f"administration-field-{name}"
        return self._context.say(key) if self._context.texts.knows(key) else name

    def _add(self, kind: str, code: str, said: str, glyph: str, token: str) -> None:
        named = self._context.texts.name("trail-kind", kind) if kind else ""
        item = QTreeWidgetItem([self._context.texts.capital(named), code, said])
        item.setIcon(0, icon(glyph, self._context.theme.px(GLYPH), self._context.theme.color(token)))
        item.setToolTip(2, said)
        self.changes.addTopLevelItem(item)

    def _fit(self) -> None:
        for number in range(2):
            self.changes.resizeColumnToContents(number)
            self.changes.setColumnWidth(number, self.changes.columnWidth(number) + GAP)

    def _refused(self, error: BookingError) -> None:
        """Every mistake at once, each with where it stands."""
        self.said.setText(self._context.explain(error))
        if isinstance(error, CatalogueInvalid):
            self.changes.clear()
            for problem in error.problems:
                self._add("", "", self._context.texts.problem(*problem), "triangle-alert", "danger")
            self.changes.setColumnHidden(1, True)
        self.send.setEnabled(False)

    # --- doing --------------------------------------------------------------------------------------

    def _import(self) -> None:
        self.send.setEnabled(False)
        context = self._context
        context.tasks.command(
            context.say("task-saving-catalogue"),
            partial(context.platform.catalogue.import_file, self._path),
            self._done,
            failed=self._refused,
        )

    def _done(self, report: ImportReport) -> None:
        context = self._context
        context.hub.announce(report.changes)
        context.remember(context.say("catalogue-imported", file=self._path.name), undoable_import(report))
        self.accept()
