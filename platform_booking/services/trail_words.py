"""The trail's words for what is done to steps."""

from __future__ import annotations

from typing import Final

UNDO: Final = "undo"
"""A step is taken back."""
REDO: Final = "redo"
"""A step that was taken back is done again."""
