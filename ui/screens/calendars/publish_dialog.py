"""Publishing into a folder: which one, which calendars, how much of them, and whether it follows what changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from platform_booking.domain.authority import Actor
from platform_booking.domain.sharing import FeedKind, Scope
from platform_booking.services.publishing import USUAL_KINDS, shareable
from ui.dialogs.editor.fields import Field
from ui.publications import Publication
from ui.widgets.buttons import Button, Segments
from ui.widgets.check_box import CheckBox
from ui.widgets.layout import add_all, at_least, column, label, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from ui.context import Context

WIDTH: Final = 540
KINDS: Final = (FeedKind.RESOURCE, FeedKind.PLATFORM, FeedKind.PARTNER, FeedKind.PERSON, FeedKind.ALL)


class PublishDialog(QDialog):
    """For a new folder, or for one whose content is to be another; a known folder stays the same."""

    wished = Signal(object)
    """A Publication."""

    def __init__(self, context: Context, parent: QWidget | None, known: Publication | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        say = context.say
        self.setWindowTitle(say("calendars-publish"))
        at_least(self, context.theme, WIDTH)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        heading = label(say("calendars-publish-heading"), "title")
        add_all(body, heading, label(say("calendars-publish-hint"), "sub", wrap=True))
        self._add_folder(body, known)
        self._add_kinds(body, USUAL_KINDS if known is None else known.kinds)
        self._add_scope(body, Scope.BUSY.value if known is None else known.scope)
        self.keep = CheckBox(context.theme, say("calendars-keep"))
        self.keep.setChecked(known is None or known.keep)
        add_all(body, self.keep, label(say("calendars-keep-hint"), "sub", wrap=True), 4)
        back = Button(context.theme, say("back"), kind="ghost")
        back.clicked.connect(self.reject)
        self.send = Button(context.theme, say("calendars-publish-now"), "folder-sync", kind="primary")
        self.send.setDefault(True)
        self.send.clicked.connect(self._send)
        needs_store(context, self.send)
        add_all(body, None, add_all(row(spacing=8), None, back, self.send))
        self._offer()
        self.folder.setFocus()

    def _add_folder(self, body: QVBoxLayout, known: Publication | None) -> None:
        say = self._context.say
        self.folder = QLineEdit("" if known is None else known.folder)
        self.folder.setReadOnly(known is not None)
        self.folder.setPlaceholderText(say("calendars-folder-example"))
        self.folder.textChanged.connect(self._check)
        choose = Button(self._context.theme, say("calendars-choose-folder"), "folder-open")
        choose.clicked.connect(self._choose)
        choose.setVisible(known is None)
        held = QWidget()
        across = row(held, spacing=8)
        across.addWidget(self.folder, 1)
        across.addWidget(choose)
        self.folder_field = Field(say("calendars-folder"), held, buddy=self.folder)
        body.addWidget(self.folder_field)

    def _add_kinds(self, body: QVBoxLayout, taken: tuple[str, ...]) -> None:
        body.addWidget(label(self._context.say("calendars-which"), "label"))
        self.kinds: dict[str, CheckBox] = {}
        for kind in KINDS:
            box = CheckBox(self._context.theme, self._context.say(f"calendars-of-{kind.value}"))
            box.setChecked(kind.value in taken)
            box.toggled.connect(self._check)
            self.kinds[kind.value] = box
            body.addWidget(box)

    def _add_scope(self, body: QVBoxLayout, taken: str) -> None:
        say = self._context.say
        self.scopes = Segments([(scope.value, say(f"scope-{scope.value}")) for scope in Scope], taken)
        hint = label(say(f"scope-{taken}-hint"), "sub", wrap=True)
        self.scopes.chosen.connect(lambda value: hint.setText(say(f"scope-{value}-hint")))
        self.scopes.chosen.connect(lambda _value: self._offer())
        add_all(body, label(say("export-scope"), "label"), add_all(row(), self.scopes, None), hint)

    def _offer(self) -> None:
        """Only what the person may give out in that scope."""
        context, scope = self._context, Scope(self.scopes.value)
        actor = Actor(context.me.login, context.me.person)
        for kind, box in self.kinds.items():
            is_mine = bool(shareable(actor, context.catalogue, FeedKind(kind), scope))
            box.setEnabled(is_mine)
            box.setChecked(box.isChecked() and is_mine)
            box.setToolTip("" if is_mine else context.say("calendars-not-yours"))
        self._check()

    def _choose(self) -> None:
        found = QFileDialog.getExistingDirectory(
            self, self._context.say("calendars-choose-folder"), self.folder.text()
        )
        if found:
            self.folder.setText(found)

    def _check(self) -> None:
        """A folder must be said in full: where the window was started from is nobody's business."""
        text = self.folder.text().strip()
        is_whole = Path(text).expanduser().is_absolute()
        self.folder_field.tell(self._context.say("calendars-folder-whole") if text and not is_whole else "")
        self.send.setEnabled(bool(text) and is_whole and bool(self._taken))

    @property
    def _taken(self) -> tuple[str, ...]:
        return tuple(kind for kind, box in self.kinds.items() if box.isChecked() and box.isEnabled())

    def _send(self) -> None:
        folder = str(Path(self.folder.text().strip()).expanduser())
        wish = Publication(folder, self._taken, self.scopes.value, self.keep.isChecked())
        self.accept()
        self.wished.emit(wish)
