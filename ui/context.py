"""What every screen is given: the platform, who sits here, the words, the colours, and ways to act and to be told."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from platform_booking.domain.errors import BookingError, BuiltUpon, NotPermitted
from platform_booking.domain.refusals import RuleRefused
from ui.undo import Step, UndoStack

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from platform_booking.bootstrap import Me, PlatformBooking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.rules.model import Violation
    from platform_booking.services.undoables import Undoable
    from ui.change_hub import ChangeHub
    from ui.preferences import Preferences
    from ui.publishing import Publishing
    from ui.tasks import Tasks
    from ui.texts import Texts
    from ui.theme import Theme


MOST_RULES = 3
"""That are told at once; whoever mends these sees the rest."""


@dataclass(frozen=True, slots=True)
class Selected:
    """One date of a booking, or a block."""

    ref: str
    occurrence: int = 0


@dataclass(frozen=True, slots=True)
class Toast:
    """Something that was done; ``undoable`` offers to take it back."""

    text: str
    undoable: Undoable | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a rule says no to, in words."""

    broken: str
    things: tuple[str, ...]
    """Names of the resources that it is about; none where it is about the booking as a whole."""
    remedy: str
    able: tuple[str, ...]
    """Names of those who may set it aside; none where whoever looks may."""


class Context(QObject):
    """Shared by the screens of one window. It decides nothing."""

    toast = Signal(object)
    """A Toast to show."""
    refused = Signal(object)
    """A BookingError: what was asked for is not done."""
    failed = Signal(str)
    """A sentence to show until it is dismissed: what went wrong, and what to do."""
    catalogue_changed = Signal()
    screen_wanted = Signal(str)
    booking_wanted = Signal(object)
    """Show this Selected on the planning."""
    export_wanted = Signal(str, str)
    """Ask whose calendar is to be written; the kind and key that are proposed."""
    editor_wanted = Signal(object)
    """Open the editor on this Draft."""
    search_wanted = Signal(object, object)
    """Look for free times by this FindRequest; what is booked of them is about this Draft."""
    store_wanted = Signal(object)
    """Open this StoreChoice instead."""
    replacement_wanted = Signal(object)
    """Put this Replacement in the store's place; the window opens anew."""
    waiting_count = Signal(int)
    """How many requests wait for the person who sits here."""
    calendar_errors = Signal(int)
    """How many imported calendars could not be read the last time."""
    offers_count = Signal(int)
    """How many held slots are offered to the person who sits here."""

    def __init__(
        self,
        platform: PlatformBooking,
        me: Me,
        catalogue: Catalogue,
        *,
        texts: Texts,
        theme: Theme,
        tasks: Tasks,
        hub: ChangeHub,
        preferences: Preferences,
        undo_stack: UndoStack | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.platform = platform
        self.me = me
        self.catalogue = catalogue
        self.texts = texts
        self.theme = theme
        self.tasks = tasks
        self.hub = hub
        self.preferences = preferences
        self.undo_stack = undo_stack or UndoStack()

    @cached_property
    def publishing(self) -> Publishing:
        """The folders into which calendars are published."""
        from ui.publishing import Publishing  # noqa: PLC0415 - the first window needs none

        return Publishing(
            self.platform,
            self.me.login,
            texts=self.texts,
            tasks=self.tasks,
            hub=self.hub,
            preferences=self.preferences,
            parent=self,
        )

    def remember(self, said: str, undoable: Undoable | None) -> None:
        """Say that something was done, and keep how it is taken back."""
        if undoable is not None:
            self.undo_stack.push(Step(said, undoable))
        self.toast.emit(Toast(said, undoable))

    def take_catalogue(self, catalogue: Catalogue) -> None:
        """The catalogue as it was just read; everybody is told when it is another one."""
        if catalogue is not self.catalogue:
            self.catalogue = catalogue
            with suppress(BookingError):  # whoever may nothing any more is told by whatever they try
                self.me = self.platform.me(catalogue)  # roles may be others now
            self.catalogue_changed.emit()

    def now(self) -> datetime:
        """The present moment, by the platform's own clock."""
        return self.platform.desk.now()

    def say(self, name: str, /, **params: object) -> str:
        """A sentence of the window."""
        return self.texts.text(name, **params)

    def explain(self, error: BookingError) -> str:
        """What went wrong and what to do, with people by their names; each rule that says no on a line of its own."""
        if type(error) is NotPermitted:
            params = error.params
            error = NotPermitted(
                self.person_name(params["login"]),
                params["action"],
                params["subject"],
                tuple(self.person_name(login) for login in params["who_may"]),
            )
        elif isinstance(error, BuiltUpon):
            params = error.params
            by = self.person_name(params["by"])
            error = BuiltUpon(params["ref"], params["action"], by, params["at"], mine=params["mine"])
        said = self.texts.error(error)
        if isinstance(error, RuleRefused):
            said = "\n".join((said, *self.violations(error.violations)[:MOST_RULES]))
        return said

    def violation(self, violation: Violation) -> str:
        """A rule that does not hold, what would remedy it, and who else may set it aside: people and things by their names."""
        return self.violations((violation,))[0]

    def violations(self, violations: Iterable[Violation]) -> list[str]:
        """Each trouble once, after all the things that have it."""
        return [self._told(item) for item in self.troubles(violations)]

    def troubles(self, violations: Iterable[Violation]) -> list[Trouble]:
        """Each once, with all the things that have it."""
        together: dict[tuple[str, str], list[Violation]] = {}
        for item in violations:
            together.setdefault((self.texts.broken(item), self.remedy(item)), []).append(item)
        return [self._trouble(*said, items) for said, items in together.items()]

    def _trouble(self, broken: str, remedy: str, items: Sequence[Violation]) -> Trouble:
        things = dict.fromkeys(self.resource_name(item.where) for item in items if item.where)
        able = dict.fromkeys(login for item in items for login in item.who_can)
        others = able if any(self.me.login not in item.who_can for item in items) else ()
        return Trouble(broken, tuple(things), remedy, tuple(map(self.person_name, others)))

    def _told(self, item: Trouble) -> str:
        things = f"{', '.join(item.things)}{self.say('editor-colon')}" if item.things else ""
        said = [f"{things}{item.broken}", item.remedy]
        if item.able:
            said.append(self.say("editor-who-may-override", who=", ".join(item.able)))
        return " ".join(filter(None, said))

    def remedy(self, violation: Violation) -> str:
        """What to do about it, and who could help, by their names; empty when nothing can be done."""
        people = tuple(map(self.person_name, violation.params.get("people", ())))
        return self.texts.remedy(replace(violation, params={**violation.params, "people": people}))

    def person_name(self, login: str) -> str:
        """The name of somebody, as people know it; the login where the catalogue has none."""
        person = self.catalogue.persons.get(login)
        return person.name if person else login

    def partner_name(self, code: str) -> str:
        """The name of a partner."""
        partner = self.catalogue.partners.get(code)
        return partner.name if partner else code

    def resource_name(self, code: str) -> str:
        """The name of a resource in the window's language."""
        resource = self.catalogue.resources.get(code)
        return self.texts.called(resource.name) if resource else code

    def platform_code(self, resource: str) -> str:
        """The platform of a resource; empty for a person's own time."""
        found = self.catalogue.resources.get(resource)
        return found.platform if found else ""
