"""A dialog that is as high as what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QLayout

from ui.widgets.fitting import room_for

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class SnugDialog(QDialog):
    """Qt takes sentences that wrap for two lines and more, and shares out what is left over as air between them."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Measure now, when labels have their type."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
            self._fit()

    def event(self, event: QEvent) -> bool:
        """Something in it has come, gone or changed its words."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        width = max(self.width(), layout.totalMinimumSize().width())
        wraps = layout.hasHeightForWidth()
        height = layout.totalHeightForWidth(width) if wraps else layout.totalSizeHint().height()
        self.setMinimumHeight(min(height, room_for(self).height()))
        self.resize(width, self.minimumHeight())
