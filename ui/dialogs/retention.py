"""How long what is kept: set in days, counted before it is applied."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from platform_booking.services.care_words import applied_words
from platform_booking.services.privacy import PERIODS
from ui.dialogs.confirm import confirm
from ui.dialogs.editor.fields import Stepper
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.layout import add_all, card, column, label, restyle, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.privacy import Applied
    from ui.context import Context

PROPOSED: Final = 365
"""Days that a period begins with when it is first set."""
LONGEST: Final = 36500
WIDTH: Final = 130


class RetentionPage(QWidget):
    """One line a period. Nothing is taken away before it was counted and asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._kept: dict[str, int | None] | None = None
        """As it is saved; None until it was read."""
        self._body = column(self, margins=(0, 4, 0, 0), spacing=12)
        self.wanted: dict[str, CheckBox] = {}
        self.days: dict[str, Stepper] = {}
        self._body.addWidget(label(context.say("personal-retention-hint"), "sub", wrap=True))
        self._add_lines()
        self._add_buttons()
        self._body.addStretch(1)
        self._read()

    # --- assembly -----------------------------------------------------------------------------------

    def _add_lines(self) -> None:
        say, frame = self._context.say, card()
        grid = QGridLayout(frame)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for line, name in enumerate(PERIODS):
            what = self._context.texts.capital(say(f"retention-{name}"))
            box = CheckBox(self._context.theme, what)
            days = Stepper(self._context.theme, 1, LONGEST, suffix=f" {say('personal-days')}")
            days.setFixedWidth(self._context.theme.px(WIDTH))
            days.setAccessibleName(what)
            days.setValue(PROPOSED)
            box.toggled.connect(self._show_what_can_be_done)
            days.valueChanged.connect(self._show_what_can_be_done)
            grid.addWidget(box, line, 0)
            grid.addWidget(days, line, 1, Qt.AlignmentFlag.AlignRight)
            self.wanted[name], self.days[name] = box, days
        self._body.addWidget(frame)

    def _add_buttons(self) -> None:
        theme, say = self._context.theme, self._context.say
        self.save = Button(theme, say("administration-save"), "check", kind="primary")
        self.save.clicked.connect(self._save)
        self.count = Button(theme, say("personal-count"), "search")
        self.count.clicked.connect(partial(self._apply, dry_run=True))
        self.apply = Button(theme, say("personal-apply"), "trash-2", kind="danger")
        self.apply.clicked.connect(
            lambda: confirm(self, self._context, "personal-apply", partial(self._apply, dry_run=False))
        )
        needs_store(self._context, self.save, self.count, self.apply)
        for button in (self.save, self.count, self.apply):
            button.setAutoDefault(False)
            button.setEnabled(False)
        self._body.addLayout(add_all(row(spacing=8), self.save, self.count, self.apply, None))
        self.said = label("", "sub", wrap=True, selectable=True)
        self._body.addWidget(self.said)

    # --- what is set --------------------------------------------------------------------------------

    @property
    def periods(self) -> dict[str, int | None]:
        """As it is filled in."""
        return {name: self.days[name].value() if self.wanted[name].isChecked() else None for name in PERIODS}

    def _read(self) -> None:
        self._ask(self._context.platform.privacy.retention, self._show)

    def _show(self, kept: dict[str, int]) -> None:
        self._kept = {name: kept.get(name) for name in PERIODS}
        for name, days in self._kept.items():
            self.wanted[name].setChecked(days is not None)
            if days is not None:
                self.days[name].setValue(days)
        self._show_what_can_be_done()

    def _show_what_can_be_done(self) -> None:
        """What was counted is no longer so once a period is another one."""
        for name in PERIODS:
            self.days[name].setEnabled(self.wanted[name].isChecked())
        is_saved = self._kept == self.periods
        self.save.setEnabled(self._kept is not None and not is_saved)
        self.count.setEnabled(is_saved and any(self.periods.values()))
        self.apply.setEnabled(False)
        self._tell("", "sub")

    def _save(self) -> None:
        def saved(kept: dict[str, int]) -> None:
            self._show(kept)
            self._tell(self._context.say("personal-saved"), "success")

        self._ask(partial(self._context.platform.privacy.set_retention, self.periods), saved, changes=True)

    def _apply(self, *, dry_run: bool) -> None:
        work = partial(self._context.platform.privacy.apply_retention, dry_run=dry_run)
        self._tell(self._context.say("personal-counting" if dry_run else "personal-applying"), "sub")
        self._ask(work, self._applied, changes=not dry_run)

    def _applied(self, done: Applied) -> None:
        said = [applied_words(done, self._context.texts)]
        if done.persons:
            names = ", ".join(map(self._context.person_name, done.persons))
            said.append(self._context.say("personal-concerned", names=names))
        self._tell("\n".join(said), "sub" if done.dry_run else "success")
        self.apply.setEnabled(done.dry_run and any(done.counts.values()))

    def _ask(self, work: Callable[[], Any], then: Callable[[Any], None], *, changes: bool = False) -> None:
        tasks, said = self._context.tasks, self._context.say("task-personal")
        if changes:
            tasks.command(said, work, then, owner=self, failed=self._refused)
        else:
            tasks.query(said, work, then, key="retention", owner=self, failed=self._refused)

    def _refused(self, error: BookingError) -> None:
        self._tell(self._context.explain(error), "danger")

    def _tell(self, text: str, style: str) -> None:
        self.said.setProperty("style", style)
        restyle(self.said)
        self.said.setText(text)
