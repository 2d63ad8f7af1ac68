"""Requests: what waits for me, each with what must be known, decided by one key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.context import Selected
from ui.conversing import Conversing
from ui.draft import copy_of
from ui.keeping_words import SEVERAL
from ui.screens.base import Screen
from ui.screens.requests.detail import RequestDetail
from ui.screens.requests.inbox_panel import MINE, InboxPanel
from ui.screens.requests.reading import Examined, Inbox, examine, read_inbox, take_solution
from ui.screens.requests.writing import RequestWriter, waiting_spans
from ui.tasks import SHOWN_AFTER_MS
from ui.widgets.layout import add_all, label, row
from ui.widgets.onward import Onward
from ui.widgets.reason import ask_reason
from ui.widgets.top_bar import SearchField, Title, TopBar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.errors import BookingError
    from ui.change_hub import Change
    from ui.context import Context
    from ui.models.inbox_model import InboxRow
    from ui.operations import Operations

READING: Final = frozenset({"open", "copy-ref", "export-selection", "duplicate"})
DECIDING: Final = frozenset({"approve", "decline", "propose", "ask", "tick"})
NARROW: Final = 1120
FIRST_COUNT_MS: Final = 300
"""The count on the rail waits for the planning, which people see first."""


class RequestsScreen(Screen):
    """Two lists at the left, the request under the cursor at the right."""

    def __init__(self, context: Context, operations: Operations) -> None:
        super().__init__(context, operations)
        self._inbox: Inbox | None = None
        self._examined: Examined | None = None
        self._deciding = ""
        self.conversing = Conversing(context, operations, self)
        self._build()
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._show_loading)
        QTimer.singleShot(FIRST_COUNT_MS, self, self._count_at_first)
        context.tasks.idle.connect(self._on_idle)

    # --- assembly -----------------------------------------------------------------------------------

    def _build(self) -> None:
        context = self.context
        bar = TopBar(context)
        self.note = label("", "sub")
        self.search = SearchField(context, context.say("requests-search"))
        self.search.textChanged.connect(lambda _text: self._show_lists())
        add_all(bar.line, Title(context.say("screen-requests")), self.note, None)
        bar.line.addWidget(self.search, 1)
        bar.yields(self.note)
        bar.yields(self.search, (context.say("action-search"), partial(self.handle, "search")))
        self.panel = InboxPanel(context)
        Onward(self.search, self.panel.list)
        self.panel.picked.connect(self._on_picked)
        self.panel.batch_approved.connect(self.approve_ticked)
        self.panel.batch_declined.connect(self.decline_ticked)
        self.panel.sentence.wanted.connect(self._on_sentence)
        self.detail = RequestDetail(context)
        self.detail.approve_wanted.connect(self.approve)
        self.detail.decline_wanted.connect(self.decline)
        self.detail.propose_wanted.connect(self.propose)
        self.detail.ask_wanted.connect(self.ask)
        self.detail.solution_wanted.connect(self.take_solution)
        self.detail.planning_wanted.connect(self._open)
        self.detail.sentence.wanted.connect(self.refresh)
        across = row()
        edge = QWidget()
        edge.setFixedWidth(1)
        edge.setStyleSheet(f"background: {context.theme.color('border').name()};")
        add_all(across, self.panel, edge)
        across.addWidget(self.detail, 1)
        self.body.addWidget(bar)
        self.body.addLayout(across, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a small window the list is narrower."""
        super().resizeEvent(event)
        self.panel.fit(self.width(), narrow=self.width() < self.context.theme.px(NARROW))

    # --- what the window asks -----------------------------------------------------------------------

    def enter(self) -> None:
        """It comes to the front: the keys go to the list."""
        super().enter()
        self.hint.emit(self.context.say("requests-hint"))
        self.panel.list.setFocus()

    def handle(self, action: str) -> bool:
        """Deciding, ticking, and what reading offers."""
        if action == "refresh":
            self.refresh()
        elif action == "search":
            self.search.show()
            self.search.setFocus()
            self.search.selectAll()
        elif action in DECIDING | READING:
            if action in self.allowed():
                self._do(action)
        else:
            return False
        return True

    def _do(self, action: str) -> None:
        found = self.panel.row
        assert found is not None
        match action:
            case "approve":
                self.approve()
            case "decline":
                self.decline()
            case "propose":
                self.propose()
            case "ask":
                self.ask()
            case "tick":
                self.panel.toggle()
            case "open":
                self._open()
            case "copy-ref":
                self.operations.copy_ref(found.ref)
            case "export-selection":
                self.operations.export("booking", found.ref, found.booking.title)
            case _:
                self.context.editor_wanted.emit(copy_of(found.booking))

    @property
    def is_reading(self) -> bool:
        """Whether the list has still to come, or to come again after a decision."""
        return self.is_deciding or (self._inbox is None and self.context.tasks.awaits("inbox"))

    @property
    def is_deciding(self) -> bool:
        """Whether a decision is on its way."""
        return bool(self._deciding)

    def allowed(self) -> frozenset[str]:
        """What makes sense for the request under the cursor."""
        if self.panel.row is None:
            return frozenset()
        return READING | DECIDING if self.panel.which == MINE else READING

    def show_request(self, ref: str) -> None:
        """Put the cursor on a request, as soon as it is listed; what is written about it goes on."""
        self.panel.pick(ref)
        self.detail.message.setFocus()

    # --- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for both lists."""
        if self._inbox is None and self.isVisible():
            self._patience.start()
        self.context.tasks.query(
            self.context.say("task-reading-requests"),
            partial(read_inbox, self.context.platform),
            self._on_inbox,
            key="inbox",
            owner=self,
            failed=self._on_failure,
        )

    def _count_at_first(self) -> None:
        if self._inbox is None:
            self.refresh()

    def _on_change(self, change: Change) -> None:
        """The count on the rail is kept right also while another screen is in front."""
        super()._on_change(change)
        if not self.isVisible():
            self.refresh()

    def _on_inbox(self, inbox: Inbox) -> None:
        self._patience.stop()
        self._inbox = inbox
        self.context.take_catalogue(inbox.catalogue)
        self._deciding = ""
        self.context.waiting_count.emit(len(inbox.mine))
        self._show_lists()

    def _on_failure(self, error: BookingError) -> None:
        self._patience.stop()
        said = self.context.explain(error)
        if self._inbox is None:
            self.detail.tell(said, "cloud-off", self.context.say("lists-retry"))
        elif self.isVisible():
            self.context.tasks.refused.emit(error, "inbox")

    def _show_loading(self) -> None:
        self.detail.tell(self.context.say("lists-loading"))
        self.panel.sentence.wait(self.context.say("lists-loading"))
        self.panel.stack.setCurrentWidget(self.panel.sentence)

    # --- showing ------------------------------------------------------------------------------------

    def _writer(self) -> RequestWriter:
        return RequestWriter(self.context.texts, self.context.catalogue, self.context.now())

    def _show_lists(self) -> None:
        if self._inbox is None:
            return
        writer = self._writer()
        mine = [writer.entry(entry) for entry in self._inbox.mine]
        elsewhere = [writer.elsewhere(booking) for booking in self._inbox.elsewhere]
        self._show_nothing(self._inbox, searched=bool(self.search.text().strip()))
        self.panel.set_rows(self._searched(mine), self._searched(elsewhere))
        codes = ", ".join(self.context.me.manages)
        count = self.context.say("requests-waiting", count=len(mine))
        self.note.setText(f"{count} · {codes}" if codes else count)

    def _searched(self, rows: list[InboxRow]) -> list[InboxRow]:
        words = self.search.text().casefold().split()
        return [
            found for found in rows if all(word in f"{found.spoken} {found.ref}".casefold() for word in words)
        ]

    def _show_nothing(self, inbox: Inbox, *, searched: bool) -> None:
        """What the list says when it is empty."""
        say = self.context.say
        if searched:
            self.panel.sentence.tell(say("requests-none-found"), "search", say("lists-clear-filters"))
            return
        spans = [waiting_spans(booking)[0] for booking in inbox.elsewhere if waiting_spans(booking)]
        if spans:
            day = self.context.texts.day_long(self.context.texts.local(min(spans).start).date())
            self.panel.sentence.tell(say("requests-nothing-until", day=day), "inbox")
        else:
            self.panel.sentence.tell(say("requests-nothing"), "inbox")

    def _on_sentence(self) -> None:
        self.search.clear()
        self.panel.list.setFocus()

    # --- the request under the cursor ---------------------------------------------------------------

    def _on_picked(self, found: InboxRow | None) -> None:
        self.actions_changed.emit()
        if found is None:
            self._examined = None
            self.context.tasks.forget("review")
            self.detail.tell("" if self.panel.is_empty else self.context.say("requests-pick"))
            return
        self.context.tasks.query(
            self.context.say("task-reading-booking"),
            partial(examine, self.context.platform, found.ref),
            self._on_examined,
            key="review",
            owner=self,
            failed=self._on_not_examined,
        )

    def _on_examined(self, examined: Examined) -> None:
        self._examined = examined
        self.detail.show_request(examined, self._writer())
        self.actions_changed.emit()

    def _on_not_examined(self, error: BookingError) -> None:
        self._examined = None
        self.detail.tell(self.context.explain(error), "circle-alert", self.context.say("lists-retry"))

    def _open(self) -> None:
        found = self.panel.row
        if found is not None:
            first = waiting_spans(found.booking)[0]
            number = next(item.number for item in found.booking.occurrences if item.span == first)
            self.context.booking_wanted.emit(Selected(found.ref, number))

    # --- deciding -----------------------------------------------------------------------------------

    def _booking(self) -> Booking | None:
        """What is to be decided, unless its decision is already on the way."""
        found = self.panel.row
        if found is None or self.panel.which != MINE or found.ref == self._deciding:
            return None
        return found.booking

    def _reason(self, booking: Booking) -> str:
        self.detail.keeper.finish()
        return self.detail.reason if self.detail.shown == booking.ref else ""

    def approve(self, resource: str = "") -> None:
        """Approve what waits for me; then the next one is under the cursor."""
        booking = self._booking()
        if booking is not None:
            days = self._days(booking)
            if days is None:
                return
            self._deciding = booking.ref
            self.operations.approve(
                booking, resource=resource or None, days=days, reason=self._reason(booking)
            )

    def decline(self, resource: str = "") -> None:
        """Refuse it, with what was typed as the reason, or with one that is asked for."""
        booking = self._booking()
        days = None if booking is None else self._days(booking)
        if booking is None or days is None:
            return
        why = self._reason(booking)
        send = partial(self._decline, booking, resource, days)
        if why:
            send(why)
        else:
            ask_reason(self.window(), self.context, "decline", booking.title, send, booking.ref)

    def _decline(self, booking: Booking, resource: str, days: tuple[date, ...], why: str) -> None:
        self._deciding = booking.ref
        self.operations.decline(booking, why, resource=resource or None, days=days)

    def _days(self, booking: Booking) -> tuple[date, ...] | None:
        """The dates that are meant, none for all of them; None, and a word about it, when nothing is ticked."""
        dates = self.detail.dates if self.detail.shown == booking.ref else None
        if dates is None:
            return ()
        if dates.is_none:
            self.context.failed.emit(self.context.say("requests-no-date"))
            return None
        return dates.days

    def propose(self) -> None:
        """Propose another time or resource, with what was typed."""
        booking = self._booking()
        if booking is not None:
            self.conversing.propose(booking, self._reason(booking))

    def ask(self) -> None:
        """Ask the organiser for information: what was typed, or what is asked for now."""
        booking = self._booking()
        if booking is not None:
            self.conversing.ask(booking, self._reason(booking))

    def take_solution(self) -> None:
        """Put the equivalent in the place of what is taken, and approve."""
        examined, booking = self._examined, self._booking()
        if examined is None or booking is None or examined.review.booking.ref != booking.ref:
            return
        self._deciding = booking.ref
        self.operations.run(
            "task-approving",
            partial(take_solution, self.context.platform, examined, self._reason(booking)),
            self.operations.said_approved,
        )

    def approve_ticked(self) -> None:
        """Approve all that is ticked and meets nothing."""
        refs = [found.ref for found in self.panel.approvable]
        if refs:
            self.operations.approve_all(refs)

    def decline_ticked(self) -> None:
        """Refuse all that is ticked, for one reason."""
        ticked = self.panel.model.ticked
        if not ticked:
            return
        title = (
            ticked[0].booking.title
            if len(ticked) == 1
            else self.context.say("requests-many", count=len(ticked))
        )
        decline = partial(self._decline_all, ticked)
        ask_reason(self.window(), self.context, "decline", title, decline, SEVERAL)

    def _decline_all(self, ticked: Sequence[InboxRow], why: str) -> None:
        self.operations.decline_all([found.ref for found in ticked], why)

    def _on_idle(self) -> None:
        """A decision that was refused may be tried again."""
        self._deciding = ""
