"""What was being written, kept on this computer until it is sent or thrown away. Knows no Qt."""

from __future__ import annotations

import json
import logging
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ui.dialogs.editor.request import FormState, from_json, to_json
from ui.kept import forget_kept, owner_of, write_kept

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A form that was kept, and when."""

    key: str
    at: datetime
    state: FormState
    ref: str = ""
    """Of the booking that it changes; empty for a new one."""
    occurrence: int = 0
    """Number of the date that it changes."""
    before: FormState | None = None
    """How that booking stood in the form before anything was typed."""
    override: str = ""
    """Why rules are to be set aside."""


class Drafts:
    """The drafts of one person at one store: a file each, so that two windows never write over each other."""

    def __init__(self, folder: Path, store: str, login: str) -> None:
        self._folder = folder
        self._owner = owner_of(store, login)

    @staticmethod
    def new_key() -> str:
        """A name for a draft that is not kept yet."""
        return uuid.uuid4().hex

    def save(self, draft: SavedDraft) -> bool:
        """Keep the form; whether that was possible."""
        content = {
            "at": draft.at.isoformat(),
            "form": to_json(draft.state),
            "ref": draft.ref,
            "occurrence": draft.occurrence,
            "before": draft.before and to_json(draft.before),
            "override": draft.override,
        }
        return write_kept(self._path(draft.key), content)

    def forget(self, key: str) -> None:
        """Throw a draft away."""
        forget_kept(self._path(key))

    def latest(self, ref: str = "") -> SavedDraft | None:
        """The draft that was kept last of a new booking, or of changes to that one; None when there is none."""
        return next((draft for draft in self.all() if draft.ref == ref), None)

    def all(self) -> tuple[SavedDraft, ...]:
        """The latest first. Files that cannot be read are passed over."""
        found = (self._read(path) for path in self._folder.glob(f"{self._owner}-*.json"))
        return tuple(sorted((draft for draft in found if draft), key=lambda draft: draft.at, reverse=True))

    def _read(self, path: Path) -> SavedDraft | None:
        try:
            found = json.loads(path.read_text("utf-8"))
            before = found.get("before")
            return SavedDraft(
                path.stem.partition("-")[2],
                datetime.fromisoformat(found["at"]),
                from_json(found["form"]),
                str(found.get("ref", "")),
                int(found.get("occurrence", 0)),
                from_json(before) if before else None,
                str(found.get("override", "")),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _log.warning("a draft is unreadable: %s: %s", path.name, error)
            return None

    def _path(self, key: str) -> Path:
        return self._folder / f"{self._owner}-{key}.json"
