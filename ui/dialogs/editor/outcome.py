"""What comes of it: ways out of a conflict, rules in the way, who decides, and the footer that sends."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from platform_booking.domain.rules import Severity
from ui.dialogs.editor.seen import may_override, shown_first
from ui.dialogs.editor.verdict_words import decider_words
from ui.icons import icon_pixmap
from ui.qt import qt_application
from ui.widgets.badges import CodeChip
from ui.widgets.buttons import Button, LongButton
from ui.widgets.layout import card, clear, column, label, picture, row
from ui.widgets.resting import needs_store
from ui.widgets.troubles import trouble_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QBoxLayout

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.rules import Violation
    from platform_booking.services.preview import Preview
    from ui.context import Context
    from ui.dialogs.editor.promise import Promise

OFFERED: Final = 3
CARDS_A_ROW: Final = 4
_TONES: Final = {
    Severity.REFUSE: ("circle-x", "danger"),
    Severity.OVERRIDE: ("shield-alert", "warning"),
    Severity.WARN: ("circle-alert", "warning"),
}
_FOOT: Final = {
    "info": ("info", "info"),
    "success": ("circle-check", "success"),
    "danger": ("triangle-alert", "danger"),
}


class WaysOut(QWidget):
    """Up to three ways out, numbered as their keys."""

    taken = Signal(object)
    """The Alternative."""
    left = Signal()
    """The button that had the focus is about to go."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        body = column(self, spacing=6)
        body.addWidget(label(context.say("editor-ways-out"), "heading"))
        self._list = column(spacing=4)
        body.addLayout(self._list)
        self.buttons: list[Button] = []
        self.offered: tuple[Alternative, ...] = ()

    def offer(self, alternatives: Sequence[tuple[Alternative, str]]) -> None:
        """Offer these, each in words."""
        focus = qt_application().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.left.emit()
        clear(self._list)
        self.buttons = []
        shown = alternatives[:OFFERED]
        self.offered = tuple(alternative for alternative, _ in shown)
        for number, (alternative, said) in enumerate(shown, 1):
            button = LongButton(self._context.theme, said, key=f"Alt+{number}")
            button.set_glyph(_GLYPHS.get(alternative.kind.value, "arrow-right"))
            button.clicked.connect(partial(self.taken.emit, alternative))
            self.buttons.append(button)
            self._list.addWidget(button)
        self.setVisible(bool(shown))

    def take(self, number: int) -> bool:
        """Take the way of that number; whether there is one."""
        if self.isHidden() or not 1 <= number <= len(self.offered):
            return False
        self.taken.emit(self.offered[number - 1])
        return True


_GLYPHS: Final = {
    "unit": "arrow-left-right",
    "resource": "arrow-left-right",
    "time": "clock-arrow-up",
    "skip": "skip-forward",
}


