"""One link: to scan, to copy, what its readers see, and how to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QWidget

from platform_booking.domain.sharing import Scope
from platform_booking.services.feeds import is_over
from ui.dialogs.editor.fields import Field
from ui.icons import icon_pixmap
from ui.screens.calendars.naming import feed_name, subject_name
from ui.texts import NO_BREAK
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, clear, column, label, line, picture, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from platform_booking.domain.feeds import Feed
    from ui.context import Context

WIDTH: Final = 316
CODE: Final = 168
QUIET: Final = 4
"""Cells of white around the code: cameras need them."""
GLYPH: Final = 16


class LinkPanel(QScrollArea):
    """Tells about the link under the cursor. Its address is known only where it was just made."""

    copy_wanted = Signal(str)
    renew_wanted = Signal(str)
    revoke_wanted = Signal(str)
    address_typed = Signal(str)
    """Where the feeds can be reached from outside."""

    def __init__(self, context: Context, address: str) -> None:
        super().__init__()
        self._context = context
        self._code = ""
        self.setFixedWidth(context.theme.px(WIDTH))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setObjectName("panel")
        body = column(page, margins=(16, 16, 16, 16), spacing=10)
        self._empty = label(context.say("calendars-pick"), "label", wrap=True)
        self._about = QWidget()
        body.addWidget(self._empty)
        body.addWidget(self._about)
        body.addStretch(1)
        self.setWidget(page)
        inner = column(self._about, spacing=10)
        self._name, self._of = label("", "heading", wrap=True), label("", "sub", wrap=True)
        add_all(inner, self._name, self._of, line())
        inner.addWidget(self._link_part())
        inner.addWidget(self._unknown_part())
        self._add_address(inner, address)
        inner.addWidget(line())
        self._seen = column(spacing=6)
        inner.addWidget(label(context.say("calendars-seen"), "label"))
        inner.addLayout(self._seen)
        self._add_safety(inner)
        self.show_feed(None, "")

    # --- assembly -----------------------------------------------------------------------------------

    def _link_part(self) -> QWidget:
        context = self._context
        self.known = QWidget()
        body = column(self.known, spacing=8)
        self.code = QLabel()
        self.code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.code.setAccessibleName(context.say("calendars-code"))
        self.link = QLineEdit()
        self.link.setReadOnly(True)
        self.copy = Button(context.theme, context.say("calendars-copy-link"), "copy", kind="primary")
        self.copy.clicked.connect(lambda: self.copy_wanted.emit(self._code))
        scan = label(context.say("calendars-scan"), "sub", wrap=True)
        scan.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        add_all(body, self.code, scan, Field(context.say("calendars-link"), self.link))
        body.addLayout(add_all(row(), self.copy, None))
        body.addWidget(label(context.say("calendars-once"), "warning", wrap=True))
        return self.known

    def _unknown_part(self) -> QWidget:
        self.unknown = label(self._context.say("calendars-kept-secret"), "label", wrap=True)
        return self.unknown

    def _add_address(self, body: QVBoxLayout, address: str) -> None:
        context = self._context
        self.address = QLineEdit(address)
        self.address.setPlaceholderText(context.say("calendars-address-example"))
        self.address.editingFinished.connect(lambda: self.address_typed.emit(self.address.text().strip()))
        self.address_field = Field(context.say("calendars-address"), self.address)
        self.address_field.setToolTip(context.say("calendars-address-hint"))
        body.addWidget(self.address_field)

    def _add_safety(self, body: QVBoxLayout) -> None:
        context = self._context
        self.renew = Button(
            context.theme, context.say("calendars-renew"), "refresh-cw", kind="danger", small=True
        )
        self.renew.clicked.connect(lambda: self.renew_wanted.emit(self._code))
        self.revoke = Button(context.theme, context.say("calendars-revoke"), "ban", kind="danger", small=True)
        self.revoke.clicked.connect(lambda: self.revoke_wanted.emit(self._code))
        needs_store(context, self.renew, self.revoke)
        add_all(
            body,
            line(),
            label(context.say("calendars-safety"), "label"),
            label(context.say("calendars-safety-hint"), "sub", wrap=True),
            self.renew,
            self.revoke,
        )

    # --- what is shown ------------------------------------------------------------------------------

    def show_feed(self, feed: Feed | None, link: str) -> None:
        """That link; ``link`` is empty where its address is no longer known."""
        self._empty.setVisible(feed is None)
        self._about.setVisible(feed is not None)
        if feed is None:
            return
        context, self._code = self._context, feed.code
        self._name.setText(feed_name(context, feed))
        of, scope = subject_name(context, feed.kind, feed.subject), context.say(f"scope-{feed.scope}")
        about = [of, scope, feed.code] if of != self._name.text() else [scope, feed.code]
        self._of.setText(f"{NO_BREAK}· ".join(about))
        over = is_over(feed, context.now())
        self.known.setVisible(bool(link) and not over)
        self.unknown.setVisible(not link and not over)
        self.renew.setVisible(not over)
        self.revoke.setVisible(not over)
        if link:
            self.link.setText(link)
            self.link.setCursorPosition(0)
            self.code.setPixmap(qr_code(link, context.theme.px(CODE), self.devicePixelRatioF()))
        self._show_seen(Scope(feed.scope))

    def _show_seen(self, scope: Scope) -> None:
        clear(self._seen)
        theme = self._context.theme
        seen = {"time": True, "title": scope.tells_titles, "people": scope.tells_people}
        for what, shown in seen.items():
            ink = theme.color("success" if shown else "text3")
            said = self._context.say(f"calendars-sees-{what}")
            across = row(spacing=8)
            state = self._context.say("calendars-shown" if shown else "calendars-hidden")
            across.addWidget(
                picture(icon_pixmap("check" if shown else "x", self._context.theme.px(GLYPH), ink), state)
            )
            across.addWidget(label(said, "" if shown else "sub", wrap=True), 1)
            self._seen.addLayout(across)


def qr_code(text: str, side: int, ratio: float) -> QPixmap:
    """The text for cameras: always dark on white, whatever the theme, and sharp."""
    import segno  # noqa: PLC0415 - only once a link is made

    cells = [list(line_of) for line_of in segno.make(text, error="m", micro=False).matrix]
    count = len(cells) + 2 * QUIET
    cell = max(1, int(side * ratio) // count)
    made = QPixmap(cell * count, cell * count)
    made.setDevicePixelRatio(1.0)
    made.fill(QColor("#FFFFFF"))
    painter = QPainter(made)
    for y, across in enumerate(cells):
        for x, dark in enumerate(across):
            if dark:
                painter.fillRect((x + QUIET) * cell, (y + QUIET) * cell, cell, cell, QColor("#152124"))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
