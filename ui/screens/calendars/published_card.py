"""Folders into which calendars are published: what goes there, when it was last written, and why it was not."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from platform_booking.domain.errors import InvalidInput
from ui.icons import icon_pixmap
from ui.screens.calendars.rows import Row, foot, two_lines
from ui.widgets.buttons import Button, icon_button
from ui.widgets.layout import add_all, clear, column, label, line, picture, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.domain.errors import BookingError
    from ui.context import Context
    from ui.publications import Publication
    from ui.publishing import Publishing

GLYPH: Final = 16


class PublishedCard(QFrame):
    """One row a folder; one that could not be written says why, and offers the remedy."""

    new_wanted = Signal()
    other_wanted = Signal(str)
    """Folder into which something else is to be published."""
    open_wanted = Signal(str)
    """Folder to be shown by the system."""
    forget_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._publishing: Publishing = context.publishing
        self._rows: dict[str, PublishedRow] = {}
        self.setProperty("card", "true")
        body = column(self)
        head = row(margins=(16, 12, 14, 12), spacing=10)
        self.new = Button(context.theme, context.say("calendars-publish"), "plus", small=True)
        self.new.clicked.connect(self.new_wanted)
        self._count = label("", "sub")
        add_all(head, label(context.say("calendars-published"), "heading"), self._count, None, self.new)
        body.addLayout(head)
        listed = QWidget()
        self._lines = column(listed)
        body.addWidget(listed)
        body.addStretch(1)
        self._publishing.changed.connect(self.show_folders)
        self.show_folders()

    def show_folders(self) -> None:
        """The list as it is now."""
        held = next((folder for folder, item in self._rows.items() if item.hasFocus()), "")
        clear(self._lines)
        self._rows = {}
        publications = self._publishing.publications
        self._count.setText(str(len(publications)) if publications else "")
        for item in publications:
            made = PublishedRow(self._context, item, self._publishing.error_of(item.folder))
            self._offer(made, item)
            self._rows[item.folder] = made
            add_all(self._lines, line(), made)
        if not publications:
            empty = label(self._context.say("calendars-no-published"), "label", wrap=True)
            empty.setContentsMargins(16, 4, 16, 16)
            self._lines.addWidget(empty)
        if held in self._rows:
            self._rows[held].setFocus()

    def row_of(self, folder: str) -> PublishedRow:
        """The row of a folder."""
        return self._rows[folder]

    def _offer(self, made: PublishedRow, item: Publication) -> None:
        publishing, folder = self._publishing, item.folder
        made.now.clicked.connect(lambda: publishing.publish(folder))
        made.retry.clicked.connect(lambda: publishing.publish(folder))
        needs_store(self._context, made.now, made.retry)
        made.remedy.clicked.connect(
            self.new_wanted if made.is_blocked else partial(self.other_wanted.emit, folder)
        )
        self._add(made.menu, "calendars-open-folder", partial(self.open_wanted.emit, folder))
        self._add(made.menu, "calendars-other-content", partial(self.other_wanted.emit, folder))
        keep = made.menu.addAction(self._context.say("calendars-keep"))
        keep.setCheckable(True)
        keep.setChecked(item.keep)
        keep.toggled.connect(lambda on: publishing.keep(folder, on=on))
        made.menu.addSeparator()
        self._add(made.menu, "calendars-forget", partial(self.forget_wanted.emit, folder))

    def _add(self, menu: QMenu, name: str, work: Callable[[], None]) -> None:
        menu.addAction(self._context.say(name)).triggered.connect(lambda _checked=False: work())


class PublishedRow(Row):
    """Name of the folder, what goes there, when it was last written."""

    def __init__(self, context: Context, item: Publication, error: BookingError | None) -> None:
        name = Path(item.folder).name or item.folder
        what, when = _what(context, item), _when(context, item)
        wrong = "" if error is None else context.explain(error)
        super().__init__(item.folder, ". ".join(filter(None, (name, what, when, wrong))))
        self.setToolTip(item.folder)
        theme = context.theme
        glyph, ink = ("triangle-alert", "danger") if error else ("folder-sync", "text2")
        self.line.addWidget(picture(icon_pixmap(glyph, theme.px(GLYPH), theme.color(ink))))
        self.line.addWidget(two_lines(name, f"{what}\n{when}"), 1)
        self.now = icon_button(
            theme, "refresh-cw", context.say("calendars-publish-of", name=name), small=True
        )
        self.more = icon_button(theme, "ellipsis", context.say("calendars-more-of", name=name), small=True)
        self.menu = QMenu(self)
        self.more.clicked.connect(
            lambda: self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        self.line.addWidget(self.now)
        self.line.addWidget(self.more)
        self.retry = Button(theme, context.say("calendars-retry"), small=True)
        self.is_blocked = isinstance(error, InvalidInput)
        """Whether it is the folder that cannot be written, and not what was to be written there."""
        remedy = "calendars-elsewhere" if self.is_blocked else "calendars-other-content"
        self.remedy = Button(theme, context.say(remedy), kind="primary", small=True)
        self.foot = foot(label(wrong, "danger", wrap=True), self.retry, self.remedy)
        self.page.addWidget(self.foot)
        self.foot.setVisible(error is not None)
        if error is not None:
            self.setProperty("listRow", "danger")


def _what(context: Context, item: Publication) -> str:
    kinds = ", ".join(context.say(f"calendars-of-{kind}") for kind in item.kinds)
    follows = context.say("calendars-kept-up" if item.keep else "calendars-by-hand")
    return " · ".join((context.texts.capital(kinds.lower()), context.say(f"scope-{item.scope}"), follows))


def _when(context: Context, item: Publication) -> str:
    if item.at is None:
        return context.say("calendars-never-written")
    return context.say("calendars-written", when=context.texts.stamp(item.at), count=item.files)
