"""When the store is out of reach: a strip on every screen says since when, and what is shown can only be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.accessibility.roles import announce
from ui.actions import still_there
from ui.dialogs.editor.notices import Strip

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from ui.context import Context
    from ui.screens.base import Screen


class Offline(QObject):
    """Comes and goes by itself, as others' changes do or do not reach us."""

    changed = Signal()

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._since: datetime | None = None
        self._strips: list[Strip] = []
        context.hub.live.connect(self._on_live)

    def attach(self, screen: Screen) -> None:
        """The screen says it below its top bar."""
        strip = Strip(self._context, "warning", self._context.say("lists-retry"))
        strip.first.connect(self._context.hub.look_again)
        screen.body.insertWidget(1, strip)
        self._strips.append(strip)
        self._tell(strip)

    @property
    def is_so(self) -> bool:
        """Whether the store is out of reach."""
        return self._since is not None

    def permitted(self, allowed: frozenset[str]) -> frozenset[str]:
        """What of that can be done now."""
        return still_there(allowed, lost=self.is_so)

    def _on_live(self, live: bool) -> None:  # noqa: FBT001 - the signal's own shape
        was = self.is_so
        self._since = None if live else (self._since or self._context.now())
        if was != self.is_so:
            for strip in self._strips:
                self._tell(strip)
            since = self._context.texts.time(self._since) if self._since else ""
            said = (
                self._context.say("offline-since", time=since) if since else self._context.say("offline-over")
            )
            announce(self._window, said)
            self.changed.emit()

    def _tell(self, strip: Strip) -> None:
        if self._since is None:
            strip.hide()
        else:
            since = self._context.texts.time(self._since)
            strip.tell(self._context.say("offline-since", time=since))
