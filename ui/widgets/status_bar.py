"""The bar at the bottom: which store, whether it is live, what is waited for, hints."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from ui.actions import keys_of
from ui.icons import icon_pixmap
from ui.widgets.buttons import Button
from ui.widgets.layout import row

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from platform_booking.services.watching import Presence
    from ui.change_hub import Change
    from ui.context import Context

GLYPH: Final = 14
AGE_MS: Final = 5000
SPACING: Final = 6
"""Pixels between entries, as Qt puts them."""
EDGES: Final = 24
"""Pixels that the bar takes at its ends."""


class StatusBar(QStatusBar):
    """Plain facts, quietly."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lost_at: datetime | None = None
        self._changed = QElapsedTimer()
        """Since something was last changed at the store; not valid as long as nothing was."""
        self.setFixedHeight(context.theme.layout("statusBar"))
        self.setSizeGripEnabled(False)
        self.setContentsMargins(6, 0, 6, 0)
        self._store = self._entry("database", context.platform.label)
        self._live = self._entry("refresh-cw", context.say("live-connecting"))
        self._presence = self._entry("users", "")
        self._presence.hide()
        self._clock = self._entry("clock-alert", "")
        self._clock.hide()
        self._waiting = self._entry("hourglass", "")
        self._waiting.hide()
        self.stop = Button(context.theme, context.say("waiting-stop"), kind="link", small=True)
        self.stop.setToolTip(f"{context.say('waiting-stop-hint')} ({keys_of('stop')})")
        self.stop.setAccessibleDescription(context.say("waiting-stop-hint"))
        self.stop.clicked.connect(context.tasks.stop)
        self.stop.hide()
        self.addWidget(self.stop)
        self._hint = self._entry("", "", permanent=True)
        self._zone = self._entry("globe", context.texts.zone_name, permanent=True)
        self._keys = self._entry("keyboard", context.say("keys-hint"), permanent=True)
        self._timer = QTimer(self, interval=AGE_MS)
        self._timer.timeout.connect(self._show_liveness)
        self._timer.start()
        context.hub.live.connect(self._on_live)
        context.hub.changed.connect(self._on_change)
        context.hub.presence_changed.connect(self._on_presence)
        context.tasks.waiting.connect(self.show_waiting)
        if context.hub.presence is not None:
            self._on_presence(context.hub.presence)
        if context.hub.is_live:
            self._on_live(live=True)

    def _entry(self, glyph: str, text: str, *, permanent: bool = False) -> _Entry:
        entry = _Entry(self._context, glyph, text)
        (self.addPermanentWidget if permanent else self.addWidget)(entry)
        return entry

    def show_hint(self, text: str) -> None:
        """What can be done here just now."""
        self._hint.say(text)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Facts before hints."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """What would push a fact over the edge is left out: the hint, how old the last change is, the keys, the zone."""
        aged, unaged = self._width_of_live(aged=True), self._width_of_live(aged=False)
        leaves = (self._hint, self._keys, self._zone)
        facts = [entry for entry in self.findChildren(_Entry) if not entry.isHidden() and entry not in leaves]
        needed = sum(entry.sizeHint().width() + SPACING for entry in (*facts, *leaves)) + EDGES
        needed += 0 if self.stop.isHidden() else self.stop.sizeHint().width() + SPACING
        needed += aged - self._live.width_of(self._live.text)
        ways = (
            (self._hint, self._hint.sizeHint().width() + SPACING),
            (None, aged - unaged),
            (self._keys, self._keys.sizeHint().width() + SPACING),
            (self._zone, self._zone.sizeHint().width() + SPACING),
        )
        left_out = []
        for way, width in ways:
            if needed <= self.width():
                break
            left_out.append(way)
            needed -= width
        for entry in leaves:
            entry.setHidden(entry in left_out)
        self._say_live(aged=None not in left_out)

    @property
    def _is_live(self) -> bool:
        return self._lost_at is None and self._context.hub.is_live

    def _width_of_live(self, *, aged: bool) -> int:
        return self._live.width_of(self._said_live(aged=aged) if self._is_live else self._live.text)

    @property
    def hint_text(self) -> str:
        """What the bar says can be done."""
        return self._hint.text

    def show_waiting(self, label: str) -> None:
        """What is being waited for; nothing for an empty label."""
        self._waiting.setVisible(bool(label))
        self._waiting.say(self._context.say("waiting-for", what=label) if label else "")
        self.stop.setVisible(bool(label))
        self._make_room()

    @property
    def waiting_text(self) -> str:
        """What the bar says it waits for; empty when nothing."""
        return self._waiting.text if not self._waiting.isHidden() else ""

    def _on_live(self, live: bool) -> None:  # noqa: FBT001 - the signal's own shape
        self._lost_at = None if live else (self._lost_at or self._context.now())
        self._show_liveness()

        self._presence.setVisible(live and self._context.hub.presence is not None)

    def _on_presence(self, presence: Presence) -> None:
        """Who else is there, and whether this computer's clock can be believed."""
        self._presence.say(self._context.say("presence", count=presence.connected))
        self._presence.setVisible(self._lost_at is None)
        self._clock.setVisible(presence.clock_is_wrong)
        if presence.clock_is_wrong:
            side = "behind" if presence.ahead > timedelta() else "ahead"
            lag = self._context.texts.lasting(abs(presence.ahead))
            self._clock.tell("clock-alert", self._context.say("clock-wrong", side=side, lag=lag), "danger")
            self._clock.setToolTip(self._context.say("clock-wrong-hint"))
        self._make_room()

    @property
    def presence_text(self) -> str:
        """How many the bar says are connected; empty for a file, and while the server is away."""
        return "" if self._presence.isHidden() else self._presence.text

    @property
    def clock_text(self) -> str:
        """What the bar says about this computer's clock; empty while it is right."""
        return "" if self._clock.isHidden() else self._clock.text

    def _show_liveness(self) -> None:
        if self._lost_at is not None:
            since = self._context.texts.time(self._lost_at)
            self._live.tell("cloud-off", self._context.say("live-lost", time=since), "danger")
        elif self._context.hub.is_live:
            self._live.tell("cloud-check", self._said_live(), "success")
        self._make_room()

    def _say_live(self, *, aged: bool) -> None:
        if self._is_live:
            self._live.say(self._said_live(aged=aged))

    def _said_live(self, *, aged: bool = True) -> str:
        if not aged or not self._changed.isValid():
            return self._context.say("live-on")
        minutes, seconds = divmod(self._changed.elapsed() // 1000, 60)
        age = self._context.texts.lasting(timedelta(minutes=minutes)) if minutes else f"{seconds} s"
        return self._context.say("live-on-changed", age=age)

    def _on_change(self, change: Change) -> None:
        if change.bookings or change.blocks:
            self._changed.start()
            self._show_liveness()

    @property
    def live_text(self) -> str:
        """What the bar says about the connection."""
        return self._live.text


class _Entry(QWidget):
    """An icon and a word."""

    def __init__(self, context: Context, glyph: str, text: str) -> None:
        super().__init__()
        self._context = context
        layout = row(self, margins=(8, 0, 8, 0), spacing=6)
        self._picture = QLabel()
        self._text = QLabel(text)
        layout.addWidget(self._picture)
        layout.addWidget(self._text)
        self._draw(glyph, "text2")

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str) -> None:
        self._text.setText(text)

    def width_of(self, text: str) -> int:
        """How wide these words would be here."""
        return self._text.fontMetrics().horizontalAdvance(text)

    def tell(self, glyph: str, text: str, token: str) -> None:
        """Another icon and word, in that colour."""
        self._draw(glyph, token)
        self._text.setText(text)
        self._text.setStyleSheet(f"color: {self._context.theme.color(token).name()};")

    def _draw(self, glyph: str, token: str) -> None:
        self._picture.setVisible(bool(glyph))
        if glyph:
            color = self._context.theme.color(token)
            self._picture.setPixmap(
                icon_pixmap(glyph, self._context.theme.px(GLYPH), color, self.devicePixelRatioF())
            )
