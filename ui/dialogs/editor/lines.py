"""The resources of the session: one row per line, with its day, its verdict and who decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX, person_resource_code
from platform_booking.domain.recurrence import Lapse
from platform_booking.wording.campaigns import own_time
from ui.dialogs.editor.availability_strip import AvailabilityStrip, HourScale
from ui.dialogs.editor.catalogue_search import resource_choices
from ui.dialogs.editor.fields import Stepper
from ui.dialogs.editor.line_columns import END_WIDTH, VERDICT_WIDTH, ElidedLabel, Named, grown, line_grid
from ui.dialogs.editor.line_time import LineTime
from ui.dialogs.editor.naming import full_name
from ui.dialogs.editor.pick import PickField
from ui.icons import icon_pixmap
from ui.timeline.assets import Assets
from ui.widgets.badges import CodeChip
from ui.widgets.buttons import Button, icon_button
from ui.widgets.layout import add_all, column, label, picture, restyle, row

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from ui.context import Context
    from ui.dialogs.editor.strip_layout import Minutes
    from ui.dialogs.editor.verdict_words import Said

SIDE: Final = 20


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as its row shows it."""

    code: str
    quantity: int
    said: Said | None = None
    """None while nobody knows."""
    decision: str = ""
    offset: Lapse = field(default_factory=Lapse)
    length: Lapse | None = None
    day: str = ""
    """Of its own, in words."""


