"""Buttons as the design draws them: with an icon, a key, in a row of segments, as a chip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QMenu, QPushButton, QSizePolicy, QWidget

from ui.icons import icon, icon_pixmap, icon_size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.theme import Theme

ICON: Final = 16
CHIP_ICON: Final = 14
GAP: Final = 4
CHEVRON: Final = 13
ROWS_APART: Final = 4
EDGE: Final = 12
"""Left and right of the text in a chip; less where it has no outline."""
BARE_EDGE: Final = 4
SEGMENT_EDGE: Final = 14
"""Left and right of the words of a segment: its padding, and its edge where it has the focus."""
LONG_HEIGHT: Final = 32
BESIDE_LONG: Final = 44
"""Paddings of a long button, and the gaps beside its icon and key."""
_KEY_PADDING: Final = 5
_KEY_HEIGHT: Final = 18
_INK: Final = {"primary": "onAccent", "danger": "danger", "link": "accentText"}


class Button(QPushButton):
    """A button with an icon and, where there is one, the key that does the same."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        glyph: str = "",
        *,
        kind: str = "plain",
        key: str = "",
        small: bool = False,
    ) -> None:
        super().__init__(text)
        self._theme = theme
        self._key = key
        self._kind = kind
        self._wanted, self._rests, self._tip = True, "", ""
        self.setProperty("kind", kind)
        if small:
            self.setProperty("small", "true")
        if not text:
            self.setProperty("square", "true")
        if glyph:
            self.set_glyph(glyph)
        if key:
            self.setStyleSheet(f"padding-right: {self._key_width() + 20}px; text-align: left;")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_glyph(self, glyph: str, token: str = "") -> None:
        """Show that icon."""
        gap, side = GAP if self.text() else 0, self._theme.px(ICON)
        color = self._theme.color(token or _INK.get(self._kind, "text2"))
        self.setIcon(icon(glyph, side, color, gap=gap, disabled=self._theme.color("textDisabled")))
        self.setIconSize(icon_size(side, gap))

    def rest(self, why: str) -> None:
        """Not to be pressed for that reason, whatever else would let it; empty: as whoever enables it wants."""
        self._rests = why
        super().setEnabled(self._wanted and not why)
        super().setToolTip(why or self._tip)
        self.setAccessibleDescription(why)

    def setEnabled(self, wanted: bool) -> None:  # noqa: FBT001, N802 - Qt's name and shape
        """Whether it can be pressed, once it does not rest."""
        self._wanted = wanted
        super().setEnabled(wanted and not self._rests)

    def setToolTip(self, tip: str) -> None:  # noqa: N802 - Qt's name
        """What it does; while it rests, why it does not."""
        self._tip = tip
        super().setToolTip(self._rests or tip)

    def _key_width(self) -> int:
        return QFontMetrics(self._theme.font("caption")).horizontalAdvance(self._key) + 2 * _KEY_PADDING

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The button, then its key at the right."""
        super().paintEvent(event)
        if self._key:
            painter = QPainter(self)
            self._draw_key(painter)
            painter.end()

    def _draw_key(self, painter: QPainter) -> None:
        ink = self._theme.color(_INK.get(self._kind, "text2") if self.isEnabled() else "textDisabled")
        border = ink if self._kind in _INK and self.isEnabled() else self._theme.color("borderStrong")
        width = self._key_width()
        height = self._theme.px(_KEY_HEIGHT)
        box = QRectF(self.width() - width - 9.5, (self.height() - height) / 2 + 0.5, width, height - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(border, 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)


def icon_button(theme: Theme, glyph: str, name: str, *, small: bool = False, kind: str = "plain") -> Button:
    """A square button; its name is its tooltip and what a screen reader says."""
    made = Button(theme, "", glyph, kind=kind, small=small)
    made.setToolTip(name)
    made.setAccessibleName(name)
    return made


class LongButton(Button):
    """A button whose words go on in the next line where it is too narrow for them; it never makes a page wider."""

    def __init__(self, theme: Theme, text: str, *, kind: str = "plain", key: str = "") -> None:
        super().__init__(theme, text, kind=kind, key=key)
        self._whole = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the words anew."""
        super().resizeEvent(event)
        room = self.width() - self.iconSize().width() - self._key_width() - BESIDE_LONG
        lines = _broken(self._whole, self.fontMetrics(), room)
        text = "\n".join(lines)
        if text != self.text():
            self.setText(text)
            more = (len(lines) - 1) * self.fontMetrics().lineSpacing()
            self.setFixedHeight(self._theme.px(LONG_HEIGHT) + more)


