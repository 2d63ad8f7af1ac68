"""Making units unavailable for some time, and changing the end of that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from platform_booking.domain.catalogue import BlockKind
from platform_booking.domain.refusals import BookingConflict
from ui.dialogs.editor.fields import ChoiceBox, Field
from ui.dialogs.keeping_fields import FieldsKeeper, KeptField
from ui.dialogs.moment import MomentFields
from ui.keeping_words import BLOCK
from ui.widgets.buttons import Button
from ui.widgets.conversation import resource_with_site
from ui.widgets.fitting import SnugDialog
from ui.widgets.layout import add_all, at_least, column, label, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.booking import Block
    from platform_booking.domain.catalogue import Resource
    from platform_booking.domain.errors import BookingError
    from platform_booking.domain.timespan import TimeSpan
    from ui.context import Context
    from ui.operations import Operations

WIDTH: Final = 480
KINDS: Final = (BlockKind.MAINTENANCE, BlockKind.CALIBRATION, BlockKind.CLOSURE)
"""A breakdown moves bookings, and is told elsewhere."""

MOST_TOLD: Final = 5
"""Of those in the way; how many there are is said too."""


class _Asking(SnugDialog):
    """A dialog that stays open while the store says no."""

    def __init__(self, parent: QWidget | None, context: Context, operations: Operations, name: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._operations = operations
        self.setWindowTitle(context.say(f"{name}-title"))
        at_least(self, context.theme, WIDTH)
        self._body: QVBoxLayout = column(self, margins=(24, 20, 24, 20), spacing=10)
        self.wrong = label("", "danger", wrap=True)
        self.wrong.hide()
        self.send = Button(context.theme, context.say(f"{name}-send"), kind="primary", key="Ctrl+↵")

    def _finish(self) -> None:
        back = Button(self._context.theme, self._context.say("back"), kind="ghost")
        for button in (back, self.send):  # Enter in a field neither leaves nor sends
            button.setAutoDefault(False)
        back.clicked.connect(self.reject)
        self.send.clicked.connect(self._ask)
        needs_store(self._context, self.send)
        add_all(self._body, self.wrong, 4)
        self._body.addLayout(add_all(row(spacing=8), None, back, self.send))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send.click)

    def _ask(self) -> None:
        raise NotImplementedError

    def _refused(self, error: BookingError) -> None:
        self.send.setEnabled(True)
        if isinstance(error, BookingConflict):
            self._tell(_who_holds(self._context, error))
        else:
            self._tell(self._context.explain(error))

    def _tell(self, wrong: str) -> None:
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))


def _who_holds(context: Context, error: BookingConflict) -> str:
    """Who is in the way: the booking, the unit and when."""
    held = dict.fromkeys((item.holder, item.title, item.unit, item.span) for item in error.conflicts)
    said = [
        context.say(
            "block-taken",
            title=title or context.say("lists-unnamed"),
            ref=holder,
            unit=unit,
            when=context.texts.when(span),
        )
        for holder, title, unit, span in list(held)[:MOST_TOLD]
    ]
    return "\n".join((context.say("block-in-the-way", count=len(held)), *said))


class BlockDialog(_Asking):
    """Resource and unit, kind, from when to when, and why. Who holds the units is told here."""

    def __init__(
        self,
        parent: QWidget | None,
        context: Context,
        operations: Operations,
        resources: Sequence[Resource],
        code: str,
        span: TimeSpan,
    ) -> None:
        super().__init__(parent, context, operations, "block")
        texts, say = context.texts, context.say
        self.resource = ChoiceBox(
            context.theme, [(item.code, resource_with_site(context, item.code)) for item in resources]
        )
        if code:
            self.resource.take(code)
        self.unit = ChoiceBox(context.theme)
        self.kind = ChoiceBox(
            context.theme, [(kind.value, texts.capital(texts.name("block", kind.value))) for kind in KINDS]
        )
        self.start = MomentFields(context, "block-start", span.start)
        self.end = MomentFields(context, "block-end", span.end)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(say("block-reason-placeholder"))
        self.resource.currentIndexChanged.connect(lambda _row: self._show_units())
        self.reason.textChanged.connect(lambda: self.send.setEnabled(bool(self.reason.text().strip())))
        self._show_units()
        self._body.addWidget(label(say("block-heading"), "title", wrap=True))
        self._body.addWidget(label(say("block-hint"), "sub", wrap=True))
        what = row(spacing=12)
        what.addWidget(Field(say("block-resource"), self.resource), 2)
        what.addWidget(Field(say("block-unit"), self.unit), 1)
        self._body.addLayout(what)
        self._body.addWidget(Field(say("block-kind"), self.kind))
        self._body.addLayout(self.start.layout)
        self._body.addLayout(self.end.layout)
        self._body.addWidget(Field(say("reason"), self.reason))
        self.send.setEnabled(False)
        self._finish()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        fields: dict[str, KeptField] = {
            "resource": self.resource,
            "unit": self.unit,
            "kind": self.kind,
            "reason": self.reason,
        }
        moments = self.start.named("start") | self.end.named("end")
        self.keeper = FieldsKeeper(context, self, {**fields, **moments})
        kept = self.keeper.about(BLOCK, code, self.resource.currentText())
        self.keeper.show(kept, only="reason")

    def propose(self, kind: str, unit: str, reason: str) -> None:
        """Fill in what is known; a breakdown is asked for elsewhere, and its kind stays as it is."""
        if kind in KINDS:
            self.kind.take(kind)
        self.unit.take(unit)
        self.reason.setText(reason)

    def _show_units(self) -> None:
        self.unit.clear()
        self.unit.addItem(self._context.say("block-all-units"), "")
        for unit in self._context.catalogue.resources[self.resource.value].active_units:
            self.unit.addItem(unit.name, unit.name)

    def _ask(self) -> None:
        start, end = self.start.moment, self.end.moment
        if start is None or end is None:
            self._tell(self._context.say("propose-unclear"))
            return
        self._tell("")
        self.send.setEnabled(False)
        work = partial(
            self._context.platform.blocks.make_unavailable,
            self.resource.value,
            self.unit.value or None,
            start,
            end,
            self.kind.value,
            self.reason.text(),
        )
        said = self._context.say("done-blocked", name=self.resource.currentText())
        self._operations.run("task-blocking", work, said, self._refused, self._blocked)

    def _blocked(self, _answer: object) -> None:
        self.keeper.forget()
        self.accept()


class BlockEndDialog(_Asking):
    """Until when it lasts now."""

    def __init__(
        self, parent: QWidget | None, context: Context, operations: Operations, block: Block
    ) -> None:
        super().__init__(parent, context, operations, "block-end")
        self._block = block
        self._named = context.resource_name(block.resource)
        self.end = MomentFields(context, "block-end", block.span.end)
        self._body.addWidget(label(context.say("block-end-question", name=self._named), "title", wrap=True))
        self._body.addLayout(self.end.layout)
        self._finish()

    def _ask(self) -> None:
        end = self.end.moment
        if end is None:
            self._tell(self._context.say("propose-unclear"))
            return
        self.send.setEnabled(False)
        work = partial(self._context.platform.blocks.end_at, self._block.ref, end)
        said = self._context.say("done-block-ends", name=self._named)
        self._operations.run("task-blocking", work, said, self._refused, lambda _answer: self.accept())
