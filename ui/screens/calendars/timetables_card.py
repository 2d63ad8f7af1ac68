"""Timetables that are read in: whose, how old, what is wrong with them and what to do about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from platform_booking.domain.errors import InvalidInput
from ui.context import Selected
from ui.icons import icon_pixmap
from ui.screens.calendars.naming import ago, owner_of
from ui.screens.calendars.rows import Row, foot, two_lines
from ui.widgets.buttons import Button, icon_button
from ui.widgets.layout import add_all, clear, column, label, line, picture, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.services.timetable_collisions import Collision
    from platform_booking.services.timetables import CalendarCard
    from ui.context import Context

GLYPH: Final = 16
GLYPHS: Final = {"refresh": "refresh-cw", "replace": "import", "detach": "unplug"}
REMEDIES: Final = {"refresh": "calendars-retry", "replace": "calendars-reconnect"}
MOST_CONFLICTS: Final = 3
"""Told at once; the timeline shows the rest."""


class TimetablesCard(QFrame):
    """One row a timetable; one that could not be read says why, and offers the remedy."""

    new_wanted = Signal()
    refresh_wanted = Signal(str)
    replace_wanted = Signal(str)
    """Code of one whose file or link is to be given anew."""
    detach_wanted = Signal(str)
    move_wanted = Signal(object)
    """A Collision whose booking is to go elsewhere."""
    keep_wanted = Signal(str, object)
    """Code of a timetable, and a Collision in which the booking keeps its place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[str, TimetableRow] = {}
        self.setProperty("card", "true")
        body = column(self)
        head = row(margins=(16, 12, 14, 12), spacing=10)
        self.new = Button(context.theme, context.say("calendars-import"), "plus", small=True)
        self.new.clicked.connect(self.new_wanted)
        needs_store(context, self.new)
        self._count = label("", "sub")
        add_all(head, label(context.say("calendars-timetables"), "heading"), self._count)
        head.addStretch(1)
        head.addWidget(self.new)
        body.addLayout(head)
        listed = QWidget()
        self._lines = column(listed)
        body.addWidget(listed)
        body.addStretch(1)

    def show_timetables(self, cards: Sequence[CalendarCard]) -> None:
        """The list as it is now."""
        clear(self._lines)
        self._rows = {}
        self._count.setText(str(len(cards)) if cards else "")
        for card in cards:
            made = TimetableRow(self._context, card)
            self._rows[card.calendar.code] = made
            self._lines.addWidget(line())
            self._lines.addWidget(made)
            if card.mine:
                self._offer(made, card)
            for collision in card.collisions[:MOST_CONFLICTS]:
                self._show_collision(made, card, collision)
        if not cards:
            empty = label(self._context.say("calendars-no-timetable"), "label", wrap=True)
            empty.setContentsMargins(16, 4, 16, 16)
            self._lines.addWidget(empty)

    def _offer(self, made: TimetableRow, card: CalendarCard) -> None:
        """What can be done: as small signs where all is well, as words below what is wrong."""
        say, code, name = self._context.say, card.calendar.code, card.calendar.name
        wanted = {"detach": self.detach_wanted}
        failed = card.calendar.last_error is not None
        if failed or not card.calendar.from_url:
            wanted = {"replace": self.replace_wanted, **wanted}
        if card.calendar.from_url:
            wanted = {"refresh": self.refresh_wanted, **wanted}
        for what, signal in wanted.items():
            if failed and what in REMEDIES:
                kind = "primary" if what == "replace" else "plain"
                button = Button(self._context.theme, say(REMEDIES[what]), kind=kind, small=True)
                made.add_remedy(what, button)
            else:
                told = say(f"calendars-{what}-of", name=name)
                button = icon_button(self._context.theme, GLYPHS[what], told, small=True)
                made.add_button(what, button)
            button.clicked.connect(partial(signal.emit, code))
            needs_store(self._context, button)

    def _show_collision(self, made: TimetableRow, card: CalendarCard, met: Collision) -> None:
        """What collides, and the two ways out: the booking moves, or it keeps its place."""
        say, theme = self._context.say, self._context.theme
        ways: dict[str, Button] = {}
        title = met.booking.title if met.may_read else met.booking.ref
        if met.may_read and not met.may_move:
            show = Button(theme, say("calendars-show-booking"), small=True)
            show.setAccessibleName(say("calendars-show-booking-of", title=title))
            wanted = Selected(met.booking.ref, met.occurrence)
            show.clicked.connect(partial(self._context.booking_wanted.emit, wanted))
            ways["show"] = show
        if met.may_move:
            move = Button(theme, say("calendars-move"), small=True)
            move.setAccessibleName(say("calendars-move-of", title=title))
            move.clicked.connect(partial(self.move_wanted.emit, met))
            needs_store(self._context, move)
            ways["move"] = move
        if card.mine:
            keep = Button(theme, say("calendars-keep-booking"), small=True)
            keep.setAccessibleName(say("calendars-keep-booking-of", title=title))
            keep.clicked.connect(partial(self.keep_wanted.emit, card.calendar.code, met))
            needs_store(self._context, keep)
            ways["keep"] = keep
        told = label(collision_text(self._context, met), "warning", wrap=True)
        made.page.addWidget(foot(told, *ways.values()))
        made.buttons |= {f"{name}-{met.booking.ref}": way for name, way in ways.items()}

    def row_of(self, code: str) -> TimetableRow:
        """The row of a timetable."""
        return self._rows[code]


