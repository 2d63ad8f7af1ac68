"""Sentences that need no grammar but one for a single thing and one for several: filled without Fluent's runtime.

That is nearly all of them, and the runtime takes longer to import than all of these to say: the window is painted before
it is needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARAM: Final = re.compile(r"\{ *\$([a-zA-Z][\w-]*) *\}")
_PLURAL: Final = re.compile(
    r"\{ \$([a-zA-Z][\w-]*) ->\n +\[one\] ([^\n]+)\n +\*\[other\] ([^\n]+)\n\}", re.ASCII
)
_SINGLE: Final = {"fr": frozenset({0, 1}), "en": frozenset({1})}
"""How many things each language speaks of as one: whole numbers, after the Unicode CLDR."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Texts and names of params in turn; of a single thing, and otherwise."""

    counted: str
    """The param that says how many; empty where it does not matter."""
    one: tuple[str, ...]
    other: tuple[str, ...]

    def say(self, language: str, params: Mapping[str, str | int]) -> str | None:
        """The sentence, filled; None where a param is missing or is no number."""
        number = params.get(self.counted) if self.counted else None
        if self.counted and not isinstance(number, int):
            return None
        pieces = self.one if number in _SINGLE[language] else self.other
        if not params.keys() >= {*pieces[1::2]}:
            return None
        return "".join(str(params[piece]) if at % 2 else piece for at, piece in enumerate(pieces))


def plain(source: str) -> Plain | None:
    """The entry of a Fluent file as it can be filled; None for one that needs more than that."""
    name, _, text = source.partition("=")
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        del lines[-1]
    value = "\n".join(lines).strip(" ")
    if name.startswith("-") or not value:
        return None
    counted = _PLURAL.fullmatch(value)
    if counted is not None:
        one, other = _pieces(counted[2]), _pieces(counted[3])
        return Plain(counted[1], one, other) if one and other else None
    pieces = _pieces(value)
    return Plain("", pieces, pieces) if pieces else None


def _pieces(text: str) -> tuple[str, ...]:
    """Empty where there is grammar in it, or more than one line."""
    pieces = tuple(_PARAM.split(text.strip(" ")))
    return () if any(set(piece) & {"{", "}", "\n"} for piece in pieces[::2]) else pieces
