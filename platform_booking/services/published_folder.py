"""One folder of calendar files, kept in step with the store: only what changed is written, each file in one step."""

from __future__ import annotations

import json
import logging
import os
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.domain.sharing import FeedKind
from platform_booking.services.feeds import ICS
from platform_booking.services.publishing import publishable
from platform_booking.services.sent_requests import SentRequests
from platform_booking.services.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from platform_booking.services.desk import Desk
    from platform_booking.services.feed_bytes import Content
    from platform_booking.services.feeds import FeedService
    from platform_booking.services.shelf import Ready
    from platform_booking.services.watching import News

LIST_NAME: Final = ".platform-booking-published.json"
"""Names the files that are ours: nothing else in the folder is ever removed."""
_OURS: Final = re.compile(rf"(?:{'|'.join(FeedKind)})[A-Za-z0-9._%-]*\.ics")
_LOG: Final = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of a file."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file after a pass. Kind and subject are empty for one that was removed."""

    name: str
    outcome: Outcome
    kind: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be published."""

    kinds: tuple[str, ...]
    scope: str
    language: str


class PublishedFolder:
    """Keeps one folder in step with the store. Use one a folder; one thread at a time."""

    def __init__(self, desk: Desk, feeds: FeedService, folder: Path, wanted: Wanted) -> None:
        self._desk = desk
        self._folder = folder
        self._wanted = wanted
        self._lies_there: dict[str, Content] = {}
        self._sent = SentRequests(feeds)
        self._shelf = Shelf(desk, self._sent.of)

    def publish(self) -> tuple[PublishedFile, ...]:
        """Write what changed, and remove what is no longer published.

        Raises InvalidInput for a folder that cannot be written, NotPermitted, StoreError.
        """
        wanted = self._wanted
        outlets = publishable(self._desk, wanted.kinds, wanted.scope, wanted.language)
        ready: list[Ready] = []
        for outlet in outlets:
            with suppress(NotFound):  # retired since a moment ago
                ready.append(self._shelf.ready(outlet, ICS))
        self._sent.note(ready)
        with _writing(self._folder):
            return tuple(self._write_all(ready))

    def look_anew(self) -> None:
        """Trust nothing that was made before: something may have been missed. Raises StoreError."""
        self._shelf.load()

    def hear(self, news: News) -> None:
        """Make anew what the news may have changed, when it is published next. Raises StoreError."""
        self._shelf.hear(news)

    # --- what ---------------------------------------------------------------------------------------

    def _write_all(self, ready: list[Ready]) -> Iterator[PublishedFile]:
        self._folder.mkdir(parents=True, exist_ok=True)
        ours = {item.outlet.channel for item in ready}
        before = _listed(self._folder)
        _write_list(
            self._folder, before | ours
        )  # first: what is written then is never taken for somebody else's
        for item in ready:
            share = item.outlet.share
            outcome = Outcome.WRITTEN if self._write(item) else Outcome.UNCHANGED
            yield PublishedFile(item.outlet.channel, outcome, share.kind.value, share.subject)
        for name in sorted(before - ours):
            (self._folder / name).unlink(missing_ok=True)
            self._lies_there.pop(name, None)
            yield PublishedFile(name, Outcome.REMOVED)
        _write_list(self._folder, ours)

    def _write(self, item: Ready) -> bool:
        path = self._folder / item.outlet.channel
        if self._lies_there.get(path.name) is item.content and path.exists():
            return False
        written = _replace(path, item.content.body)
        self._lies_there[path.name] = item.content
        return written


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Say what the system refuses."""
    try:
        yield
    except OSError as error:
        detail = error.strerror or str(error)
        raise InvalidInput("file-unwritable", path=str(folder), detail=detail) from error


def _listed(folder: Path) -> set[str]:
    """The files that are ours. A list that cannot be read names none: better a file too many than one too few."""
    try:
        names = json.loads((folder / LIST_NAME).read_text("utf-8"))["files"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in names if isinstance(name, str) and _OURS.fullmatch(name)}


def _write_list(folder: Path, names: set[str]) -> None:
    _replace(folder / LIST_NAME, json.dumps({"files": sorted(names)}, indent=1).encode())


def _replace(path: Path, content: bytes) -> bool:
    """Give the file that content in one step, unless it has it; whether it was written."""
    with suppress(FileNotFoundError):
        if path.read_bytes() == content:
            return False
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return True