def _broken(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """The words in as few lines as have room."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class _Segment(QPushButton):
    """One of several choices. Enter takes it where it has the focus, and only there: in a dialog it is nobody's default."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # which is what makes it one of several for a screen reader
        self.setAutoDefault(False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the words as they are when it is taken: bolder."""
        hint = super().sizeHint()
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        wide = QFontMetrics(bold).horizontalAdvance(self.text()) + 2 * SEGMENT_EDGE
        return QSize(max(hint.width(), wide), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter, which Qt gives to a dialog's default button alone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)


class Segments(QWidget):
    """A few choices side by side, or in rows of so many ``abreast``; one of them is taken."""

    chosen = Signal(str)

    def __init__(self, options: Iterable[tuple[str, str]], taken: str = "", *, abreast: int = 0) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.setVerticalSpacing(ROWS_APART)
        listed = list(options)
        across = abreast or len(listed)
        for position, (value, text) in enumerate(listed):
            button = _Segment(text)
            line, place = divmod(position, across)
            is_last = place == across - 1 or position == len(listed) - 1
            button.setProperty("segment", "first" if place == 0 else "last" if is_last else "middle")
            wide = QSizePolicy.Policy.Expanding if abreast else QSizePolicy.Policy.Fixed
            button.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
            self._group.addButton(button)
            self._buttons[value] = button
            layout.addWidget(button, line, place)
        if taken:
            self.take(taken)

    def take(self, value: str) -> None:
        """Mark a choice as taken, silently."""
        self._buttons[value].setChecked(True)

    @property
    def value(self) -> str:
        """The choice that is taken; empty when none is."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def button(self, value: str) -> QPushButton:
        """The button of a choice."""
        return self._buttons[value]


class ToggleChip(QPushButton):
    """A filter that is on or off: a tick says so, not only the colour."""

    def __init__(self, theme: Theme, text: str, glyph: str = "") -> None:
        super().__init__(text)
        self._theme = theme
        self._glyph = glyph
        self.setProperty("chip", "true")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._show_state)
        self._show_state()

    def _show_state(self) -> None:
        glyph = "check" if self.isChecked() else self._glyph
        if not glyph:
            self.setIcon(icon("circle", 1, self._theme.color("surface")))
            self.setIconSize(QSize(0, 0))
            return
        color = self._theme.color("accentText" if self.isChecked() else "text2")
        side = self._theme.px(CHIP_ICON)
        disabled = self._theme.color("textDisabled")
        self.setIcon(icon(glyph, side, color, gap=GAP, disabled=disabled))
        self.setIconSize(icon_size(side, GAP))


class MenuChip(QPushButton):
    """A chip that opens a menu; the chevron is painted, for a style sheet has no place for a second icon."""

    accessible_role = QAccessible.Role.ButtonMenu

    def __init__(self, theme: Theme, text: str, glyph: str = "", *, bare: bool = False) -> None:
        super().__init__(text)
        self._theme = theme
        self.popup: QMenu | None = None
        self.setProperty("chip", "bare" if bare else "true")
        self._edge = BARE_EDGE if bare else EDGE
        self._side = theme.px(CHEVRON)
        self.setStyleSheet(f"padding: 0 {self._edge + self._side + 1}px 0 {self._edge}px; text-align: left;")
        if glyph:
            self.setIcon(icon(glyph, theme.px(CHIP_ICON), theme.color("text2"), gap=GAP))
            self.setIconSize(icon_size(theme.px(CHIP_ICON), GAP))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_menu(self, menu: QMenu) -> None:
        """The menu that it opens; Qt's own way would shift the text to make room for an indicator."""
        self.popup = menu
        self.clicked.connect(lambda: menu.popup(self.mapToGlobal(self.rect().bottomLeft() + QPoint(0, 4))))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The chip, then its chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        color = self._theme.color("accentText" if self.isChecked() else "text2")
        pixmap = icon_pixmap("chevron-down", self._side, color, self.devicePixelRatioF())
        painter.drawPixmap(
            self.width() - self._edge - self._side + 1, (self.height() - self._side) // 2, pixmap
        )
        painter.end()
