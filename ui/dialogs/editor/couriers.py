"""Two errands behind one form: asking for a new booking, and changing one that is there."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, Protocol

from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.services.selection import ALL_DATES, Dates
from ui.dialogs.editor.change import (
    ChangeSeen,
    Parts,
    apply_first,
    is_of_series,
    look_at,
    occurrence_meant,
    parts_of,
    series_edit,
)
from ui.dialogs.editor.promise import Promise, promise_of
from ui.dialogs.editor.request import request_of, state_of
from ui.draft import change_of
from ui.operations import said_booked

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.booking import Booked
    from platform_booking.services.preview import Preview
    from platform_booking.services.series import SeriesPreview
    from ui.context import Context
    from ui.dialogs.editor.request import FormState
    from ui.draft import Draft

THIS_DATE = "this"
FOLLOWING = "following"
ALL = "all"


class Courier(Protocol):
    """What the dialog needs to know of an errand."""

    task: str
    """Name of what is said while it runs."""

    def look(self, state: FormState) -> Any:
        """What would come of it; off the GUI thread."""

    def promise(self, answer: Any, override: str) -> Promise:
        """The footer for such an answer."""

    def errand(self, state: FormState, answer: Any, override: str) -> Callable[[], Any]:
        """The work that does it; off the GUI thread."""

    def said(self, state: FormState, answer: Any) -> str | Callable[[Any], str]:
        """What is said when it is done."""


class NewBooking:
    """Asks for exactly what the button says: dates in conflict are left out by name, or nothing is sent."""

    task = "editor-task-sending"

    def __init__(self, context: Context) -> None:
        self._context = context

    def look(self, state: FormState) -> Preview:
        """The core's preview."""
        return self._context.platform.previews.preview(request_of(state))

    def promise(self, answer: Preview, override: str) -> Promise:
        """How many dates go, and to whom."""
        return promise_of(self._context, answer, override=bool(override))

    def errand(self, state: FormState, answer: Preview, override: str) -> Callable[[], Any]:
        """The request without the dates in conflict."""
        request = request_of(state, without=answer.bad_dates)
        return partial(self._context.platform.requests.request, request, override=override or None)

    def said(self, _state: FormState, _answer: Preview) -> Callable[[Booked], str]:
        """Asked for, or booked."""
        return partial(said_booked, self._context)


class ChangedBooking:
    """Saves only what differs."""

    task = "editor-task-saving"

    def __init__(self, context: Context, draft: Draft) -> None:
        assert draft.editing is not None
        self._context = context
        self.booking: Booking = draft.editing
        self.occurrence = occurrence_meant(draft)
        self.scope = THIS_DATE
        self.skip = False
        """Whether dates in conflict stay as they are."""
        self.before = self._state_of(self.booking)

    def _state_of(self, booking: Booking) -> FormState:
        draft = change_of(booking, self.occurrence.number)
        return state_of(draft, booking.zone, self._context.now())

    @property
    def dates(self) -> Dates:
        """The dates whose time changes."""
        if self.scope == ALL or len(self.booking.occurrences) == 1:
            return ALL_DATES
        return Dates(self.occurrence.day(self.booking.zone), following=self.scope == FOLLOWING)

    def take_version(self, booking: Booking) -> FormState:
        """From now on, this is what was there; the form of it."""
        self.booking = booking
        number = self.occurrence.number
        found = [item for item in booking.occurrences if item.number == number]
        self.occurrence = found[0] if found else booking.occurrences[0]
        self.before = self._state_of(booking)
        return self.before

    def state_of_version(self, booking: Booking) -> FormState:
        """The form of another version."""
        return self._state_of(booking)

    def _parts(self, state: FormState) -> Parts:
        now = self._context.now()
        return parts_of(self.booking, self.occurrence, self.before, state, self.dates, now)

    def has_more(self, state: FormState) -> bool:
        """Whether the form still differs from the booking."""
        return bool(self._parts(state))

    def look(self, state: FormState) -> ChangeSeen:
        """Tries it without writing."""
        context, parts = self._context, self._parts(state)
        return look_at(context.platform, context.catalogue, self.booking, self.occurrence, parts, state)

    def promise(self, answer: ChangeSeen, override: str) -> Promise:  # noqa: ARG002 - no rule is set aside here
        """What will be saved."""
        say = self._context.say
        button = say("editor-save")
        if not answer.parts:
            return Promise(escape(say("editor-promise-unchanged")), button)
        if is_of_series(self.booking, answer.parts):
            button = say("editor-see-dates")
        if answer.refused is not None:
            seen = int(
                isinstance(answer.refused, BookingConflict) and is_of_series(self.booking, answer.parts)
            )
            return Promise(escape(self.refusal(answer.refused)), button, "danger", seen)
        named = [say(f"editor-part-{name}") for name in answer.parts.details]
        named += [say("editor-part-time")] if answer.parts.move else []
        named += [say("editor-part-lines")] if answer.parts.lines or answer.parts.edit else []
        sentence = say("editor-promise-change", parts=", ".join(named))
        return Promise(escape(sentence), button, "success", 1)

    def refusal(self, error: BookingError) -> str:
        """Why not, in one sentence."""
        texts = self._context.texts
        if isinstance(error, BookingConflict):
            return self._context.say("editor-promise-conflict", count=len(error.conflicts))
        if isinstance(error, RuleRefused):
            first = error.violations[0]
            return f"{texts.broken(first)} {self._context.remedy(first)}".strip()
        return self._context.explain(error)

    def errand(self, state: FormState, answer: ChangeSeen, override: str) -> Callable[[], Any]:  # noqa: ARG002 - as promised
        """The next step: each is a change of its own, and can be taken back."""
        return partial(apply_first, self._context.platform, self.booking, answer.parts, skip=self.skip)

    def preview_of(self, answer: ChangeSeen) -> Callable[[], SeriesPreview] | None:
        """Looks at every date before and after; None where only one date is meant."""
        if not is_of_series(self.booking, answer.parts):
            return None
        booking, parts = self.booking, answer.parts
        return partial(
            self._context.platform.series.preview,
            booking.ref,
            series_edit(booking, parts),
            parts.dates,
            expected_version=booking.version,
        )

    def said(self, state: FormState, answer: ChangeSeen) -> str:  # noqa: ARG002 - the title says enough
        """It is saved."""
        return self._context.say("editor-done-saved", title=state.title.strip())
