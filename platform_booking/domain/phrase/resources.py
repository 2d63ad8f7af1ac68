"""``2 psm``, ``bioréacteur 50 L``, ``2 L glass bioreactor``: how many, and the words that name a resource."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.domain.phrase.tokens import DASHES, JOINERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from platform_booking.domain.phrase.names import Names
    from platform_booking.domain.phrase.tokens import Token
    from platform_booking.domain.phrase.vocabulary import Vocabulary

MOST_UNITS: Final = 999
_INSIDE: Final = frozenset("/.°,()") | JOINERS
"""Signs that may stand inside a name."""


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A resource as it was typed, with the positions after its pieces."""

    typed: tuple[str, ...]
    quantity: int
    unit: str
    after_quantity: int
    after_name: int
    after: int


class LineReader:
    """Reads the resources of one line."""

    def __init__(
        self,
        tokens: Sequence[Token],
        names: Names,
        words: Vocabulary,
        begins_something: Callable[[int], bool],
    ) -> None:
        self._tokens = tokens
        self._names = names
        self._words = words
        self._begins_something = begins_something

    def read(self, at: int) -> FoundLine | None:
        """The longest run of words that some resource fits, with its quantity before and its unit after."""
        quantity, begin = self._quantity(at)
        typed, after_name = self._name(begin)
        if not typed and begin > at:
            quantity, begin = 1, at
            typed, after_name = self._name(at)
        if not typed:
            return None
        unit, after = self._unit(after_name, typed)
        return FoundLine(typed, quantity, unit, begin, after_name, after)

    def after_dash(self, at: int) -> int:
        """The position after a dash, or a word that means one."""
        if at < len(self._tokens) and self._tokens[at].text in DASHES:
            return at + 1
        return self._words.has("to", self._tokens, at)

    def _quantity(self, at: int) -> tuple[int, int]:
        """How many, and the position after it; a size as in ``50 L`` is no quantity."""
        said = self._words.read("number", self._tokens, at)
        if said is not None:
            return said[0] + 1, said[1]
        number = self._tokens[at].number if at < len(self._tokens) else None
        if number is None or not 1 <= number <= MOST_UNITS or self._is_in_name(at):
            return 1, at
        after = at + 1
        if after < len(self._tokens) and self._tokens[after].text in {"x", "×", "*"}:
            after += 1
        return number, after

    def _name(self, at: int) -> tuple[tuple[str, ...], int]:
        """Typed words from there on that one resource fits, and the position after them."""
        typed: tuple[str, ...] = ()
        end = position = at
        while position < len(self._tokens):
            token = self._tokens[position]
            if not typed and not self._may_begin(position):
                break
            is_sign = not (token.is_word or token.number is not None)
            if typed and (is_sign and token.text in _INSIDE):
                position += 1
                continue
            if is_sign or self._ends_name(position):
                break
            if self._names.fitting((*typed, token.text)):
                typed = (*typed, token.text)
                end = position + 1
            elif not (typed and self._words.has("filler", self._tokens, position) == position + 1):
                break
            position += 1
        return typed, end

    def _may_begin(self, at: int) -> bool:
        token = self._tokens[at]
        return token.is_word or self._is_in_name(at)

    def _ends_name(self, at: int) -> bool:
        """Whether what stands there is a time and no word of a name."""
        if self._is_in_name(at) and not self._is_surely_time(at):
            return False
        if self._tokens[at].is_word and self._names.knows_as_name(self._tokens[at].text):
            return False
        return self._begins_something(at)

    def _is_in_name(self, at: int) -> bool:
        """``50`` before ``L``, ``2`` after ``PSM``."""
        if self.is_size(at):
            return True
        token = self._tokens[at]
        return (
            token.number is not None and at > 0 and self._names.is_pair(self._tokens[at - 1].text, token.text)
        )

    def is_size(self, at: int) -> bool:
        """``50`` before ``L``: part of a name, and neither a quantity nor an hour."""
        if at >= len(self._tokens) or self._tokens[at].number is None:
            return False
        after = at + 1
        while after < len(self._tokens) and self._tokens[after].text in _INSIDE:
            after += 1
        return after < len(self._tokens) and self._names.is_pair(
            self._tokens[at].text, self._tokens[after].text
        )

    def _is_surely_time(self, at: int) -> bool:
        """``psm 2-5pm``, ``psm 2/12``, ``psm 2 décembre``: a sign or a word after the number says so."""
        if self.is_size(at):
            return False
        is_weekday = self._words.has("weekday", self._tokens, at + 1) > at + 1
        return not is_weekday and self._begins_something(at)

    def _unit(self, at: int, typed: Sequence[str]) -> tuple[str, int]:
        """``n° 2``: the very unit, where some resource that fits has one of that name."""
        begin = self._words.has("unit", self._tokens, at)
        if begin == at or begin >= len(self._tokens):
            return "", at
        wanted = self._tokens[begin].text
        for code in sorted(self._names.fitting(typed)):
            for name in self._names.units(code):
                if name.casefold() == wanted:
                    return name, begin + 1
        return "", at
