"""Which rows the command field offers for what is known of its line. Knows no Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.services.intent import ToBlock, ToBook, ToFind
from ui.command.finding import Finder
from ui.command.row import Row, group
from ui.dialogs.editor.naming import full_name
from ui.dialogs.way_list import describe

if TYPE_CHECKING:
    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.booking import Booking
    from ui.command.asked import Asked
    from ui.context import Context

MOST_CHOICES: Final = 12
MOST_COMPARED: Final = 24
"""Meanings of which the store is asked what is free; the best of them are shown."""
MOST_WAYS: Final = 3
"""As many as there are digits for."""
EXAMPLES: Final = 3


class Doer(Protocol):
    """What rows can do."""

    def send(self) -> None:
        """Book or block."""

    def edit(self) -> None:
        """Open the editor with all of it."""

    def search(self) -> None:
        """Look for a slot."""

    def choose(self, line: int, code: str) -> None:
        """A line means that resource."""

    def take_title(self) -> None:
        """What was not understood is the title."""

    def take_way(self, way: Alternative) -> None:
        """Another time, another resource."""

    def fill(self, text: str) -> None:
        """Type this instead."""

    def filter(self, text: str) -> None:
        """Show only the rows that hold these words."""

    def go_to_resource(self, code: str) -> None:
        """To its row."""

    def go_to_person(self, login: str) -> None:
        """To the row of somebody's time."""

    def go_to_booking(self, booking: Booking) -> None:
        """To its first date."""

    def act(self, action: str) -> None:
        """One of the menus' actions."""

    def can_act(self, action: str) -> bool:
        """Whether that one can be done now."""


class Offers:
    """Makes the rows. What Enter does comes first."""

    def __init__(self, context: Context, doer: Doer) -> None:
        self._context = context
        self._doer = doer
        self._finder = Finder(context)

    def rows(self, asked: Asked) -> list[Row]:
        """For a line."""
        if not asked.words:
            return self._to_begin_with()
        return self._order(asked) if asked.is_order else self._found(asked)

    def _to_begin_with(self) -> list[Row]:
        """What was typed lately; examples where nothing was."""
        say, fill = self._context.say, self._doer.fill
        recent = self._context.preferences.phrases
        if recent:
            rows = [Row(phrase, glyph="history", run=partial(fill, phrase)) for phrase in recent]
            return group(say("command-recent"), rows)
        examples = [say(f"command-example-{number}") for number in range(1, EXAMPLES + 1)]
        rows = [
            Row(text, say(f"command-example-{number}-is"), "lightbulb", run=partial(fill, text))
            for number, text in enumerate(examples, 1)
        ]
        return group(say("command-examples"), rows)

    # --- an order -----------------------------------------------------------------------------------

    def _order(self, asked: Asked) -> list[Row]:
        say, doer = self._context.say, self._doer
        rows: list[Row] = []
        if isinstance(asked.intent, ToFind):
            rows.append(Row(say("command-find"), say("command-find-is"), "calendar-search", run=doer.search))
        elif asked.intent is not None:
            rows += self._doing(asked)
        elif asked.unclear is not None and asked.unclear.line is not None:
            rows += self._choices(asked, asked.unclear.line)
        elif asked.unknown:
            said = say("quoted", title=asked.unknown)
            rows.append(Row(say("command-title"), said, "pencil", run=doer.take_title))
        if asked.may_be_edited:
            key = say("command-editor-key")
            rows.append(
                Row(say("command-editor"), say("command-editor-is"), "square-pen", key=key, run=doer.edit)
            )
        return rows

    def _doing(self, asked: Asked) -> list[Row]:
        """Booking or blocking, where it can be; else what would do."""
        say, texts = self._context.say, self._context.texts
        if asked.heard is not None and not asked.heard.can_go:
            return self._ways(asked.heard.ways)
        if isinstance(asked.intent, ToBook):
            is_asked = asked.heard is not None and asked.heard.tone == "info"  # somebody has to decide
            name = "command-ask" if is_asked else "command-book"
            title = say(name, title=asked.intent.request.title)
            span = asked.intent.span
        else:
            assert isinstance(asked.intent, ToBlock)
            title = say("command-do-block", name=full_name(self._context, asked.intent.code))
            span = asked.intent.span
        return [Row(title, texts.when(span), "send", run=self._doer.send)]

    def _ways(self, ways: tuple[Alternative, ...]) -> list[Row]:
        rows = []
        can_be_typed = [way for way in ways if way.kind is not AlternativeKind.WAIT]
        for number, way in enumerate(can_be_typed[:MOST_WAYS], 1):
            title, detail = describe(self._context, way)
            rows.append(
                Row(title, detail, key=f"Alt+{number}", number=number, run=partial(self._doer.take_way, way))
            )
        return group(self._context.say("command-ways"), rows)

    def _choices(self, asked: Asked, line: int) -> list[Row]:
        """What the words of a line may mean, what is free first."""
        assert asked.unclear is not None
        context = self._context
        order = {True: 0, None: 1, False: 2}
        codes = sorted(asked.unclear.choices, key=lambda code: order[asked.fits.get(code)])
        rows = []
        for code in codes[:MOST_CHOICES]:
            fits = asked.fits.get(code)
            tone = "" if fits is None else "success" if fits else "danger"
            said = code if fits is None else context.say("command-is-free" if fits else "command-is-taken")
            name, platform = full_name(context, code), context.platform_code(code)
            rows.append(
                Row(name, said, platform=platform, tone=tone, run=partial(self._doer.choose, line, code))
            )
        return group(context.say("command-which"), rows)

    # --- words --------------------------------------------------------------------------------------

    def _found(self, asked: Asked) -> list[Row]:
        """All that the words are found in, and what else can be done with them."""
        say, doer, finder, words = self._context.say, self._doer, self._finder, asked.words
        rows = [
            *group(say("command-resources"), finder.resources(words, doer.go_to_resource)),
            *group(say("command-bookings"), finder.bookings(asked.bookings, doer.go_to_booking)),
            *group(say("command-people"), finder.people(words, doer.go_to_person)),
            *group(say("command-actions"), finder.actions(words, doer.can_act, doer.act)),
        ]
        more = []
        if isinstance(asked.intent, ToFind):
            more.append(Row(say("command-find"), say("command-find-is"), "calendar-search", run=doer.search))
        if asked.may_be_edited:
            key = say("command-editor-key")
            more.append(Row(say("command-editor"), "", "square-pen", key=key, run=doer.edit))
        filtering = say("command-filter", words=words)
        more.append(Row(filtering, "", "list-filter", run=partial(doer.filter, words)))
        return [*rows, *group(say("command-with-it"), more)]