class LineRow(QFrame):
    """One resource × quantity."""

    quantity_changed = Signal(str, int)
    removed = Signal(str)
    exchanged = Signal(str, str)
    """Code, and the code to take instead."""
    time_changed = Signal(str, object, object)
    """Code, Lapse from the session's start, and own length or None."""

    def __init__(self, context: Context, assets: Assets, code: str) -> None:
        super().__init__()
        self._context = context
        self.code = code
        self.setObjectName("lineRow")
        self._person = code.startswith(PERSON_RESOURCE_PREFIX)
        name = context.person_name(code[1:]) if self._person else context.resource_name(code)
        platform = context.platform_code(code)
        resource = context.catalogue.resources.get(code)
        total = len(resource.active_units) if resource else 1
        grid = line_grid(context.theme, self, margins=(SIDE, 8, 12, 8))
        named = Named(context.theme)
        left = row(named, spacing=6)
        self.quantity = Stepper(context.theme, 1, max(1, total), small=True)
        self.quantity.setFixedWidth(grown(context.theme, 50))
        self.quantity.setAccessibleName(context.say("editor-quantity", name=name))
        if self._person or total == 1:  # there is nothing to count
            self.quantity.hide()
        self.quantity.valueChanged.connect(lambda value: self.quantity_changed.emit(self.code, value))
        left.addWidget(CodeChip(context.theme, platform))
        names = column(spacing=0)
        names.addStretch(1)
        names.addWidget(ElidedLabel(name, "strong"))
        site = self._site(code)
        if site:
            names.addWidget(ElidedLabel(site, "sub"))
        names.addStretch(1)
        self.own_time = ElidedLabel("", "labelStrong")
        self.own_time.hide()
        names.insertWidget(names.count() - 1, self.own_time)
        left.addLayout(names, 1)
        left.addWidget(self._clock(name))
        left.addWidget(self.quantity)
        self.strip = AvailabilityStrip(context, assets, platform, name)
        grid.addWidget(named, 0, 0)
        grid.addWidget(self.strip, 0, 1)
        grid.addWidget(self._verdict(), 0, 2)
        self.gone = icon_button(
            context.theme, "x", context.say("editor-remove", name=name), small=True, kind="ghost"
        )
        self.gone.clicked.connect(lambda: self.removed.emit(self.code))
        self.swap = icon_button(
            context.theme,
            "arrow-left-right",
            context.say("editor-exchange", name=name),
            small=True,
            kind="ghost",
        )
        end = QWidget()
        end.setFixedWidth(grown(context.theme, END_WIDTH))
        add_all(row(end), self.gone, self.swap)
        grid.addWidget(end, 0, 3)
        self.swap.hide()

    def _clock(self, name: str) -> QWidget:
        """Opens the line's own day and length; a person is there when the session is."""
        self._offset = Lapse()
        self._length: Lapse | None = None
        self.time = icon_button(
            self._context.theme,
            "calendar-clock",
            self._context.say("editor-set-line-time", name=name),
            small=True,
            kind="ghost",
        )
        if self._person:
            self.time.hide()
        self.time.clicked.connect(self._on_time)
        return self.time

    def _site(self, code: str) -> str:
        if self._person:
            person = self._context.catalogue.persons.get(code[1:])
            return self._context.partner_name(person.partner) if person else ""
        resource = self._context.catalogue.resources.get(code)
        return resource.site if resource else ""

    def _verdict(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(grown(self._context.theme, VERDICT_WIDTH))
        body = column(holder, spacing=0)
        self._glyph = picture(
            icon_pixmap("circle-dashed", self._context.theme.px(15), self._context.theme.color("text3"))
        )
        self.verdict = ElidedLabel("", "labelStrong")
        self.decision = ElidedLabel("", "sub")
        self.instead = Button(self._context.theme, "", kind="link")
        self.instead.setStyleSheet("padding: 0; min-height: 18px;")
        self.instead.clicked.connect(self._on_instead)
        self._other = ""
        top = row(spacing=6)
        top.addWidget(self._glyph)
        top.addWidget(self.verdict, 1)
        body.addStretch(1)
        body.addLayout(top)
        body.addWidget(self.decision)
        body.addWidget(self.instead)
        body.addStretch(1)
        return holder

    def show_line(self, view: LineView) -> None:
        """Show it as it is now."""
        self.quantity.blockSignals(True)
        self.quantity.setValue(view.quantity)
        self.quantity.blockSignals(False)
        self._show_time(view)
        said = view.said
        token, glyph = ("text3", "circle-dashed")
        if said is not None:
            token, glyph = ("success", "circle-check") if said.fits else ("danger", "triangle-alert")
        color = self._context.theme.color(token)
        self._glyph.setPixmap(icon_pixmap(glyph, self._context.theme.px(15), color, self.devicePixelRatioF()))
        verdict = said.text if said else self._context.say("editor-looking")
        self.verdict.tell(verdict)
        self.verdict.setProperty("style", {"success": "success", "danger": "danger"}.get(token, "label"))
        restyle(self.verdict)
        self._other = said.instead[0] if said and said.instead else ""
        self.instead.setVisible(bool(self._other))
        if said and said.instead:
            name = said.instead[1]
            metrics, wide = self.instead.fontMetrics(), grown(self._context.theme, VERDICT_WIDTH)
            text = self._context.say("editor-instead-free", name=name)
            self.instead.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide - 12))
            self.instead.setFixedWidth(wide)
            self.instead.setToolTip(self._context.say("editor-take-instead", name=name))
        decision = view.decision
        if said and said.competing:
            decision = self._context.say("editor-competing", count=said.competing)
        elif said and said.timetables:
            decision = self._context.say("editor-timetable", count=said.timetables)
        self.decision.tell(decision)
        self.decision.setVisible(not self._other)
        bad = said is not None and not said.fits
        self.setProperty("bad", "true" if bad else "false")
        self.setAccessibleName(f"{self.code}, {verdict}, {decision}")
        restyle(self)

    def limit_to_change(self) -> None:
        """Of a booking that is there, the line may be exchanged, counted anew or left out; its own time stays."""
        self.time.hide()
        others = self._others()
        self.swap.setVisible(bool(others))
        menu = QMenu(self)
        for code in others:
            action = menu.addAction(self._offer_of(code))
            action.triggered.connect(partial(self.exchanged.emit, self.code, code))
        self.swap.setMenu(menu)

    def _offer_of(self, code: str) -> str:
        say = self._context.say
        if self._person:
            return say("editor-menu-stand-in", name=self._context.person_name(code[1:]))
        return say("editor-menu-take", name=full_name(self._context, code))

    def _others(self) -> list[str]:
        """What may take the line's place: equivalents, or for a person the colleagues who train."""
        catalogue = self._context.catalogue
        if self._person:
            found = sorted(catalogue.persons.values(), key=lambda person: person.name)
            trainers = [person.login for person in found if person.active and "trainer" in person.roles]
            return [code for code in map(person_resource_code, trainers) if code != self.code]
        resource = catalogue.resources.get(self.code)
        return [code for code in (resource.equivalent_to if resource else ()) if self._is_active(code)]

    def _show_time(self, view: LineView) -> None:
        self._offset, self._length = view.offset, view.length
        said = own_time(self._context.texts, view.offset, view.length)
        self.own_time.tell(f"{said} · {view.day}" if said and view.day else said)
        self.own_time.setVisible(bool(said))
        self.strip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, bool(said))

    def _on_time(self) -> None:
        name = self._context.resource_name(self.code)
        asked = LineTime(self._context, self, name, self._offset, self._length)
        asked.taken.connect(lambda offset, length: self.time_changed.emit(self.code, offset, length))
        asked.closed.connect(partial(self._back_from, asked))
        asked.open_below(self.time)

    def _back_from(self, asked: LineTime) -> None:
        asked.deleteLater()
        self.window().activateWindow()
        self.time.setFocus(Qt.FocusReason.PopupFocusReason)

    def _is_active(self, code: str) -> bool:
        found = self._context.catalogue.resources.get(code)
        return found is not None and found.active

    def _on_instead(self) -> None:
        if self._other:
            self.exchanged.emit(self.code, self._other)


