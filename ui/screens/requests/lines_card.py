"""The request's lines: whom each waits for, and how it was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QMenu, QSizePolicy, QWidget

from platform_booking.domain.booking import State
from ui.widgets.badges import CodeChip, StatusChip, status_text
from ui.widgets.buttons import icon_button
from ui.widgets.layout import add_all, column, label, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from platform_booking.services.review import ReviewLine
    from ui.context import Context
    from ui.screens.requests.reading import Examined
    from ui.screens.requests.writing import RequestWriter

HEADINGS: Final = ("", "resource", "period", "decider", "state")
SHARES: Final = (8, 9, 4)
"""How resource, period and decider share the width."""
ROW: Final = 38
FOLDED: Final = frozenset({2, 3, 4})
"""Columns that are left out in little room: when, who decides, and the state."""
COLUMNS_FROM: Final = 480
"""The least width for all columns, at 100 % of text."""
NAMED: Final = 1
"""Deciders named for a line; the rest is counted."""
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_FIXED: Final = QSizePolicy.Policy.Fixed


class LinesCard(QFrame):
    """A table; lines that wait for me can be decided one by one."""

    decision_wanted = Signal(str, str)
    """approve or decline, and the code of the resource."""

    def __init__(self, context: Context, writer: RequestWriter, examined: Examined) -> None:
        super().__init__()
        self._context = context
        self._writer = writer
        self._examined = examined
        self.setProperty("card", "true")
        self._beside: list[QWidget] = []
        """What is left out in little room, for it is said below the names as well."""
        self._below: list[QWidget] = []
        self._states: list[tuple[QWidget, QBoxLayout, QBoxLayout]] = []
        """Of each line: how it stands, its place in the column, and its place below the name."""
        body = column(self)
        count = len(examined.mine)
        title = row(margins=(14, 10, 14, 10), spacing=8)
        note = context.say("requests-lines-mine", count=count) if count else ""
        title.addWidget(label(context.say("requests-lines"), "strong", wrap=context.theme.has_large_text))
        title.addWidget(label(note, "sub", wrap=True), 1)
        body.addLayout(title)
        self._grid = grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for number, name in enumerate(HEADINGS):
            grid.addWidget(self._heading(name, number), 0, number)
        for number, line in enumerate(examined.review.lines, 1):
            self._add(grid, number, line, is_last=number == len(examined.review.lines))
        body.addLayout(grid)
        self._fold(folded=False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In little room when and by whom stand below the name."""
        super().resizeEvent(event)
        self._fold(folded=event.size().width() < self._context.theme.px(COLUMNS_FROM))

    def _fold(self, *, folded: bool) -> None:
        for at, share in enumerate(SHARES, 1):
            self._grid.setColumnStretch(at, 0 if folded and at in FOLDED else share)
        for part in self._beside:
            part.setHidden(folded)
        for part in self._below:
            part.setVisible(folded)
        for state, beside, below in self._states:
            if folded:
                below.addWidget(state)
            else:
                beside.insertWidget(0, state)

    def _heading(self, name: str, number: int) -> QWidget:
        text = self._context.say(f"requests-column-{name}") if name else ""
        made = self._cell(number, label(text, "caption"), edge=True, height=30)
        if number in FOLDED:
            self._beside.append(made)
        return made

    def _cell(
        self, column_number: int, part: QWidget, *, edge: bool, height: int = ROW, tone: str = ""
    ) -> QFrame:
        """A cell whose ground and lower edge join those beside it."""
        theme = self._context.theme
        cell = QFrame()
        cell.setObjectName("cell")
        ground = theme.color(tone).name() if tone else "transparent"
        bottom = f"1px solid {theme.color('border').name()}" if edge else "0"
        corner = "" if edge else _corner(column_number)
        cell.setStyleSheet(f"#cell {{ background: {ground}; border: 0; border-bottom: {bottom}; {corner} }}")
        cell.setMinimumHeight(theme.px(height))
        left = 14 if column_number == 0 else 8
        right = 12 if column_number == len(HEADINGS) - 1 else 8
        layout = row(cell, margins=(left, 3, right, 3))
        layout.addWidget(part, 1 if part.sizePolicy().horizontalPolicy() != _FIXED else 0, _MIDDLE)
        if part.sizePolicy().horizontalPolicy() == _FIXED:
            layout.addStretch(1)
        return cell

    def _add(self, grid: QGridLayout, number: int, line: ReviewLine, *, is_last: bool) -> None:
        context, booking = self._context, self._examined.review.booking
        tone = "accentSoft" if line.mine else ""
        resource = self._writer.resource(line.line)
        name = label(resource.text, "strong" if line.mine else "", wrap=True)
        when = label(self._writer.line_when(booking, line.line), wrap=True)
        decider = label(self._decider(line), "" if line.mine else "label", wrap=True)
        decider.setToolTip(", ".join(context.person_name(login) for login in line.deciders))
        below = label(f"{when.text()}\n{decider.text()}", "sub", wrap=True)
        below.setToolTip(decider.toolTip())
        self._below.append(below)
        named = QWidget()
        under = column(named, spacing=2)
        add_all(under, name, below)
        parts: tuple[QWidget, ...] = (CodeChip(context.theme, resource.platform), named, when, decider)
        state = self._state(line)
        for at, part in enumerate((*parts, state)):
            cell = self._cell(at, part, edge=not is_last, tone=tone)
            if line.mine:
                self._give_menu(cell, line)
            if at in FOLDED:
                self._beside.append(cell)
            grid.addWidget(cell, number, at)
        beside = cell.layout()
        assert isinstance(beside, QBoxLayout)
        self._states.append((state, beside, under))

    # --- who and what -------------------------------------------------------------------------------

    def _decider(self, line: ReviewLine) -> str:
        say = self._context.say
        if line.mine:
            return say("requests-you")
        if line.state == State.REQUESTED.value or line.step:
            return self._names(line.deciders) or say("requests-nobody")
        decided = [item for item in self._examined.dossier.decisions if item.line == line.line.number]
        if decided:
            return self._context.person_name(max(decided, key=lambda item: item.decided_at).person)
        return say("requests-automatic") if not line.resource.approval else "–"

    def _names(self, logins: tuple[str, ...]) -> str:
        named = ", ".join(self._context.person_name(login) for login in logins[:NAMED])
        return f"{named} +{len(logins) - NAMED}" if len(logins) > NAMED else named

    def _state(self, line: ReviewLine) -> QWidget:
        """The state; where several lines are mine, also the buttons to decide this one alone."""
        context = self._context
        said = context.say("requests-to-decide") if line.mine else status_text(context.texts, line.state)
        chip = StatusChip(context.theme, said, "requested" if line.mine else line.state)
        if not line.mine or len(self._examined.mine) < 2:  # noqa: PLR2004 - nothing to tell apart
            return chip
        made = QWidget()
        approve = icon_button(context.theme, "check", self._alone("approve", line), small=True)
        decline = icon_button(context.theme, "x", self._alone("decline", line), small=True)
        for button, action in ((approve, "approve"), (decline, "decline")):
            button.setObjectName(f"{action}-{line.resource.code}")
            button.clicked.connect(
                lambda _checked=False, action=action: self.decision_wanted.emit(action, line.resource.code)
            )
        needs_store(context, approve, decline)
        made.setSizePolicy(_FIXED, _FIXED)
        add_all(row(made, spacing=6), chip, approve, decline)
        return made

    def _alone(self, action: str, line: ReviewLine) -> str:
        return self._context.say(f"requests-{action}-line", resource=self._writer.resource(line.line).text)

    # --- the menu of a line -------------------------------------------------------------------------

    def _give_menu(self, cell: QFrame, line: ReviewLine) -> None:
        cell.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        cell.customContextMenuRequested.connect(lambda point: self._show_menu(line, cell.mapToGlobal(point)))

    def _show_menu(self, line: ReviewLine, point: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for action in ("approve", "decline"):
            entry = menu.addAction(self._alone(action, line))
            entry.triggered.connect(
                lambda _checked=False, action=action: self.decision_wanted.emit(action, line.resource.code)
            )
        menu.popup(point)


def _corner(column_number: int) -> str:
    if column_number == 0:
        return "border-bottom-left-radius: 7px;"
    return "border-bottom-right-radius: 7px;" if column_number == len(HEADINGS) - 1 else ""
