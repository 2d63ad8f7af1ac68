"""Keeps the words of a field a moment after each key, and puts back what was kept of them the last time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from shiboken6 import isValid

from ui.kept import KeptWords, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit

    from ui.context import Context

SAVE_MS: Final = 250
"""How long hands rest before what they typed is kept."""

MESSAGE: Final = "message"
"""What is written beside a request before it is known whether it is a reason, a question or a proposal."""


def kept_folder() -> Path:
    """Where what is not sent yet is kept on this computer."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "drafts"


def words_of(context: Context) -> Words:
    """What the person who sits here has not sent yet."""
    return Words(kept_folder(), context.platform.address, context.me.login)


class WordsKeeper(QObject):
    """Belongs to a field. It keeps until what the words are for is done: whoever does it forgets them."""

    def __init__(self, context: Context, field: QPlainTextEdit) -> None:
        super().__init__(field)
        self._context = context
        self._field = field
        self._about = ("", "", "")
        self._is_kept = False
        self._pause = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._pause.timeout.connect(self._keep)
        field.textChanged.connect(self._on_typed)

    def take(self, action: str, ref: str, title: str, text: str = "") -> None:
        """The field is about that from now on: it shows the text, or else what was kept."""
        self.finish()
        self._about = ("", "", "")
        self._field.setPlainText(text or words_of(self._context).text(action, ref) if ref else "")
        self._field.moveCursor(self._field.textCursor().MoveOperation.End)
        self._about = (action, ref, title)
        self._is_kept = False

    def look(self) -> None:
        """What was kept and is not kept any more has been sent: the field is free again."""
        self.finish()
        action, ref, title = self._about
        if self._is_kept and not words_of(self._context).text(action, ref):
            self.take(action, ref, title)

    def _on_typed(self) -> None:
        if self._about[0]:
            self._pause.start()

    def finish(self) -> None:
        """What was typed in the last moment is kept too."""
        if self._pause.isActive() and isValid(self._field):
            self._pause.stop()
            self._keep()

    def _keep(self) -> None:
        action, ref, title = self._about
        text = self._field.toPlainText()
        words = KeptWords(action, ref, title, text, self._context.now())
        self._is_kept = words_of(self._context).keep(words)