class LinesPanel(QWidget):
    """All lines, the hours above them, and the field that adds one."""

    added = Signal(str)
    removed = Signal(str)
    quantity_changed = Signal(str, int)
    exchanged = Signal(str, str)
    time_changed = Signal(str, object, object)
    window_dragged = Signal(object)
    window_dropped = Signal(object)
    common_wanted = Signal()
    """Look for times at which all lines are free."""

    def __init__(self, context: Context, taken: Callable[[], Collection[str]]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._context = context
        self._assets = Assets(context.theme, self.devicePixelRatioF())
        self.rows: dict[str, LineRow] = {}
        self._fixed = False
        body = column(self)
        head = row(margins=(SIDE, 12, SIDE, 4), spacing=10)
        head.addWidget(label(context.say("editor-resources"), "heading"))
        self.count = label("", "sub")
        head.addWidget(self.count, 1)
        self.common = Button(context.theme, context.say("editor-common"), "calendar-search", small=True)
        self.common.setToolTip(context.say("editor-common-tip"))
        self.common.clicked.connect(self.common_wanted)
        self.common.hide()
        head.addWidget(self.common)
        body.addLayout(head)
        body.addWidget(self._scale())
        self._rows = column()
        body.addLayout(self._rows)
        choices = resource_choices(context.catalogue, context.texts)
        self.add = PickField(context.theme, choices, taken, glyph="plus", key="Ctrl+L")
        self.add.setObjectName("addResource")
        self.add.setPlaceholderText(context.say("editor-add-resource"))
        self.add.setAccessibleName(context.say("editor-add-resource"))
        self.add.picked.connect(self.added)
        foot = row(margins=(SIDE, 9, SIDE, 10))
        foot.addWidget(self.add)
        body.addLayout(foot)

    def _scale(self) -> QWidget:
        holder = QFrame()
        holder.setObjectName("lineScale")
        grid = line_grid(self._context.theme, holder, margins=(SIDE, 0, 12, 2))
        self.day = label("", "sub")
        named = Named(self._context.theme)
        row(named).addWidget(self.day)
        grid.addWidget(named, 0, 0)
        grid.addWidget(HourScale(self._context), 0, 1)
        availability = label(self._context.say("editor-availability"), "sub")
        availability.setFixedWidth(grown(self._context.theme, VERDICT_WIDTH))
        grid.addWidget(availability, 0, 2)
        return holder

    def show_lines(self, views: Sequence[LineView], day: str) -> None:
        """Show these lines; rows that are there stay, so that nobody loses the focus."""
        codes = [view.code for view in views]
        for code in [code for code in self.rows if code not in codes]:
            gone = self.rows.pop(code)
            gone.hide()
            self._rows.removeWidget(gone)
            gone.deleteLater()
        for position, view in enumerate(views):
            shown = self.rows.get(view.code) or self._new_row(view.code)
            if self._rows.indexOf(shown) != position:
                self._rows.removeWidget(shown)
                self._rows.insertWidget(position, shown)
            shown.show_line(view)
        self.count.setText(self._context.say("editor-lines", count=len(views)) if views else "")
        self.day.setText(day)

    def _new_row(self, code: str) -> LineRow:
        made = LineRow(self._context, self._assets, code)
        made.quantity_changed.connect(self.quantity_changed)
        made.removed.connect(self.removed)
        made.exchanged.connect(self.exchanged)
        made.time_changed.connect(self.time_changed)
        made.strip.window_dragged.connect(self.window_dragged)
        made.strip.window_dropped.connect(self.window_dropped)
        if self._fixed:
            made.limit_to_change()
        self.rows[code] = made
        return made

    def show_window(self, window: Minutes | None) -> None:
        """Move the window on every strip while a hand draws it."""
        for line in self.rows.values():
            line.strip.show_window(window, None, fits=line.strip.fits)

    def show_busy(self) -> None:
        """The answer takes a while."""
        for line in self.rows.values():
            line.strip.show_busy()

    def limit_to_change(self) -> None:
        """Of a booking that is there, the lines keep their own times, and may be exchanged."""
        self._fixed = True
        for line in self.rows.values():
            line.limit_to_change()