class TimetableRow(Row):
    """Name, whose, age; below it what is wrong."""

    def __init__(self, context: Context, card: CalendarCard) -> None:
        calendar = card.calendar
        failed = calendar.last_error is not None
        wrong = _wrong(context, card)
        age = _age(context, card)
        met = [collision_text(context, item) for item in card.collisions]
        super().__init__(calendar.code, ". ".join(filter(None, (calendar.name, age, *wrong, *met))))
        if failed:
            self.setProperty("listRow", "danger")
        self.buttons: dict[str, Button] = {}
        glyph = "triangle-alert" if failed else "calendar-check"
        ink = context.theme.color("danger" if failed else "text2")
        self.line.addWidget(picture(icon_pixmap(glyph, context.theme.px(GLYPH), ink)))
        said = two_lines(calendar.name, _what(context, card))
        inner = said.layout()
        assert inner is not None
        inner.addWidget(label(age, "sub", wrap=True))
        for text in wrong:
            inner.addWidget(label(text, "danger" if failed else "warning", wrap=True))
        self.line.addWidget(said, 1)
        self._actions = row(spacing=6)
        self.line.addLayout(self._actions)
        self._remedies = row(margins=(42, 0, 14, 10), spacing=8)
        self._remedies.addStretch(1)
        if failed:
            self.page.addLayout(self._remedies)

    def add_button(self, name: str, button: Button) -> None:
        """One thing that may be done with it."""
        self.buttons[name] = button
        self._actions.addWidget(button)

    def add_remedy(self, name: str, button: Button) -> None:
        """One way out of what is wrong."""
        self.buttons[name] = button
        self._remedies.addWidget(button)


def collision_text(context: Context, met: Collision) -> str:
    """Which booking meets which event, and when."""
    name = "calendars-collision" if met.may_read else "calendars-collision-private"
    return context.say(
        name,
        ref=met.booking.ref,
        event=met.event.summary or context.say("calendars-some-event"),
        when=context.texts.when(met.event.span),
        **({"title": met.booking.title} if met.may_read else {}),
    )


def _what(context: Context, card: CalendarCard) -> str:
    calendar = card.calendar
    parts = [
        owner_of(context, calendar),
        context.say(f"calendars-{calendar.holding.value}"),
        calendar.public_source,
    ]
    return " · ".join(parts)


def _age(context: Context, card: CalendarCard) -> str:
    events = context.say("calendars-events", count=card.events)
    if card.calendar.last_ok_at is None:
        return events
    return context.say("calendars-age", events=events, ago=ago(context, card.calendar.last_ok_at))


def _wrong(context: Context, card: CalendarCard) -> list[str]:
    """Why it could not be read, what was left out of it, and what it collides with."""
    said: list[str] = []
    error = card.calendar.last_error
    if error is not None:
        said.append(context.explain(InvalidInput(str(error["code"]), **error.get("params", {}))))
        said.append(context.say("calendars-kept", count=card.events))
    rejected = sum(1 for remark in card.calendar.remarks if remark.get("rejects"))
    if rejected:
        said.append(context.say("calendars-rejected", count=rejected))
    said += [
        context.texts.remark(item["code"], item["params"])
        for item in card.calendar.remarks
        if not item["rejects"]
    ]
    met = {item.event.id for item in card.collisions}
    blocked = [event for event in card.conflicts if event.id not in met and event.kept_at is None]
    for event in blocked[:MOST_CONFLICTS]:
        title = event.summary or context.say("calendars-some-event")
        said.append(context.say("calendars-blocked", event=title, when=context.texts.when(event.span)))
    left = max(0, len(card.collisions) - MOST_CONFLICTS) + max(0, len(blocked) - MOST_CONFLICTS)
    if left:
        said.append(context.say("calendars-more-conflicts", count=left))
    return said
