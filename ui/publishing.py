"""Publishes calendars into folders as long as the window is open: when asked to, and whenever something changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from platform_booking.services.published_folder import Wanted
from platform_booking.services.watching import News
from ui.publications import Publication, as_text, read_publications

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.published_folder import PublishedFile, PublishedFolder
    from ui.change_hub import Change, ChangeHub
    from ui.preferences import Preferences
    from ui.tasks import Tasks
    from ui.texts import Texts

SETTLED_MS: Final = 2_000
"""Changes that follow one another that soon are published together."""
EVERY_MS: Final = 30 * 60_000
"""Calendars also change by time: what was called off vanishes after a while."""
PASSES_KEPT: Final = 50


@dataclass(frozen=True, slots=True)
class Pass:
    """One time that a folder was written, or could not be."""

    at: datetime
    folder: str
    files: int = 0
    changed: int = 0
    error: BookingError | None = None


@dataclass(slots=True)
class _Heard:
    """What changed since the folder was last written."""

    bookings: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    catalogue: bool = False
    missed: bool = True
    """Whether there may have been more than that."""

    def add(self, other: Change | _Heard) -> None:
        self.bookings |= other.bookings
        self.blocks |= other.blocks
        self.catalogue |= other.catalogue

    def taken(self) -> _Heard:
        """All of it, once."""
        taken = replace(self)
        self.bookings, self.blocks, self.catalogue, self.missed = frozenset(), frozenset(), False, False
        return taken

    @property
    def news(self) -> News:
        """As the store tells it."""
        return News(tuple(self.bookings), tuple(self.blocks), self.catalogue, actors=(), seq=0)


class Publishing(QObject):
    """The folders of whoever sits here. Each is written by one thread at a time."""

    changed = Signal()
    """A folder more or less, or one was written."""

    def __init__(
        self,
        platform: PlatformBooking,
        login: str,
        *,
        texts: Texts,
        tasks: Tasks,
        hub: ChangeHub,
        preferences: Preferences,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._platform = platform
        self._texts = texts
        self._tasks = tasks
        self._preferences = preferences
        self._window: QWidget | None = None
        self._place = (platform.address, login)
        kept = read_publications(preferences.publications_of(*self._place))
        self._publications = {item.folder: item for item in kept}
        self._folders: dict[str, tuple[PublishedFolder, _Heard]] = {}
        self._failed: dict[str, BookingError] = {}
        self._busy: set[str] = set()
        self._again: set[str] = set()
        self.passes = tuple(
            Pass(item.at, item.folder, item.files, item.changed) for item in kept if item.at is not None
        )
        """What this window did: whatever changed something or failed, and how it went the last time before it opened."""
        self._soon = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._soon.timeout.connect(self.publish_kept)
        hub.changed.connect(self._hear)
        hub.live.connect(self._hear_again)

    def begin(self, window: QWidget) -> None:
        """Keep the folders up to date as long as that window is open."""
        self._window = window
        every = QTimer(self, interval=EVERY_MS)
        every.timeout.connect(self.publish_kept)
        every.start()
        self.publish_kept()

    @property
    def publications(self) -> tuple[Publication, ...]:
        """In the order in which they were asked for."""
        return tuple(self._publications.values())

    def error_of(self, folder: str) -> BookingError | None:
        """Why it could not be written the last time; None when it could."""
        return self._failed.get(folder)

    def add(self, wanted: Publication) -> None:
        """Publish into one more folder, or something else into one that is known."""
        self._publications[wanted.folder] = wanted
        self._folders.pop(wanted.folder, None)
        self._save()
        self.publish(wanted.folder)

    def keep(self, folder: str, *, on: bool) -> None:
        """Whether it follows what changes."""
        self._publications[folder] = replace(self._publications[folder], keep=on)
        self._save()
        if on:
            self.publish(folder)

    def forget(self, folder: str) -> None:
        """Publish there no more. What lies there stays."""
        for known in (self._publications, self._folders, self._failed):
            known.pop(folder, None)
        self._save()

    def publish_kept(self) -> None:
        """Write all that are kept up to date; not for a window that is closed."""
        if self._window is not None and self._window.isVisible():
            for item in self.publications:
                if item.keep:
                    self.publish(item.folder)

    def publish(self, folder: str) -> None:
        """Write that one now; once more afterwards where it is just being written."""
        if folder in self._busy:
            self._again.add(folder)
            return
        self._busy.add(folder)
        published, heard = self._folder(self._publications[folder])
        taken = heard.taken()

        def work() -> tuple[PublishedFile, ...]:
            if taken.missed:
                published.look_anew()
            else:
                published.hear(taken.news)
            return published.publish()

        self._tasks.query(
            self._texts.text("task-publishing"),
            work,
            partial(self._written, folder),
            owner=self,
            failed=partial(self._refused, folder, taken),
        )

    # --- what came of it ------------------------------------------------------------------------------

    def _folder(self, wanted: Publication) -> tuple[PublishedFolder, _Heard]:
        if wanted.folder not in self._folders:
            language = self._texts.language
            published = self._platform.publishing(
                Path(wanted.folder), Wanted(wanted.kinds, wanted.scope, language)
            )
            self._folders[wanted.folder] = published, _Heard()
        return self._folders[wanted.folder]

    def _written(self, folder: str, files: tuple[PublishedFile, ...]) -> None:
        item = self._publications.get(folder)
        if item is not None:
            done = item.after(files, self._platform.desk.now())
            self._publications[folder] = done
            self._failed.pop(folder, None)
            if done.changed:
                self._note(Pass(self._platform.desk.now(), folder, done.files, done.changed))
            self._save()
        self._free(folder)

    def _refused(self, folder: str, taken: _Heard, error: BookingError) -> None:
        """It stays as it was, and what had changed is not forgotten."""
        if folder in self._publications:
            self._failed[folder] = error
            self._note(Pass(self._platform.desk.now(), folder, error=error))
            _published, heard = self._folder(self._publications[folder])
            heard.add(taken)
            heard.missed |= taken.missed
            self.changed.emit()
        self._free(folder)

    def _free(self, folder: str) -> None:
        self._busy.discard(folder)
        if folder in self._again:
            self._again.discard(folder)
            if folder in self._publications:
                self.publish(folder)

    def _note(self, done: Pass) -> None:
        self.passes = (done, *self.passes)[:PASSES_KEPT]

    def _save(self) -> None:
        self._preferences.remember_publications(*self._place, as_text(self.publications))
        self.changed.emit()

    def _hear(self, change: Change) -> None:
        """The store tells of what this window did, too: that is early enough."""
        if change.own:
            return
        for _published, heard in self._folders.values():
            heard.add(change)
        if any(item.keep for item in self._publications.values()):
            self._soon.start()

    def _hear_again(self, live: bool) -> None:  # noqa: FBT001 - the signal's own shape
        """Nobody told of what happened meanwhile."""
        if live:
            for _published, heard in self._folders.values():
                heard.missed = True
            self._soon.start()
