from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.agenda.hosting import Host, hosted
from ui.screens.requests.screen import RequestsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.context import Context

    Opener = Callable[..., tuple[Host, RequestsScreen]]


@pytest.fixture
def open_requests(qtbot: QtBot, make_context: Callable[..., Context]) -> Opener:
    """Opens the screen for any login."""

    def open_(
        login: str = "resp.usp", language: str = "fr", theme: str = "light"
    ) -> tuple[Host, RequestsScreen]:
        host = hosted(qtbot, make_context(login, language, theme), RequestsScreen)
        assert isinstance(host.screen_shown, RequestsScreen)
        return host, host.screen_shown

    return open_
