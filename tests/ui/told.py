"""What a screen reader is told of a picture that is a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from ui.accessibility.table import PaintedTable


def told_at(view: PaintedTable) -> str:
    """The sentence of the cell where the keyboard is."""
    return str(view.model().data(view.currentIndex(), Qt.ItemDataRole.AccessibleTextRole))
