"""What may be done with the session under the cursor: asked in the background, offered by keys and menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from platform_booking.domain.authority import Actor, may_read_trail
from platform_booking.domain.catalogue import Category
from platform_booking.services.selection import ALL_DATES, Dates
from ui.actions import keys_of, still_there
from ui.blocking import Blocking
from ui.conversing import Conversing
from ui.draft import change_of
from ui.keeping_words import DOOR, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.dossier import BlockDossier, Dossier
    from ui.context import Context, Selected
    from ui.kept import KeptWords
    from ui.operations import Operations

ALWAYS: Final = frozenset({"open", "copy-ref", "export-selection"})
"""Reading is never forbidden."""
OF_BLOCKS: Final = frozenset({"open", "copy-ref"})
SAID: Final = frozenset({"ask", "propose", "answer", "accept", "refuse"})
DECIDED: Final = SAID | {"approve", "decline", "cancel", "move", "edit", "duplicate"}
USED: Final = frozenset({"check-in", "finish", "no-show"})
"""What happens on the day."""
TAKEN: Final = frozenset({"print-attendance"})
HISTORY: Final = frozenset({"history"})
"""For those who may look through the audit trail."""
"""Whoever may read the booking may print it, once it is read."""
AGAIN: Final = frozenset({"save-template"})
"""Whoever may make a booking again may keep it to do so."""
MENU: Final = (
    ("open", "edit", "duplicate", "move", "save-template"),
    ("approve", "decline", "propose", "ask"),
    ("check-in", "finish", "no-show"),
    ("copy-ref", "history", "export-selection", "print-attendance"),
    ("cancel",),
)
MENU_OF_BLOCKS: Final = (("open", "block-end"), ("copy-ref",), ("unblock",))


class SessionCommands(QObject):
    """Knows the file of the selected booking, and does what its people may do."""

    changed = Signal()
    """Something else is allowed now."""
    read = Signal(object)
    """The Dossier of the selected booking has come."""

    block_read = Signal(object)
    """The BlockDossier of the selected block has come."""
    copied = Signal(object)
    """The reference of this Selected went to the clipboard."""

    def __init__(
        self,
        context: Context,
        operations: Operations,
        parent: QObject,
        opens: Callable[[Selected], None] | None = None,
    ) -> None:
        """``opens`` is what opening means where it is shown already; elsewhere the planning comes."""
        super().__init__(parent)
        self._opens = opens
        self._key = f"dossier-{id(self)}"
        self._context = context
        self._operations = operations
        self.conversing = Conversing(context, operations, self)
        self._blocking = Blocking(context, operations)
        self._selected: Selected | None = None
        self._dossier: Dossier | None = None
        self._block: BlockDossier | None = None

    # --- what is selected ---------------------------------------------------------------------------

    def select(self, selected: Selected | None) -> None:
        """Something else is under the cursor."""
        self._selected = selected
        if self._dossier is not None and (selected is None or self._dossier.booking.ref != selected.ref):
            self._dossier = None
        self._block = None
        self.changed.emit()
        self.refresh()

    def refresh(self) -> None:
        """Ask for its file again."""
        if self._selected is None:
            self._context.tasks.forget(self._key)
            return
        if not self._selected.occurrence:
            self._read_block(self._selected.ref)
            return
        self._context.tasks.query(
            self._context.say("task-reading-booking"),
            partial(self._context.platform.dossiers.dossier, self._selected.ref),
            self._on_dossier,
            key=self._key,
            owner=self,
            failed=self._on_failure,
        )

    def _read_block(self, ref: str) -> None:
        self._context.tasks.query(
            self._context.say("task-reading-booking"),
            partial(self._context.platform.dossiers.block_dossier, ref),
            self._on_block,
            key=self._key,
            owner=self,
        )

    def _on_block(self, dossier: BlockDossier) -> None:
        self._block = dossier
        self.block_read.emit(dossier)
        self.changed.emit()

    def _on_dossier(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self.read.emit(dossier)
        self.changed.emit()

    def _on_failure(self, error: BookingError) -> None:
        self._dossier = None
        self.changed.emit()
        self._context.tasks.refused.emit(error, self._key)

    @property
    def is_reading(self) -> bool:
        """Whether nothing is known yet of what is selected."""
        return self._dossier is None and self._block is None and self._context.tasks.awaits(self._key)

    @property
    def selected(self) -> Selected | None:
        """The session under the cursor."""
        return self._selected

    @property
    def dossier(self) -> Dossier | None:
        """The file of the selected booking, once it has come."""
        return self._dossier

    @property
    def resource(self) -> str:
        """Code of the room of what is selected, else of its first resource; empty where nothing is."""
        if self._block is not None:
            return self._block.block.resource
        if self._dossier is None:
            return ""
        known = self._context.catalogue.resources
        found = [known[line.resource] for line in self._dossier.booking.lines]
        found.sort(key=lambda item: item.category != Category.ROOM)
        return next((item.code for item in found if not item.person), "")

    @property
    def allowed(self) -> frozenset[str]:
        """What may be done with it now, as far as it is known."""
        return still_there(self._permitted(), lost=self._context.hub.is_lost)

    def _permitted(self) -> frozenset[str]:
        if self._selected is None:
            return frozenset()
        if not self._selected.occurrence:
            return OF_BLOCKS | (self._block.allowed if self._block is not None else frozenset())
        if self._dossier is None:
            return ALWAYS
        allowed = self._dossier.allowed_on(self._selected.occurrence)
        again = AGAIN if "duplicate" in allowed else frozenset[str]()
        return ALWAYS | TAKEN | self._history | (allowed & (DECIDED | USED)) | again

    @property
    def _history(self) -> frozenset[str]:
        actor = Actor(self._context.me.login, self._context.me.person)
        return HISTORY if may_read_trail(actor, self._context.catalogue) else frozenset()

    def ask_again(self, words: KeptWords) -> None:
        """Do what they were written for, once it is known whether that is still possible; else give the words back."""

        def go_on(dossier: Dossier) -> None:
            action = "check-in" if words.action == DOOR else words.action
            if dossier.booking.ref == words.ref and action in self.allowed:
                self.handle(action)
                return
            words_of(self._context).forget(words.action, words.ref)
            self._context.failed.emit(self._context.say("unfinished-over", text=words.text))

        self.read.connect(go_on, Qt.ConnectionType.SingleShotConnection)

    # --- doing --------------------------------------------------------------------------------------

    def handle(self, action: str) -> bool:
        """Do it where it is allowed; False for what is not an action on a booking."""
        from platform_booking.services.dossier import OF_BLOCKS as DONE_TO_BLOCKS  # noqa: PLC0415 - brings much

        if action == "new-block":
            self._ask_block()
            return True
        if action not in ALWAYS | TAKEN | HISTORY | DECIDED | USED | AGAIN | DONE_TO_BLOCKS:
            return False
        if self._selected is not None and action in self.allowed:
            self._do(action, self._selected)
        return True

    def _ask_block(self) -> None:
        if self._dossier is None or self._selected is None:
            self._blocking.ask_new()
        else:
            self._blocking.ask_new(self._dossier.booking, self._selected.occurrence)

    def _do(self, action: str, selected: Selected) -> None:
        if action == "copy-ref":
            self._operations.copy_ref(selected.ref)
            self.copied.emit(selected)
        elif action == "open":
            (self._opens or self._context.booking_wanted.emit)(selected)
        elif action == "history":
            self._show_history(selected.ref)
        elif self._block is not None:
            self._blocking.do(action, self._block.block)
        elif self._dossier is not None:
            self._do_with(action, selected, self._dossier.booking)

    def _do_with(self, action: str, selected: Selected, booking: Booking) -> None:
        match action:
            case "edit":
                self._context.editor_wanted.emit(change_of(booking, selected.occurrence))
            case "duplicate" | "move":
                self._ask_when(action, booking, selected.occurrence)
            case "save-template":
                self._save_template(booking)
            case "approve":
                self._operations.approve(booking)
            case "decline":
                self._operations.decline(booking)
            case "cancel":
                self._cancel_as_far_as_said(booking)
            case "export-selection":
                self._operations.export("booking", booking.ref, booking.title)
            case "print-attendance":
                self._print_attendance(booking)
            case "check-in" | "finish" | "no-show":
                self._operations.use(action, booking, self._date(booking).day(booking.zone))
            case _:
                self.conversing.do(action, booking)

    def take_proposal(self, action: str, number: int) -> None:
        """Accept or refuse one proposal of several."""
        if self._dossier is None or action not in self.allowed:
            return
        if action == "accept":
            self.conversing.accept(self._dossier.booking, number)
        else:
            self.conversing.refuse(self._dossier.booking, number)

    def _ask_when(self, action: str, booking: Booking, occurrence: int) -> None:
        """Ask to which dates it is to be copied, or when that one is to begin."""
        from ui.dialogs.duplicate import DuplicateDialog  # noqa: PLC0415 - the first window does not need it
        from ui.dialogs.move import MoveDialog  # noqa: PLC0415 - nor this

        if action == "move":
            MoveDialog(self._context, self._operations, booking, occurrence).open()
        else:
            window = self._operations.window
            DuplicateDialog(self._context, self._operations, booking, occurrence, window).open()

    def _save_template(self, booking: Booking) -> None:
        """Ask how it is to be kept."""
        from ui.dialogs.editor.templates import save_booking  # noqa: PLC0415 - the first window does not need it

        save_booking(self._context, booking, self._operations.window)

    def _print_attendance(self, booking: Booking) -> None:
        """Ask where the list to be signed goes."""
        from ui.dialogs.print_sheet import PrintAttendance  # noqa: PLC0415 - the first window does not need it

        PrintAttendance(self._context, self._operations, booking, self._date(booking).number).open()

    def _show_history(self, ref: str) -> None:
        """Everything that the audit trail says of it."""
        from ui.dialogs.audit_trail import AuditTrailDialog  # noqa: PLC0415 - the first window does not need it

        AuditTrailDialog(self._context, self._operations, ref).open()

    def _cancel_as_far_as_said(self, booking: Booking) -> None:
        if len(booking.occurrences) == 1:
            self._operations.cancel(booking)
        else:
            self._operations.cancel_some(booking, self._date(booking).day(booking.zone))

    def cancel(self, booking: Booking, *, following: bool) -> None:
        """Cancel the selected date, or it and those that follow; of a single date, the booking."""
        date = self._date(booking)
        dates = ALL_DATES if len(booking.occurrences) == 1 else Dates(date.day(booking.zone), following)
        self._operations.cancel(booking, dates)

    def _date(self, booking: Booking) -> Occurrence:
        number = self._selected.occurrence if self._selected is not None else 0
        return next((item for item in booking.occurrences if item.number == number), booking.occurrences[0])

    # --- the menu -----------------------------------------------------------------------------------

    def menu(self, parent: QWidget) -> QMenu:
        """The actions for what is selected, each with its key."""
        menu = QMenu(parent)
        menu.aboutToHide.connect(menu.deleteLater)
        is_block = self._selected is not None and not self._selected.occurrence
        for group in MENU_OF_BLOCKS if is_block else MENU:
            if not menu.isEmpty():
                menu.addSeparator()
            for name in group:
                if name == "cancel" and self._is_series:
                    self._add_cancels(menu)
                else:
                    self._add(menu, name)
        return menu

    @property
    def _is_series(self) -> bool:
        return self._dossier is not None and len(self._dossier.booking.occurrences) > 1

    def _add(self, menu: QMenu, name: str) -> None:
        here = name == "open" and self._opens is not None
        action = menu.addAction(self._context.say("action-open-here" if here else f"action-{name}"))
        action.setEnabled(name in self.allowed)
        action.triggered.connect(lambda: self.handle(name))
        _show_key(action, name)

    def _add_cancels(self, menu: QMenu) -> None:
        assert self._dossier is not None
        booking = self._dossier.booking
        for scope, work in (
            ("date", lambda: self.cancel(booking, following=False)),
            ("following", lambda: self.cancel(booking, following=True)),
            ("all", lambda: self._operations.cancel(booking)),
        ):
            action = menu.addAction(self._context.say(f"cancel-{scope}"))
            action.setEnabled("cancel" in self.allowed)
            action.triggered.connect(work)
            if scope == "date":
                _show_key(action, "cancel")


def _show_key(action: QAction, name: str) -> None:
    keys = keys_of(name) if name != "open" else "Return"
    if keys:  # only shown: the window's own action listens
        action.setText(
            f"{action.text()}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}"
        )
