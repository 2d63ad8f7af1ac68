"""Something is down: what, until when, who is affected and where each goes; then all of it is done at once."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from platform_booking.services.breakdown import AffectedChanged, Breakdown, Choice
from ui.dialogs.breakdown_list import AffectedList
from ui.dialogs.editor.fields import ChoiceBox, Field
from ui.dialogs.keeping_fields import FieldsKeeper, KeptField
from ui.dialogs.moment import MomentFields
from ui.keeping_words import BREAKDOWN
from ui.widgets.buttons import Button
from ui.widgets.conversation import resource_with_site
from ui.widgets.layout import add_all, column, label, open_at, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.breakdown import BrokenDown
    from ui.context import Context
    from ui.operations import Operations

SIZE: Final = (960, 640)
PAUSE_MS: Final = 150
USUAL: Final = timedelta(hours=24)
"""How long it is down unless said otherwise."""
KEY: Final = "breakdown"


class BreakdownDialog(QDialog):
    """The fields, those affected, and one button that says what it will do."""

    def __init__(
        self,
        context: Context,
        operations: Operations,
        codes: Sequence[str],
        code: str,
        unit: int,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._operations = operations
        self.preview: BrokenDown | None = None
        self.setWindowTitle(context.say("breakdown-title"))
        open_at(self, context.theme, *SIZE)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._build(codes)
        self.resource.take(code)
        self._fill_units()
        if unit and self.unit.findData(self._unit_name(unit)) >= 0:
            self.unit.take(self._unit_name(unit))
        self._connect()
        self._look()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)  # without it nothing can be sent
        fields: dict[str, KeptField] = {"resource": self.resource, "unit": self.unit, "reason": self.reason}
        moments = self.start.named("start") | self.end.named("end")
        self.keeper = FieldsKeeper(context, self, {**fields, **moments})
        kept = self.keeper.about(BREAKDOWN, code, self.resource.currentText())
        self.keeper.show(kept, only="reason")

    # --- assembly -----------------------------------------------------------------------------------

    def _build(self, codes: Sequence[str]) -> None:
        context, say = self._context, self._context.say
        names = [(code, resource_with_site(context, code)) for code in codes]
        self.resource = ChoiceBox(context.theme, sorted(names, key=lambda item: item[1].casefold()))
        self.unit = ChoiceBox(context.theme)
        now = context.now().replace(second=0, microsecond=0)
        self.start = MomentFields(context, "breakdown-start", now)
        self.end = MomentFields(context, "breakdown-end", (now + USUAL).replace(minute=0))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(say("breakdown-reason-hint"))
        self.affected = AffectedList(context)
        self.said = label("", "sub", wrap=True)
        self.losing = label("", "danger", wrap=True)
        self.wrong = label("", "danger", wrap=True)
        self.back = Button(context.theme, say("back"), kind="ghost")
        self.send = Button(context.theme, say("breakdown-block"), kind="danger", key="Ctrl+↵")
        what, when = row(spacing=12), row(spacing=24)
        what.addWidget(Field(say("breakdown-resource-field"), self.resource), 3)
        what.addWidget(Field(say("breakdown-unit-field"), self.unit), 2)
        when.addLayout(self.start.layout, 1)
        when.addLayout(self.end.layout, 1)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        body.addWidget(label(say("breakdown-heading"), "title", wrap=True))
        body.addLayout(what)
        body.addLayout(when)
        add_all(body, Field(say("reason"), self.reason), self.said)
        body.addWidget(self.affected, 1)
        add_all(body, self.losing, self.wrong)
        body.addLayout(add_all(row(spacing=8), None, self.back, self.send))

    def _connect(self) -> None:
        self.resource.currentIndexChanged.connect(self._on_resource)
        self.unit.currentIndexChanged.connect(self._on_other)
        for field in (self.start.day, self.start.time, self.end.day, self.end.time):
            field.changed.connect(self._on_other)
        self.reason.textEdited.connect(lambda _text: self._promise())
        self.affected.chosen.connect(self._on_choice)
        self.back.clicked.connect(self.reject)
        self.send.clicked.connect(self._carry_out)
        needs_store(self._context, self.send)
        for button in (self.back, self.send):
            button.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send.click)

    def _fill_units(self) -> None:
        self.unit.clear()
        units = self._context.catalogue.resources[self.resource.value].active_units
        if len(units) > 1:
            self.unit.addItem(self._context.say("breakdown-all-units"), "")
        for unit in units:
            self.unit.addItem(unit.name, unit.name)
        self.unit.setCurrentIndex(0)

    def _unit_name(self, key: int) -> str:
        unit = self._context.catalogue.unit_by_id.get(key)
        return unit.name if unit else ""

    # --- who is affected ----------------------------------------------------------------------------

    @property
    def breakdown(self) -> Breakdown | None:
        """As it stands in the fields; None while a day or a time cannot be understood."""
        start, end = self.start.moment, self.end.moment
        if start is None or end is None:
            return None
        return Breakdown(self.resource.value, self.unit.value or None, start, end, self.reason.text().strip())

    def _on_resource(self) -> None:
        self.unit.blockSignals(True)
        self._fill_units()
        self.unit.blockSignals(False)
        self._on_other()

    def _on_other(self) -> None:
        self.affected.forget()
        self._on_choice()

    def _on_choice(self) -> None:
        self.preview = None
        self._promise()
        self._pause.start()

    def _look(self) -> None:
        wanted = self.breakdown
        if wanted is None:
            self._context.tasks.forget(KEY)
            self._show_wrong(self._context.say("breakdown-unclear"))
            return
        self._show_wrong("")
        self.said.setText(self._context.say("breakdown-looking"))
        self._context.tasks.query(
            self._context.say("task-breakdown"),
            partial(self._context.platform.breakdowns.preview, wanted, Choice(self.affected.left)),
            self._show,
            key=KEY,
            owner=self,
            failed=self._on_failure,
        )

    def _show(self, preview: BrokenDown) -> None:
        if self._pause.isActive():  # something else is asked by now
            return
        self.preview = preview
        self.affected.show_outcomes(preview)
        self.said.setText(self._context.say("breakdown-affected", count=len(preview.outcomes)))
        self._promise()

    def _on_failure(self, error: BookingError) -> None:
        self.preview = None
        self.said.setText("")
        self._promise()
        self._show_wrong(self._context.explain(error))

    def _show_wrong(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    # --- doing --------------------------------------------------------------------------------------

    def _promise(self) -> None:
        """The button says what will happen; who loses something is named above it."""
        context, shown = self._context, self.preview
        self.send.setEnabled(shown is not None and bool(self.reason.text().strip()))
        if shown is None:
            self.losing.hide()
            return
        self.send.setText(self._verb(shown))
        titles = [item.affected.booking.title or item.affected.booking.ref for item in shown.losing]
        names = " · ".join(dict.fromkeys(titles))
        self.losing.setText(context.say("breakdown-losing", count=len(titles), names=names))
        self.losing.setVisible(bool(titles))

    def _verb(self, shown: BrokenDown) -> str:
        say = self._context.say
        if not shown.outcomes:
            return say("breakdown-block")
        parts = []
        if shown.moving:
            parts.append(say("breakdown-move", count=len(shown.moving)))
        if shown.losing:
            parts.append(say("breakdown-lose", count=len(shown.losing)))
        if shown.told:
            parts.append(say("breakdown-tell", count=len(shown.told)))
        return self._context.texts.capital(", ".join(parts))

    def _carry_out(self) -> None:
        wanted, shown = self.breakdown, self.preview
        if wanted is None or shown is None:
            return
        self.send.setEnabled(False)
        self._operations.run(
            "task-breakdown-doing",
            partial(self._context.platform.breakdowns.carry_out, wanted, Choice(self.affected.left, shown)),
            self._context.say("done-breakdown", resource=self._context.resource_name(wanted.resource)),
            self._on_refusal,
            self._done,
        )

    def _done(self, _answer: object) -> None:
        self.keeper.forget()
        self.accept()

    def _on_refusal(self, error: BookingError) -> None:
        """What was shown is not so any more: it is shown anew, and nothing was done."""
        if isinstance(error, AffectedChanged):
            self._look()
        else:
            self._promise()
        self._show_wrong(self._context.explain(error))
