"""Chips above the agenda: which sessions, and in which groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from platform_booking.domain.catalogue import Category
from ui.icons import icon_pixmap
from ui.screens.agenda.filters import BY_DAY, GROUPINGS, STATES, AgendaFilter
from ui.widgets.buttons import MenuChip, Segments, ToggleChip
from ui.widgets.layout import add_all, label, picture, row
from ui.widgets.top_bar import WrappingBar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.context import Context


class ChoiceChip(MenuChip):
    """A chip whose menu offers one of several values, or all."""

    chosen = Signal(str)

    def __init__(self, context: Context, name: str, options: Iterable[tuple[str, str]]) -> None:
        super().__init__(context.theme, name)
        self._name = name
        self.setCheckable(True)
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._actions: dict[str, QAction] = {}
        for value, text in [("", context.say("agenda-filter-all")), *options]:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, value=value: self._choose(value))
            group.addAction(action)
            self._actions[value] = action
        self.set_menu(menu)
        self.take("")

    def take(self, value: str) -> None:
        """Show a value as the one that holds, silently."""
        action = self._actions[value]
        action.setChecked(True)
        self.setText(f"{self._name} · {action.text()}" if value else self._name)
        self.setChecked(bool(value))

    def action(self, value: str) -> QAction:
        """The menu's entry for a value."""
        return self._actions[value]

    def _choose(self, value: str) -> None:
        self.take(value)
        self.chosen.emit(value)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """A click opens the menu; only a choice changes the chip."""


class AgendaFilterBar(WrappingBar):
    """The agenda's filters and its grouping."""

    changed = Signal()
    grouping_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._platforms = frozenset(context.me.manages)
        say = context.say
        self.my_platforms = ToggleChip(context.theme, say("agenda-my-platforms"))
        self.my_bookings = ToggleChip(context.theme, say("agenda-my-bookings"), "user")
        self.category = ChoiceChip(
            context,
            say("agenda-filter-category"),
            [(item.value, say(f"agenda-category-{item.value}")) for item in Category],
        )
        self.partner = ChoiceChip(context, say("agenda-filter-partner"), _partners(context))
        self.state = ChoiceChip(
            context, say("agenda-filter-state"), [(name, say(f"agenda-states-{name}")) for name in STATES]
        )
        options = [(name, say(f"agenda-group-{name}")) for name in GROUPINGS]
        self.grouping = Segments(options, BY_DAY)
        glyph = picture(icon_pixmap("list-filter", context.theme.px(16), context.theme.color("text2")))
        groups = QWidget()
        add_all(row(groups, spacing=8), label(say("agenda-group-by"), "sub"), self.grouping)
        chips = (self.my_platforms, self.my_bookings, self.category, self.partner, self.state)
        for part in (glyph, *chips, groups):
            self.flow.addWidget(part)
        self.my_platforms.setVisible(bool(self._platforms))
        self.my_bookings.setVisible(bool(context.me.login))
        for chip in (self.my_platforms, self.my_bookings):
            chip.toggled.connect(self.changed)
        for choice in (self.category, self.partner, self.state):
            choice.chosen.connect(self._choose)
        self.grouping.chosen.connect(self.grouping_chosen)
        self._values = dict.fromkeys((self.category, self.partner, self.state), "")

    def _choose(self, value: str) -> None:
        choice = self.sender()
        assert isinstance(choice, ChoiceChip)
        self._values[choice] = value
        self.changed.emit()

    def filter(self, text: str) -> AgendaFilter:
        """What the chips and these words ask for."""
        return AgendaFilter(
            platforms=self._platforms if self.my_platforms.isChecked() else frozenset(),
            mine=self._context.me.login if self.my_bookings.isChecked() else "",
            category=self._values[self.category],
            partner=self._values[self.partner],
            state=self._values[self.state],
            text=text.strip(),
        )

    def clear(self) -> None:
        """Leave nothing out."""
        for chip in (self.my_platforms, self.my_bookings):
            chip.setChecked(False)
        for choice in self._values:
            self._values[choice] = ""
            choice.take("")
        self.changed.emit()


def _partners(context: Context) -> list[tuple[str, str]]:
    known = (partner for partner in context.catalogue.partners.values() if partner.active)
    return sorted(((item.code, item.name) for item in known), key=lambda pair: pair[1].casefold())
