"""What the door says when Qt cannot run, and that the core alone never needs it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.errors import WindowUnavailable
from platform_booking.wording import Words
from ui.start import QT_LIBRARIES, X11_LIBRARIES, missing_packages, require_screen

if TYPE_CHECKING:
    from pathlib import Path

ONLY_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system libraries of Linux")


def test_missing_libraries_are_named_as_packages() -> None:
    def load(library: str) -> object:
        if library in {"libEGL.so.1", "libdbus-1.so.3"}:
            raise OSError(library)
        return object()

    assert missing_packages({**QT_LIBRARIES, **X11_LIBRARIES}, load) == ("libegl1", "libdbus-1-3")


@ONLY_LINUX
def test_no_screen_is_said() -> None:
    with pytest.raises(WindowUnavailable) as caught:
        require_screen({})
    assert caught.value.reason == "screen"


@ONLY_LINUX
def test_a_screenless_platform_needs_no_x11() -> None:
    require_screen({"QT_QPA_PLATFORM": "offscreen:configfile=x.json"})


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sentence_says_what_to_install(language: str) -> None:
    said = Words(language).error(WindowUnavailable("libraries", ("libegl1", "libxcb-cursor0")))
    assert "sudo apt install libegl1 libxcb-cursor0" in said


@ONLY_LINUX
def test_the_command_line_says_it_and_leaves() -> None:
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    done = subprocess.run(
        [sys.executable, "-m", "platform_booking.cli.main", "--lang", "fr"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "DISPLAY" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_line_loads_no_qt() -> None:
    script = "import sys, platform_booking.cli.main as m; m.main(['--version']); sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0


WAIT = """
import gc, sys
from PySide6.QtCore import QSettings
from ui.beginning import Beginning
from ui.collecting import Collector
from ui.launch import Start
from ui.preferences import Preferences
from ui.qt import make_qt_application

qt = make_qt_application()
preferences = Preferences(QSettings(sys.argv[2], QSettings.Format.IniFormat))
beginning = Beginning(Start(store=sys.argv[1] or None, login="resp.usp"), preferences)
before = None

def painted():
    global before
    if before is None:
        before = [name for name in sys.argv[3:] if name in sys.modules]

def look_on():
    application = beginning.application
    if application is None:
        return
    there = application.window or application.first_run
    if there is not None and there.isVisible() and application.tasks.is_idle:
        timer.stop()
        print("before:", *before or [])
        here = qt.findChildren(Collector) and not gc.isenabled()
        print("there:", type(there).__name__, "collecting" if here else "not collecting")
        there.close()
        qt.quit()

beginning.begin()
if beginning.opening is not None:
    beginning.opening.painted.connect(painted)
from PySide6.QtCore import QTimer
timer = QTimer(interval=20)
timer.timeout.connect(look_on)
timer.start()
qt.exec()
beginning.application.close()
"""
"""Begins as the command does, and says what was loaded when the frame was painted, and what came of it."""
LATER = (
    "sqlalchemy",
    "fluent",
    "platform_booking.bootstrap",
    "platform_booking.wording",
    "ui.application",
    "ui.main_window",
)


def begun(store: str, settings: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", WAIT, store, str(settings), *LATER],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.splitlines()


def test_the_frame_is_painted_before_anything_else_is_loaded(demo_store: Path, tmp_path: Path) -> None:
    assert begun(str(demo_store), tmp_path / "window.ini") == ["before:", "there: MainWindow collecting"]


def test_the_first_time_asks_for_a_store_without_a_frame(tmp_path: Path) -> None:
    assert begun("", tmp_path / "window.ini")[1].startswith("there: FirstRunDialog")
