"""Proposals, and what to do when there is none."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPen
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QWidget

from platform_booking.domain.rhythms import Rhythm
from platform_booking.wording import finding
from ui.icons import icon_pixmap
from ui.widgets.buttons import Button
from ui.widgets.flow import Paragraph
from ui.widgets.layout import add_all, column, label, picture, restyle, row

if TYPE_CHECKING:
    from datetime import date, datetime

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from platform_booking.domain.finding import Reason
    from platform_booking.domain.near_misses import Shortfall
    from platform_booking.services.availability import FindResult, Found
    from ui.context import Context

DISC: Final = 30
NAMED: Final = 190
GLYPH: Final = 14
TICK: Final = 12
BESIDE_TEXT: Final = 3
"""Pixels above a small icon, so that it stands beside the first line."""
MOST_DATES: Final = 14
LONGEST: Final = 520
"""Width of a reason before it goes on in the next line."""
SHORTEST: Final = 170
GAP: Final = 6


class ReasonLabel(QLabel):
    """As wide as its words, up to a point; narrower, and higher, where there is less room."""

    def __init__(self, text: str, longest: int, shortest: int) -> None:
        super().__init__(text)
        self._longest = longest
        self._shortest = shortest
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def _natural(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text()) + 2

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """On one line where it is not too long."""
        width = min(self._longest, self._natural())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It can be narrow."""
        width = min(self._shortest, self._natural())
        return QSize(width, self.fontMetrics().height())


