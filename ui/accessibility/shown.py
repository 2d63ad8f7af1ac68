"""What is only looked at, told as lists: of rows, and of what lies in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.accessibility.painted import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QRect

    from ui.accessibility.painted import Key


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing that is painted, with what is painted in it."""

    name: str
    box: QRect
    """In the widget."""
    inner: tuple[Leaf, ...] = ()


class Shown:
    """The parts of a picture, in order; nothing in it has the keyboard."""

    def __init__(self, leaves: Callable[[], Sequence[Leaf]]) -> None:
        self._leaves = leaves

    def parts(self, key: Key) -> Sequence[Key]:
        """Those of a part, by their numbers."""
        inner = self._inner(key)
        return [(*key, number) for number in range(len(inner))]

    def part(self, key: Key) -> Part | None:
        """What there is to tell; None once there are fewer."""
        leaf = self._leaf(key)
        return None if leaf is None else Part(leaf.box, is_focusable=False)

    def name(self, key: Key) -> str:
        """What it is called."""
        leaf = self._leaf(key)
        return "" if leaf is None else leaf.name

    def focused(self) -> Key | None:
        """Nowhere in it."""
        return None

    def go(self, key: Key) -> None:
        """The keyboard stays at the picture."""

    def press(self, key: Key) -> None:
        """It is only looked at."""

    def _leaf(self, key: Key) -> Leaf | None:
        inner = self._inner(key[:-1])
        number = key[-1]
        return inner[number] if isinstance(number, int) and number < len(inner) else None

    def _inner(self, key: Key) -> Sequence[Leaf]:
        if not key:
            return self._leaves()
        leaf = self._leaf(key)
        return () if leaf is None else leaf.inner
