"""Text from 100 to 200 %: everything grows with it, nothing is cut, covered or to be scrolled to sideways, in small windows either."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from tests.ui.legibility import assert_legible
from tests.ui.windows import PATIENCE_MS, settle
from ui.preferences import TEXT_SIZES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened


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


@pytest.mark.parametrize(
    ("percent", "size"),
    [(100, (1024, 680)), (125, (1024, 680)), (150, (1440, 900)), (200, (1280, 800))],
)
def test_larger_text_and_smaller_windows_cut_nothing(
    qtbot: QtBot, open_window: Callable[..., Opened], percent: int, size: tuple[int, int]
) -> None:
    opened = open_window(language="en" if percent == 125 else "fr")
    if percent != TEXT_SIZES[0]:
        opened.window.actions_table[f"text-{percent}"].trigger()
        settle(qtbot, opened)
    window, theme = opened.window, opened.window.context.theme
    assert theme.scale == percent / 100
    assert opened.planning.timeline.scene.metrics.row >= 44 * theme.scale
    assert window.rail.width() >= round(76 * theme.scale)
    window.resize(*size)
    for name in ("planning", "agenda", "requests", "slots", "calendars", "reports", "administration"):
        window.show_screen(name)
        settle(qtbot, opened)
        assert_legible(qtbot, window, name)
    panel = window.front.panel  # type: ignore[attr-defined] # the administration has one
    for kind in ("platform", "person"):
        panel.show_kind(kind)
        settle(qtbot, opened)
        assert_legible(qtbot, window, kind)
    assert (window.width(), window.height()) == size, "the window can be made as small as that"
    assert overlapping(window.rail) == []


def test_what_has_no_room_in_a_bar_is_in_its_menu(qtbot: QtBot, open_window: Callable[..., Opened]) -> None:
    opened = open_window()
    opened.window.actions_table["text-200"].trigger()
    settle(qtbot, opened)
    opened.window.resize(1024, 680)
    top = opened.planning.top
    qtbot.waitUntil(lambda: top.scales.isHidden() and top.more.isVisible(), timeout=PATIENCE_MS)
    was = opened.planning.period.first
    QTest.mouseClick(top.navigator.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    assert opened.planning.period.first != was
    QTest.mouseClick(top.more, Qt.MouseButton.LeftButton)
    menu = top.findChild(QMenu)
    assert isinstance(menu, QMenu)
    said = {action.text(): action for action in menu.actions()}
    assert {"Aujourd\u2019hui", "Mois"} <= said.keys()
    said["Aujourd\u2019hui"].trigger()
    assert opened.planning.period.first == was
    said["Mois"].trigger()
    assert opened.planning.period.scale.value == "month"
    menu.close()
    settle(qtbot, opened)


def test_the_size_is_kept(qtbot: QtBot, open_window: Callable[..., Opened]) -> None:
    opened = open_window()
    opened.window.actions_table["text-150"].trigger()
    settle(qtbot, opened)
    assert opened.window.context.preferences.text_percent == 150
    opened.window.actions_table["theme-dark"].trigger()
    settle(qtbot, opened)
    assert opened.window.context.theme.scale == 1.5, "another theme keeps it"
