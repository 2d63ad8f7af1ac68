"""Lucide's icons in the theme's colours, sharp at every pixel ratio."""

from __future__ import annotations

import re
import zipfile
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

THIN: Final = 1.75
"""Stroke at 16 px and more, in the icon's own 24 units."""
THICK: Final = 2.25
"""Stroke at 14 px and less, where a thin line would fade."""
_SMALL: Final = 14
_RATIOS: Final = (1.0, 2.0)
_STROKE: Final = re.compile(r'stroke-width="[\d.]+"')


@cache
def _archive() -> zipfile.ZipFile:
    """All of Lucide, kept open: reading its table of contents costs more than an icon. It closes what it opens itself."""
    return zipfile.ZipFile(str(files("lucide").joinpath("lucide.zip")))


@cache
def _source(name: str) -> str:
    """The icon's drawing. Raises KeyError for a name that Lucide does not have."""
    return _archive().read(f"{name}.svg").decode()


@lru_cache(maxsize=2000)
def _pixmap(name: str, px: int, rgb: str, dpr: float, stroke: float) -> QPixmap:
    drawing = _STROKE.sub(f'stroke-width="{stroke}"', _source(name).replace("currentColor", rgb))
    pixmap = QPixmap(round(px * dpr), round(px * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, px, px))
    painter.end()
    return pixmap


def icon_pixmap(name: str, px: int, color: QColor, dpr: float = 1.0, stroke: float | None = None) -> QPixmap:
    """The icon at ``px`` logical pixels for a screen of that ratio, kept for the next time."""
    width = stroke if stroke is not None else (THICK if px <= _SMALL else THIN)
    return _pixmap(name, px, color.name(), dpr, width)


def icon(name: str, px: int, color: QColor, *, gap: int = 0, disabled: QColor | None = None) -> QIcon:
    """The icon for a button; ``gap`` pixels of air on its right, which style sheets cannot give.

    ``disabled`` is its colour where the button cannot be pressed: what Qt makes of white cannot be seen on grey.
    """
    made = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled)):
        for dpr in _RATIOS:
            if ink is not None:
                drawn = _spaced(name, px, ink, dpr, gap) if gap else icon_pixmap(name, px, ink, dpr)
                made.addPixmap(drawn, mode)
    return made


def icon_size(px: int, gap: int = 0) -> QSize:
    """The size to tell a button that shows such an icon."""
    return QSize(px + gap, px)


def _spaced(name: str, px: int, color: QColor, dpr: float, gap: int) -> QPixmap:
    pixmap = QPixmap(round((px + gap) * dpr), round(px * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.drawPixmap(0, 0, icon_pixmap(name, px, color, dpr))
    painter.end()
    return pixmap
