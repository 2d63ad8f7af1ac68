"""Keeps what is typed a moment after each key, and puts back what was kept of it the last time."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QLineEdit
from shiboken6 import isValid

from ui.kept import KeptWords, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPlainTextEdit

    from ui.context import Context

SAVE_MS: Final = 250
"""How long hands rest before what they typed is kept."""

MESSAGE: Final = "message"
"""What is written beside a request before it is known whether it is a reason, a question or a proposal."""

ITEM: Final = "item"
"""Something of the catalogue: the ref is its kind and its code, the words are its changed fields."""

BLOCK: Final = "block"
BREAKDOWN: Final = "breakdown"
"""Fields of these dialogs; the ref is the resource."""

UNBLOCK: Final = "unblock"
DOOR: Final = "door"
"""Why something may be used against a rule."""

PHRASE: Final = "phrase"
"""What stands in the command field. It comes back there, and is offered nowhere."""

SEVERAL: Final = "several"
"""Instead of a ref: words for all that are ticked. They come back when some are ticked again."""

_NOTHING: Final = ("", "", "")


def kept_folder() -> Path:
    """Where what is not sent yet is kept on this computer."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "drafts"


def words_of(context: Context) -> Words:
    """What the person who sits here has not sent yet."""
    return Words(kept_folder(), context.platform.address, context.me.login)


class Keeper(QObject):
    """Keeps what its owner says of what was typed into it, until what that is for is done: whoever does it forgets it."""

    def __init__(
        self, context: Context, owner: QObject, read: Callable[[], str], show: Callable[[str], None]
    ) -> None:
        """``read`` says what is to be kept, nothing but blanks where nothing is; ``show`` puts it back."""
        super().__init__(owner)
        self._context = context
        self._owner = owner
        self._read = read
        self._show = show
        self._about = ("", "", "")
        self._is_kept = False
        self._pause = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._pause.timeout.connect(self._keep)

    def about(self, action: str, ref: str, title: str) -> str:
        """What is typed from now on is for that; what was kept of it."""
        self.let_go()
        self._about = (action, ref, title)
        self._is_kept = False
        return words_of(self._context).text(action, ref)

    def take(self, action: str, ref: str, title: str, text: str = "") -> None:
        """The same, and it shows the text, or else what was kept."""
        kept = self.about(action, ref, title)
        about, self._about = self._about, _NOTHING
        self._show(text or kept)
        self._about = about

    def let_go(self) -> None:
        """Nothing is typed any more for what it was about; what was kept of that stays."""
        self.finish()
        self._about = _NOTHING

    def forget(self) -> None:
        """It was sent, or thrown away."""
        self._pause.stop()
        action, ref, _title = self._about
        if action:
            words_of(self._context).forget(action, ref)

    def look(self) -> None:
        """What was kept and is not kept any more has been sent: the field is free again."""
        self.finish()
        action, ref, title = self._about
        if self._is_kept and not words_of(self._context).text(action, ref):
            self.take(action, ref, title)

    def typed(self) -> None:
        """Something was typed: it is kept once the hands rest."""
        if self._about[0]:
            self._pause.start()

    def finish(self) -> None:
        """What was typed in the last moment is kept too."""
        if self._pause.isActive() and isValid(self._owner):
            self._pause.stop()
            self._keep()

    def _keep(self) -> None:
        action, ref, title = self._about
        words = KeptWords(action, ref, title, self._read(), self._context.now())
        self._is_kept = words_of(self._context).keep(words)


class WordsKeeper(Keeper):
    """Of a field. What a field about nothing holds is not kept."""

    def __init__(self, context: Context, field: QPlainTextEdit | QLineEdit) -> None:
        read = field.text if isinstance(field, QLineEdit) else field.toPlainText
        super().__init__(context, field, read, partial(_show_words, field))
        field.textChanged.connect(self.typed)


def _show_words(field: QPlainTextEdit | QLineEdit, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
    else:
        field.setPlainText(text)
        field.moveCursor(field.textCursor().MoveOperation.End)
