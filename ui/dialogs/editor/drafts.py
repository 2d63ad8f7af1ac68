"""What was being written, kept on this computer until it is sent or thrown away. Knows no Qt."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ui.dialogs.editor.request import FormState, from_json, to_json

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A form that was kept, and when."""

    key: str
    at: datetime
    state: FormState


class Drafts:
    """The drafts of one person at one store: a file each, so that two windows never write over each other."""

    def __init__(self, folder: Path, store: str, login: str) -> None:
        self._folder = folder
        self._owner = hashlib.sha256(f"{store}\n{login}".encode()).hexdigest()[:16]

    @staticmethod
    def new_key() -> str:
        """A name for a draft that is not kept yet."""
        return uuid.uuid4().hex

    def save(self, key: str, state: FormState, at: datetime) -> bool:
        """Keep the form; whether that was possible. A crash leaves the former one or this one, never half."""
        path = self._path(key)
        beside = path.with_suffix(".part")
        content = {"at": at.isoformat(), "form": to_json(state)}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
            os.replace(beside, path)  # noqa: PTH105 - replaces on every system
        except OSError as error:
            _log.warning("the draft could not be kept: %s", error)
            return False
        return True

    def forget(self, key: str) -> None:
        """Throw a draft away."""
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError as error:
            _log.warning("the draft could not be thrown away: %s", error)

    def latest(self) -> SavedDraft | None:
        """The draft that was kept last; None when there is none. Files that cannot be read are passed over."""
        found = [self._read(path) for path in self._folder.glob(f"{self._owner}-*.json")]
        return max((draft for draft in found if draft), key=lambda draft: draft.at, default=None)

    def _read(self, path: Path) -> SavedDraft | None:
        try:
            content = json.loads(path.read_text("utf-8"))
            at = datetime.fromisoformat(content["at"])
            return SavedDraft(path.stem.partition("-")[2], at, from_json(content["form"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _log.warning("a draft is unreadable: %s: %s", path.name, error)
            return None

    def _path(self, key: str) -> Path:
        return self._folder / f"{self._owner}-{key}.json"
