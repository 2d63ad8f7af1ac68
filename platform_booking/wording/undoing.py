"""Why something is not taken back, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.errors import BuiltUpon, NeverUndone, NothingToUndo

if TYPE_CHECKING:
    from collections.abc import Callable

SYSTEM: Final = "system"
_SAID_OF_ALL: Final = "other"


def taking_back(
    error: BuiltUpon | NothingToUndo | NeverUndone, deed: Callable[[object], str]
) -> tuple[str, dict[str, Any]]:
    """Name of the sentence, and what fills it."""
    params = dict(error.params)
    match error:
        case BuiltUpon():
            kind = "-mine" if params.pop("mine") else "-system" if params["by"] == SYSTEM else ""
            return f"built-upon{kind}", {**params, "deed": deed(params.pop("action"))}
        case NothingToUndo():
            ref, since = params["ref"], params["since"]
            if params["redo"]:
                name = "nothing-to-redo-since" if since else "nothing-to-redo"
                return name, {"deed": deed(since)} if since else {}
            return ("nothing-to-undo-of", {"ref": ref}) if ref else ("nothing-to-undo", {})
        case NeverUndone():
            kind = params.pop("kind")
            name = "never-undone" if kind == _SAID_OF_ALL else f"never-undone-{kind}"
            return name, {**params, "deed": deed(params.pop("action"))}
