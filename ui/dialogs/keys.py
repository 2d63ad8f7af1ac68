"""F1: every key there is, by menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QSpacerItem, QWidget

from ui.actions import MENUS, SPECS
from ui.widgets.buttons import Button
from ui.widgets.flow import Turning
from ui.widgets.layout import add_all, column, label, open_at, row
from ui.widgets.ring import FocusRing

if TYPE_CHECKING:
    from ui.context import Context

TIMELINE_KEYS = (
    ("keys-cursor", ("Left", "Up", "Right", "Down")),
    ("keys-range", ("Shift+Left", "Shift+Right")),
    ("keys-day-edges", ("Home", "End")),
    ("keys-bars", ("Tab", "Shift+Tab")),
    ("keys-enter", ("Return",)),
    ("keys-preview", ("Space",)),
    ("keys-tick", ("X", "Ctrl+Space")),
    ("keys-move", ("Ctrl+Left", "Ctrl+Right")),
    ("keys-resize", ("Ctrl+Alt+Left", "Ctrl+Alt+Right")),
    ("keys-alternative", ("1", "2", "3")),
    ("keys-escape", ("Esc",)),
)

APART: Final = 10
"""Pixels above the heading of the next menu."""


class KeysDialog(QDialog):
    """All keys, in two columns."""

    def __init__(self, parent: QWidget | None, context: Context) -> None:
        super().__init__(parent)
        self.setWindowTitle(context.say("action-keys"))
        open_at(self, context.theme, 860, 760)
        body = column(self, margins=(24, 20, 24, 20), spacing=12)
        body.addWidget(label(context.say("action-keys"), "title"))
        page = Turning(None, 32, (0, 0, 16, 0))
        page.setObjectName("panel")
        halves = (("planning-keys", "booking", "file"), ("edit", "view", "help"))
        for menus in halves:
            half = QWidget()
            column(half).addLayout(self._half(context, menus))
            page.line.addWidget(half, 1, Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setAccessibleName(context.say("region-keys"))
        FocusRing(scroll, context.theme)
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        body.addWidget(scroll, 1)
        close = Button(context.theme, context.say("close"), kind="primary")
        close.clicked.connect(self.accept)
        body.addLayout(add_all(row(), None, close))

    def _half(self, context: Context, menus: tuple[str, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for menu in menus:
            if grid.count():
                grid.addItem(QSpacerItem(0, APART), grid.rowCount(), 0)
            grid.addWidget(label(context.say(f"menu-{menu}"), "labelStrong"), grid.rowCount(), 0, 1, 2)
            for text, keys in self._listed(context, menu):
                at = grid.rowCount()
                grid.addWidget(label(text), at, 0)
                said = label(keys)
                said.setProperty("kbd", "true")
                grid.addWidget(said, at, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return grid

    def _listed(self, context: Context, menu: str) -> list[tuple[str, str]]:
        if menu not in MENUS:
            return [(context.say(name), "  ".join(map(native_name, keys))) for name, keys in TIMELINE_KEYS]
        return [
            (context.say(f"action-{spec.name}"), native_name(spec.keys[0]))
            for spec in SPECS
            if spec.menu == menu and spec.keys
        ]


def native_name(keys: str) -> str:
    """Keys as people's keyboards name them, arrows as arrows."""
    said = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    for key, sign in (("Left", "←"), ("Up", "↑"), ("Right", "→"), ("Down", "↓")):
        if keys.rpartition("+")[2] == key:
            return said[: said.rfind("+") + 1] + sign
    return said
