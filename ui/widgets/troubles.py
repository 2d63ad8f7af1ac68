"""A rule that does not hold, for reading: what is wrong, with what, what to do, and who else could help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from ui.icons import icon_pixmap
from ui.texts import NO_BREAK
from ui.widgets.layout import column, label, picture, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from ui.context import Context, Trouble

GLYPH: Final = 16
NAMED: Final = 2
"""Of those who may set it aside; the others are counted, and named where one rests on it."""


def trouble_entry(context: Context, trouble: Trouble, glyph: str, token: str, dpr: float) -> QHBoxLayout:
    """What is wrong first; the rest below it, each on a line of its own."""
    entry = row(spacing=8)
    color = context.theme.color(token)
    entry.addWidget(picture(icon_pixmap(glyph, GLYPH, color, dpr)), 0, Qt.AlignmentFlag.AlignTop)
    words = column(spacing=1)
    words.addWidget(label(trouble.broken, "strong", wrap=True))
    if trouble.things:
        words.addWidget(label(f"{NO_BREAK}· ".join(trouble.things), "label", wrap=True))
    if trouble.remedy:
        words.addWidget(label(trouble.remedy, wrap=True))
    if trouble.able:
        said = label(_able(context, trouble.able), "sub", wrap=True)
        said.setToolTip("\n".join(trouble.able))
        words.addWidget(said)
    entry.addLayout(words, 1)
    return entry


def _able(context: Context, names: tuple[str, ...]) -> str:
    shown, left = ", ".join(names[:NAMED]), len(names) - NAMED
    who = context.say("trouble-and-more", names=shown, count=left) if left > 0 else shown
    return context.say("editor-who-may-override", who=who)
