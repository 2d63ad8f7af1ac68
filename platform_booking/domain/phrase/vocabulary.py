"""The words that mean something in a phrase, of all languages at once. They are given: the wording has them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from platform_booking.domain.phrase.tokens import JOINERS, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from platform_booking.domain.phrase.tokens import Token

GROUPS = (
    "weekday",  # Monday first
    "month",
    "relative",  # today, tomorrow, the day after
    "half",  # of a day: morning, afternoon
    "number",  # one, two, …
    "block-kind",  # in the order of the parser's BLOCK_KINDS
    "every",  # before a day: each, every other
    "rhythm",  # in the order of Every
    "in",
    "on",  # before a day
    "at",  # before a time of day
    "from",
    "to",
    "for",
    "next",
    "until",
    "except",
    "ordinal",
    "hour",
    "minute",
    "day",
    "week",
    "month-word",
    "this",
    "within",
    "am",
    "pm",
    "times",
    "plus",
    "learners",
    "block",
    "unit",
    "filler",
)
"""Names of the groups of words. In the first eight the position is the value."""


class Vocabulary:
    """Words by what they mean. An entry may be several words: ``jusqu’au``, ``après-demain``."""

    def __init__(self, entries: Iterable[tuple[str, int, str]]) -> None:
        """Each entry is a group, a value and the word."""
        self._by_group: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
        for group, value, word in entries:
            key = tuple(token.text for token in tokenize(word) if token.text not in JOINERS)
            if key:
                self._by_group[group].setdefault(key, value)
        self._longest = {
            group: max(len(words) for words in entries) for group, entries in self._by_group.items()
        }

    def words(self, group: str) -> Mapping[tuple[str, ...], int]:
        """What a group holds."""
        return self._by_group.get(group, {})

    def read(self, group: str, tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
        """The value of the longest entry that begins at a token, and the position after it."""
        words: list[str] = []
        found = None
        position = at
        longest = self._longest.get(group, 0)
        while position < len(tokens) and len(words) < longest:
            token = tokens[position]
            position += 1
            if token.text in JOINERS and words:
                continue
            words.append(token.text)
            value = self._by_group[group].get(tuple(words))
            if value is not None:
                found = value, position
        return found

    def has(self, group: str, tokens: Sequence[Token], at: int) -> int:
        """The position after a word of the group that stands there; ``at`` itself where none does."""
        found = self.read(group, tokens, at)
        return at if found is None else found[1]