class Disc(QWidget):
    """The number of a proposal."""

    def __init__(self, context: Context, number: int, *, best: bool) -> None:
        super().__init__()
        self._context, self._number, self._best = context, number, best
        side = context.theme.px(DISC)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A disc with a figure."""
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("borderStrong"), 1) if not self._best else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent" if self._best else "sunken"))
        painter.drawEllipse(
            QPointF(self.width() / 2, self.height() / 2), self.width() / 2 - 1, self.height() / 2 - 1
        )
        painter.setPen(theme.color("onAccent" if self._best else "text"))
        font = theme.font("body")
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class ProposalCard(QFrame):
    """When, with its dates as chips and its reasons in words. Enter books it."""

    accessible_role = QAccessible.Role.Grouping
    taken = Signal(object)
    """The Found that is to be booked."""
    focused = Signal(object)

    def __init__(self, context: Context, found: Found, result: FindResult, number: int) -> None:
        super().__init__()
        self._context, self.found, self._result = context, found, result
        self.setProperty("card", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = row(self, margins=(14, 12, 14, 12), spacing=14)
        body.addWidget(Disc(context, number, best=number == 1), 0, Qt.AlignmentFlag.AlignVCenter)
        body.addLayout(self._names())
        body.addLayout(self._details(), 1)
        self.book = Button(
            context.theme, context.say("slots-book"), kind="primary" if number == 1 else "plain"
        )
        self.book.clicked.connect(lambda: self.taken.emit(self.found))
        self.book.setAccessibleName(context.say("slots-book-named", when=self.title))
        body.addWidget(self.book, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{number}. {self.title}. {'. '.join(self.reasons)}")

    @property
    def title(self) -> str:
        """When it is, in short."""
        texts, zone = self._context.texts, self._result.zone
        first = self.found.sessions[0]
        hours = texts.hours(first, zone)
        if self.found.suggestion.rhythm is Rhythm.ONCE:
            return texts.capital(texts.when(first, zone))
        if self.found.suggestion.rhythm is Rhythm.SAME_HOUR:
            return self._context.say("slots-several-days", hours=hours)
        day = texts.dated(texts.local(first.start, zone).date(), "dddd")
        return texts.capital(self._context.say("slots-weekly", day=day, hours=hours))

    @property
    def reasons(self) -> list[str]:
        """Why it stands where it does."""
        return [self._said(item) for item in self.found.suggestion.reasons]

    def _names(self) -> QLayout:
        texts, zone = self._context.texts, self._result.zone
        sessions = self.found.sessions
        names = column(spacing=2)
        heading = label(self.title, "heading", wrap=True)
        heading.setFixedWidth(self._context.theme.px(NAMED))
        parts: list[QWidget] = [heading]
        if len(sessions) > 1:
            first, last = (
                texts.day_brief(texts.local(span.start, zone).date()) for span in (sessions[0], sessions[-1])
            )
            parts.append(label(f"{first} → {last}", "label"))
            parts.append(label(self._context.say("slots-count", count=len(sessions)), "sub"))
        add_all(names, *parts)
        names.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        return names

    def _details(self) -> QLayout:
        details = column(spacing=8)
        sessions = self.found.sessions
        if len(sessions) > 1:
            dates = Paragraph(GAP)
            for span in sessions[:MOST_DATES]:
                dates.addWidget(self._date(span.start))
            if len(sessions) > MOST_DATES:
                dates.addWidget(label(f"+{len(sessions) - MOST_DATES}", "sub"))
            details.addLayout(dates)
        reasons = Paragraph(2 * GAP)
        for item in self.found.suggestion.reasons:
            reasons.addWidget(self._reason(item))
        details.addLayout(reasons)
        details.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        return details

    def _date(self, start: datetime) -> QWidget:
        theme, texts = self._context.theme, self._context.texts
        day = texts.local(start, self._result.zone).date()
        chip = QFrame()
        chip.setProperty("date", "true")
        tick = icon_pixmap("check", TICK, theme.color("success"), self.devicePixelRatioF())
        add_all(row(chip, margins=(7, 3, 8, 3), spacing=4), picture(tick), label(self._named(day), "day"))
        chip.setToolTip(texts.day_long(day))
        return chip

    def _named(self, day: date) -> str:
        """Without the day of the week where the title says it of all of them."""
        weekly = self.found.suggestion.rhythm not in (Rhythm.ONCE, Rhythm.SAME_HOUR)
        texts = self._context.texts
        return texts.day_brief(day) if weekly else texts.day_short(day)

    def _reason(self, item: Reason) -> QWidget:
        theme = self._context.theme
        token = "warning" if item.caution else "success"
        shown = QWidget()
        line = row(shown, spacing=5)
        glyph = icon_pixmap(
            "circle-alert" if item.caution else "check",
            theme.px(GLYPH),
            theme.color(token),
            self.devicePixelRatioF(),
        )
        line.addWidget(picture(glyph), 0, Qt.AlignmentFlag.AlignTop)
        said = ReasonLabel(self._said(item), theme.px(LONGEST), theme.px(SHORTEST))
        said.setProperty("style", "warning" if item.caution else "label")
        line.addWidget(said, 1)
        return shown

    def _said(self, item: Reason) -> str:
        if "dates" in item.params:
            days = ", ".join(map(self._context.texts.day_brief, item.params["dates"]))
            item = replace(item, params={**item.params, "dates": days})
        return finding.reason(self._context.texts, item, self._context.resource_name, self._context.violation)

    def mark(self, *, on: bool) -> None:
        """Frame it as the one that the map outlines."""
        self.setProperty("card", "chosen" if on else "true")
        restyle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter books it, arrows go to its neighbours."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.found)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The map shows where it is."""
        super().focusInEvent(event)
        self.focused.emit(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click takes the focus."""
        super().mousePressEvent(event)
        self.setFocus()


class ShortfallCard(QFrame):
    """Why nothing fits, and what would: each near miss can be looked for with one click."""

    taken = Signal(object)
    """A NearMiss."""

    def __init__(self, context: Context, shortfall: Shortfall, result: FindResult) -> None:
        super().__init__()
        self.setProperty("card", "true")
        texts = context.texts
        body = column(self, margins=(16, 14, 16, 14), spacing=6)
        body.addWidget(label(context.say("nothing-found"), "heading", wrap=True))
        for rule in context.violations(result.refused):
            body.addWidget(self._line(context, "circle-alert", "warning", rule))
        for line in shortfall.bottlenecks:
            if line.free < line.wanted:
                body.addWidget(
                    self._line(
                        context,
                        "circle-alert",
                        "warning",
                        finding.bottleneck(texts, line, context.resource_name),
                    )
                )
        if shortfall.misses:
            body.addWidget(label(context.say("slots-would-fit"), "labelStrong"))
        for miss in shortfall.misses:
            said = finding.near_miss(texts, miss, result.zone, context.resource_name)
            button = Button(context.theme, context.say("slots-look-so"), kind="link")
            button.setAccessibleName(f"{context.say('slots-look-so')}: {said}")
            button.clicked.connect(partial(self.taken.emit, miss))
            body.addWidget(self._line(context, "arrow-left-right", "text2", said, button))

    def _line(self, context: Context, glyph: str, token: str, said: str, *more: QWidget) -> QWidget:
        shown = QWidget()
        line = row(shown, spacing=6)
        color = context.theme.color(token)
        sign = picture(icon_pixmap(glyph, context.theme.px(GLYPH), color, self.devicePixelRatioF()))
        sign.setContentsMargins(0, BESIDE_TEXT, 0, 0)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        text = label(said, wrap=True)
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        add_all(line, text, *more)
        line.setStretchFactor(text, 1)
        return shown
