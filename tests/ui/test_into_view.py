"""What is asked for is seen: a booking's row is scrolled to, also where filters hid it; long words break and widen nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.hands import bar_of
from tests.ui.windows import settle
from ui.context import Selected
from ui.widgets.buttons import LongButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened
    from ui.context import Context

WORDS = "ZAC-école classes C/D (Tours, mini-usine école) à la place de ZAC-école classes C/D, avec une personne en plus"


def test_a_booking_that_is_asked_for_is_scrolled_to(qtbot: QtBot, open_window: Callable[..., Opened]) -> None:
    opened = open_window()
    view, judge = opened.planning.timeline, opened.planning.hand.judge
    assert judge is not None
    used = {line.resource: session for session in judge.sessions.values() for line in session.lines}
    last = next(row.code for row in reversed(view.scene.rows.rows) if row.code in used)
    session = used[last]

    def is_seen() -> bool:
        before = view.origin
        bar = bar_of(view, session)
        return view.origin == before and view.body.contains(bar)

    for words in ("", "rien de tel"):
        view.verticalScrollBar().setValue(0)
        if words:
            opened.planning.filters.search(words)
        settle(qtbot, opened)
        opened.window.context.booking_wanted.emit(Selected(session.ref, session.occurrence))
        settle(qtbot, opened)
        assert opened.planning.selected == Selected(session.ref, session.occurrence)
        assert is_seen()


def test_long_words_break_and_widen_nothing(qtbot: QtBot, context: Context) -> None:
    button = LongButton(context.theme, WORDS, key="1")
    qtbot.addWidget(button)
    button.resize(420, 32)
    button.show()
    lines = button.text().split("\n")
    assert len(lines) > 1
    assert " ".join(lines) == WORDS == button.accessibleName()
    assert all(button.fontMetrics().horizontalAdvance(line) < button.width() for line in lines)
    assert button.height() >= len(lines) * button.fontMetrics().lineSpacing()
    assert button.sizePolicy().horizontalPolicy() is button.sizePolicy().Policy.Ignored
