"""The "no" of a drop and its nearest "yes": every line with who is in the way, then numbered ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.dialogs.way_list import DIGITS, WayList
from ui.icons import icon_pixmap
from ui.widgets.badges import CodeChip
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, picture, row
from ui.widgets.popover import Popover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.verdict import LineVerdict, Verdict
    from ui.context import Context

WIDTH: Final = 400


class WaysOut(Popover):
    """Why it cannot be dropped here, and what would do. Enter takes the first way out, 1 to 3 each of them."""

    taken = Signal(object)
    """An Alternative."""

    def __init__(self, context: Context, parent: QWidget, verdict: Verdict, titles: dict[str, str]) -> None:
        super().__init__(parent)
        self._context = context
        self._titles = titles
        self._anchor = QRect()
        self.frame.setFixedWidth(context.theme.px(WIDTH))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.setContentsMargins(1, 1, 1, 8)
        self.body.setSpacing(0)
        self.body.addWidget(self._banner(verdict))
        self.body.addLayout(self._lines(verdict))
        self._words = label("", "sub", wrap=True)
        self._words.setContentsMargins(14, 4, 14, 14)
        self.ways = WayList(context, first_key="↵")
        self.ways.taken.connect(self._take)
        add_all(self.body, self._words, self.ways, self._leaving())
        self._say(context.say("ways-searching"))

    def _leaving(self) -> QFrame:
        """What Escape does, for hands on the mouse."""
        made = QFrame()
        made.setProperty("line", "above")
        keys = QKeySequence(Qt.Key.Key_Escape).toString(QKeySequence.SequenceFormat.NativeText)
        say, theme = self._context.say, self._context.theme
        self.leave = Button(theme, say("ways-leave"), kind="ghost", small=True, key=keys)
        self.leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click on it takes no keys from the ways
        self.leave.clicked.connect(self.close)
        add_all(row(made, margins=(14, 6, 8, 0)), None, self.leave)
        return made

    # --- why not ------------------------------------------------------------------------------------

    def _banner(self, verdict: Verdict) -> QFrame:
        bad = sum(not line.fits for line in verdict.lines)
        banner = QFrame()
        banner.setObjectName("notice")
        banner.setProperty("tone", "danger")
        banner.setProperty("top", "true")
        theme = self._context.theme
        inner = row(banner, margins=(14, 10, 14, 10), spacing=8)
        glyph = picture(
            icon_pixmap("triangle-alert", theme.px(18), theme.color("danger"), self.devicePixelRatioF())
        )
        said = self._context.say("ways-title", bad=bad, count=len(verdict.lines))
        inner.addWidget(glyph)
        inner.addWidget(label(said, wrap=True), 1)
        self.setAccessibleName(said)
        return banner

    def _lines(self, verdict: Verdict) -> QVBoxLayout:
        texts = self._context.texts
        lines = column(margins=(14, 10, 14, 10), spacing=6)
        lines.addWidget(label(texts.capital(texts.when(verdict.span)), "strong"))
        for found in verdict.lines:
            lines.addLayout(self._line(found))
            for said in self._holders(found):
                lines.addWidget(label(said, "sub", wrap=True))
        return lines

    def _line(self, found: LineVerdict) -> QVBoxLayout:
        context, theme = self._context, self._context.theme
        glyph, token = ("circle-check", "success") if found.fits else ("triangle-alert", "danger")
        name = context.resource_name(found.resource)
        if found.quantity > 1:
            name = f"{name} × {found.quantity}"
        verdict = label(line_verdict(context, found), "sub" if found.fits else "danger")
        line = row(spacing=8)
        line.addWidget(
            picture(icon_pixmap(glyph, theme.px(14), theme.color(token), self.devicePixelRatioF()))
        )
        line.addWidget(CodeChip(theme, context.platform_code(found.resource)))
        line.addWidget(label(name), 1)
        line.addWidget(verdict)
        outer = column()
        outer.addLayout(line)
        return outer

    def _holders(self, found: LineVerdict) -> list[str]:
        """Who is in the way, by the title where it may be seen."""
        if found.fits:
            return []
        seen = dict.fromkeys(conflict.holder for conflict in found.conflicts)
        return [
            self._context.say("quoted", title=title)
            for title in (self._titles.get(ref, "") for ref in list(seen)[:2])
            if title
        ]

    # --- what would do ------------------------------------------------------------------------------

    def offer(self, alternatives: Sequence[Alternative]) -> None:
        """Show the ways out."""
        self._words.hide()
        self.ways.offer(alternatives)
        if not self.ways.count:
            self._say(self._context.say("ways-none"))
        self.setFocus()
        QTimer.singleShot(0, self, lambda: self.open_at(self._anchor))  # once its new size is known

    def open_at(self, anchor: QRect) -> None:
        """As every popover; it grows when the ways out arrive, and stays on the screen."""
        self._anchor = anchor
        super().open_at(anchor)

    def _say(self, text: str) -> None:
        self._words.setText(text)
        self._words.show()

    def _take(self, alternative: Alternative) -> None:
        self.close()
        self.taken.emit(alternative)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """1, 2, 3 and Enter take a way out; Escape leaves everything as it was."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ways.take(1)
        elif event.text() not in DIGITS or not self.ways.take(DIGITS[event.text()]):
            super().keyPressEvent(event)


def line_verdict(context: Context, found: LineVerdict) -> str:
    """``libre``, ``2 sur 4 libres``, ``jusqu’à ven. 14:00``."""
    if found.repacked:
        return context.say("free-repacked", count=len({move.holder for move in found.repacked}))
    if found.fits:
        resource = context.catalogue.resources[found.resource]
        units = len(resource.active_units)
        return context.say("free-of", free=found.free, count=units) if units > 1 else context.say("free")
    if found.conflicts and len({conflict.unit for conflict in found.conflicts}) == 1:
        end = max(conflict.span.end for conflict in found.conflicts)
        day = context.texts.local(end).date()
        same_day = day == context.texts.local(found.occupied.start).date()
        when = context.texts.time(end)
        return context.say(
            "taken-until", when=when if same_day else f"{context.texts.dated(day, 'ddd d')} {when}"
        )
    return context.say("free-too-few", free=found.free, wanted=found.quantity)
