"""The chips under the top bar: what of the planning is asked to be seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QSlider

from platform_booking.domain.booking import GIVEN_UP, State
from platform_booking.domain.catalogue import Category
from ui.icons import icon_pixmap
from ui.timeline.colouring import ColourBy
from ui.timeline.rows import RowFilter
from ui.widgets.buttons import Button, MenuChip, ToggleChip, icon_button
from ui.widgets.layout import picture, restyle
from ui.widgets.top_bar import FilterBar, SearchField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QAction, QMouseEvent, QResizeEvent

    from ui.context import Context

APPROVED: Final = frozenset({State.APPROVED, State.IN_USE, State.COMPLETED, State.NO_SHOW})
ZOOM_STEPS: Final = 100
ZOOM_WIDTH: Final = 72
NARROW: Final = 1160
"""Below this width one button holds all filters."""


class PlanningFilters(FilterBar):
    """Platforms, kind, partner, states, mine; folding and zoom at the right."""

    changed = Signal()
    ended_wanted = Signal(bool)
    """Whether what was refused or cancelled is to be read as well."""
    colours_chosen = Signal(object)
    """A ColourBy."""
    folds_toggled = Signal()
    zoom_changed = Signal(float)
    inspector_toggled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self.filters = RowFilter()
        self._handlers: dict[str, Callable[[frozenset[str]], None]] = {}
        theme, say = context.theme, context.say
        self.line.addWidget(
            picture(icon_pixmap("list-filter", theme.px(16), theme.color("text2"), self.devicePixelRatioF()))
        )
        self.platforms = self._menu_chip(self._platform_options(), "filter-platforms", self._on_platforms)
        self.categories = self._menu_chip(self._category_options(), "filter-kind", self._on_categories)
        self.partners = self._menu_chip(
            self._partner_options(), "filter-partner", self._on_partner, single=True
        )
        self.requested = ToggleChip(theme, say("filter-requests"))
        self.approved = ToggleChip(theme, say("filter-approved"))
        self.ended = ToggleChip(theme, say("filter-ended"))
        self.mine = ToggleChip(theme, say("filter-mine"), "user")
        self.requested.setChecked(True)
        self.approved.setChecked(True)
        self.words = SearchField(context, say("search-planning"))
        self.words.textChanged.connect(self._on_words)
        self.words.editingFinished.connect(lambda: self._show_words(bool(self.words.text())))
        self.words.hide()
        self.line.addWidget(self.words)
        for chip in (self.requested, self.approved, self.ended, self.mine):
            chip.toggled.connect(self._on_chips)
            self.line.addWidget(chip)
        self.ended.toggled.connect(self.ended_wanted)
        self.all_in_one = self._all_in_one()
        self.line.addWidget(self.all_in_one)
        self.line.addStretch(1)
        self._build_right()
        context.catalogue_changed.connect(self._offer_anew)

    # --- assembly -----------------------------------------------------------------------------------

    def _build_right(self) -> None:
        theme, say = self._context.theme, self._context.say
        self.fold = ToggleChip(theme, say("filter-nights"), "moon")
        self.fold.setChecked(True)
        self.fold.clicked.connect(self.folds_toggled)
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.zoom.setRange(0, ZOOM_STEPS)
        self.zoom.setFixedWidth(theme.px(ZOOM_WIDTH))
        self.zoom.setAccessibleName(say("zoom"))
        self.zoom.valueChanged.connect(lambda value: self.zoom_changed.emit(value / ZOOM_STEPS))
        smaller: Button = icon_button(theme, "zoom-out", say("action-zoom-out"), small=True, kind="ghost")
        larger: Button = icon_button(theme, "zoom-in", say("action-zoom-in"), small=True, kind="ghost")
        smaller.clicked.connect(lambda: self.step_zoom(-1))
        larger.clicked.connect(lambda: self.step_zoom(1))
        self.inspector: Button = icon_button(
            theme, "panel-right", say("action-inspector"), small=True, kind="ghost"
        )
        self.inspector.clicked.connect(self.inspector_toggled)
        self.colours = self._colours()
        assert self.colours.popup is not None
        assert self.all_in_one.popup is not None
        self.all_in_one.popup.addMenu(self.colours.popup)
        for part in (self.colours, self.fold, smaller, self.zoom, larger, self.inspector):
            self.line.addWidget(part)

    def _colours(self) -> MenuChip:
        """What colours tell apart."""
        chip = MenuChip(self._context.theme, "", bare=True)
        menu = QMenu(self._context.say("colour-by"), chip)
        one_of = QActionGroup(menu)
        for by in ColourBy:
            action = menu.addAction(self._context.say(f"colour-{by}"))
            action.setCheckable(True)
            action.setData(by)
            one_of.addAction(action)

        def show(action: QAction) -> None:
            what = action.text().lower()
            chip.setText(self._context.say("filter-chosen", name=self._context.say("colour-by"), what=what))

        first = one_of.actions()[0]
        first.setChecked(True)
        show(first)
        one_of.triggered.connect(show)
        one_of.triggered.connect(lambda action: self.colours_chosen.emit(ColourBy(action.data())))
        chip.set_menu(menu)
        return chip

    def _menu_chip(
        self,
        options: Iterable[tuple[str, str]],
        name: str,
        changed: Callable[[frozenset[str]], None],
        *,
        single: bool = False,
    ) -> MenuChip:
        chip = MenuChip(self._context.theme, self._context.say(name))
        menu = _StayingMenu(chip) if not single else QMenu(chip)
        self._fill(menu, options, frozenset())
        menu.triggered.connect(lambda action: self._picked(chip, name, action, single=single))
        chip.set_menu(menu)
        self._handlers[name] = changed
        self.line.addWidget(chip)
        return chip

    def _fill(self, menu: QMenu, options: Iterable[tuple[str, str]], chosen: frozenset[str]) -> None:
        menu.clear()
        for value, text in (("", self._context.say("filter-all")), *options):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(value)
        _tick(menu, chosen)

    def _offer_anew(self) -> None:
        """The catalogue has changed: other platforms and partners, and what was chosen where it is still there."""
        for chip, name, options in (
            (self.platforms, "filter-platforms", self._platform_options()),
            (self.partners, "filter-partner", self._partner_options()),
        ):
            assert chip.popup is not None
            chosen = frozenset(action.data() for action in chip.popup.actions() if action.isChecked())
            self._fill(chip.popup, options, chosen)
            self._show_chosen(chip, name)

    def _all_in_one(self) -> MenuChip:
        """One button for all filters, where there is no room for each."""
        chip = MenuChip(self._context.theme, self._context.say("filters"))
        menu = QMenu(chip)
        for part, name in (
            (self.platforms, "filter-platforms"),
            (self.categories, "filter-kind"),
            (self.partners, "filter-partner"),
        ):
            assert part.popup is not None
            part.popup.setTitle(self._context.say(name))
            menu.addMenu(part.popup)
        menu.addSeparator()
        for toggle in (self.requested, self.approved, self.ended, self.mine):
            action = menu.addAction(toggle.text())
            action.setCheckable(True)
            action.setChecked(toggle.isChecked())
            action.toggled.connect(toggle.setChecked)
            toggle.toggled.connect(action.setChecked)
        chip.set_menu(menu)
        chip.hide()
        return chip

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Every chip where there is room, one for all where there is not."""
        super().resizeEvent(event)
        narrow = event.size().width() < self._context.theme.px(NARROW)
        self.all_in_one.setVisible(narrow)
        for chip in (
            self.platforms,
            self.categories,
            self.partners,
            self.requested,
            self.approved,
            self.ended,
        ):
            chip.setVisible(not narrow)
        self.mine.setVisible(not narrow)
        self._fit_colours(event.size().width())

    def _fit_colours(self, width: int) -> None:
        """The choice of colours is in the menu of all only, where there is no room for it."""
        narrow = width < self._context.theme.px(NARROW)
        self.colours.setVisible(not narrow and self._room_for_all() <= width)

    def _show_words(self, shown: bool) -> None:  # noqa: FBT001 - as Qt's setters
        self.words.setVisible(shown)
        self._fit_colours(self.width())

    def _room_for_all(self) -> int:
        """The width of everything, the choice of colours too; of the search only while it is there."""
        parts = [item.widget() for at in range(self.line.count()) if (item := self.line.itemAt(at))]
        absent = {self.all_in_one} | ({self.words} if self.words.isHidden() else set())
        shown = [part for part in parts if part and part not in absent]
        margins = self.line.contentsMargins()
        wide = sum(part.sizeHint().width() + self.line.spacing() for part in shown)
        return margins.left() + margins.right() + wide

    def _platform_options(self) -> list[tuple[str, str]]:
        platforms = self._context.catalogue.platforms.values()
        return [
            (item.code, f"{item.code}  {self._context.texts.called(item.name)}")
            for item in platforms
            if item.active
        ]

    def _category_options(self) -> list[tuple[str, str]]:
        return [(item.value, self._context.say(f"category-{item.value}")) for item in Category]

    def _partner_options(self) -> list[tuple[str, str]]:
        return [(item.code, item.name) for item in self._context.catalogue.partners.values() if item.active]

    # --- choosing -----------------------------------------------------------------------------------

    def _picked(self, chip: MenuChip, name: str, action: QAction, *, single: bool) -> None:
        assert chip.popup is not None
        every, *others = chip.popup.actions()
        if not action.data() or single:
            for other in (every, *others):
                other.setChecked(other is action)
        self._show_chosen(chip, name)

    def _show_chosen(self, chip: MenuChip, name: str) -> None:
        """Say what is ticked, and filter by it."""
        assert chip.popup is not None
        every, *others = chip.popup.actions()
        chosen = [item for item in others if item.isChecked()]
        every.setChecked(not chosen)
        said = self._context.say(name)
        if len(chosen) == 1:
            only = chosen[0].data() if name == "filter-platforms" else chosen[0].text()
            said = self._context.say("filter-chosen", name=said, what=only)
        elif chosen:
            said = self._context.say("filter-chosen", name=said, what=len(chosen))
        chip.setText(said)
        chip.setProperty("taken", "true" if chosen else "false")
        restyle(chip)
        self._handlers[name](frozenset(item.data() for item in chosen))

    def _on_platforms(self, codes: frozenset[str]) -> None:
        self._set(replace(self.filters, platforms=codes))

    def _on_categories(self, values: frozenset[str]) -> None:
        self._set(replace(self.filters, categories=values))

    def _on_partner(self, codes: frozenset[str]) -> None:
        self._set(replace(self.filters, partner=next(iter(codes), "")))

    def _on_chips(self) -> None:
        states = frozenset[State]()
        if self.requested.isChecked():
            states |= {State.REQUESTED}
        if self.approved.isChecked():
            states |= APPROVED
        if self.ended.isChecked():
            states |= GIVEN_UP
        mine = self._context.me.login if self.mine.isChecked() else ""
        self._set(replace(self.filters, states=states, mine=mine))

    def search(self, text: str = "") -> None:
        """Show what holds these words; without any, let people type them."""
        self.show()
        self._show_words(True)
        if text:
            self.words.setText(text)
        else:
            self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.words.selectAll()

    def _on_words(self, text: str) -> None:
        self._set(replace(self.filters, text=text.strip()))
        self._show_words(bool(text) or self.words.hasFocus())

    def clear(self) -> None:
        """Everything, as it was at first."""
        self.words.clear()
        self.take(RowFilter(collapsed=self.filters.collapsed, opened=self.filters.opened))

    def take(self, wanted: RowFilter) -> None:
        """Choose all of it at once, words apart; what is not there any more is left out."""
        for toggle, on in (
            (self.requested, State.REQUESTED in wanted.states),
            (self.approved, bool(wanted.states & APPROVED)),
            (self.ended, bool(wanted.states & GIVEN_UP)),
            (self.mine, bool(wanted.mine)),
        ):
            toggle.setChecked(on)
        for chip, name, chosen in (
            (self.platforms, "filter-platforms", wanted.platforms),
            (self.categories, "filter-kind", wanted.categories),
            (self.partners, "filter-partner", frozenset({wanted.partner} - {""})),
        ):
            assert chip.popup is not None
            _tick(chip.popup, chosen)
            self._show_chosen(chip, name)
        self._set(replace(self.filters, collapsed=wanted.collapsed, opened=wanted.opened))

    def take_colours(self, by: ColourBy) -> None:
        """Let colours tell that apart."""
        assert self.colours.popup is not None
        next(action for action in self.colours.popup.actions() if action.data() == by).trigger()

    def _set(self, filters: RowFilter) -> None:
        if filters != self.filters:
            self.filters = filters
            self.changed.emit()

    # --- the right side -----------------------------------------------------------------------------

    def step_zoom(self, by: int) -> None:
        """One step nearer or farther."""
        self.zoom.setValue(self.zoom.value() + by * ZOOM_STEPS // 8)

    def show_zoom(self, zoom: float) -> None:
        """Follow a zoom that was made elsewhere."""
        self.zoom.blockSignals(True)
        self.zoom.setValue(round(zoom * ZOOM_STEPS))
        self.zoom.blockSignals(False)

    def count_requests(self, number: int) -> None:
        """How many requests are shown."""
        said = self._context.say("filter-requests")
        self.requested.setText(f"{said} {number}" if number else said)


def _tick(menu: QMenu, chosen: frozenset[str]) -> None:
    """Tick what of it is offered; where nothing is, the first, which means all."""
    actions = menu.actions()
    still = chosen & {action.data() for action in actions}
    for action in actions:
        action.setChecked(action.data() in still if action.data() else not still)


class _StayingMenu(QMenu):
    """Stays open while several things are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tick without closing."""
        action = self.activeAction()
        chosen: QAction | None = action
        if chosen is not None and chosen.isEnabled():
            chosen.trigger()
        else:
            super().mouseReleaseEvent(event)
