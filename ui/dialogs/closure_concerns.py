"""A closure was saved: the bookings that fall on it, each a key away from the planning, where they are moved or cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTreeWidget, QTreeWidgetItem, QWidget

from ui.context import Selected
from ui.dialogs.editor.naming import full_name
from ui.icons import icon
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, open_at, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.services.closing import Concerned
    from ui.context import Context

SIZE: Final = (720, 420)
GLYPH: Final = 15
_WHAT: Final = Qt.ItemDataRole.UserRole


class ClosureConcerns(QDialog):
    """A list to walk through, of at least one: what a new booking would be refused there first."""

    def __init__(
        self, parent: QWidget | None, context: Context, name: str, found: Sequence[Concerned]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        say = context.say
        self.setWindowTitle(say("closure-concerns-title"))
        open_at(self, context.theme, *SIZE)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        heading = say("closure-concerns", name=name, count=len(found))
        add_all(
            body, label(heading, "title", wrap=True), label(say("closure-concerns-hint"), "sub", wrap=True)
        )
        self.dates = QTreeWidget()
        self.dates.setRootIsDecorated(False)
        self.dates.setProperty("plain", "true")
        self.dates.setHeaderLabels([say(f"closure-column-{name}") for name in ("what", "when", "where")])
        self.dates.setAccessibleName(heading)
        items = [self._item(item) for item in found]
        self.dates.addTopLevelItems(items)
        for place in range(self.dates.columnCount()):
            self.dates.resizeColumnToContents(place)
        self.dates.setCurrentItem(items[0])
        self.dates.itemActivated.connect(self._open)
        self.open_one = Button(context.theme, say("closure-open"), "calendar-range", kind="primary")
        self.open_one.clicked.connect(lambda: self._open(self.dates.currentItem()))
        leave = Button(context.theme, say("closure-leave"), kind="ghost")
        leave.clicked.connect(self.reject)
        body.addWidget(self.dates, 1)
        body.addLayout(add_all(row(spacing=8), None, leave, self.open_one))
        self.dates.setFocus()

    def _item(self, found: Concerned) -> QTreeWidgetItem:
        context, booking = self._context, found.booking
        title = booking.title or context.say("private-booking")
        when = context.texts.capital(context.texts.when(found.occurrence.span, booking.zone))
        where = ", ".join(full_name(context, code) for code in found.resources)
        item = QTreeWidgetItem([f"{title} · {context.person_name(booking.organiser)}", when, where])
        glyph, token = ("triangle-alert", "danger") if found.is_stopped else ("circle-alert", "warning")
        item.setIcon(0, icon(glyph, context.theme.px(GLYPH), context.theme.color(token)))
        item.setData(0, _WHAT, Selected(booking.ref, found.occurrence.number))
        return item

    def _open(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.accept()
            self._context.booking_wanted.emit(item.data(0, _WHAT))
