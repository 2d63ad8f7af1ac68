"""Cards about a request: what is in the way, the rules one by one, and who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.rules import Severity
from ui.icons import icon_pixmap
from ui.widgets.buttons import Button, LongButton
from ui.widgets.flow import Turning
from ui.widgets.layout import add_all, column, label, picture, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QHBoxLayout

    from platform_booking.domain.conflicts import Conflict
    from platform_booking.services.review import Check, OrganiserRecord
    from ui.context import Context
    from ui.screens.requests.reading import Examined

LISTED: Final = 3
"""Conflicts named in the card; the rest is counted."""
BESIDE: Final = 420
"""The least room, at 100 % of text, for whose it is beside what is taken, and for a button beside what it does."""
GLYPH: Final = 16
MONTHS: Final = 12
_TOP: Final = Qt.AlignmentFlag.AlignTop


class ConflictCard(QFrame):
    """Who stands in the way, and the way out as a button."""

    solution_wanted = Signal()

    def __init__(self, context: Context, examined: Examined) -> None:
        super().__init__()
        self._context = context
        hard = bool(examined.hard)
        self.setProperty("card", "danger" if hard else "true")
        body = column(self)
        shown = examined.hard or examined.soft
        head = QFrame()
        tone = context.theme.color("dangerSoft" if hard else "warningSoft").name()
        bottom = "0" if examined.review.solution else "7px"
        head.setObjectName("conflictHead")
        head.setStyleSheet(
            f"#conflictHead {{ background: {tone}; border: 0; border-top-left-radius: 7px;"
            f" border-top-right-radius: 7px; border-bottom-left-radius: {bottom};"
            f" border-bottom-right-radius: {bottom}; }}"
        )
        lines = column(head, margins=(14, 10, 14, 10), spacing=6)
        for conflict in shown[:LISTED]:
            lines.addWidget(self._conflict(conflict, hard=hard))
        if len(shown) > LISTED:
            lines.addWidget(label(context.say("requests-more-conflicts", count=len(shown) - LISTED), "sub"))
        body.addWidget(head)
        if examined.review.solution is not None:
            body.addWidget(self._solution(examined))

    def _conflict(self, conflict: Conflict, *, hard: bool) -> QWidget:
        context = self._context
        ink = "danger" if hard else "warning"
        glyph = picture(
            icon_pixmap(
                "triangle-alert" if hard else "circle-alert",
                context.theme.px(GLYPH),
                context.theme.color(ink),
            )
        )
        said = context.say(
            "requests-taken" if hard else "requests-competing",
            resource=self._named(conflict),
            when=context.texts.when(conflict.span),
        )
        whose = label(
            context.say(
                "requests-by", title=conflict.title or context.say("lists-unnamed"), ref=conflict.holder
            )
            if conflict.holder
            else context.texts.text("holder-self"),
            "sub",
            wrap=context.theme.has_large_text,
        )
        strong = label(said, ink, wrap=True)
        strong.setStyleSheet(f"font-size: {context.theme.px(13)}px;")
        made = QWidget()
        across = row(made, spacing=10)
        across.addWidget(glyph, 0, _TOP)
        words = Turning(context.theme.px(BESIDE), 4)
        words.line.addWidget(strong, 1)
        words.line.addWidget(whose)
        across.addWidget(words, 1)
        return made

    def _named(self, conflict: Conflict) -> str:
        """The resource; of a pool, with the unit."""
        context = self._context
        name = context.resource_name(conflict.resource)
        resource = context.catalogue.resources.get(conflict.resource)
        if resource is None or len(resource.units) == 1:
            return name
        return f"{name} ({context.say('requests-unit', unit=conflict.unit)})"

    def _solution(self, examined: Examined) -> QWidget:
        context, solution = self._context, examined.review.solution
        assert solution is not None
        place = self._place(examined)
        name = "requests-solution-unit" if solution.kind is AlternativeKind.UNIT else "requests-solution"
        theme = context.theme
        made = Turning(theme.px(BESIDE), 12, (14, 10, 14, 10))
        made.line.addWidget(label(context.say(name, place=place), wrap=True), 1)
        if examined.can_take_solution:
            words, glyph = context.say(f"{name}-take", place=place), "arrow-left-right"
            if theme.has_large_text:  # it may be longer than a line
                self.take: Button = LongButton(theme, words, kind="primary")
                self.take.set_glyph(glyph)
            else:
                self.take = Button(theme, words, glyph, kind="primary", small=True)
            self.take.clicked.connect(self.solution_wanted)
            needs_store(context, self.take)
            made.line.addWidget(self.take, 1 if theme.has_large_text else 0)
        return made

    def _place(self, examined: Examined) -> str:
        """The name of the solution: of its unit, or of its resource with the site where the name is the same."""
        solution, context = examined.review.solution, self._context
        assert solution is not None
        if solution.kind is AlternativeKind.UNIT:
            return context.say("requests-unit", unit=solution.unit)
        name = context.resource_name(solution.resource)
        if name == context.resource_name(solution.instead_of):
            site = context.catalogue.resources[solution.resource].site
            return f"{name} ({site})" if site else f"{name} ({solution.resource})"
        return name


class RulesCard(QFrame):
    """Every rule and what it says."""

    def __init__(self, context: Context, examined: Examined) -> None:
        super().__init__()
        self.setProperty("card", "true")
        body = column(self, margins=(14, 12, 14, 12), spacing=0)
        body.addWidget(label(context.say("requests-rules"), "strong"))
        body.addSpacing(4)
        body.addLayout(self._availability(context, examined))
        for check in examined.review.checks:
            body.addLayout(self._check(context, check))

    def _availability(self, context: Context, examined: Examined) -> QHBoxLayout:
        if examined.hard:
            said = context.say("requests-availability-conflict", count=len(examined.hard))
            return _finding(context, "triangle-alert", "danger", context.say("requests-availability"), said)
        if examined.soft:
            said = context.say("requests-availability-competing", count=len(examined.soft))
            return _finding(context, "circle-alert", "warning", context.say("requests-availability"), said)
        later = examined.review.later
        if later:
            said = context.say("requests-availability-later", count=later)
            return _finding(context, "circle-alert", "warning", context.say("requests-availability"), said)
        said = context.say("requests-availability-free")
        return _finding(context, "circle-check", "success", context.say("requests-availability"), said)

    def _check(self, context: Context, check: Check) -> QHBoxLayout:
        key = f"requests-rule-{check.code}"
        name = context.say(key) if context.texts.knows(key) else context.texts.name("rule", check.code)
        if check.ok or check.violation is None:
            ok_key = f"{key}-ok"
            said = context.say(ok_key) if context.texts.knows(ok_key) else ""
            return _finding(context, "circle-check", "success", name, said)
        is_hard = check.violation.severity is Severity.REFUSE
        glyph, ink = ("triangle-alert", "danger") if is_hard else ("circle-alert", "warning")
        said = context.texts.broken(check.violation)
        remedy = context.remedy(check.violation)
        return _finding(context, glyph, ink, name, f"{said} {remedy}".strip())


def _finding(context: Context, glyph: str, ink: str, name: str, said: str) -> QHBoxLayout:
    made = row(margins=(0, 6, 0, 6), spacing=9)
    made.addWidget(picture(icon_pixmap(glyph, context.theme.px(GLYPH), context.theme.color(ink))), 0, _TOP)
    words = column(spacing=1)
    words.addWidget(label(name, wrap=True))
    if said:
        words.addWidget(label(said, "sub", wrap=True))
    made.addLayout(words, 1)
    return made


class RecordCard(QFrame):
    """What became of the organiser's earlier dates."""

    def __init__(self, context: Context, organiser: str, record: OrganiserRecord) -> None:
        super().__init__()
        self.setProperty("card", "true")
        say = context.say
        body = column(self, margins=(14, 12, 14, 12), spacing=0)
        add_all(
            body,
            label(context.person_name(organiser), "strong", wrap=True),
            label(say("requests-record-period"), "sub", wrap=True),
            10,
            MonthBars(context, record.months),
            8,
        )
        kept = say("requests-record-of", kept=record.kept, total=record.total)
        for name, figure in (
            ("kept", kept),
            ("late", str(record.late_cancellations)),
            ("refused", str(record.refusals)),
        ):
            entry = row(margins=(0, 3, 0, 3), spacing=8)
            add_all(entry, label(say(f"requests-record-{name}"), "label"), None, label(figure, "strong"))
            body.addLayout(entry)


class MonthBars(QWidget):
    """Twelve months as bars, the current one last."""

    accessible_role = QAccessible.Role.Graphic
    HEIGHT: Final = 44

    def __init__(self, context: Context, months: Sequence[int]) -> None:
        super().__init__()
        self._theme = context.theme
        self._months = tuple(months)
        self.setFixedHeight(context.theme.px(self.HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = context.say("requests-record-spoken", months=", ".join(str(count) for count in self._months))
        self.setAccessibleName(said)
        self.setToolTip(said)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its card."""
        return QSize(200, self._theme.px(self.HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A bar for each month; a month without any is a line on the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = self.width() / max(1, len(self._months))
        most = max((*self._months, 1))
        for number, count in enumerate(self._months):
            height = max(6.0, (self.height() - 2) * count / most) if count else 2.0
            painter.setBrush(self._theme.color("accent" if count else "borderStrong"))
            box = QRectF(number * step, self.height() - height, step * 0.7, height)
            painter.drawRoundedRect(box, min(2.0, height / 2), min(2.0, height / 2))
        painter.end()
