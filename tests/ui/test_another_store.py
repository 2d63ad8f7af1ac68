"""Going from one store to another in one window: nothing of the first may act on the second."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from platform_booking.services.undoables import Undoable
from tests.ui.windows import settle
from ui.launch import StoreChoice, StoreKind
from ui.undo import Step

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened


def test_steps_of_one_store_are_not_undone_in_another(
    qtbot: QtBot, open_window: Callable[..., Opened], demo_original: Path, tmp_path: Path
) -> None:
    opened = open_window()
    opened.window.context.undo_stack.push(Step("déplacée", Undoable((), {"B-2026-00001": 2})))
    first = opened.window
    opened.window.actions_table["language-en"].trigger()
    settle(qtbot, opened)
    assert opened.window is not first
    assert opened.window.context.undo_stack.next_undo == "déplacée", "the same store goes on"
    second = opened.window
    other = shutil.copy(demo_original, tmp_path / "other.sqlite")
    opened.application.open(StoreChoice(StoreKind.OPEN, str(other)))
    qtbot.waitUntil(lambda: opened.application.window is not second, timeout=60_000)
    settle(qtbot, opened)
    assert opened.window.context.platform.label == "other"
    assert opened.window.context.undo_stack.next_undo == ""
