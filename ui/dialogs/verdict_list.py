"""What becomes of each of several sessions: one row each, with why not where it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

from platform_booking.domain.errors import IllegalTransition, NotPermitted
from ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

    from platform_booking.domain.board import BoardSession
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.together import Together
    from ui.context import Context

GLYPH: Final = 15
GAP: Final = 16
NAMED: Final = 2
"""Of those who could do it instead."""
SHARES: Final = {0: 0.3, 1: 0.36}
"""Of the width, at most, by column; the verdict has the rest."""
_LAST: Final = 2


class VerdictList(QTreeWidget):
    """Bookings, times and verdicts, in columns as wide as they need."""

    def __init__(self, context: Context, sessions: Mapping[tuple[str, int], BoardSession]) -> None:
        super().__init__()
        say = context.say
        self._context = context
        self._sessions = sessions
        self.setColumnCount(_LAST + 1)
        self.setHeaderLabels([say("together-what"), say("together-when"), say("together-verdict")])
        self.setRootIsDecorated(False)
        self.setProperty("plain", "true")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(say("together-verdict"))

    def show_outcome(
        self, seen: Together, goes: str, when: Callable[[BoardSession], str] | None = None
    ) -> None:
        """Those that go, each said to, then those that stay, each with why; ``when`` says the time of one."""
        self.clear()
        said = when or self._when
        for session, _ in seen.done:
            self._add(self._sessions[session], said, goes, "circle-check", "success")
        for session, error in seen.refused:
            item = self._add(self._sessions[session], said, self._why(error), "triangle-alert", "danger")
            item.setToolTip(_LAST, self._context.explain(error))
        self._fit()

    def _why(self, error: BookingError) -> str:
        """In a few words; the whole of it where one rests on it."""
        context = self._context
        if isinstance(error, NotPermitted) and error.params["who_may"]:
            names = map(context.person_name, error.params["who_may"][:NAMED])
            return context.say("together-not-yours", who=", ".join(names))
        if isinstance(error, IllegalTransition):
            return context.say("together-is", state=context.texts.name("state", str(error.params["state"])))
        return context.explain(error)

    def _when(self, session: BoardSession) -> str:
        texts = self._context.texts
        return texts.capital(texts.when(session.use))

    def _add(
        self, session: BoardSession, when: Callable[[BoardSession], str], verdict: str, glyph: str, token: str
    ) -> QTreeWidgetItem:
        title = session.title or self._context.say("private-booking")
        item = QTreeWidgetItem([title, when(session), verdict.partition("\n")[0]])
        item.setIcon(_LAST, icon(glyph, self._context.theme.px(GLYPH), self._context.theme.color(token)))
        item.setToolTip(_LAST, verdict)
        item.setFont(0, self._context.theme.font("bodyStrong"))
        self.addTopLevelItem(item)
        return item

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width, other lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Columns as wide as they need, up to a share of the width; rows as high as what is wrapped in them."""
        wide = self.viewport().width()
        metrics, wrap = QFontMetrics(self._context.theme.font("bodyStrong")), int(Qt.TextFlag.TextWordWrap)
        found = (self.topLevelItem(number) for number in range(self.topLevelItemCount()))
        items = [item for item in found if item is not None]
        for number, share in SHARES.items():
            texts = [self.headerItem().text(number), *(item.text(number) for item in items)]
            needed = max(map(metrics.horizontalAdvance, texts)) + 2 * GAP
            self.setColumnWidth(number, min(int(wide * share), needed))
        self.setColumnWidth(_LAST, wide - sum(self.columnWidth(number) for number in SHARES))
        for item in items:
            for column in range(_LAST + 1):
                room = (
                    self.columnWidth(column)
                    - GAP
                    - (self._context.theme.px(GLYPH) + GAP if column == _LAST else 0)
                )
                high = metrics.boundingRect(QRect(0, 0, max(1, room), 0), wrap, item.text(column)).height()
                item.setSizeHint(column, QSize(0, high + GAP))
