"""Numbered ways out of a "no": a button each, taken by a click or by its number."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.dialogs.editor.ways import added_words
from ui.widgets.layout import add_all, clear, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.alternatives import Alternative
    from ui.context import Context

MOST: Final = 3
DIGITS: Final = {"1": 1, "&": 1, "2": 2, "é": 2, "3": 3, '"': 3}
"""A French keyboard gives & é \" where the digits are."""
_DISC: Final = 22
_HEIGHT: Final = 52


class WayList(QWidget):
    """At most three, the nearest first."""

    taken = Signal(object)
    """An Alternative."""

    def __init__(self, context: Context, *, first_key: str = "", modifier: str = "") -> None:
        """``first_key`` is shown instead of 1; ``modifier`` before each number, where the number alone is text."""
        super().__init__()
        self._context = context
        self._keys = {1: first_key} if first_key else {}
        self._modifier = modifier
        self._alternatives: tuple[Alternative, ...] = ()
        self._body = column(self)

    @property
    def count(self) -> int:
        """How many are offered."""
        return len(self._alternatives)

    def offer(self, alternatives: Sequence[Alternative]) -> None:
        """Show these, and no others."""
        clear(self._body)
        self._alternatives = tuple(alternatives)[:MOST]
        for number, alternative in enumerate(self._alternatives, 1):
            self._body.addWidget(self._way(number, alternative))
        self.setVisible(bool(self._alternatives))

    def take(self, number: int) -> bool:
        """Take one by its number; whether there is one."""
        if not 1 <= number <= self.count:
            return False
        self.taken.emit(self._alternatives[number - 1])
        return True

    def _way(self, number: int, alternative: Alternative) -> QPushButton:
        title, detail = describe(self._context, alternative)
        button = QPushButton()
        button.setObjectName(f"way-{number}")
        button.setProperty("way", "first" if number == 1 else "other")
        button.setAccessibleName(f"{number}. {title}. {detail}")
        button.setAutoDefault(False)
        button.setMinimumHeight(self._context.theme.px(_HEIGHT))
        inner = row(button, margins=(14, 7, 14, 7), spacing=10)
        disc = label(str(number))
        disc.setProperty("disc", "true")
        disc.setAlignment(Qt.AlignmentFlag.AlignCenter)
        size = self._context.theme.px(_DISC)
        disc.setFixedSize(size, size)
        words = column(spacing=0)
        add_all(words, label(title, "strong"), label(detail, "sub"))
        key = label(self._keys.get(number, f"{self._modifier}{number}"))
        key.setProperty("kbd", "true")
        inner.addWidget(disc, 0, Qt.AlignmentFlag.AlignVCenter)
        inner.addLayout(words, 1)
        inner.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        for child in button.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button.clicked.connect(partial(self.take, number))
        return button


def describe(context: Context, alternative: Alternative) -> tuple[str, str]:
    """A way out as a title and what it means."""
    texts = context.texts
    when = texts.capital(texts.when(alternative.span))
    kind = str(alternative.kind)
    name = context.resource_name(alternative.resource) if alternative.resource else ""
    resource = context.catalogue.resources.get(alternative.resource)
    site = resource.site if resource else ""
    if kind == "resource":
        said = context.say("way-time" if alternative.moved else "way-resource", name=name, when=when)
        return said, context.say("way-resource-detail", site=f"{name}, {site}" if alternative.moved else site)
    if kind == "unit":
        return context.say("way-unit", unit=alternative.unit), context.say("way-unit-detail", name=name)
    if kind == "time":
        return context.say("way-time", when=when), context.say("way-time-detail")
    if kind in ("add", "length"):
        said = context.say(f"way-{kind}", when=when, lines=added_words(context, alternative))
        return said, context.say(f"way-{kind}-detail")
    days = ", ".join(texts.day_brief(day) for day in alternative.skip)
    return context.say("way-skip", count=len(alternative.skip)), context.say("way-skip-detail", days=days)
