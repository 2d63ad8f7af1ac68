"""Chips that are only looked at: a platform's code, a status with its shape and icon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import icon_pixmap

if TYPE_CHECKING:
    from ui.texts import Texts
    from ui.theme import Theme

CODE_SIZE: Final = (34, 18)
STATUS_HEIGHT: Final = 22
GLYPH: Final = 13
_DASHED: Final = frozenset({"requested", "partly_approved"})
_LOOKS: Final = {
    "approved": ("check", "success", "successSoft"),
    "requested": ("clock", "warning", "surface"),
    "partly_approved": ("circle-dashed", "info", "infoSoft"),
    "declined": ("circle-x", "danger", "dangerSoft"),
    "cancelled": ("ban", "text3", "sunken"),
    "expired": ("clock-alert", "text3", "sunken"),
    "in_use": ("play", "success", "successSoft"),
    "completed": ("check-check", "text2", "sunken"),
    "no_show": ("user-x", "danger", "dangerSoft"),
    "conflict": ("triangle-alert", "danger", "dangerSoft"),
    "block": ("wrench", "blockText", "blockFill"),
}
"""State → icon, ink and fill."""


def looks_of(state: str) -> tuple[str, str, str]:
    """Icon, ink token and fill token of a state."""
    return _LOOKS.get(state, ("circle", "text2", "sunken"))


def status_text(texts: Texts, state: str, *, part: str = "") -> str:
    """The word for a state, as a chip says it."""
    said = texts.capital(texts.name("state", state))
    return f"{said} {part}" if part else said


def draw_status(painter: QPainter, theme: Theme, box: QRectF, text: str, state: str, dpr: float) -> None:
    """A status chip: its outline, its icon, its word. Never by colour alone."""
    glyph, ink, fill = looks_of(state)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.color(ink if state in {*_DASHED, "block", "conflict"} else fill), 1)
    if state in _DASHED:
        pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(QBrush(theme.color(fill)))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2, box.height() / 2)
    color = theme.color(ink)
    side = theme.px(GLYPH)
    top = round(box.top() + (box.height() - side) / 2)
    painter.drawPixmap(round(box.left()) + 9, top, icon_pixmap(glyph, side, color, dpr))
    font = theme.font("label")
    font.setWeight(font.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(
        box.adjusted(9 + side + 4, 0, -6, 0),
        int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
        text,
    )


def status_width(theme: Theme, text: str) -> int:
    """How wide that chip is."""
    font = theme.font("label")
    font.setWeight(font.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(text) + theme.px(GLYPH) + 9 + 4 + 11


def draw_code(painter: QPainter, theme: Theme, box: QRectF, code: str) -> None:
    """A platform's code in its colours."""
    colors = theme.platform(code)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colors.strong, 1))
    painter.setBrush(colors.fill)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    font = theme.font("caption")
    font.setWeight(font.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(theme.color("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, code or "@")


class StatusChip(QWidget):
    """A status as a widget."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, theme: Theme, text: str, state: str) -> None:
        super().__init__()
        self._theme = theme
        self._text = text
        self._state = state
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for its word."""
        return QSize(status_width(self._theme, self._text), self._theme.px(STATUS_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        draw_status(
            painter, self._theme, QRectF(self.rect()), self._text, self._state, self.devicePixelRatioF()
        )
        painter.end()


class CodeChip(QWidget):
    """A platform's code as a widget."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, theme: Theme, code: str) -> None:
        super().__init__()
        self._theme = theme
        self._code = code
        self.setAccessibleName(code)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same for every code."""
        width, height = CODE_SIZE
        return QSize(self._theme.px(width), self._theme.px(height))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        draw_code(painter, self._theme, QRectF(self.rect()), self._code)
        painter.end()


def ink_of(theme: Theme, state: str) -> QColor:
    """The colour in which a state is written."""
    return theme.color(looks_of(state)[1])
