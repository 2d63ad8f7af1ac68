"""The surface of the board: scrolls, zooms and repaints what changed. What a click means is said elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from platform_booking.domain.catalogue import Catalogue
from platform_booking.domain.recurrence import zone_of
from ui.timeline.axis import Scale
from ui.timeline.canvas import Canvas
from ui.timeline.metrics import COLUMN, COLUMN_STEP, Density, column_growth, column_width, metrics_of
from ui.timeline.rows import RowTexts
from ui.timeline.scene import Scene, TimelineContent
from ui.timeline.state import BoardState
from ui.timeline.zooming import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from ui.texts import Texts
    from ui.theme import Theme
    from ui.timeline.colouring import ColourBy
    from ui.timeline.rows import RowFilter

LOADING_AFTER: Final = 200
"""Milliseconds before loading shows."""
REBUILD_AFTER: Final = 90
"""Milliseconds of rest after which a zoomed picture is painted anew."""
PREFETCH_TILES: Final = 2
_EMPTY_DAY: Final = date(2026, 1, 1)


class TimelineSurface(QAbstractScrollArea):
    """Rows of resources over time, painted. It is shown content, a period, filters and a zoom."""

    zoom_changed = Signal(float)
    folds_changed = Signal(bool)
    """Whether nights and weekends are folded."""
    filters_changed = Signal(object)
    """The RowFilter, after a group was closed or a pool opened here."""
    column_changed = Signal(int)
    """The width of the column of resources, in pixels at 100 % of text, once a hand has let go of it."""
    laid_out = Signal()
    """Rows or time moved: what was pointed at may be elsewhere."""

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        empty = TimelineContent(Catalogue(), None, datetime(2026, 1, 1, tzinfo=UTC), zone_of("UTC"))
        words = RowTexts(texts.language, "", str)
        self.scene = Scene(empty, words, lambda _bar, _height: 0.0, first=_EMPTY_DAY)
        self.state = BoardState()
        self._texts = texts
        self._density = Density.NORMAL
        self._column = COLUMN
        self.scene.metrics = metrics_of(self._density, theme.scale)
        self.canvas = self._new_canvas(theme)
        self._loading = _single_shot(self, self._show_loading)
        self._rebuild = _single_shot(self, self._end_stretch)
        self._prefetch = _single_shot(self, self._prefetch_some)
        self._name()

    # --- what it shows ------------------------------------------------------------------------------------

    def set_content(self, content: TimelineContent) -> None:
        """Show other bars; what is selected stays selected, a ghost stays where it is."""
        self.scene.set_content(content)
        self._loading.stop()
        self.canvas.loading = False
        self._rows_changed()

    def set_period(self, first: date, scale: Scale) -> None:
        """Show the period that begins on a day; of a month, the whole of it."""
        self.scene.first = first.replace(day=1) if scale is Scale.MONTH else first
        self.scene.scale = scale
        self.state.cursor = None
        self._time_changed()

    def set_filters(self, filters: RowFilter) -> None:
        """Show other rows."""
        self.scene.set_filters(filters)
        self._rows_changed()

    def set_density(self, density: Density) -> None:
        """Give rows more air, or less."""
        self._density = density
        self.scene.metrics = metrics_of(density, self.canvas.theme.scale, self._column)
        self.scene.forget_rows()
        self._rows_changed()

    @property
    def column(self) -> int:
        """The width of the column of resources, in pixels at 100 % of text."""
        return self._column

    def set_column(self, width: float) -> None:
        """Give names more room, or time."""
        if column_width(width) != self._column:
            self._column = column_width(width)
            self.scene.metrics = metrics_of(self._density, self.canvas.theme.scale, self._column)
            self._rows_changed()

    def draw_column(self, edge: int) -> None:
        """Put the edge of the column at that pixel, as far as it goes."""
        self.set_column(edge / column_growth(self.canvas.theme.scale))

    def step_column(self, by: int) -> None:
        """So many steps wider, or narrower."""
        self.set_column(self._column + by * COLUMN_STEP)
        self.column_changed.emit(self._column)

    def fit_column(self) -> None:
        """As wide as the longest name that is listed."""
        self.draw_column(self.canvas.column.natural_width())
        self.column_changed.emit(self._column)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours, with text at another scale."""
        self.canvas = self._new_canvas(theme)
        self.set_density(self._density)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._texts = texts
        self.canvas = self._new_canvas(self.canvas.theme)
        self.scene.forget_rows()
        self._name()
        self._rows_changed()

    def set_colours(self, by: ColourBy) -> None:
        """Let the colour of bars say something else."""
        self.scene.colour_by = by
        self.canvas.forget_rows()
        self.viewport().update()

    def set_loading(self, loading: bool) -> None:  # noqa: FBT001 - as Qt's setters
        """Say that bars are on their way; shows after a moment only."""
        if loading:
            self._loading.start(LOADING_AFTER)
            return
        self._loading.stop()
        self.canvas.loading = False
        self.viewport().update()

    def set_now(self, now: datetime) -> None:
        """Move the line that says what time it is."""
        before = self.scene.axis.day_at(self.scene.content.now.timestamp())
        self.scene.content = replace(self.scene.content, now=now)
        self.canvas.captions.content = self.scene.content
        if self.scene.axis.day_at(now.timestamp()) != before:
            self.canvas.forget_time()
        self.viewport().update()

    def change_filters(
        self, *, collapsed: frozenset[str] | None = None, opened: frozenset[str] | None = None
    ) -> None:
        """Close groups or open pools, and say so."""
        now = self.scene.filters
        self.set_filters(
            replace(
                now,
                collapsed=now.collapsed if collapsed is None else collapsed,
                opened=now.opened if opened is None else opened,
            )
        )
        self.filters_changed.emit(self.scene.filters)

    @property
    def filters(self) -> RowFilter:
        """Which rows are asked for."""
        return self.scene.filters

    @property
    def texts(self) -> Texts:
        """The words it speaks with."""
        return self._texts

    # --- time and folds -----------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """From fitting the width (0) to the largest (1)."""
        return self.scene.zoom

    def set_zoom(self, zoom: float, anchor: float | None = None) -> None:
        """Zoom around a pixel of the body (its middle without one); painted anew when the hand rests."""
        zoom = max(0.0, min(1.0, zoom))
        if zoom == self.scene.zoom:
            return
        at = self.body.width() / 2 if anchor is None else anchor
        t = self.scene.axis.t(self.origin.x() + at)
        self._begin_stretch()
        self.scene.zoom = zoom
        self._time_changed()
        self.horizontalScrollBar().setValue(round(self.scene.axis.x(t) - at))
        self.zoom_changed.emit(zoom)

    def toggle_folds(self) -> None:
        """Fold all nights and weekends, or open them."""
        self.scene.folding = self.scene.folding.all_toggled()
        self._time_changed()
        self.folds_changed.emit(self.scene.folding.folds)

    def toggle_fold(self, start: int) -> None:
        """Fold or open the closed stretch that begins at an instant."""
        self.scene.folding = self.scene.folding.toggled(start)
        self._time_changed()

    def show_time(self, t: float) -> None:
        """Scroll until an instant shows."""
        bar, x = self.horizontalScrollBar(), self.scene.axis.x(t)
        width = self.body.width()
        if not bar.value() <= x < bar.value() + width - 24:
            bar.setValue(round(x - width / 3))

    def show_row(self, number: int) -> None:
        """Scroll until a row shows."""
        row = self.scene.rows.rows[number]
        bar = self.verticalScrollBar()
        if row.y < bar.value():
            bar.setValue(row.y)
        elif row.y + row.height > bar.value() + self.body.height():
            bar.setValue(row.y + row.height - self.body.height())

    # --- geometry -----------------------------------------------------------------------------------------

    @property
    def body(self) -> QRect:
        """Where the rows are, in the viewport."""
        return self.canvas.body(self.viewport().size())

    @property
    def origin(self) -> QPoint:
        """The content pixel at the top left of the body."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def to_content(self, point: QPoint) -> QPoint:
        """A point of the viewport in content pixels."""
        return point - self.body.topLeft() + self.origin

    def to_widget(self, region: QRegion) -> QRegion:
        """A region of the content as it lies in the viewport."""
        return region.translated(self.body.topLeft() - self.origin) & QRegion(self.body)

    def update_content(self, region: QRegion) -> None:
        """Repaint a region of the content."""
        self.viewport().update(self.to_widget(region))

    def _name(self) -> None:
        self.setAccessibleName(self._texts.text("timeline-name"))
        self.setAccessibleDescription(self._texts.text("timeline-description"))

    # --- what changed -------------------------------------------------------------------------------------

    def _new_canvas(self, theme: Theme) -> Canvas:
        canvas = Canvas(self.scene, self.state, theme, self._texts, self.devicePixelRatioF())
        self.scene.measure = canvas.measure
        self.scene.texts = canvas.row_texts()
        return canvas

    def _rows_changed(self) -> None:
        self.canvas.forget_rows()
        self._time_changed()

    def _time_changed(self) -> None:
        self.scene.width = max(100, self.body.width())
        self.scene.forget_axis()
        self.canvas.forget_time()
        self._set_ranges()
        self.laid_out.emit()
        self.viewport().update()

    def _set_ranges(self) -> None:
        body = self.body
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, int(self.scene.axis.width + 0.5) - body.width()))
        across.setPageStep(body.width())
        across.setSingleStep(40)
        down.setRange(0, max(0, self.scene.rows.height - body.height()))
        down.setPageStep(body.height())
        down.setSingleStep(self.scene.metrics.row // 2)

    def _begin_stretch(self) -> None:
        if self.canvas.stretch is None:
            picture = self.viewport().grab(self.body)
            self.canvas.stretch = Stretch(picture, self.scene.axis, self.origin.x())
        self._rebuild.start(REBUILD_AFTER)

    def _end_stretch(self) -> None:
        self.canvas.stretch = None
        self.viewport().update()

    def _show_loading(self) -> None:
        self.canvas.loading = True
        self.viewport().update()

    def _prefetch_some(self) -> None:
        """Paint a few tiles that a scroll would need next."""
        if self.canvas.prefetch(self.origin, self.body.size(), PREFETCH_TILES):
            self._prefetch.start(0)

    # --- Qt ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what needs it."""
        viewport = self.viewport()
        if viewport.devicePixelRatioF() != self.canvas.dpr:
            self.canvas = self._new_canvas(self.canvas.theme)
            self.canvas.overlay.refresh()
        painter = QPainter(viewport)
        self.canvas.paint(painter, event.region(), viewport.size(), self.origin, focused=self.hasFocus())
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Move what is painted, and paint what comes in; everything while something hovers over the rows."""
        viewport, body = self.viewport(), self.body
        if self.canvas.stretch is not None or self.state.proposal is not None or self.state.rubber:
            viewport.update()
            return
        column = QRect(0, body.top(), body.left(), body.height())
        if dx == 0:
            viewport.scroll(0, dy, column.united(body))
        else:
            viewport.scroll(dx, dy, body)
            if dy:
                viewport.scroll(0, dy, column)
        if dx:
            viewport.update(QRect(body.left(), 0, body.width(), body.top()))
        self._prefetch.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the period into the new width."""
        if event.size().width() != event.oldSize().width():
            self._time_changed()
        else:
            self._set_ranges()


def _single_shot(view: QWidget, work: Callable[[], None]) -> QTimer:
    timer = QTimer(view)
    timer.setSingleShot(True)
    timer.timeout.connect(work)
    return timer
