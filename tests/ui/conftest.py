from __future__ import annotations

import gc
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from platform_booking.bootstrap import Settings, create_demo, open_platform
from tests.ui.windows import PATIENCE_MS, Opened, come_to_front, open_application, settle
from ui.change_hub import ChangeHub
from ui.context import Context
from ui.preferences import Preferences
from ui.qt import dress
from ui.tasks import Tasks
from ui.texts import Texts
from ui.theme import Theme, load_typeface

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

NOW = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


class PatientBot(QtBot):
    """Waits as long as a machine may take that does five other things; the plugin's own five seconds are too few."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802
        """As the plugin's."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:  # noqa: N802
        """As the plugin's."""
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The hands of every test, with patience."""
    del qapp
    return PatientBot(request)


@pytest.fixture(autouse=True)
def no_collecting_in_threads() -> Iterator[None]:
    """As in the program: no thread that asks the store takes Qt's objects down. Rubbish goes between tests."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a window keeps on this computer (drafts) is each test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def demo_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, made once; never opened by a test itself."""
    path: Path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    create_demo(str(path), NOW)
    return path


@pytest.fixture
def demo_store(demo_original: Path, tmp_path: Path) -> Path:
    """A demonstration store of the test's own."""
    return Path(shutil.copy(demo_original, tmp_path / "demo.sqlite"))


@pytest.fixture
def make_context(qtbot: QtBot, demo_store: Path, tmp_path: Path) -> Iterator[Callable[..., Context]]:
    """Makes what screens are given, for any login."""
    made: list[Context] = []
    load_typeface()

    def make(login: str = "resp.usp", language: str = "fr", theme: str = "light") -> Context:
        platform = open_platform(Settings(str(demo_store), login, NOW))
        looks = Theme(theme)
        dress(looks)
        context = Context(
            platform,
            platform.me(),
            platform.catalogue.load(),
            texts=Texts(language),
            theme=looks,
            tasks=Tasks(),
            hub=ChangeHub(),
            preferences=Preferences(QSettings(str(tmp_path / "context.ini"), QSettings.Format.IniFormat)),
        )
        made.append(context)
        return context

    yield make
    for context in made:
        context.tasks.close()
        context.hub.stop()
        context.platform.close()


@pytest.fixture
def context(make_context: Callable[..., Context]) -> Context:
    """What screens are given, for the manager of USP."""
    return make_context()


@pytest.fixture
def open_window(qtbot: QtBot, demo_store: Path, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens the whole window on the test's own demonstration store, as often as it is called."""
    opened: list[Opened] = []

    def open_(
        login: str = "resp.usp",
        *,
        store: str = "",
        language: str = "fr",
        theme: str = "light",
        now: datetime | None = NOW,
    ) -> Opened:
        one = open_application(
            store or str(demo_store), login, now, tmp_path / f"window-{len(opened)}.ini", language, theme
        )
        opened.append(one)
        settle(qtbot, one)
        qtbot.waitUntil(lambda: one.application.hub.is_live, timeout=PATIENCE_MS)
        settle(qtbot, one)  # being in hearing of the store has everything read once more
        come_to_front(qtbot, one.window)
        return one

    yield open_
    for one in opened:
        one.application.close()
        one.window.close()
        one.window.deleteLater()
