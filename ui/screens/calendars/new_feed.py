"""Making a link: whose calendar, how much of it, under what name, until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from platform_booking.domain.authority import Actor
from platform_booking.domain.sharing import FeedKind, Scope, Share, may_share
from platform_booking.services.feeds import MAX_LABEL
from ui.dialogs.editor.fields import DayField, Field
from ui.dialogs.export import CalendarChoice, ExportDialog
from ui.widgets.check_box import CheckBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from ui.context import Context


@dataclass(frozen=True, slots=True)
class FeedWish:
    """What the link shall show."""

    kind: str
    subject: str
    scope: str
    label: str
    expires: str | None


class NewFeedDialog(ExportDialog):
    """The same choice as for a file; a link has a name and may have an end."""

    WINDOW = "calendars-new-feed"
    HEADING = "calendars-new-feed"
    HINT = "calendars-new-feed-hint"
    SAVE = "calendars-create"
    GLYPH = "link"
    KINDS = tuple(kind.value for kind in FeedKind)
    SCOPE = Scope.PARTNER.value

    wished = Signal(object)
    """A FeedWish."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(context, parent, FeedKind.PLATFORM.value)
        self._begin_with_what_there_is()
        self.scopes.chosen.connect(lambda _scope: self._list(self.kinds.value))
        self.chosen.connect(self._wish)

    def _add_more(self, body: QVBoxLayout) -> None:
        context = self._context
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_LABEL)
        body.addWidget(Field(context.say("calendars-label"), self.name))
        self.ends = CheckBox(context.theme, context.say("calendars-ends"))
        self.last = DayField(context, context.texts.local(context.now()).date().replace(month=12, day=31))
        self.last.setAccessibleName(context.say("calendars-last-day"))
        self.last.hide()
        self.ends.toggled.connect(self.last.setVisible)
        body.addWidget(self.ends)
        body.addWidget(self.last)

    def _begin_with_what_there_is(self) -> None:
        """Who manages no platform begins with the first kind that may be given out."""
        found = next((kind for kind in (FeedKind.PLATFORM, *FeedKind) if self._entries(kind)), None)
        if found is not None:
            self.kinds.take(found)
            self._list(found)

    def _entries(self, kind: str) -> list[tuple[str, str]]:
        """Those that the person may give out."""
        actor = Actor(self._context.me.login, self._context.me.person)
        scope, catalogue = Scope(self.scopes.value or self.SCOPE), self._context.catalogue
        everything = [("", self._context.say("calendars-all"))]
        return [
            (key, name)
            for key, name in (everything if kind == FeedKind.ALL else super()._entries(kind))
            if may_share(actor, catalogue, Share(FeedKind(kind), key, scope))
        ]

    def _wish(self, choice: CalendarChoice) -> None:
        ends = self.last.day.isoformat() if self.ends.isChecked() else None
        self.wished.emit(FeedWish(choice.kind, choice.key, choice.scope, self.name.text().strip(), ends))
