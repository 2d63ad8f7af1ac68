"""A server that takes its time, and hands that do not: what is under way is done once."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from ui.tasks import Tasks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_what_is_under_way_is_not_begun_a_second_time(qtbot: QtBot) -> None:
    tasks, gate = Tasks(), threading.Event()
    done: list[int] = []
    answers: list[int] = []

    def work(number: int) -> int:
        gate.wait(30)
        done.append(number)
        return number

    for number in (1, 1, 2, 1):
        tasks.command("wait", partial(work, number), answers.append)
    gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert (done, answers) == ([1, 2], [1, 2])
    tasks.command("wait", partial(work, 1), answers.append)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert answers == [1, 2, 1], "once it is over it may be meant again"
    tasks.close()
