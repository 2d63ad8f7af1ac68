"""docs/commands.md names every command, and only those that there are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platform_booking.cli.app import build_app
from platform_booking.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = Path(__file__).parents[2] / "docs" / "commands.md"


def named(group: Any, before: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command of a group and of those below it, as it is typed."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from named(command, (*before, name))
        else:
            yield " ".join((*before, name))


def test_every_command_has_a_place_in_the_window_or_a_reason() -> None:
    listed = re.findall(r"^\| `([^`]+)` \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(named(build_app(Words("en"))))
