"""A change of a series before it is done: how far it goes, and every date before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QTreeWidget, QTreeWidgetItem, QWidget

from ui.icons import icon
from ui.scopes import SCOPES
from ui.widgets.buttons import Button, Segments
from ui.widgets.layout import add_all, column, label, open_at, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from PySide6.QtGui import QColor, QKeyEvent

    from platform_booking.domain.errors import BookingError
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.services.series import DateChange, SeriesPreview
    from ui.context import Context

_DIGITS: Final = dict(zip('123&é"', SCOPES * 2, strict=True))
"""On French keyboards the digits need Shift."""
_LOOKS: Final = {
    "conflict": ("triangle-alert", "danger"),
    "moved": ("clock-arrow-up", "accent"),
    "added": ("plus", "success"),
    "cancelled": ("ban", "warning"),
    "kept": ("check", "text3"),
}
"""Kind of change → icon and colour: said by the word as well."""
_COLUMNS: Final = ("change", "before", "after", "resources")
_WIDTHS: Final = (140, 210, 210)
_ROW: Final = 30
_ICON: Final = 16


class SeriesDialog(QDialog):
    """Scope at the top (keys 1, 2, 3), the dates before and after below, one button that does it all at once."""

    confirmed = Signal(str, bool)
    """The scope, and whether dates in conflict are left as they are."""

    def __init__(
        self,
        parent: QWidget | None,
        context: Context,
        title: str,
        look: Callable[[str], SeriesPreview],
        scope: str,
        *,
        scope_is_open: bool = True,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._look = look
        self._scope_is_open = scope_is_open
        self.preview: SeriesPreview | None = None
        say = context.say
        self.setWindowTitle(say("series-title"))
        open_at(self, context.theme, 860, 560)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        self.scope = Segments([(item, say(f"series-scope-{item}")) for item in SCOPES], scope)
        self.scope.setVisible(scope_is_open)
        self.summary = label("", "label", wrap=True)
        self.dates = self._make_table()
        self.send = Button(context.theme, say("series-send"), "check", kind="primary", key="↵")
        self.skip = Button(context.theme, say("series-skip"), "skip-forward")
        back = Button(context.theme, say("back"), kind="ghost")
        add_all(body, label(say("series-heading", title=title), "title", wrap=True))
        body.addLayout(add_all(row(), self.scope, None))
        add_all(body, self.summary, self.dates)
        body.addLayout(add_all(row(spacing=8), None, back, self.skip, self.send))
        self.scope.chosen.connect(self._ask)
        self.send.clicked.connect(lambda: self._confirm(skip=False))
        self.skip.clicked.connect(lambda: self._confirm(skip=True))
        needs_store(context, self.send, self.skip)
        back.clicked.connect(self.reject)
        self._ask(scope)

    def _make_table(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setHeaderLabels([self._context.say(f"series-column-{name}") for name in _COLUMNS])
        made.setRootIsDecorated(False)
        made.setProperty("plain", "true")
        made.setUniformRowHeights(True)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setAccessibleName(self._context.say("series-dates"))
        for position, width in enumerate(_WIDTHS):
            made.setColumnWidth(position, self._context.theme.px(width))
        return made

    # --- looking ------------------------------------------------------------------------------------

    def _ask(self, scope: str) -> None:
        """Look what the change would do that far."""
        self.preview = None
        self._allow()
        self.summary.setText(self._context.say("series-looking"))
        self._context.tasks.query(
            self._context.say("task-checking"),
            lambda: self._look(scope),
            self._show,
            key="series-preview",
            owner=self,
            failed=self._on_refused,
        )

    def _on_refused(self, error: BookingError) -> None:
        """A rule, or nothing left to change: say so; another scope may do."""
        self.dates.clear()
        self.summary.setText(self._context.explain(error))
        self._allow()

    def _show(self, preview: SeriesPreview) -> None:
        self.preview = preview
        self.dates.clear()
        for kind, item in _in_order(preview):
            self.dates.addTopLevelItem(self._row(kind, item))
        holders = {conflict.occurrence: conflict.title or conflict.holder for conflict in preview.conflicts}
        known = {item.day for _, item in _in_order(preview)}
        for day in sorted(set(holders) - known):
            self.dates.addTopLevelItem(self._made("conflict", self._day(day), "–", holders[day]))
        counts = _counts(preview)
        said = [
            self._context.say(f"series-count-{kind}", count=counts[kind]) for kind in _LOOKS if counts[kind]
        ]
        self.summary.setText(" · ".join(said))
        self._allow()
        self.send.setText(self._context.say("series-send-count", count=_done(preview)))
        (self.skip if preview.conflicts else self.send).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, kind: str, item: DateChange) -> QTreeWidgetItem:
        return self._made(kind, self._span(item.before), self._span(item.after), self._resources(kind, item))

    def _made(self, kind: str, before: str, after: str, resources: str) -> QTreeWidgetItem:
        theme = self._context.theme
        glyph, token = _LOOKS[kind]
        made = QTreeWidgetItem([self._context.say(f"series-kind-{kind}"), before, after, resources])
        color: QColor = theme.color(token)
        made.setSizeHint(0, QSize(0, theme.px(_ROW)))
        made.setIcon(0, icon(glyph, self._context.theme.px(_ICON), color))
        made.setForeground(0, color)
        made.setToolTip(len(_COLUMNS) - 1, resources)
        return made

    def _span(self, span: TimeSpan | None) -> str:
        return "–" if span is None else self._context.texts.when(span)

    def _day(self, day: date) -> str:
        return self._context.texts.day_short(day)

    def _resources(self, kind: str, item: DateChange) -> str:
        if kind == "conflict" and self.preview is not None:
            holders = [
                conflict.title or conflict.holder
                for conflict in self.preview.conflicts
                if conflict.occurrence == item.day
            ]
            return self._context.say("series-taken-by", who=", ".join(dict.fromkeys(holders)))
        said = []
        for line in item.lines:
            name = self._context.resource_name(line.resource)
            if line.before and line.after and line.before != line.after:
                said.append(f"{name} {', '.join(line.before)} → {', '.join(line.after)}")
            elif line.after and kind != "added" and not line.before:
                said.append(f"+ {name}")
            elif line.before and kind != "cancelled" and not line.after:
                said.append(f"– {name}")
        return ", ".join(said)

    # --- deciding -----------------------------------------------------------------------------------

    def _allow(self) -> None:
        preview = self.preview
        self.send.setVisible(preview is None or not preview.conflicts)
        self.skip.setVisible(preview is not None and bool(preview.conflicts))
        able = preview is not None and _done(preview) > 0
        self.send.setEnabled(able)
        self.skip.setEnabled(able)

    def _confirm(self, *, skip: bool) -> None:
        if self.preview is not None:
            scope = self.scope.value
            self.accept()
            self.confirmed.emit(scope, skip)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """1, 2 and 3 choose the scope."""
        scope = _DIGITS.get(event.text())
        if scope is not None and self._scope_is_open:
            self.scope.take(scope)
            self._ask(scope)
            return
        super().keyPressEvent(event)


def _in_order(preview: SeriesPreview) -> list[tuple[str, DateChange]]:
    """Every date with its kind of change, in order of time."""
    lists: Mapping[str, Sequence[DateChange]] = {
        "kept": preview.kept,
        "moved": preview.moved,
        "added": preview.added,
        "cancelled": preview.cancelled,
    }
    bad = set(preview.in_conflict)
    found = [
        ("conflict" if item.day in bad else kind, item) for kind, items in lists.items() for item in items
    ]
    return sorted(found, key=lambda pair: pair[1].day)


def _counts(preview: SeriesPreview) -> dict[str, int]:
    counts = dict.fromkeys(_LOOKS, 0)
    for kind, _ in _in_order(preview):
        counts[kind] += 1
    counts["conflict"] = len(preview.in_conflict)
    return counts


def _done(preview: SeriesPreview) -> int:
    """How many dates change."""
    bad = set(preview.in_conflict)
    kept = [item for item in preview.kept if item.day not in bad and item.other_lines]
    changed = len(preview.moved) + len(preview.added) + len(preview.cancelled) + len(kept)
    return changed or len([item for item in preview.kept if item.day not in bad])
