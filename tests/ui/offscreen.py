"""A screen of the size of a desk where there is none: Qt's own offscreen one is too small for a window of ours."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

SCREEN = Path(__file__).with_name("screen.json")


def use_offscreen_screen(size: tuple[int, int] | None = None) -> None:
    """Say it to Qt before it is loaded; whoever chose another platform keeps it. ``size`` in pixels where another is wanted."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") != "offscreen":
        return
    file = SCREEN
    if size is not None:
        said = json.loads(SCREEN.read_text("utf-8"))
        said["screens"][0].update(width=size[0], height=size[1])
        file = Path(tempfile.mkdtemp(prefix="screen-")) / SCREEN.name
        file.write_text(json.dumps(said), "utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"
