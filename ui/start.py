"""The door from the command line to the window. Looks first whether Qt can run here at all, and says what is missing."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import WindowUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.launch import Start

QT_LIBRARIES: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""What Qt's own libraries need on Linux, with the names of Debian's packages."""
X11_LIBRARIES: Final = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What a window under X11 needs besides."""
_SCREENLESS: Final = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})


def open_window(start: Start) -> int:
    """Open the window and stay until it is closed; the exit code. Raises WindowUnavailable where Qt cannot run."""
    require_screen(os.environ)
    try:
        from ui.beginning import run  # noqa: PLC0415 - only where Qt can be loaded
    except ImportError as error:
        if (error.name or "").split(".")[0] not in ("PySide6", "shiboken6", ""):
            raise
        raise WindowUnavailable("libraries", packages=(str(error),)) from error
    return run(start)


def require_screen(environment: Mapping[str, str]) -> None:
    """Raise WindowUnavailable when there is no screen, or system libraries that Qt needs are missing."""
    if not sys.platform.startswith("linux"):
        return
    wanted = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    missing = missing_packages(QT_LIBRARIES)
    wayland = bool(environment.get("WAYLAND_DISPLAY"))
    if wanted not in _SCREENLESS:
        if not wanted and not wayland and not environment.get("DISPLAY"):
            raise WindowUnavailable("screen")
        if wanted == "xcb" or (not wanted and not wayland):
            missing += missing_packages(X11_LIBRARIES)
    if missing:
        raise WindowUnavailable("libraries", packages=missing)


def missing_packages(
    libraries: Mapping[str, str], load: Callable[[str], object] = ctypes.CDLL
) -> tuple[str, ...]:
    """Names of the packages whose libraries cannot be loaded."""
    return tuple(package for library, package in libraries.items() if not _loads(library, load))


def _loads(library: str, load: Callable[[str], object]) -> bool:
    try:
        load(library)
    except OSError:
        return False
    return True
