"""What this is, which version, before which store."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from ui.widgets.buttons import Button
from ui.widgets.fitting import SnugDialog
from ui.widgets.layout import add_all, at_least, column, label, picture, row
from ui.widgets.rail import logo_pixmap

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context


class AboutDialog(SnugDialog):
    """Name, version, store, licences."""

    def __init__(self, parent: QWidget | None, context: Context) -> None:
        super().__init__(parent)
        self.setWindowTitle(context.say("action-about"))
        at_least(self, context.theme, 420)
        body = column(self, margins=(24, 20, 24, 20), spacing=8)
        logo = picture(logo_pixmap(context.theme, self.devicePixelRatioF(), 48))
        words = add_all(
            column(spacing=2),
            label(context.say("app-name"), "title"),
            label(context.say("about-version", version=version("platform-booking")), "sub"),
        )
        body.addLayout(add_all(row(spacing=16), logo, words, None))
        add_all(body, 4, label(context.say("about-what"), wrap=True))
        add_all(body, label(context.say("about-store", store=context.platform.label), "sub", wrap=True))
        add_all(body, label(context.say("about-licences"), "sub", wrap=True), 8)
        close = Button(context.theme, context.say("close"), kind="primary")
        close.clicked.connect(self.accept)
        body.addLayout(add_all(row(), None, close))
