"""Listens to the command field, shows what its line means, and does it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE, person_resource_code
from platform_booking.domain.phrase.rewriting import with_resource, with_title, with_way
from platform_booking.domain.recurrence import zone_of
from platform_booking.services.intent import ToBlock, ToBook, ToFind, Unclear
from platform_booking.services.preview import Preview
from ui.accessibility.roles import announce
from ui.blocking import Blocking
from ui.command.asked import Asked
from ui.command.chips import chips_of
from ui.command.drafting import draft_of
from ui.command.heard import Heard, of_block, of_preview, of_refusal
from ui.command.offers import MOST_COMPARED, Offers
from ui.command.panel import CommandPanel
from ui.context import Selected
from ui.operations import said_booked

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.booking import Booking
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.blocks import Blocked
    from platform_booking.services.booking import Booked
    from ui.actions import Actions
    from ui.command.row import Row
    from ui.context import Context
    from ui.operations import Operations
    from ui.widgets.command_field import CommandField

ASKED_AFTER_MS: Final = 120
"""So long after the last key the store is asked."""
SHORTEST_SOUGHT: Final = 2
"""Letters, before bookings are looked for: one is in nearly all of them."""
CHECK: Final = "command-check"
CHOICES: Final = "command-choices"
BOOKINGS: Final = "command-bookings"
"""Names of what is asked of the store: a later question makes an earlier one's answer unwanted."""


