"""Keeps the bell right: reads what I was told whenever something changed, and what was opened counts as read."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ui.context import Selected
from ui.told_list import ToldList

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.notices import Notice
    from ui.context import Context
    from ui.widgets.rail import RailButton

_log = logging.getLogger(__name__)
SHOWN: Final = 50
"""Notices in the list; older ones are history."""
FIRST_MS: Final = 600
"""The first count waits for the planning, which people see first."""


class Told(QObject):
    """Between the bell on the rail and the notices in the store."""

    def __init__(self, context: Context, bell: RailButton, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._bell = bell
        self._window = window
        self.list: ToldList | None = None
        bell.setVisible(context.me.person is not None)
        if context.me.person is None:
            return
        bell.clicked.connect(self.show)
        context.hub.changed.connect(self._on_change)
        QTimer.singleShot(FIRST_MS, self, self.refresh)

    def _on_change(self, _change: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Count what is new; not for a window that is closed."""
        if self._window.isVisible():
            self._ask(self._count, key="notices-count", unread=True)

    def show(self) -> None:
        """Open the list."""
        self._ask(self._show, key="notices-list", unread=False)

    def _ask(self, then: Callable[[tuple[Notice, ...]], None], *, key: str, unread: bool) -> None:
        notices = self._context.platform.notices
        self._context.tasks.query(
            self._context.say("task-reading-notices"),
            partial(notices.list, unread=unread, last=None if unread else SHOWN),
            then,
            key=key,
            owner=self,
            failed=self._on_failure,
        )

    def _on_failure(self, error: BookingError) -> None:
        """The screens say that the store is lost; the bell keeps its number until it is back."""
        _log.info("notices cannot be read: %s", error)

    def _count(self, notices: tuple[Notice, ...]) -> None:
        self._bell.set_count(len(notices))

    def _show(self, notices: tuple[Notice, ...]) -> None:
        self.list = ToldList(self._window, self._context, notices)
        self.list.opened.connect(self._open)
        self.list.all_read.connect(lambda: self._mark_read(None))
        self.list.destroyed.connect(self._forget)
        self.list.open_below(self._bell)

    def _forget(self) -> None:
        self.list = None

    def _open(self, notice: Notice) -> None:
        if notice.read_at is None:
            self._mark_read((notice.id,))
        if notice.ref.startswith("B-"):
            self._context.booking_wanted.emit(Selected(notice.ref, 1))

    def _mark_read(self, ids: tuple[int, ...] | None) -> None:
        self._context.tasks.command(
            self._context.say("task-reading-notices"),
            partial(self._context.platform.notices.mark_read, ids),
            lambda _count: self.refresh(),
            owner=self,
            failed=self._context.refused.emit,
        )
