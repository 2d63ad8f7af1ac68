"""Who did what, when and why: looked through, verified, taken along."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout

from platform_booking.services.trail import MOST, TrailFilter, field_changes, trail_table
from ui.csv_files import ask_csv, write_csv
from ui.dialogs.editor.fields import DayField, Field
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, open_at, row
from ui.widgets.report_table import ReportTable

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QModelIndex

    from platform_booking.services.trail import AuditEntry, FieldChange, IntegrityReport
    from platform_booking.wording.report_tables import Table
    from ui.context import Context
    from ui.operations import Operations

SIZE: Final = (980, 740)
BACK: Final = timedelta(days=30)
LONG_AGO: Final = timedelta(days=3653)
CHANGES: Final = 90


class AuditTrailDialog(QDialog):
    """Criteria above, entries with the newest first, and below them what the chosen one changed."""

    def __init__(self, context: Context, operations: Operations, subject: str = "") -> None:
        """``subject`` where the history of one booking is asked for, from its beginning."""
        super().__init__(operations.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._entries: tuple[AuditEntry, ...] = ()
        self.setWindowTitle(context.say("trail-title"))
        open_at(self, context.theme, *SIZE)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        add_all(
            body,
            label(context.say("trail-title"), "title"),
            label(context.say("trail-hint"), "sub", wrap=True),
        )
        self._add_criteria(body, subject)
        self.count = label("", "label", wrap=True)
        self.table = ReportTable(context, context.say("trail-title"), gives_way=True)
        self.table.selectionModel().currentRowChanged.connect(self._show_changes)
        self.changes = QPlainTextEdit()
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName(context.say("trail-changes"))
        self.changes.setFixedHeight(context.theme.px(CHANGES))
        add_all(body, self.count, self.table, label(context.say("trail-changes"), "label"), self.changes)
        body.addStretch(1)
        self._add_buttons(body)
        self.look()

    def _add_criteria(self, body: QVBoxLayout, subject: str) -> None:
        context = self._context
        self.subject = QLineEdit(subject)
        self.subject.setPlaceholderText(context.say("trail-subject-hint"))
        self.subject.returnPressed.connect(self.look)
        self.who = QComboBox()
        self.who.addItem(context.say("trail-everybody"), "")
        for person in sorted(context.catalogue.persons.values(), key=lambda item: item.name):
            self.who.addItem(person.name, person.login)
        today = context.texts.local(context.now()).date()
        self.since, self.until = (
            DayField(context, today - (LONG_AGO if subject else BACK)),
            DayField(context, today),
        )
        self.search = Button(context.theme, context.say("trail-find"), "search", kind="primary")
        self.search.setAutoDefault(False)
        self.search.clicked.connect(self.look)
        across = row(spacing=10)
        across.addWidget(Field(context.say("trail-subject"), self.subject), 3)
        across.addWidget(Field(context.say("trail-who"), self.who), 3)
        across.addWidget(Field(context.say("trail-from"), self.since), 2)
        across.addWidget(Field(context.say("trail-to"), self.until), 2)
        across.addWidget(self.search, 0, Qt.AlignmentFlag.AlignBottom)
        body.addLayout(across)

    def _add_buttons(self, body: QVBoxLayout) -> None:
        context = self._context
        self.verify = Button(context.theme, context.say("trail-verify"), "shield-check")
        self.verify.clicked.connect(self._verify)
        self.export = Button(context.theme, context.say("trail-export"), "download")
        self.export.clicked.connect(self._export)
        close = Button(context.theme, context.say("trail-close"), kind="ghost")
        close.clicked.connect(self.accept)
        for button in (self.verify, self.export, close):
            button.setAutoDefault(False)
        body.addLayout(add_all(row(spacing=8), self.verify, self.export, None, close))

    # --- looking through ----------------------------------------------------------------------------

    @property
    def wanted(self) -> TrailFilter:
        """What is looked for: whole days on the window's clocks."""
        zone = self._context.texts.zone
        since = datetime.combine(self.since.day, time.min, tzinfo=zone).astimezone(UTC)
        until = datetime.combine(self.until.day + timedelta(days=1), time.min, tzinfo=zone).astimezone(UTC)
        return TrailFilter(
            self.subject.text().strip() or None, str(self.who.currentData()) or None, since, until
        )

    def look(self) -> None:
        """Read the entries anew."""
        self._context.tasks.query(
            self._context.say("task-reading-trail"),
            partial(self._context.platform.trail.list, self.wanted),
            self._show,
            key="trail",
            owner=self,
            failed=self._context.refused.emit,
        )

    def _show(self, entries: tuple[AuditEntry, ...]) -> None:
        self._entries = entries
        self.changes.setPlainText(self._context.say("trail-pick") if entries else "")
        self.table.show_table(self._table(entries))
        name = "trail-count-most" if len(entries) == MOST else "trail-count"
        self.count.setText(self._context.say(name, count=len(entries)))
        self.export.setEnabled(bool(entries))

    def _table(self, entries: tuple[AuditEntry, ...]) -> Table:
        return trail_table(self._context.texts, entries, self._context.person_name)

    def _show_changes(self, now: QModelIndex) -> None:
        if 0 <= now.row() < len(self._entries):
            changes = field_changes(self._entries[now.row()])
            self.changes.setPlainText("\n".join(map(self._said, changes)))

    def _said(self, change: FieldChange) -> str:
        name = "trail-changed"
        if change.before is None:
            name = "trail-set"
        elif change.after is None:
            name = "trail-unset"
        return self._context.say(name, path=change.path, before=change.before or "", after=change.after or "")

    # --- verifying, taking along --------------------------------------------------------------------

    def _verify(self) -> None:
        self._context.tasks.query(
            self._context.say("task-verifying-trail"),
            self._context.platform.trail.verify,
            self._show_report,
            key="trail-verify",
            owner=self,
            failed=self._context.refused.emit,
        )

    def _show_report(self, report: IntegrityReport) -> None:
        texts = self._context.texts
        said = [texts.text("trail-clean") if report.clean else texts.text("trail-found", count=report.count)]
        said += [f"  {texts.finding(item.code, item.params)}" for item in report.findings]
        self.changes.setPlainText("\n".join(said))
        self.changes.setFocus()

    def _export(self) -> None:
        path = ask_csv(self, self._context, self._context.say("trail-file-name"))
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the entries that are shown."""
        write_csv(self._context, self._table(self._entries), path)
