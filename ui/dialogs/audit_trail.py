"""Who did what, when and why: looked through, verified, taken along."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from platform_booking.services.care_words import trail_file_words, trail_taken_words
from platform_booking.services.trail import MOST, TrailFilter, field_changes, trail_table
from ui.csv_files import ask_csv, write_csv
from ui.dialogs.editor.fields import ChoiceBox, DayField, Field
from ui.documents import documents
from ui.widgets.buttons import Button
from ui.widgets.flow import Turning, Wrapping
from ui.widgets.layout import NONE, add_all, column, label, open_at, row
from ui.widgets.report_table import ReportTable
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from platform_booking.services.trail import AuditEntry, FieldChange, IntegrityReport
    from platform_booking.wording.report_tables import Table
    from ui.context import Context
    from ui.operations import Operations

SIZE: Final = (980, 740)
BACK: Final = timedelta(days=30)
LONG_AGO: Final = timedelta(days=3653)
ABREAST: Final = 760
"""The least width, at 100 % of text, for all criteria in one line."""
CHANGES: Final = 90
BUTTONS: Final = 36
DIFFERS: Final = frozenset({"anchor-missing", "anchor-differs"})
"""Findings that a backup which was put back explains."""


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
        persons = sorted(context.catalogue.persons.values(), key=lambda item: item.name)
        self.who = ChoiceBox(
            context.theme,
            [("", context.say("trail-everybody")), *((person.login, person.name) for person in persons)],
        )
        today = context.texts.local(context.now()).date()
        self.since, self.until = (
            DayField(context, today - (LONG_AGO if subject else BACK)),
            DayField(context, today),
        )
        self.search = Button(context.theme, context.say("trail-find"), "search", kind="primary")
        self.search.setAutoDefault(False)
        self.search.clicked.connect(self.look)
        what, when = QWidget(), QWidget()
        across = row(what, spacing=10)
        across.addWidget(Field(context.say("trail-subject"), self.subject), 1)
        across.addWidget(Field(context.say("trail-who"), self.who), 1)
        across = row(when, spacing=10)
        across.addWidget(Field(context.say("trail-from"), self.since), 1)
        across.addWidget(Field(context.say("trail-to"), self.until), 1)
        across.addWidget(self.search, 0, Qt.AlignmentFlag.AlignBottom)
        both = Turning(context.theme.px(ABREAST), 10)
        both.line.addWidget(what, 11)
        both.line.addWidget(when, 10)
        body.addWidget(both)

    def _add_buttons(self, body: QVBoxLayout) -> None:
        theme, say = self._context.theme, self._context.say
        self.verify = Button(theme, say("trail-verify"), "shield-check")
        self.verify.clicked.connect(self._verify)
        self.accept_trail = Button(theme, say("trail-accept"), "check")
        self.accept_trail.setToolTip(say("trail-accept-hint"))
        self.accept_trail.clicked.connect(lambda: self._verify(accept=True))
        needs_store(self._context, self.verify, self.accept_trail)
        self.accept_trail.hide()
        self.export = Button(theme, say("trail-export"), "download")
        self.export.clicked.connect(self._export)
        self.take = Button(theme, say("trail-take"), "download")
        self.take.setToolTip(say("trail-take-hint"))
        self.take.clicked.connect(self._ask_take)
        self.verify_file = Button(theme, say("trail-verify-file"), "shield-check")
        self.verify_file.setToolTip(say("trail-verify-file-hint"))
        self.verify_file.clicked.connect(self._ask_verify_file)
        close = Button(theme, say("trail-close"), kind="ghost")
        close.clicked.connect(self.accept)
        bar = Wrapping(NONE, 8, theme.px(BUTTONS))
        for button in (self.verify, self.accept_trail, self.export, self.take, self.verify_file, close):
            button.setAutoDefault(False)
            bar.flow.addWidget(button)
        body.addWidget(bar)

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
        self.table.setCurrentIndex(self.table.currentIndex())  # what it changed is shown below
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

    def _verify(self, *, accept: bool = False) -> None:
        self._context.tasks.query(
            self._context.say("task-verifying-trail"),
            partial(self._context.platform.trail.verify, accept=accept),
            self._show_report,
            key="trail-verify",
            owner=self,
            failed=self._context.refused.emit,
        )

    def _show_report(self, report: IntegrityReport) -> None:
        texts = self._context.texts
        said = [texts.text("trail-clean") if report.clean else texts.text("trail-found", count=report.count)]
        said += [f"  {texts.finding(item.code, item.params)}" for item in report.findings]
        self.accept_trail.setVisible(bool(DIFFERS & report.totals.keys()))
        self._tell("\n".join(said))

    def _tell(self, text: str) -> None:
        self.changes.setPlainText(text)
        self.changes.setFocus()

    def _ask_take(self) -> None:
        name = f"{self._context.say('trail-file-name')}.jsonl"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self._context.say("trail-take"), documents(name), self._context.say("trail-files")
        )
        if chosen:
            self.take_to(Path(chosen))

    def take_to(self, path: Path) -> None:
        """Write the whole trail with its seals, to be verified elsewhere."""
        from platform_booking.services.trail_files import export_trail  # noqa: PLC0415 - rarely wanted

        texts = self._context.texts
        self._context.tasks.query(
            self._context.say("task-taking-trail"),
            partial(export_trail, self._context.platform.desk, path),
            lambda head: self._tell(trail_taken_words(head, path, texts)),
            key="trail-take",
            owner=self,
            failed=self._context.refused.emit,
        )

    def _ask_verify_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self._context.say("trail-verify-file"), documents(), self._context.say("trail-files")
        )
        if chosen:
            self.look_at_file(Path(chosen))

    def look_at_file(self, path: Path) -> None:
        """Verify a trail that was taken along, from whatever store it is."""
        from platform_booking.services.trail_files import verify_trail_file  # noqa: PLC0415 - rarely wanted

        texts = self._context.texts
        self._context.tasks.query(
            self._context.say("task-verifying-trail"),
            partial(verify_trail_file, path),
            lambda report: self._tell(trail_file_words(report, path, texts)),
            key="trail-verify-file",
            owner=self,
            failed=self._context.refused.emit,
        )

    def _export(self) -> None:
        path = ask_csv(self, self._context, self._context.say("trail-file-name"))
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the entries that are shown."""
        write_csv(self._context, self._table(self._entries), path)
