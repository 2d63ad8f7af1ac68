"""What the command field offers, one row each. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Row:
    """Something that Enter does; a head only names those below it."""

    title: str
    detail: str = ""
    glyph: str = ""
    platform: str = ""
    """Code, for its chip in the place of an icon."""
    key: str = ""
    """What does the same."""
    number: int = 0
    """Of a way out: the digit that takes it."""
    tone: str = ""
    """success, danger or empty: the ink of the detail."""
    run: Callable[[], None] | None = None
    """None of a head."""

    @property
    def is_head(self) -> bool:
        """Whether it is only a heading."""
        return self.run is None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        number = f"{self.number}. " if self.number else ""
        return number + ", ".join(part for part in (self.title, self.detail, self.key) if part)


def group(name: str, rows: list[Row]) -> list[Row]:
    """The rows under their heading; nothing where there are none."""
    return [Row(name), *rows] if rows else []
