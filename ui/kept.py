"""What people write and have not sent yet, kept on this computer: a file each, whole or not at all. Knows no Qt."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_log = logging.getLogger(__name__)
WORDS: Final = ".words"


def owner_of(store: str, login: str) -> str:
    """The beginning of the names of one person's files at one store."""
    return hashlib.sha256(f"{store}\n{login}".encode()).hexdigest()[:16]


def write_kept(path: Path, content: Mapping[str, Any]) -> bool:
    """Keep it; whether that was possible. A crash leaves the former one or this one, never half."""
    beside = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        os.replace(beside, path)  # noqa: PTH105 - replaces on every system
    except OSError as error:
        _log.warning("what was typed could not be kept: %s", error)
        return False
    return True


def forget_kept(path: Path) -> None:
    """Throw it away."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("what was kept could not be thrown away: %s", error)


@dataclass(frozen=True, slots=True)
class KeptWords:
    """A reason, a question, an answer: what for, about which booking, and the words."""

    action: str
    ref: str
    title: str
    text: str
    at: datetime


class Words:
    """Words of one person at one store, one for each action on a booking."""

    def __init__(self, folder: Path, store: str, login: str) -> None:
        self._folder = folder
        self._owner = owner_of(store, login)

    def keep(self, words: KeptWords) -> bool:
        """Keep these; nothing but blanks is nothing. Whether they are kept."""
        if words.text.strip():
            content = {**asdict(words), "at": words.at.isoformat()}
            return write_kept(self._path(words.action, words.ref), content)
        self.forget(words.action, words.ref)
        return False

    def text(self, action: str, ref: str) -> str:
        """What was written for that; empty where nothing was."""
        found = self._read(self._path(action, ref))
        return found.text if found else ""

    def forget(self, action: str, ref: str) -> None:
        """It was sent, or thrown away."""
        forget_kept(self._path(action, ref))

    def all(self) -> tuple[KeptWords, ...]:
        """The latest first. Files that cannot be read are passed over."""
        found = (self._read(path) for path in self._folder.glob(f"{self._owner}-*{WORDS}"))
        return tuple(sorted((item for item in found if item), key=lambda item: item.at, reverse=True))

    def _path(self, action: str, ref: str) -> Path:
        return self._folder / f"{self._owner}-{action}-{quote(ref, safe='')}{WORDS}"

    @staticmethod
    def _read(path: Path) -> KeptWords | None:
        try:
            found = json.loads(path.read_text("utf-8"))
            at = datetime.fromisoformat(found["at"])
            action, ref, title, text = (str(found[name]) for name in ("action", "ref", "title", "text"))
            return KeptWords(action, ref, title, text, at)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            _log.warning("kept words are unreadable: %s: %s", path.name, error)
            return None
