"""What was written and not sent, after a crash or an early evening: offered when the window opens again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from ui.actions import ADMINISTRATION, REQUESTS
from ui.blocking import Blocking
from ui.context import Selected
from ui.dialogs.editor.drafts import Drafts, SavedDraft
from ui.dialogs.editor.notices import Strip
from ui.draft import Draft, change_of
from ui.keeping_words import (
    BLOCK,
    BREAKDOWN,
    ITEM,
    MESSAGE,
    PHRASE,
    SEVERAL,
    UNBLOCK,
    kept_folder,
    words_of,
)
from ui.screens.administration.screen import AdministrationScreen
from ui.screens.requests.screen import RequestsScreen

if TYPE_CHECKING:
    from platform_booking.services.dossier import BlockDossier, Dossier
    from ui.context import Context
    from ui.kept import KeptWords
    from ui.operations import Operations
    from ui.screens.base import Screen
    from ui.screens.planning.screen import PlanningScreen


class Window(Protocol):
    """What is asked of the window."""

    context: Context
    operations: Operations

    @property
    def front(self) -> Screen:
        """The screen in front."""

    def show_screen(self, name: str) -> None:
        """Bring a screen to the front."""

    def planning_in_front(self) -> PlanningScreen:
        """The planning, brought there."""

    def open_editor(self, draft: Draft, resume: SavedDraft | None = None) -> None:
        """Open the booking editor."""


class Unfinished(QObject):
    """One strip; the latest first, the next one once that is taken up."""

    def __init__(self, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._context = context = window.context
        drafts = Drafts(kept_folder(), context.platform.address, context.me.login)
        words = (item for item in words_of(context).all() if item.action != PHRASE and item.ref != SEVERAL)
        found: list[SavedDraft | KeptWords] = [*drafts.all(), *words]
        self._left = sorted(found, key=lambda item: item.at, reverse=True)
        self.strip = Strip(context, "info", context.say("unfinished-resume"), context.say("unfinished-later"))
        self.strip.first.connect(self._resume)
        self.strip.second.connect(self.strip.hide)

    def offer(self) -> None:
        """Show the first one, where the strip has its place."""
        self._show()

    def _show(self) -> None:
        if not self._left:
            self.strip.hide()
            return
        said = [self._said(self._left[0])]
        if len(self._left) > 1:
            said.append(self._context.say("unfinished-more", count=len(self._left) - 1))
        self.strip.tell(" ".join(said))

    def _said(self, item: SavedDraft | KeptWords) -> str:
        say, at = self._context.say, self._context.texts.stamp(item.at)
        if not isinstance(item, SavedDraft):
            return say(f"unfinished-{item.action}", title=item.title, at=at)
        title = item.state.title.strip() or say("editor-untitled")
        return say("unfinished-change" if item.ref else "unfinished-booking", title=title, at=at)

    def _resume(self) -> None:
        item = self._left.pop(0)
        self._show()
        if not isinstance(item, SavedDraft):
            self._ask_again(item)
        elif not item.ref:
            self._window.open_editor(Draft(), item)
        else:
            self._context.tasks.query(
                self._context.say("task-reading-booking"),
                partial(self._context.platform.dossiers.dossier, item.ref),
                partial(self._change_on, item),
                owner=self,
            )

    def _change_on(self, item: SavedDraft, dossier: Dossier) -> None:
        self._window.open_editor(change_of(dossier.booking, item.occurrence), item)

    def _ask_again(self, words: KeptWords) -> None:
        """Where they were being written; the field has them."""
        if words.action == MESSAGE:
            self._window.show_screen(REQUESTS)
            requests = self._window.front
            assert isinstance(requests, RequestsScreen)
            requests.show_request(words.ref)
        elif words.action == ITEM:
            self._window.show_screen(ADMINISTRATION)
            administration = self._window.front
            assert isinstance(administration, AdministrationScreen)
            administration.go_on(words.ref)
        elif words.action == BLOCK:
            Blocking(self._context, self._window.operations).go_on(words)
        elif words.action == BREAKDOWN:
            self._window.planning_in_front().breaking.open(words.ref, kept=words.text)
        elif words.action == UNBLOCK:
            self._context.tasks.query(
                self._context.say("task-reading-booking"),
                partial(self._context.platform.dossiers.block_dossier, words.ref),
                partial(self._lift, words),
                owner=self,
            )
        else:
            planning = self._window.planning_in_front()
            planning.show_booking(Selected(words.ref, 1))
            planning.commands.ask_again(words)

    def _lift(self, words: KeptWords, dossier: BlockDossier) -> None:
        """Why a block was to be lifted; where it is over by now, the words are given back."""
        if words.action in dossier.allowed:
            Blocking(self._context, self._window.operations).do(words.action, dossier.block)
            return
        words_of(self._context).forget(words.action, words.ref)
        self._context.failed.emit(self._context.say("unfinished-over", text=words.text))
