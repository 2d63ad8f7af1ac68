"""The rail at the left: screens with their counters, and who sits here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton

from ui.accessibility.roles import give_role
from ui.actions import ADMINISTRATION, AGENDA, CALENDARS, PLANNING, REPORTS, REQUESTS, SLOTS
from ui.icons import icon, icon_size
from ui.widgets.layout import column

if TYPE_CHECKING:
    from ui.context import Context
    from ui.theme import Theme

ENTRIES: Final = (
    (PLANNING, "calendar-range"),
    (AGENDA, "list"),
    (REQUESTS, "inbox"),
    (SLOTS, "calendar-search"),
    (CALENDARS, "calendar-sync"),
    (REPORTS, "chart-column"),
)
GLYPH: Final = 20
LOGO: Final = 36
AVATAR: Final = 28
SMALL_AVATAR: Final = 22
"""Beside its name, where text is large."""
GAP: Final = 8
"""Between a picture and the word beside it."""
BESIDE: Final = 26
"""The height of a button with its word beside the picture."""
_MANY: Final = 99


class Rail(QFrame):
    """One button a screen."""

    accessible_role = QAccessible.Role.PageTabList
    chosen = Signal(str)
    person_clicked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(context.say("rail"))
        self.setFixedWidth(context.theme.rail)
        layout = column(self, margins=(3, 11, 3, 8), spacing=4)
        logo = QLabel()
        logo.setPixmap(logo_pixmap(context.theme, self.devicePixelRatioF()))
        layout.addWidget(logo, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(6)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._layout = layout
        for name, glyph in ENTRIES:
            self._add_button(context, name, glyph)
        layout.addStretch(1)
        self._add_button(context, ADMINISTRATION, "settings")
        layout.addSpacing(4)
        self.bell = RailButton(context.theme, context.say("told"), "bell")
        self.bell.setCheckable(False)
        self.bell.setToolTip(context.say("told-tip"))
        layout.addWidget(self.bell, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(4)
        self.person = PersonButton(context)
        self.person.clicked.connect(self.person_clicked)
        layout.addWidget(self.person, 0, Qt.AlignmentFlag.AlignHCenter)

    def _add_button(self, context: Context, name: str, glyph: str) -> None:
        button = RailButton(context.theme, context.say(f"screen-{name}"), glyph)
        give_role(button, QAccessible.Role.PageTab)
        button.setToolTip(context.say(f"action-show-{name}"))
        button.clicked.connect(lambda _checked=False: self.chosen.emit(name))
        self._group.addButton(button)
        self._buttons[name] = button
        self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_screen(self, name: str) -> None:
        """Mark the screen that is shown."""
        self._buttons[name].setChecked(True)

    def count(self, name: str, number: int, *, urgent: bool = False) -> None:
        """How many things are to be done on that screen; ``urgent`` ones went wrong."""
        self._buttons[name].set_count(number, urgent=urgent)

    def button(self, name: str) -> RailButton:
        """The button of a screen."""
        return self._buttons[name]


class RailButton(QToolButton):
    """An icon over its word, with a counter and a mark when it is taken."""

    def __init__(self, theme: Theme, text: str, glyph: str) -> None:
        super().__init__()
        self._theme = theme
        self._glyph = glyph
        self._count, self._urgent = 0, False
        self._name = text
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self._gap = GAP if theme.has_large_text else 0
        self.setIconSize(icon_size(theme.px(GLYPH), self._gap))
        lay_out(self, theme, 52)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(self._show_state)
        self._show_state()

    def set_count(self, number: int, *, urgent: bool = False) -> None:
        """Show a number, or none for zero; in red where something went wrong."""
        self._count, self._urgent = number, urgent
        self.setAccessibleName(f"{self._name} ({number})" if number else self._name)
        self.update()

    @property
    def count(self) -> int:
        """The number that is shown."""
        return self._count

    def _show_state(self) -> None:
        token = "accentText" if self.isChecked() else "text2"
        self.setIcon(icon(self._glyph, self._theme.px(GLYPH), self._theme.color(token), gap=self._gap))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The button, the mark of the screen that is shown, the counter."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(self._theme.color("accent"))
            painter.drawRoundedRect(QRectF(-2, 14, 4.5, self.height() - 28), 2, 2)
        if self._count:
            self._draw_count(painter)
        painter.end()

    def _draw_count(self, painter: QPainter) -> None:
        said = str(self._count) if self._count <= _MANY else f"{_MANY}+"
        font = self._theme.font("caption")
        font.setPixelSize(self._theme.px(10))
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        height = self._theme.px(16)
        width = max(height + 1, painter.fontMetrics().horizontalAdvance(said) + height / 2)
        box = QRectF(self.width() / 2 + 5, 3, width, height)
        if self._theme.has_large_text:
            box.moveTopLeft(QPointF(self.width() - width - 6, (self.height() - height) / 2))
        painter.setBrush(self._theme.color("danger" if self._urgent else "accent"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(self._theme.color("onDanger" if self._urgent else "onAccent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)


def lay_out(button: QToolButton, theme: Theme, height: int) -> None:
    """The word under its picture; beside it where text is large, so that all buttons fit into a small window."""
    styles = Qt.ToolButtonStyle
    beside = theme.has_large_text
    button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if beside else styles.ToolButtonTextUnderIcon)
    button.setProperty("beside", "true" if beside else "false")
    button.setFixedSize(theme.rail - 8, theme.px(BESIDE if beside else height))


class PersonButton(QToolButton):
    """Who sits here: initials in a ring, and the name."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        name = context.me.person.name if context.me.person else context.say("nobody")
        self.setText(short_name(name))
        self.setToolTip(name)
        self.setAccessibleName(context.say("you-are", name=name))
        self.setIcon(initials_pixmap(theme, initials_of(name), self.devicePixelRatioF()))
        gap = GAP if theme.has_large_text else 0
        side = avatar_side(theme)
        self.setIconSize(QSize(side + gap, side))
        lay_out(self, theme, 58)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def initials_of(name: str) -> str:
    """``Marie-Anne Durand`` → ``MD``."""
    parts = [part for part in name.replace("(", " ").split() if part[:1].isalnum()]
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()


