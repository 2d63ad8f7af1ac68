"""The sentences of one language as Fluent files hold them, each parsed when it is first said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENTRY: Final = re.compile(r"^(-?[A-Za-z][\w-]*) *=", re.MULTILINE)
"""Where a message or a term begins. Everything that belongs to it is indented, or closes a bracket."""
_REFERENCE: Final = re.compile(r"\{\s*(-?[a-z][\w-]*)")
"""Another message or term inside a sentence."""


class Sentences:
    """By name. Of two of one name the first is said."""

    def __init__(self, locale: str, files: Iterable[str]) -> None:
        self._bundle = FluentBundle([locale], use_isolating=False)
        self._sources: dict[str, str] = {}
        for text in files:
            starts = [*_ENTRY.finditer(text)]
            ends = [*(start.start() for start in starts[1:]), len(text)]
            for start, end in zip(starts, ends, strict=True):
                self._sources.setdefault(start[1], text[start.start() : end])

    def __contains__(self, name: str) -> bool:
        if not self._bundle.has_message(name):
            self._parse(name, set())
        return bool(self._bundle.has_message(name))

    def say(self, name: str, params: dict[str, Any]) -> str | None:
        """The sentence, filled; None where there is none of that name."""
        pattern = self._bundle.get_message(name).value if name in self else None
        return None if pattern is None else str(self._bundle.format_pattern(pattern, params)[0])

    def _parse(self, name: str, seen: set[str]) -> None:
        """With whatever it refers to. Parsing again, as two threads may do at once, changes nothing."""
        source = self._sources.get(name)
        if source is None or name in seen:
            return
        seen.add(name)
        for other in _REFERENCE.findall(source):
            self._parse(other, seen)
        self._bundle.add_resource(FluentResource(source))
