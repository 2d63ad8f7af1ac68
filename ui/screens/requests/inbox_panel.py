"""The left of the screen: what waits, ticked and walked through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QListView,
    QStackedWidget,
    QWidget,
)

from ui.delegates.inbox_delegate import InboxDelegate
from ui.delegates.painting import TICK_BOX, draw_tick
from ui.models.inbox_model import InboxModel, InboxRow
from ui.widgets.buttons import Button, ToggleChip
from ui.widgets.flow import Wrapping
from ui.widgets.layout import add_all, beside, column, label, row
from ui.widgets.resting import needs_store
from ui.widgets.sentence import Sentence
from ui.widgets.top_bar import WrappingBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.context import Context
    from ui.theme import Theme

MINE: Final = "mine"
ELSEWHERE: Final = "elsewhere"
WIDTH: Final = 372
NARROW_WIDTH: Final = 320
FOOTER: Final = 48


class InboxPanel(QFrame):
    """Two lists behind two chips, and what may be done with all that is ticked."""

    picked = Signal(object)
    """An InboxRow, or None."""
    batch_approved = Signal()
    batch_declined = Signal()
    listed = Signal(str)
    """The other list is shown: mine or elsewhere."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setFixedWidth(context.theme.px(WIDTH))
        self._context = context
        self._rows: dict[str, tuple[InboxRow, ...]] = {MINE: (), ELSEWHERE: ()}
        self._which = MINE
        self._picked: str | None = None
        self._build_list()
        body = column(self)
        body.addWidget(self._head())
        self.stack = QStackedWidget()
        self.sentence = Sentence(context)
        add_all_to_stack(self.stack, self.list, self.sentence)
        body.addWidget(self.stack, 1)
        body.addWidget(self._foot())
        self._show_ticks()

    def fit(self, room: int, *, narrow: bool) -> None:
        """Leave more room to the request in a small window; ``room`` is how wide the whole screen is."""
        width, least = NARROW_WIDTH if narrow else WIDTH, self.minimumSizeHint().width()
        self.setFixedWidth(beside(self._context.theme, width, room, least))

    # --- assembly -----------------------------------------------------------------------------------

    def _build_list(self) -> None:
        self.model = InboxModel(self)
        self.list = InboxList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(InboxDelegate(self._context.theme, self.list))
        self.list.setAccessibleName(self._context.say("screen-requests"))
        self.list.moved.connect(self._on_moved)
        self.model.ticks_changed.connect(self._show_ticks)

    def _head(self) -> QFrame:
        context = self._context
        head = WrappingBar(context, to_end=False)
        self.tick_all = _TickBox(context.theme)
        self.tick_all.setAccessibleName(context.say("requests-tick-all"))
        self.tick_all.setToolTip(context.say("requests-tick-all"))
        self.tick_all.clicked.connect(lambda ticked: self.model.tick_all(ticked=ticked))
        self.chips: dict[str, ToggleChip] = {}
        group = QButtonGroup(head)
        for which in (MINE, ELSEWHERE):
            chip = _QuietChip(context.theme, self._chip_text(which))
            chip.clicked.connect(lambda _checked=False, which=which: self.show_list(which))
            group.addButton(chip)
            self.chips[which] = chip
        self.chips[MINE].setChecked(True)
        for part in (self.tick_all, *self.chips.values()):
            head.flow.addWidget(part)
        return head

    def _foot(self) -> QFrame:
        context = self._context
        foot = Wrapping((16, 0, 16, 0), 8, context.theme.px(FOOTER))
        foot.setObjectName("footer")
        self.ticked = label("", "strong")
        self.decline = Button(context.theme, context.say("requests-decline-many"), small=True)
        self.decline.clicked.connect(self.batch_declined)
        self.approve = Button(context.theme, " ", "check", kind="primary", small=True)
        self.approve.clicked.connect(self.batch_approved)
        needs_store(context, self.decline, self.approve)
        both = QWidget()
        add_all(row(both, spacing=8), self.decline, self.approve)
        for part in (self.ticked, both):
            foot.flow.addWidget(part)
        self.foot = foot
        return foot

    # --- what it shows ------------------------------------------------------------------------------

    def set_rows(self, mine: Sequence[InboxRow], elsewhere: Sequence[InboxRow]) -> None:
        """Show these; what was picked stays picked, or what took its place is."""
        self._rows = {MINE: tuple(mine), ELSEWHERE: tuple(elsewhere)}
        for which, chip in self.chips.items():
            chip.setText(self._chip_text(which))
        self._fill()

    def show_list(self, which: str) -> None:
        """What waits for me, or for others."""
        self._which = which
        self.chips[which].setChecked(True)
        self._fill()
        self.listed.emit(which)

    @property
    def which(self) -> str:
        """Which list is shown."""
        return self._which

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the list that is shown."""
        return not self._rows[self._which]

    def _fill(self) -> None:
        rows = self._rows[self._which]
        former = self.list.currentIndex().row()
        kept = self._picked
        self.list.quiet = True
        if rows != self.model.rows or self.model.may_tick != (self._which == MINE):
            self.model.set_rows(rows, may_tick=self._which == MINE)
        self.list.quiet = False
        index = self.model.find(kept) if kept else QModelIndex()
        if not index.isValid() and rows:  # whatever took its place comes next
            index = self.model.index(min(max(0, former), len(rows) - 1))
        self.list.setCurrentIndex(index)
        self._on_moved()
        self.stack.setCurrentWidget(self.list if rows else self.sentence)

    def _chip_text(self, which: str) -> str:
        return self._context.say(f"requests-{which}", count=len(self._rows[which]))

    # --- what is picked and ticked ------------------------------------------------------------------

    @property
    def row(self) -> InboxRow | None:
        """The request under the cursor."""
        return self.model.row_at(self.list.currentIndex())

    def pick(self, ref: str) -> None:
        """Put the cursor on a request; if it is not listed yet, once it is."""
        self._picked = ref
        index = self.model.find(ref)
        if index.isValid():
            self.list.setCurrentIndex(index)

    def toggle(self) -> None:
        """Tick or untick what is under the cursor."""
        self.model.toggle(self.list.currentIndex())

    def _on_moved(self) -> None:
        found = self.row
        self._picked = found.ref if found is not None else None
        self.picked.emit(found)

    @property
    def approvable(self) -> tuple[InboxRow, ...]:
        """What is ticked and meets nothing: what a batch may approve."""
        return tuple(found for found in self.model.ticked if found.verdict != "conflict")

    def _show_ticks(self) -> None:
        ticked, approvable = self.model.ticked, self.approvable
        say = self._context.say
        self.foot.setVisible(bool(ticked))
        self.ticked.setText(say("requests-ticked", count=len(ticked)))
        self.approve.setText(say("requests-approve-many", count=len(approvable)))
        self.approve.setEnabled(bool(approvable))
        self.tick_all.setChecked(bool(ticked) and len(ticked) == len(self.model.rows))
        self.tick_all.setVisible(self.model.may_tick)
        self.tick_all.setEnabled(bool(self.model.rows))


class InboxList(QListView):
    """Walks with the arrows; tells when the cursor moved, unless it is being filled."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.quiet = False
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # noqa: N802 - Qt's name
        """Tell it."""
        super().currentChanged(current, previous)
        if not self.quiet:
            self.moved.emit()


class _TickBox(QCheckBox):
    """A tick box painted as those of the list are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._side = theme.px(TICK_BOX)
        self.setFixedSize(self._side + 4, self._side + 4)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """All of it."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The box, and a ring where the focus is."""
        painter = QPainter(self)
        box = QRectF(0, 2, self._side, self._side)
        draw_tick(painter, self._theme, box, self.devicePixelRatioF(), ticked=self.isChecked())
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        painter.end()


class _QuietChip(ToggleChip):
    """One of two that exclude each other: no tick is needed, only one of them is filled."""

    def _show_state(self) -> None:
        """Nothing but the text."""


def add_all_to_stack(stack: QStackedWidget, *parts: QListView | Sentence) -> None:
    """Put pages on a stack."""
    for part in parts:
        stack.addWidget(part)