class RulesInTheWay(QFrame):
    """Every rule that does not hold, with its remedy; a reason where it may be set aside."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._may = False
        body = column(self, spacing=6)
        body.addWidget(label(context.say("editor-rules"), "heading"))
        self._list = column(spacing=10)
        body.addLayout(self._list)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(context.say("editor-override-reason"))
        self.reason.setAccessibleName(context.say("editor-override-reason"))
        self.reason.textEdited.connect(self.changed)
        body.addWidget(self.reason)

    def show_rules(self, violations: Sequence[Violation]) -> None:
        """List these."""
        clear(self._list)
        for severity, alike in groupby(shown_first(violations), key=attrgetter("severity")):
            for trouble in self._context.troubles(alike):
                glyph, token = _TONES[severity]
                dpr = self.devicePixelRatioF()
                self._list.addLayout(trouble_entry(self._context, trouble, glyph, token, dpr))
        self._may = may_override(violations, self._context.me.login)
        self.reason.setVisible(self._may)
        self.setVisible(bool(violations))

    @property
    def override(self) -> str:
        """The reason for which rules are set aside; empty when they are not."""
        return self.reason.text().strip() if self._may else ""

    @property
    def asks(self) -> bool:
        """Whether nothing but that reason is missing."""
        return self._may and not self.override


class AfterSending(QWidget):
    """A card for each platform: who decides, and how much that person has to decide already."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        body = column(self, spacing=8)
        body.addWidget(label(context.say("editor-after"), "heading"))
        self._cards = column(spacing=8)
        body.addLayout(self._cards)

    def show_deciders(self, preview: Preview) -> None:
        """One card per platform and step."""
        clear(self._cards)
        seen: dict[tuple[str, str], tuple[tuple[str, ...], int]] = {}
        for line in preview.lines:
            if line.platform:
                step, logins = preview.awaiting[line.number]
                seen.setdefault((line.platform, step), (logins, preview.pending[line.number]))
        line_of: QHBoxLayout | None = None
        for position, ((platform, step), (logins, pending)) in enumerate(seen.items()):
            if position % CARDS_A_ROW == 0:
                line_of = row(spacing=8)
                self._cards.addLayout(line_of)
            assert line_of is not None
            line_of.addWidget(self._card(platform, step, logins, pending), 1)
        if line_of is not None and len(seen) > CARDS_A_ROW:
            line_of.addStretch(CARDS_A_ROW - (len(seen) - 1) % CARDS_A_ROW - 1)
        self.setVisible(bool(seen))

    def _card(self, platform: str, step: str, logins: tuple[str, ...], pending: int) -> QFrame:
        context = self._context
        made = card()
        body: QBoxLayout = row(made, margins=(10, 8, 12, 8), spacing=10)
        texts = column(spacing=1)
        who = context.texts.capital(decider_words(context, platform, step, logins))
        texts.addWidget(_eager(label(who, "labelStrong")))
        hint = context.say("editor-pending", count=pending) if step else context.say("editor-at-once")
        texts.addWidget(_eager(label(hint, "sub")))
        body.addWidget(CodeChip(context.theme, platform))
        body.addLayout(texts, 1)
        glyph, token = ("clock", "text2") if step else ("check", "success")
        color = context.theme.color(token)
        body.addWidget(
            picture(icon_pixmap(glyph, self._context.theme.px(16), color, self.devicePixelRatioF()))
        )
        made.setToolTip("\n".join(context.person_name(login) for login in logins))
        return made


def _eager(made: QLabel) -> QLabel:
    """A label that goes on in the next line in a narrow card."""
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    made.setToolTip(made.text())
    return made


class Footer(QFrame):
    """The sentence of what will happen, and the button that does it."""

    def __init__(self, context: Context, *, editing: bool) -> None:
        super().__init__()
        self._context = context
        self._editing = editing
        self.setObjectName("footer")
        body = row(self, margins=(20, 12, 20, 12), spacing=10)
        self._glyph = picture(icon_pixmap("info", context.theme.px(17), context.theme.color("text2")))
        self.sentence = label("", wrap=True)
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.cancel = Button(context.theme, context.say("editor-cancel"), kind="ghost")
        self.send = Button(context.theme, context.say("editor-send"), "send", kind="primary", key="Ctrl+↵")
        self.send.setDefault(False)
        needs_store(context, self.send)
        self.send.setAutoDefault(False)
        self.cancel.setAutoDefault(False)
        if editing:
            self.send.set_glyph("check")
        body.addWidget(self._glyph)
        body.addWidget(self.sentence, 1)
        body.addWidget(self.cancel)
        body.addWidget(self.send)

    def show_promise(self, promise: Promise) -> None:
        """Say what will happen."""
        self.cancel.setText(self._context.say("editor-cancel"))
        glyph, token = _FOOT[promise.tone]
        color = self._context.theme.color(token)
        self._glyph.setPixmap(icon_pixmap(glyph, self._context.theme.px(17), color, self.devicePixelRatioF()))
        self.sentence.setText(promise.sentence)
        self.send.setText(promise.button)
        self.send.setAccessibleName(promise.button)

    def show_busy(self, text: str) -> None:
        """It is being sent; it can be stopped until it is written."""
        self.send.setEnabled(False)
        self.cancel.setText(self._context.say("waiting-stop"))
        self.sentence.setText(text)
