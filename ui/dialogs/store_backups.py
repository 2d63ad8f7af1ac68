"""Backups in a folder: what is there, one more, one a day by itself, and bringing one back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from platform_booking.domain.rotation import Keep
from platform_booking.services.backups import DEFAULT_KEEP, Schedule
from platform_booking.services.care_words import backup_words, integrity_words
from platform_booking.wording.report_tables import Column, Kind, Table
from ui.dialogs.confirm import confirm
from ui.dialogs.editor.fields import Field, Stepper
from ui.documents import documents
from ui.launch import Replacement
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.flow import Wrapping
from ui.widgets.layout import NONE, add_all, card, column, label, row
from ui.widgets.report_table import ReportTable
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.backups import KeptBackup, Rotated
    from platform_booking.services.carrying import Examined
    from ui.context import Context
    from ui.widgets.long_work import LongWork

COLUMNS: Final = ("made", "state", "size", "file")
COUNTS: Final = ("last", "daily", "weekly", "monthly")
MOST: Final = 999
BUTTONS: Final = 36
REMEMBERED: Final = "backups"


class BackupsPage(QWidget):
    """For administrators. A store on a server has its own keeper's backups; here it gets portable ones, when asked."""

    replacement_wanted = Signal(object)
    """A Replacement that was agreed to."""

    def __init__(self, context: Context, work: LongWork) -> None:
        super().__init__()
        self._context = context
        self._work = work
        self._there: tuple[KeptBackup, ...] = ()
        self._examined: dict[Path, Examined] = {}
        self._schedule: Schedule | None = None
        body = column(self, margins=(0, 4, 0, 0), spacing=10)
        self._add_folder(body)
        self.table = ReportTable(context, context.say("care-page-backups"))
        self.table.selectionModel().currentRowChanged.connect(self._show_what_can_be_done)
        body.addWidget(self.table)
        self._add_buttons(body)
        self._add_schedule(body)
        body.addStretch(1)
        needs_store(context, self.now, self.restore, self.save)
        self._show_what_can_be_done()
        self._read_schedule()

    # --- assembly -----------------------------------------------------------------------------------

    def _add_folder(self, body: QVBoxLayout) -> None:
        context = self._context
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.folder.setPlaceholderText(context.say("backups-no-folder"))
        self.browse = Button(context.theme, context.say("server-browse"), "folder-open")
        self.browse.clicked.connect(self._browse)
        across = row(spacing=8)
        across.addWidget(Field(context.say("backups-folder"), self.folder), 1)
        across.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignBottom)
        body.addLayout(across)

    def _add_buttons(self, body: QVBoxLayout) -> None:
        theme, say = self._context.theme, self._context.say
        self.now = Button(theme, say("backups-now"), "database")
        self.now.clicked.connect(self._back_up)
        self.examine = Button(theme, say("backups-examine"), "shield-check")
        self.examine.clicked.connect(lambda: self._examine(self.chosen))
        self.restore = Button(theme, say("backups-restore"), "history", kind="danger")
        self.restore.clicked.connect(lambda: self._examine(self.chosen, then_restore=True))
        self.other = Button(theme, say("backups-other"), "folder-open")
        self.other.clicked.connect(self._ask_other)
        self.browse.setAutoDefault(False)
        bar = Wrapping(NONE, 8, theme.px(BUTTONS))
        for button in (self.now, self.examine, self.restore, self.other):
            button.setAutoDefault(False)
            bar.flow.addWidget(button)
        body.addWidget(bar)
        self.hint = label("", "sub", wrap=True)
        is_file = not self._context.platform.is_shared
        self.hint.setText(say("backups-restore-hint" if is_file else "backups-server-hint"))
        body.addWidget(self.hint)

    def _add_schedule(self, body: QVBoxLayout) -> None:
        theme, say = self._context.theme, self._context.say
        self.frame = card()
        inner = column(self.frame, margins=(16, 12, 16, 12), spacing=8)
        self.automatic = CheckBox(theme, say("backups-automatic"))
        self.automatic.setVisible(not self._context.platform.is_shared)
        self.automatic.toggled.connect(self._show_what_can_be_done)
        keep = "backups-keep-server" if self._context.platform.is_shared else "backups-keep"
        add_all(inner, self.automatic, label(say(keep), "sub", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        abreast = 2 if theme.has_large_text else len(COUNTS)
        self.counts = {name: Stepper(theme, 0, MOST) for name in COUNTS}
        for number, (name, stepper) in enumerate(self.counts.items()):
            stepper.valueChanged.connect(self._show_what_can_be_done)
            grid.addWidget(Field(say(f"backups-{name}"), stepper), *divmod(number, abreast))
        self.save = Button(theme, say("administration-save"), "check")
        self.save.setAutoDefault(False)
        self.save.setVisible(not self._context.platform.is_shared)
        self.save.clicked.connect(self._save)
        inner.addLayout(grid)
        inner.addLayout(add_all(row(), self.save, None))
        self._take_keep(DEFAULT_KEEP)
        body.addWidget(self.frame)

    # --- what is set --------------------------------------------------------------------------------

    @property
    def keep(self) -> Keep:
        """How many are kept of each sort, as it is filled in."""
        return Keep(**{name: stepper.value() for name, stepper in self.counts.items()})

    @property
    def wanted(self) -> Schedule | None:
        """What windows are to do by themselves, as it is filled in."""
        is_wanted = self.automatic.isChecked() and bool(self.folder.text())
        return Schedule(Path(self.folder.text()), self.keep) if is_wanted else None

    def _take_keep(self, keep: Keep) -> None:
        for name, stepper in self.counts.items():
            stepper.setValue(getattr(keep, name))

    def _read_schedule(self) -> None:
        self._context.tasks.query(
            self._context.say("task-backups"),
            self._context.platform.backups.schedule,
            self._show_schedule,
            key="backups-schedule",
            owner=self,
            failed=self._refused,
        )

    def _show_schedule(self, schedule: Schedule | None) -> None:
        self._schedule = schedule
        context = self._context
        if schedule is not None:
            self.automatic.setChecked(True)
            self._take_keep(schedule.keep)
            self.look_in(schedule.folder)
        else:
            kept = context.preferences.choice_of(context.platform.address, context.me.login, REMEMBERED)
            if kept:
                self.look_in(Path(kept))
        self._show_what_can_be_done()

    def _save(self) -> None:
        wanted = self.wanted

        def saved(_nothing: None) -> None:
            self._schedule = wanted
            folder = "" if wanted is None else str(wanted.folder)
            name = "backups-stopped" if wanted is None else "backups-saved"
            self._work.tell(self._context.say(name, folder=folder))
            self._show_what_can_be_done()

        self._context.tasks.command(
            self._context.say("task-backups"),
            partial(self._context.platform.backups.set_schedule, wanted),
            saved,
            owner=self,
            failed=self._refused,
        )

    # --- what is there ------------------------------------------------------------------------------

    def _browse(self) -> None:
        begin = self.folder.text() or documents()
        chosen = QFileDialog.getExistingDirectory(self, self._context.say("backups-folder"), begin)
        if chosen:
            self.look_in(Path(chosen))

    def look_in(self, folder: Path) -> None:
        """List this store's backups in that folder."""
        context = self._context
        self.folder.setText(str(folder))
        context.preferences.remember_choice(
            context.platform.address, context.me.login, REMEMBERED, str(folder)
        )
        context.tasks.query(
            context.say("task-backups"),
            partial(context.platform.backups.there, folder),
            self._show_there,
            key="backups-there",
            owner=self,
            failed=self._refused,
        )

    def _show_there(self, there: tuple[KeptBackup, ...]) -> None:
        at = max(0, self.table.currentIndex().row())
        self._there = there
        texts, say = self._context.texts, self._context.say
        columns = tuple(Column(name, say(f"backups-column-{name}"), Kind.TEXT) for name in COLUMNS)
        rows = tuple(
            (
                texts.moment(item.made_at),
                self._state_of(item.file),
                texts.locale.formattedDataSize(item.size),
                item.file.name,
            )
            for item in there
        )
        self.table.show_table(Table(say("care-page-backups"), columns, rows))
        if there:
            self.table.setCurrentIndex(self.table.model().index(min(at, len(there) - 1), 0))
        self._show_what_can_be_done()

    def _state_of(self, file: Path) -> str:
        examined = self._examined.get(file)
        if examined is None:
            return self._context.say("backups-not-examined")
        report = examined.report
        return self._context.say("backups-sound" if report.clean else "backups-unsound", count=report.count)

    @property
    def chosen(self) -> Path | None:
        """The backup that is chosen in the list."""
        number = self.table.currentIndex().row()
        return self._there[number].file if 0 <= number < len(self._there) else None

    def _show_what_can_be_done(self) -> None:
        has_folder, is_file = bool(self.folder.text()), not self._context.platform.is_shared
        self.now.setEnabled(has_folder)
        self.examine.setEnabled(self.chosen is not None and is_file)
        self.restore.setEnabled(self.chosen is not None and is_file)
        self.other.setEnabled(is_file)
        self.automatic.setEnabled(has_folder)
        self.save.setEnabled(self.wanted != self._schedule)

    # --- what is done -------------------------------------------------------------------------------

    def _back_up(self) -> None:
        folder, keep, care = self.folder.text(), self.keep, self._context.platform.care
        self._work.run("care-backing-up", lambda tell: care.rotate(folder, keep, tell), self._rotated)

    def _rotated(self, done: Rotated) -> str:
        texts = self._context.texts
        said = [backup_words(done.backup, texts)]
        if not done.backup.trail_intact:
            said.append(self._context.say("care-trail-broken"))
        said.append(texts.text("done-rotation", kept=len(done.kept), removed=len(done.removed)))
        self.look_in(Path(self.folder.text()))
        return "\n".join(said)

    def _ask_other(self) -> None:
        say = self._context.say
        chosen, _ = QFileDialog.getOpenFileName(
            self, say("backups-other"), self.folder.text() or documents(), say("care-filter")
        )
        if chosen:
            self.examine_other(Path(chosen))

    def examine_other(self, file: Path) -> None:
        """A backup that stands elsewhere, to be brought back."""
        self._examine(file, then_restore=True)

    def _examine(self, file: Path | None, *, then_restore: bool = False) -> None:
        """Nothing is brought back that was not looked at."""
        if file is None:
            return
        care = self._context.platform.care

        def found(examined: Examined) -> str:
            self._examined[file] = examined
            self._show_there(self._there)
            if then_restore:
                self._ask_restore(examined)
            return f"{file}\n{integrity_words(examined.report, self._context.texts)}"

        self._work.run("backups-examining", lambda tell: care.examine(file, tell), found)

    def _ask_restore(self, examined: Examined) -> None:
        is_sound = examined.report.clean
        wish = Replacement(examined.file, accept_findings=not is_sound)
        name = "backups-restore" if is_sound else "backups-restore-unsound"
        agreed = partial(self.replacement_wanted.emit, wish)
        confirm(
            self.window(), self._context, name, agreed, file=examined.file.name, count=examined.report.count
        )

    def _refused(self, error: BookingError) -> None:
        self._work.tell(self._context.explain(error))
