"""What else the words may mean: resources, people, actions, bookings. Knows no Qt but the actions' own names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ui.actions import SPECS, keys_of
from ui.command.row import Row
from ui.dialogs.editor.catalogue_search import Choice, find, person_choices, resource_choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from platform_booking.domain.booking import Booking
    from ui.context import Context

MOST: Final = 5
"""Of each kind."""
UNOFFERED: Final = frozenset({"command"})
"""Actions that are no use from here."""


class Finder:
    """Finds in the catalogue as it was when the field was opened."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._resources = resource_choices(context.catalogue, context.texts)
        self._people = person_choices(context.catalogue, context.texts)

    def resources(self, text: str, go: Callable[[str], None]) -> list[Row]:
        """Whose row on the planning it goes to."""
        return [
            Row(item.name, item.detail, "calendar-range", item.platform, run=partial(go, item.value))
            for item in find(self._resources, text)[:MOST]
        ]

    def people(self, text: str, go: Callable[[str], None]) -> list[Row]:
        """Whose own row on the planning it goes to."""
        return [
            Row(item.name, item.detail, "user", run=partial(go, item.value))
            for item in find(self._people, text)[:MOST]
        ]

    def actions(self, text: str, enabled: Callable[[str], bool], go: Callable[[str], None]) -> list[Row]:
        """Those of the menus that can be done now, with their keys."""
        say = self._context.say
        choices = [
            Choice(spec.name, say(f"action-{spec.name}"), say(f"menu-{spec.menu}"))
            for spec in SPECS
            if spec.name not in UNOFFERED and enabled(spec.name)
        ]
        glyphs = {spec.name: spec.glyph for spec in SPECS}
        return [
            Row(
                item.name.rstrip("…"),
                item.detail,
                glyphs[item.value] or "keyboard",
                key=keys_of(item.value),
                run=partial(go, item.value),
            )
            for item in find(choices, text)[:MOST]
        ]

    def bookings(self, found: Iterable[Booking], go: Callable[[Booking], None]) -> list[Row]:
        """Title, ref, first date and organiser."""
        context = self._context
        rows = []
        for booking in list(found)[:MOST]:
            first = min(booking.occurrences, key=lambda item: item.span)
            parts: Sequence[str] = (
                booking.ref,
                context.texts.when(first.span),
                context.person_name(booking.organiser),
            )
            detail = " · ".join(part for part in parts if part)
            rows.append(Row(booking.title, detail, "calendar-check", run=partial(go, booking)))
        return rows
