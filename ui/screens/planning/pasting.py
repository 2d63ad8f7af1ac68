"""Copying a bar and pasting it elsewhere: the clipboard has the reference, so that other windows can paste it as well."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from platform_booking.domain.errors import NotPermitted
from ui.draft import copy_of, pasted
from ui.timeline.axis import DAY_MINUTES, MEASURES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from platform_booking.services.dossier import Dossier
    from ui.context import Context, Selected
    from ui.timeline.view import TimelineView

_REF: Final = re.compile(r"B-\d{4}-\d{5,}")
NO_RESOURCE: Final = ""


@dataclass(frozen=True, slots=True)
class _Copied:
    """A date of a booking, and the resource on whose row it was taken."""

    ref: str
    occurrence: int = 1
    resource: str = NO_RESOURCE


class Pasting(QObject):
    """Remembers which date and line was copied, and opens the editor with a copy at the cursor."""

    hint = Signal(str)

    def __init__(self, context: Context, timeline: TimelineView, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._timeline = timeline
        self._copied = _Copied("")

    def copied(self, selected: Selected) -> None:
        """Its reference went to the clipboard: keep what that does not say."""
        cursor = self._timeline.state.cursor
        here = cursor is not None and cursor.bar is not None
        self._copied = _Copied(
            selected.ref, selected.occurrence, cursor.code if cursor is not None and here else NO_RESOURCE
        )
        if selected.occurrence:
            self.hint.emit(self._context.say("hint-copied"))

    def paste(self) -> None:
        """A copy of what the clipboard names, where the cursor is."""
        ref = QGuiApplication.clipboard().text().strip()
        cursor = self._timeline.state.cursor
        if not _REF.fullmatch(ref):
            self.hint.emit(self._context.say("hint-nothing-to-paste"))
        elif cursor is None:
            self.hint.emit(self._context.say("hint-paste-where"))
        else:
            copied = self._copied if self._copied.ref == ref else _Copied(ref)
            self._context.tasks.query(
                self._context.say("task-reading-booking"),
                partial(self._context.platform.dossiers.dossier, ref),
                partial(self._open, copied, cursor.t, cursor.code),
                key="paste",
                owner=self,
                failed=self._context.refused.emit,
            )

    def _open(self, copied: _Copied, t: int, row: str, dossier: Dossier) -> None:
        context = self._context
        if "duplicate" not in dossier.allowed:
            context.refused.emit(NotPermitted(context.me.login, "duplicate", copied.ref))
            return
        by_days = MEASURES[self._timeline.scene.scale].snap == DAY_MINUTES
        onto = row if row in context.catalogue.resources else NO_RESOURCE
        context.editor_wanted.emit(
            pasted(
                copy_of(dossier.booking, copied.occurrence),
                datetime.fromtimestamp(t, UTC),
                dossier.booking.zone,
                keep_hour=by_days,
                instead_of=copied.resource,
                onto=onto,
            )
        )
