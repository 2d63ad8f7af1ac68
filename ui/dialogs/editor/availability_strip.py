"""One line's day, painted: what others have there, and the window that is asked for, to be drawn elsewhere."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from platform_booking.domain.booking import State
from ui.accessibility.shown import Leaf, Shown
from ui.dialogs.editor.reading import time_text
from ui.dialogs.editor.strip_layout import FIRST, LAST, SNAP, Grip, Minutes, StripBar, dragged
from ui.icons import icon_pixmap
from ui.timeline.assets import Assets, BarStyle

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from ui.context import Context

HEIGHT: Final = 34
BAR: Final = 28
HANDLE: Final = 6
LEAST: Final = 140
WIDTH: Final = 220
"""What it would like; it grows with its window."""
GLYPH: Final = 13
SCALE: Final = 16
LABELLED: Final = range(8, 20, 2)
"""Hours that the scale names."""
_BESIDE_GLYPH: Final = 11
"""Pixels that a bar needs beside its icon."""
_FULL: Final = 20
"""A bar of that height has room for an icon."""
_KEYS: Final = {Qt.Key.Key_Left: -SNAP, Qt.Key.Key_Right: SNAP}
_AA: Final = QPainter.RenderHint.Antialiasing


def x_of(minute: float, width: float) -> float:
    """Where a minute of the day lies in a strip of that width."""
    return (minute - FIRST) / (LAST - FIRST) * width


class AvailabilityStrip(QWidget):
    """Shows one day of one line."""

    accessible_role = QAccessible.Role.List
    window_dragged = Signal(object)
    """Minutes while the hand holds it."""
    window_dropped = Signal(object)
    """Minutes when it lets go."""

    def __init__(self, context: Context, assets: Assets, platform: str, name: str) -> None:
        super().__init__()
        self._context = context
        self._theme = context.theme
        self._assets = assets
        self._platform = platform
        self._name = name
        self._high, self._tall, self._side = map(self._theme.px, (HEIGHT, BAR, GLYPH))
        self._bars: tuple[StripBar, ...] = ()
        self._closed: tuple[Minutes, ...] = ()
        self._window: Minutes | None = None
        self._occupied: Minutes | None = None
        self._fits: bool | None = None
        self._busy = False
        self._held: tuple[str, float, Minutes] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(LEAST)
        self._shown = Shown(self._told)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as it gets."""
        return QSize(WIDTH, self._high)

    # --- what it shows ------------------------------------------------------------------------------

    def show_day(self, bars: tuple[StripBar, ...], closed: tuple[Minutes, ...]) -> None:
        """What others have that day, and when it is closed."""
        self._bars = bars
        self._closed = closed
        self._busy = False
        self.update()

    def show_window(self, window: Minutes | None, occupied: Minutes | None, *, fits: bool | None) -> None:
        """The time that is asked for, with its set-up and turnaround; whether it fits (None: not known yet)."""
        self._window = window
        self._occupied = occupied
        self._fits = fits
        self._describe()
        self.update()

    def show_busy(self) -> None:
        """The answer takes a while."""
        self._busy = True
        self.update()

    @property
    def window_minutes(self) -> Minutes | None:
        """The time that is asked for."""
        return self._window

    @property
    def bars(self) -> tuple[StripBar, ...]:
        """What others have."""
        return self._bars

    @property
    def fits(self) -> bool | None:
        """Whether the window is free; None while nobody knows."""
        return self._fits

    def _describe(self) -> None:
        if self._window is None:
            return
        state = {True: "editor-strip-free", False: "editor-strip-taken", None: "editor-strip-unknown"}[
            self._fits
        ]
        start, end = map(time_text, self._window)
        said = self._context.say("editor-strip", name=self._name, start=start, end=end)
        self.setAccessibleName(f"{said}, {self._context.say(state)}")

    def painted(self) -> Shown:
        """What others have there, one by one."""
        return self._shown

    def _told(self) -> list[Leaf]:
        """What others have there."""
        said = []
        for bar in self._bars:
            start, end = map(time_text, bar.use)
            name = self._context.say("strip-block" if bar.is_block else "strip-bar", start=start, end=end)
            if not bar.is_block:
                name = f"{name}, {self._context.texts.name('state', bar.state.value)}"
            said.append(Leaf(name, self._box(bar.use).toRect()))
        return said

    # --- painting -----------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ground, hours, others, the window."""
        painter = QPainter(self)
        painter.setRenderHint(_AA)
        self._draw_ground(painter)
        if self._busy:
            self._draw_busy(painter)
        else:
            for bar in self._bars:
                self._draw_bar(painter, bar)
        self._draw_frame(painter)
        if self._window is not None:
            self._draw_window(painter, self._window)
        painter.end()

    def _x(self, minute: float) -> float:
        return x_of(minute, self.width())

    def _box(self, span: Minutes, top: float = 0, height: float = 0) -> QRectF:
        """Where a time lies; as high as the strip where nothing else is said."""
        left, right = self._x(max(FIRST, span[0])), self._x(min(LAST, span[1]))
        return QRectF(left, top, max(3.0, right - left), height or self._high)

    def _draw_ground(self, painter: QPainter) -> None:
        color = self._theme.color
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 1, 0, -1), 4, 4)
        for span in self._closed:
            painter.setBrush(color("closed"))
            painter.drawRect(self._box(span, 1, self._high - 2))
        painter.setRenderHint(_AA, on=False)
        painter.setPen(color("gridHour"))
        for hour in LABELLED:
            at = round(self._x(hour * 60))
            painter.drawLine(at, 2, at, self._high - 3)
        painter.setRenderHint(_AA)

    def _draw_frame(self, painter: QPainter) -> None:
        focused = self.hasFocus()
        painter.setPen(QPen(self._theme.color("focus" if focused else "border"), 2 if focused else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 1.0 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)

    def _draw_busy(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("fold"))
        for span in ((8 * 60 + 30, 11 * 60), (15 * 60, 17 * 60 + 30)):
            painter.drawRoundedRect(self._box(span, 9, self._high - 18), 3, 3)

    def _draw_bar(self, painter: QPainter, bar: StripBar) -> None:
        tall = self._tall / bar.lanes
        top = (self._high - self._tall) / 2 + bar.lane * tall
        height = max(5, int(tall - (1 if bar.lanes > 1 else 0)))
        if not bar.is_block and bar.occupied != bar.use:
            self._draw_shape(
                painter, BarStyle.BUFFER, self._box(bar.occupied, top + height * 0.2, height * 0.6)
            )
        style = BarStyle.BLOCK if bar.is_block else _STYLES.get(bar.state, BarStyle.APPROVED)
        box = self._box(bar.use, top, height)
        self._draw_shape(painter, style, box)
        if height >= self._theme.px(_FULL) and box.width() >= self._side + _BESIDE_GLYPH:
            glyph = "wrench" if bar.is_block else "clock" if bar.state is State.REQUESTED else "check"
            token = "blockText" if bar.is_block else "text"
            self._draw_glyph(painter, glyph, round(box.left()) + 7, self._theme.color(token))

    def _draw_shape(self, painter: QPainter, style: BarStyle, box: QRectF) -> None:
        rect = (round(box.left()), round(box.top()), round(box.width()), round(box.height()))
        self._assets.draw_bar(painter, style, self._platform, rect)
        painter.setRenderHint(_AA)

    def _draw_glyph(self, painter: QPainter, name: str, left: int, color: QColor) -> None:
        if self._platform and name == "clock":
            painter.setPen(Qt.PenStyle.NoPen)
            plate = QColor(self._theme.color("surface"))
            plate.setAlphaF(0.86)
            painter.setBrush(plate)
            around = QRectF(left, (self._high - self._side) / 2, self._side, self._side)
            painter.drawRoundedRect(around.adjusted(-2, -2, 2, 2), 3, 3)
        glyph = icon_pixmap(name, self._side, color, self._assets.dpr)
        painter.drawPixmap(left, (self._high - self._side) // 2, glyph)

    def _draw_window(self, painter: QPainter, window: Minutes) -> None:
        if window[1] <= FIRST or window[0] >= LAST:
            return
        taken = self._fits is False
        ink = self._theme.color("danger" if taken else "accent")
        if self._occupied is not None and self._occupied != window:
            edge = QColor(ink)
            edge.setAlphaF(0.55)
            pen = QPen(edge, 1)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._box(self._occupied, 7.5, self._high - 15), 2, 2)
        box = self._box(window).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("dangerSoft" if taken else "accentSoft"))
        painter.drawRoundedRect(box, 5, 5)
        if taken:
            hatch = QColor(ink)
            hatch.setAlphaF(0.35)
            painter.setBrush(self._assets.hatch(hatch, width=1.6))
            painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 5, 5)
        if self._fits is not None and box.width() >= self._side + _BESIDE_GLYPH:
            self._draw_verdict(painter, box, ink, taken=taken)

    def _draw_verdict(self, painter: QPainter, box: QRectF, ink: QColor, *, taken: bool) -> None:
        left = round(box.center().x() - self._side / 2)
        if taken:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("dangerSoft"))
            around = self._theme.px(10)
            painter.drawEllipse(box.center(), around, around)
        glyph = "triangle-alert" if taken else "check"
        top = (self._high - self._side) // 2 - (1 if taken else 0)
        painter.drawPixmap(left, top, icon_pixmap(glyph, self._side, ink, self._assets.dpr))

    # --- hand and keys ------------------------------------------------------------------------------

    def _grip_at(self, x: float) -> str | None:
        if self._window is None:
            return None
        left, right = self._x(self._window[0]), self._x(self._window[1])
        if not left - 2 <= x <= right + 2:
            return None
        if right - left > 4 * HANDLE:
            if x <= left + HANDLE:
                return Grip.START
            if x >= right - HANDLE:
                return Grip.END
        return Grip.BODY

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of the window."""
        grip = self._grip_at(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton and grip is not None and self._window is not None:
            self._held = (grip, event.position().x(), self._window)
            self.setCursor(_CURSORS[grip] if grip != Grip.BODY else Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it along; without a button, show what could be held."""
        if self._held is None:
            grip = self._grip_at(event.position().x())
            self.setCursor(_CURSORS[grip] if grip else Qt.CursorShape.ArrowCursor)
            return
        self.window_dragged.emit(self._window_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let it go."""
        if self._held is None:
            return
        window, was = self._window_at(event.position().x()), self._held[2]
        self._held = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if window != was:
            self.window_dropped.emit(window)

    def _window_at(self, x: float) -> Minutes:
        assert self._held is not None
        grip, pressed, window = self._held
        by = round((x - pressed) / self.width() * (LAST - FIRST))
        return dragged(window, grip, by)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right move the window by a quarter of an hour; with Shift its end."""
        by = _KEYS.get(Qt.Key(event.key()))
        if by is None or self._window is None:
            super().keyPressEvent(event)
            return
        ends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.window_dropped.emit(dragged(self._window, Grip.END if ends else Grip.BODY, by))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is held any more."""
        self.unsetCursor()
        super().leaveEvent(event)


_STYLES: Final = {State.REQUESTED: BarStyle.REQUESTED}
_CURSORS: Final = {
    Grip.BODY: Qt.CursorShape.OpenHandCursor,
    Grip.START: Qt.CursorShape.SizeHorCursor,
    Grip.END: Qt.CursorShape.SizeHorCursor,
}


class HourScale(QWidget):
    """The hours over the strips."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.setFixedHeight(context.theme.px(SCALE))
        self.setMinimumWidth(LEAST)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the strips below."""
        return QSize(WIDTH, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Every second hour."""
        painter = QPainter(self)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.color("text3"))
        room = painter.fontMetrics().horizontalAdvance(" 00 ")
        apart = x_of(LABELLED[1] * 60, self.width()) - x_of(LABELLED[0] * 60, self.width())
        for hour in LABELLED[:: max(1, ceil(room / apart))]:
            at = x_of(hour * 60, self.width())
            box = QRectF(at - room, 0, 2 * room, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(hour))
        painter.end()
