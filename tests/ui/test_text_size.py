"""Text from 100 to 200 %: everything grows with it, and no word on a button is cut, in the smallest window either."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from tests.ui.windows import settle
from ui.preferences import TEXT_SIZES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened


def cut(root: QWidget) -> list[str]:
    """Words on buttons and in one-line bars that have less room than they need."""
    found = [
        f"{button.text()}: {button.width()} of {button.sizeHint().width()}"
        for button in root.findChildren(QPushButton)
        if button.isVisibleTo(root) and button.text() and button.width() < button.sizeHint().width()
    ]
    return found + [
        f"{label.text()}: {label.width()} of {label.sizeHint().width()}"
        for label in root.findChildren(QLabel)
        if label.isVisibleTo(root) and label.parent() is root and label.width() < label.sizeHint().width()
    ]


def overlapping(root: QWidget) -> list[tuple[str, str]]:
    """Buttons one over another, or over the edge, and words that find no room on theirs."""
    buttons = root.findChildren(QToolButton)
    found = [
        (one.text(), other.text())
        for at, one in enumerate(buttons)
        for other in buttons[at + 1 :]
        if one.geometry().intersects(other.geometry())
    ]
    outside = [(item.text(), "edge") for item in buttons if not root.rect().contains(item.geometry())]
    return (
        found
        + outside
        + [
            (item.text(), "cut")
            for item in buttons
            if item.fontMetrics().horizontalAdvance(item.text()) > item.width() - 6
        ]
    )


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_larger_text_cuts_no_word_of_the_frame_and_the_lists(
    qtbot: QtBot, open_window: Callable[..., Opened], percent: int
) -> None:
    opened = open_window()
    if percent != TEXT_SIZES[0]:
        opened.window.actions_table[f"text-{percent}"].trigger()
        settle(qtbot, opened)
    theme = opened.window.context.theme
    assert theme.scale == percent / 100
    assert opened.planning.timeline.scene.metrics.row >= 44 * theme.scale
    assert opened.window.rail.width() >= round(76 * theme.scale)
    for size in ((1440, 900), (1024, 680)):
        opened.window.resize(*size)
        for name in ("planning", "agenda", "requests"):
            opened.window.show_screen(name)
            settle(qtbot, opened)
            qtbot.wait(20)
            assert cut(opened.window.front) == [], name
        assert opened.window.width() == size[0], "the window can be made as small as that"
        assert overlapping(opened.window.rail) == []
        assert cut(opened.planning.top) == []
        assert cut(opened.planning.filters) == []


def test_the_size_is_kept(qtbot: QtBot, open_window: Callable[..., Opened]) -> None:
    opened = open_window()
    opened.window.actions_table["text-150"].trigger()
    settle(qtbot, opened)
    assert opened.window.context.preferences.text_percent == 150
    opened.window.actions_table["theme-dark"].trigger()
    settle(qtbot, opened)
    assert opened.window.context.theme.scale == 1.5, "another theme keeps it"
