"""All of the store copied elsewhere, into a file or onto a server, and compared there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedWidget, QWidget

from platform_booking.services.care_words import copied_words
from ui.dialogs.editor.fields import Field
from ui.dialogs.reaching import serve
from ui.dialogs.server_form import ServerForm
from ui.documents import documents
from ui.launch import StoreChoice, StoreKind
from ui.widgets.buttons import Button, Segments
from ui.widgets.flow import Wrapping
from ui.widgets.layout import NONE, add_all, column, label, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from platform_booking.services.carrying import CopyResult
    from ui.context import Context
    from ui.widgets.long_work import LongWork

KINDS: Final = ("file", "server")
HEAD: Final = 38


class CopyPage(QWidget):
    """The store of today stays as it is; whoever wants to go on with the copy opens it."""

    store_wanted = Signal(object)
    """The StoreChoice of the copy."""

    def __init__(self, context: Context, work: LongWork) -> None:
        super().__init__()
        self._context = context
        self._work = work
        self._made: StoreChoice | None = None
        theme, say = context.theme, context.say
        self.kinds = Segments([(kind, say(f"copy-{kind}")) for kind in KINDS], KINDS[0])
        self.stack = QStackedWidget()
        self.kinds.chosen.connect(lambda kind: self.stack.setCurrentIndex(KINDS.index(kind)))
        self.server = ServerForm(context.texts, theme, send="copy-go")
        self.server.back.hide()
        self.server.chosen.connect(self.copy_to)
        serve(self.server, context.tasks, context.texts)
        self.stack.addWidget(self._to_file())
        self.stack.addWidget(self.server)
        self.open = Button(theme, say("copy-open"), "database", kind="primary")
        self.open.setAutoDefault(False)
        self.open.clicked.connect(self._open)
        self.open.hide()
        body = column(self, margins=(0, 4, 0, 0), spacing=10)
        body.addWidget(label(say("copy-hint"), "sub", wrap=True))
        self._head = Wrapping(NONE, 8, theme.px(HEAD))
        for part in (self.kinds, self.open):
            self._head.flow.addWidget(part)
        body.addWidget(self._head)
        body.addWidget(self.stack)
        body.addStretch(1)

    def _to_file(self) -> QWidget:
        context, page = self._context, QWidget()
        self.path = QLineEdit()
        self.browse = Button(context.theme, context.say("server-browse"), "folder-open")
        self.browse.clicked.connect(self._browse)
        self.go = Button(context.theme, context.say("copy-go"), "copy", kind="primary")
        self.go.setEnabled(False)
        self.path.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self.go.clicked.connect(self._copy_to_file)
        needs_store(context, self.go)
        for button in (self.browse, self.go):
            button.setAutoDefault(False)
        across = row(spacing=8)
        across.addWidget(Field(context.say("copy-path"), self.path), 1)
        across.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignBottom)
        body = column(page, spacing=8)
        body.addLayout(across)
        body.addLayout(add_all(row(), None, self.go))
        body.addStretch(1)
        return page

    def _browse(self) -> None:
        say = self._context.say
        begin = self.path.text() or documents(say("copy-file-name"))
        chosen, _ = QFileDialog.getSaveFileName(self, say("copy-path"), begin, say("care-filter"))
        if chosen:
            self.path.setText(chosen)

    def _copy_to_file(self) -> None:
        self.copy_to(StoreChoice(StoreKind.OPEN, str(Path(self.path.text().strip()).expanduser().absolute())))

    def copy_to(self, choice: StoreChoice) -> None:
        """Copy everything to that place, and compare."""
        care = self._context.platform.care
        self._made = None
        self.open.hide()
        self._work.run(
            "copying-store",
            lambda tell: care.copy_to(choice.address, choice.password or None, tell),
            partial(self._copied, choice),
        )

    def _copied(self, choice: StoreChoice, result: CopyResult) -> str:
        """The counts, and the fingerprints by which both are the same."""
        self._made = choice
        self.open.show()
        self._head.fit()
        texts = self._context.texts
        said = [copied_words(result, choice.address.rpartition("@")[2], texts)]
        if not result.trail_intact:
            said.append(self._context.say("care-trail-broken"))
        said += [
            self._context.say("copy-table", name=name, count=count, hash=result.hashes[name])
            for name, count in result.rows.items()
            if count
        ]
        return "\n".join(said)

    def _open(self) -> None:
        if self._made is not None:
            self.store_wanted.emit(self._made)
