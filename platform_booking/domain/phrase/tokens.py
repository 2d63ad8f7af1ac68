"""A typed line as words, numbers and signs, each with its place in the line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_PIECE: Final = re.compile(r"[0-9]+|[^\W\d_]+|\S")
JOINERS: Final = frozenset("'’\u02bc-\u2010\u2011")
"""Signs inside a word: ``aujourd’hui``, ``après-demain``."""
LONGEST: Final = 400
"""Characters that a phrase may have."""
DASHES: Final = frozenset("-\u2010\u2011–—→")


def plain(text: str) -> str:
    """Lower case, without accents: what people type in a hurry."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@dataclass(frozen=True)
class Token:
    """A word, a number or a sign."""

    text: str
    """As ``plain`` gives it."""
    start: int
    end: int
    """Range of characters in the line, the end excluded."""

    @cached_property
    def number(self) -> int | None:
        """Its value; None where it is no number, or one that is longer than any that is meant."""
        return (
            int(self.text) if self.text.isascii() and self.text.isdigit() and len(self.text) < _LONG else None
        )

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text.isalpha()


_LONG: Final = 7


def tokenize(text: str) -> tuple[Token, ...]:
    """All of the line but its blanks."""
    return tuple(Token(plain(match.group()), match.start(), match.end()) for match in _PIECE.finditer(text))


def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of a name, without signs."""
    return tuple(token.text for token in tokenize(text) if token.is_word or token.number is not None)
