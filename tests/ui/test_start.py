"""What the door says when Qt cannot run, and that the core alone never needs it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from platform_booking.domain.errors import WindowUnavailable
from platform_booking.wording import Words
from ui.start import QT_LIBRARIES, X11_LIBRARIES, missing_packages, require_screen

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
