from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.errors import StoreBusy
from tests.ui.agenda.hosting import Host, settle
from ui.screens.agenda.screen import AgendaScreen
from ui.screens.requests.screen import RequestsScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pytestqt.qtbot import QtBot

    from ui.context import Context

RAIL = 76
LEAST = 1024


def opened(qtbot: QtBot, context: Context, kind: Callable[..., Any]) -> Host:
    host = Host(context, kind)
    qtbot.addWidget(host)
    host.show()
    qtbot.waitExposed(host)
    return host


def busy(*_args: object, **_named: object) -> None:
    raise StoreBusy(store="demo")


def test_the_agenda_says_that_it_reads_and_then_shows(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, read = threading.Event(), context.platform.planning.board

    def slow(*args: Any, **named: Any) -> Any:
        assert gate.wait(20)
        return read(*args, **named)

    monkeypatch.setattr(context.platform.planning, "board", slow)
    host = opened(qtbot, context, AgendaScreen)
    agenda = host.screen_shown
    assert isinstance(agenda, AgendaScreen)
    agenda.enter()
    assert agenda.stack.currentWidget() is agenda.view  # nothing is said at first
    qtbot.waitUntil(lambda: agenda.stack.currentWidget() is agenda.sentence)
    assert agenda.sentence.text == "Lecture en cours…"
    gate.set()
    settle(qtbot, context)
    assert agenda.stack.currentWidget() is agenda.view


def test_the_agenda_keeps_what_it_shows_when_the_store_fails(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = opened(qtbot, context, AgendaScreen)
    agenda = host.screen_shown
    assert isinstance(agenda, AgendaScreen)
    with monkeypatch.context() as broken:
        broken.setattr(context.platform.planning, "board", busy)
        agenda.enter()
        settle(qtbot, context)
        assert "demo" in agenda.sentence.text
        assert agenda.sentence.button.text() == "Réessayer"
    agenda.sentence.button.click()
    settle(qtbot, context)
    shown = agenda.view._model.groups
    assert shown
    monkeypatch.setattr(context.platform.planning, "board", busy)
    agenda.refresh()
    settle(qtbot, context)
    assert agenda.view._model.groups == shown
    assert len(host.failures) == 1


def test_requests_that_cannot_be_read_say_so(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = opened(qtbot, context, RequestsScreen)
    screen = host.screen_shown
    assert isinstance(screen, RequestsScreen)
    with monkeypatch.context() as broken:
        broken.setattr(context.platform.reviews, "inbox", busy)
        screen.enter()
        settle(qtbot, context)
        assert "demo" in screen.detail.sentence.text
    screen.detail.sentence.button.click()
    settle(qtbot, context)
    assert screen.detail.shown


@pytest.mark.parametrize("kind", [AgendaScreen, RequestsScreen])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_fits_the_smallest_window(
    qtbot: QtBot, make_context: Callable[..., Context], kind: Callable[..., Any], language: str
) -> None:
    context = make_context(language=language)
    host = opened(qtbot, context, kind)
    host.resize(LEAST - RAIL, 640)
    host.screen_shown.enter()
    settle(qtbot, context)
    assert host.minimumSizeHint().width() <= LEAST - RAIL
    assert host.width() == LEAST - RAIL
