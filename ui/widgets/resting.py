"""Buttons that write rest while the store is out of reach: they say why, and come back by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.context import Context
    from ui.widgets.buttons import Button


def needs_store(context: Context, *buttons: Button) -> None:
    """These can be pressed only while the store is there; what else they depend on stays with whoever enables them."""
    for button in buttons:
        _Rest(context, button)


class _Rest(QObject):
    """Lives as long as its button."""

    def __init__(self, context: Context, button: Button) -> None:
        super().__init__(button)
        self._button = button
        self._why = context.say("offline-rest")
        context.hub.live.connect(self._on_live)
        self._on_live(not context.hub.is_lost)

    def _on_live(self, live: bool) -> None:  # noqa: FBT001 - the signal's own shape
        self._button.rest("" if live else self._why)