def short_name(name: str, longest: int = 10) -> str:
    """The name where there is room for it, else initial and last name, shortened."""
    if len(name) <= longest:
        return name
    parts = name.split()
    said = f"{parts[0][0]}. {parts[-1]}" if len(parts) > 1 else name
    return said if len(said) <= longest + 1 else f"{said[: longest - 1]}…"


def avatar_side(theme: Theme) -> int:
    """Of the ring around initials, in pixels."""
    return theme.px(SMALL_AVATAR if theme.has_large_text else AVATAR)


def initials_pixmap(theme: Theme, initials: str, dpr: float) -> QPixmap:
    """Initials in a ring."""
    side = avatar_side(theme)
    pixmap = _canvas(side, dpr)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent"), 1.5))
    painter.setBrush(theme.color("accentSoft"))
    painter.drawEllipse(QRectF(1, 1, side - 2, side - 2))
    painter.setPen(theme.color("accentText"))
    font = theme.font("caption")
    font.setWeight(font.Weight.DemiBold)
    painter.setFont(font)
    painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, initials)
    painter.end()
    return pixmap


def logo_pixmap(theme: Theme, dpr: float, size: int = LOGO) -> QPixmap:
    """The product's mark: two bars held, one asked for."""
    pixmap = _canvas(size, dpr)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / LOGO, size / LOGO)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawRoundedRect(QRectF(1, 1, 34, 34), 8, 8)
    ink = theme.color("onAccent")
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(8, 9, 13, 5), 1.5, 1.5)
    painter.drawRoundedRect(QRectF(8, 23, 9, 5), 1.5, 1.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(ink, 1.6)
    pen.setDashPattern([2.2, 1.6])
    painter.setPen(pen)
    painter.drawRoundedRect(QRectF(14, 16, 14, 5), 1.5, 1.5)
    painter.drawPoint(QPointF(24, 26))
    painter.end()
    return pixmap


def _canvas(size: int, dpr: float) -> QPixmap:
    pixmap = QPixmap(round(size * dpr), round(size * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
