"""Hours that were booked, and what became of them: used, missed, given back early."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from platform_booking.services.hours import GROUPS
from platform_booking.services.hours_words import hours_table
from ui.csv_files import ask_csv, write_csv
from ui.dialogs.editor.fields import ChoiceBox, DayField, Field
from ui.widgets.buttons import Button, ToggleChip
from ui.widgets.layout import add_all, column, label, open_at, row
from ui.widgets.report_table import ReportTable

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.hours import Hours
    from ui.context import Context

SIZE: Final = (860, 600)
BACK: Final = timedelta(days=30)
REMEMBERED: Final = "used-hours"
CHIP_BELOW: Final = 4
"""Of the height of a field, below a chip beside it."""


class UsedHoursDialog(QDialog):
    """Whole days, grouped as the person had it the last time."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        say = context.say
        self.setWindowTitle(say("used-title"))
        open_at(self, context.theme, *SIZE)
        self.table = ReportTable(context, say("used-title"), gives_way=True)
        self.said = label("", "sub", wrap=True)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        add_all(body, label(say("used-title"), "title"), label(say("used-hint"), "sub", wrap=True))
        self._add_criteria(body)
        add_all(body, self.said, self.table)
        body.addStretch(1)
        self.export = Button(context.theme, say("trail-export"), "download")
        self.export.clicked.connect(self._export)
        close = Button(context.theme, say("trail-close"), kind="ghost")
        close.clicked.connect(self.accept)
        for button in (self.export, close):
            button.setAutoDefault(False)
        body.addLayout(add_all(row(spacing=8), self.export, None, close))
        self._look()

    def _add_criteria(self, body: QVBoxLayout) -> None:
        context = self._context
        today = context.texts.local(context.now()).date()
        self.since, self.until = DayField(context, today - BACK), DayField(context, today)
        self.group = ChoiceBox(context.theme, [(name, context.say(f"used-by-{name}")) for name in GROUPS])
        kept = context.preferences.choice_of(context.platform.address, context.me.login, REMEMBERED)
        self.group.take(kept if kept in GROUPS else GROUPS[0])
        self.staff = ToggleChip(context.theme, context.say("used-staff"))
        across = row(spacing=10)
        across.addWidget(Field(context.say("trail-from"), self.since), 2)
        across.addWidget(Field(context.say("trail-to"), self.until), 2)
        across.addWidget(Field(context.say("used-by"), self.group), 2)
        beside = column(margins=(0, 0, 0, CHIP_BELOW))
        beside.addStretch(1)
        beside.addWidget(self.staff)
        across.addLayout(beside)
        body.addLayout(across)
        for field in (self.since, self.until):
            field.changed.connect(self._look)
        self.group.activated.connect(self._on_group)
        self.staff.clicked.connect(self._look)

    def _on_group(self) -> None:
        context = self._context
        context.preferences.remember_choice(
            context.platform.address, context.me.login, REMEMBERED, self.group.value
        )
        self._look()

    def _look(self) -> None:
        zone = self._context.texts.zone
        since = datetime.combine(self.since.day, time.min, tzinfo=zone)
        until = datetime.combine(self.until.day + timedelta(days=1), time.min, tzinfo=zone)
        work = partial(
            self._context.platform.hours.by, self.group.value, since, until, staff=self.staff.isChecked()
        )
        self._context.tasks.query(
            self._context.say("task-reporting"),
            work,
            self._show,
            key="used-hours",
            owner=self,
            failed=self._failed,
        )

    def _show(self, found: dict[str, Hours]) -> None:
        table = hours_table(self._context.texts, self._context.catalogue, self.group.value, found)
        self.table.show_table(table)
        self.said.setText("" if found else self._context.say("used-none"))
        self.said.setVisible(not found)
        self.export.setEnabled(bool(found))

    def _failed(self, error: BookingError) -> None:
        self.said.setText(self._context.explain(error))
        self.said.show()

    def _export(self) -> None:
        path = ask_csv(self, self._context, self._context.say("used-file-name"))
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write what is shown."""
        table = self.table.table
        assert table is not None
        write_csv(self._context, table, path)
