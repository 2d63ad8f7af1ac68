"""The vocabulary of typed phrases, from the sentences of all languages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from platform_booking.domain.catalogue import LANGUAGES
from platform_booking.domain.phrase.vocabulary import GROUPS, Vocabulary
from platform_booking.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def vocabulary() -> Vocabulary:
    """All languages at once: nobody says first in which one they type."""
    return Vocabulary(entry for language in LANGUAGES for entry in _entries(Words(language)))


def _entries(words: Words) -> Iterator[tuple[str, int, str]]:
    for group in GROUPS:
        for value, synonyms in enumerate(words.text(f"phrase-{group}").split(";")):
            for word in synonyms.split(","):
                yield group, value, word
