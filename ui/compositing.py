"""Whether windows can be seen through. On X11 that takes a compositor; without one, black is where a shadow should fade.

Bare window managers, remote desktops and thin clients often have none.
"""

from __future__ import annotations

import ctypes

from PySide6.QtGui import QGuiApplication, QNativeInterface

_COMPOSITOR = b"_NET_WM_CM_S0"
"""Whoever composites the first screen owns this selection."""


def is_composited() -> bool:
    """Whether what a window leaves clear shows what is behind it."""
    if QGuiApplication.platformName() != "xcb":
        return True
    native = QGuiApplication.instance().nativeInterface()  # type: ignore[union-attr] # there is an application
    return not isinstance(native, QNativeInterface.QX11Application) or _has_owner(native.display())


def _has_owner(display: int) -> bool:
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XGetSelectionOwner.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
    x11.XGetSelectionOwner.restype = ctypes.c_ulong
    return bool(x11.XGetSelectionOwner(display, x11.XInternAtom(display, _COMPOSITOR, 0)))
