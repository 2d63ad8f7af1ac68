"""A screen of the size of a desk where there is none: Qt's own offscreen one is too small for a window of ours."""

from __future__ import annotations

import os
from pathlib import Path

SCREEN = Path(__file__).with_name("screen.json")


def use_offscreen_screen() -> None:
    """Say it to Qt before it is loaded; whoever chose another platform keeps it."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREEN}"