class CommandCenter(QObject):
    """One for a window, whichever field is typed in."""

    search_wanted = Signal(object)
    """Show the search for this FindRequest."""
    resource_wanted = Signal(str)
    filter_wanted = Signal(str)
    finished = Signal()
    """Nothing more is to be typed for now: the keys go back to the screen."""

    def __init__(self, context: Context, operations: Operations, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._operations = operations
        self._actions = actions
        self.panel = CommandPanel(context, window)
        self.panel.rows.taken.connect(self._take)
        self.panel.part_wanted.connect(self._mark_part)
        self._offers = Offers(context, self)
        self.field: CommandField | None = None
        self.asked = Asked(context.platform.saying.read("", context.catalogue))
        self._enter_waits = False
        """Whether Enter was pressed before the store had said whether it can be."""
        self._pause = QTimer(self, singleShot=True, interval=ASKED_AFTER_MS)
        self._pause.timeout.connect(self._ask)
        context.catalogue_changed.connect(self._forget_names)

    def _forget_names(self) -> None:
        self._offers = Offers(self._context, self)

    # --- the field ----------------------------------------------------------------------------------

    def open(self, field: CommandField) -> None:
        """This field is typed in now."""
        if self.field is not field:
            self._let_go()
            self.field = field
            field.textChanged.connect(self._read)
            field.stepped.connect(self._step)
            field.taken.connect(self._enter)
            field.way_taken.connect(self._take_way_number)
            field.left.connect(self._leave)
            field.lost_focus.connect(self.close)
        self._read(field.text())

    def _let_go(self) -> None:
        if self.field is not None:
            self.field.disconnect(self)

    def close(self) -> None:
        """What is offered goes; what is typed stays."""
        self._pause.stop()
        self._enter_waits = False
        for key in (CHECK, CHOICES, BOOKINGS):
            self._context.tasks.forget(key)
        self.panel.hide()

    def _leave(self) -> None:
        self.close()
        self.finished.emit()

    def _done(self, phrase: str = "") -> None:
        """It is under way: the line is free for the next one."""
        if phrase:
            self._context.preferences.remember_phrase(phrase)
        if self.field is not None:
            self.field.clear()
        self._leave()

    # --- reading ------------------------------------------------------------------------------------

    def _read(self, text: str) -> None:
        """At every key: no store is asked here."""
        context = self._context
        saying = context.platform.saying
        self._enter_waits = False
        self.asked = Asked(saying.read(text, context.catalogue))
        try:
            self.asked.intent = saying.intent(self.asked.phrase, context.catalogue, context.texts.language)
        except Unclear as error:
            self.asked.unclear = error
        for key in (CHECK, CHOICES, BOOKINGS):
            context.tasks.forget(key)
        self._pause.start()
        self.panel.show_chips(chips_of(context, self.asked.phrase) if self.asked.is_order else ())
        self._show()

    def _show(self) -> None:
        self.panel.show_verdict(self._verdict())
        chosen = self.field is not None and self.field.is_in_list
        self.panel.show_rows(self._offers.rows(self.asked), keep=chosen)
        self.panel.show_hint(self._context.say("command-hint"))
        if self.field is not None and self.field.hasFocus():
            self.panel.place(self.field)

    def _verdict(self) -> Heard | None:
        """What is said of an order: the store's answer, what is missing, or that it is looked at."""
        asked, say = self.asked, self._context.say
        if not asked.is_order:
            return None
        if asked.unclear is not None:
            return Heard("warning", self._missing(asked.unclear))
        if isinstance(asked.intent, ToFind):
            return Heard("info", say("command-no-time"))
        return asked.heard or Heard("", say("command-checking"))

    def _missing(self, unclear: Unclear) -> str:
        """What may be meant is listed below."""
        if unclear.line is None:
            return self._context.texts.error(unclear)
        return self._context.say("command-choose", words=unclear.params["words"], count=len(unclear.choices))

    @property
    def is_asking(self) -> bool:
        """Whether the store has still to be asked about what was typed."""
        return self._pause.isActive()

    # --- asking the store ---------------------------------------------------------------------------

    def _ask(self) -> None:
        """A moment after the last key."""
        asked, platform = self.asked, self._context.platform
        if not asked.is_order:
            if len(asked.words) >= SHORTEST_SOUGHT:
                self._query(BOOKINGS, partial(platform.bookings.named, asked.words), self._found)
        elif isinstance(asked.intent, ToBook | ToBlock):
            self._query(CHECK, partial(platform.saying.check, asked.intent), self._heard)
        elif asked.unclear is not None and asked.unclear.line is not None:
            self._ask_choices(asked.unclear.line, asked.unclear.choices[:MOST_COMPARED])

    def _query(self, key: str, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """The answer is for this very line: with the next key it is not wanted any more."""
        self._context.tasks.query(
            self._context.say("task-checking"), work, then, key=key, owner=self, failed=self._refused
        )

    def _found(self, bookings: tuple[Booking, ...]) -> None:
        self.asked.bookings = bookings
        self._show()

    def _heard(self, answer: Preview | Blocked) -> None:
        of = of_preview if isinstance(answer, Preview) else of_block
        self._answer(of(self._context, answer))  # type: ignore[arg-type]

    def _refused(self, error: BookingError) -> None:
        """What cannot be is an answer too."""
        if self.asked.is_order:
            self._answer(of_refusal(self._context, error))
        else:
            self._context.tasks.refused.emit(error, "")

    def _answer(self, heard: Heard) -> None:
        self.asked.heard = heard
        self._show()
        self._announce(" ".join((heard.sentence, *heard.details)))
        if self._enter_waits:
            self._enter_waits = False
            if heard.can_go:
                self.send()

    def _ask_choices(self, line: int, codes: tuple[str, ...]) -> None:
        """Which of them would be free, where all the rest is clear."""
        saying, catalogue = self._context.platform.saying, self._context.catalogue
        try:
            intents = [
                saying.intent(
                    saying.read(with_resource(self.asked.phrase, line, code), catalogue), catalogue, "fr"
                )
                for code in codes
            ]
        except Unclear:
            return
        self._query(
            CHOICES,
            partial(saying.possible, intents),
            lambda answers: self._fitting(dict(zip(codes, answers, strict=True))),
        )

    def _fitting(self, fits: dict[str, bool | None]) -> None:
        self.asked.fits = fits
        self._show()

    # --- keys ---------------------------------------------------------------------------------------

    def _step(self, by: int) -> None:
        row = self.panel.rows.step(by)
        if row is not None:
            self._announce(row.spoken)

    def _enter(self, to_editor: bool) -> None:  # noqa: FBT001 - a signal's
        if self.panel.isHidden():
            self._show()
        elif to_editor:
            self.edit()
        elif self.panel.rows.marked is not None:
            self._take(self.panel.rows.marked)

    def _take(self, row: Row) -> None:
        if row.run is not None:
            row.run()

    def _take_way_number(self, number: int) -> None:
        row = next((row for row in self.panel.rows.rows.rows if row.number == number), None)
        if row is not None:
            self._take(row)

    def _mark_part(self, start: int, end: int) -> None:
        if self.field is not None:
            self.field.setFocus()
            self.field.setSelection(start, end - start)

    def _announce(self, text: str) -> None:
        if self.field is not None and text:
            announce(self.field, text)

    # --- what rows do -------------------------------------------------------------------------------

    def send(self) -> None:
        """Book or block, once the store has said that it can be."""
        intent, heard, phrase = self.asked.intent, self.asked.heard, self.asked.phrase.text
        if heard is None:
            self._enter_waits = True
            return
        if not heard.can_go or not isinstance(intent, ToBook | ToBlock):
            return
        work = partial(self._context.platform.saying.do, intent)
        lost = partial(self._not_done, phrase)
        if isinstance(intent, ToBook):
            self._operations.run(
                "task-booking", work, partial(said_booked, self._context), lost, self._booked
            )
        else:
            said = self._context.say("done-blocked", name=self._context.resource_name(intent.code))
            self._operations.run("task-blocking", work, said, lost)
        self._done(phrase)

    def _booked(self, booked: Booked) -> None:
        self._context.booking_wanted.emit(Selected(booked.booking.ref, booked.booking.occurrences[0].number))

    def _not_done(self, phrase: str, error: BookingError) -> None:
        """Somebody was faster, or the store is away: what was typed comes back, where nothing else is typed by now."""
        if self.field is not None and not self.field.text():
            self.field.setText(phrase)
        self._context.refused.emit(error)

    def edit(self) -> None:
        """Open the editor, or what is asked for a block, with all that was understood."""
        asked = self.asked
        if not asked.may_be_edited:
            return
        self._done(asked.phrase.text)
        if isinstance(asked.intent, ToBlock):
            Blocking(self._context, self._operations).ask_about(asked.intent)
        else:
            self._context.editor_wanted.emit(draft_of(asked))

    def search(self) -> None:
        """Look for a slot."""
        intent = self.asked.intent
        if isinstance(intent, ToFind):
            self._done(self.asked.phrase.text)
            self.search_wanted.emit(intent.request)

    def choose(self, line: int, code: str) -> None:
        """A line means that resource."""
        self.fill(with_resource(self.asked.phrase, line, code))

    def take_title(self) -> None:
        """What was not understood is the title."""
        self.fill(with_title(self.asked.phrase))

    def take_way(self, way: Alternative) -> None:
        """Another time, another resource: the line says so then."""
        self.fill(with_way(self.asked.phrase, way, self._zone, self._context.now()))

    @property
    def _zone(self) -> ZoneInfo:
        """In which the line's times are."""
        catalogue, lines = self._context.catalogue, self.asked.phrase.meaning.lines
        if not lines:
            return zone_of(DEFAULT_TIME_ZONE)
        return zone_of(catalogue.zone_name_of(catalogue.resources[lines[0].codes[0]]))

    def fill(self, text: str) -> None:
        """Type this instead."""
        if self.field is not None:
            self.field.is_in_list = False
            self.field.setText(text)

    def filter(self, text: str) -> None:
        """Show only the rows of the planning that hold these words."""
        self._done()
        self.filter_wanted.emit(text)

    def go_to_resource(self, code: str) -> None:
        """To its row on the planning."""
        self._done()
        self.resource_wanted.emit(code)

    def go_to_person(self, login: str) -> None:
        """To the row of somebody's own time."""
        self.go_to_resource(person_resource_code(login))

    def go_to_booking(self, booking: Booking) -> None:
        """To the date that is next, or the last one."""
        now = self._context.now()
        dates = sorted(booking.occurrences, key=lambda item: item.span)
        coming = next((item for item in dates if item.span.end > now), dates[-1])
        self._done()
        self._context.booking_wanted.emit(Selected(booking.ref, coming.number))

    def act(self, action: str) -> None:
        """One of the menus' actions, as if it came from there."""
        self._done()
        self._actions[action].trigger()

    def can_act(self, action: str) -> bool:
        """Whether that one can be done now."""
        return self._actions[action].isEnabled()
