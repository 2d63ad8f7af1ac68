"""The sentences of one language as Fluent files hold them, each read when it is first said."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from platform_booking.wording.plain import Plain, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fluent.runtime import FluentBundle
    from fluent.runtime.resolver import Pattern

_ENTRY: Final = re.compile(r"^(-?[A-Za-z][\w-]*) *=", re.MULTILINE)
"""Where a message or a term begins. Everything that belongs to it is indented, or closes a bracket."""
_REFERENCE: Final = re.compile(r"\{\s*(-?[a-z][\w-]*)")
"""Another message or term inside a sentence."""


class Sentences:
    """By name. Of two of one name the first is said."""

    def __init__(self, locale: str, files: Iterable[str]) -> None:
        self._locale = locale
        self._language = locale[:2]
        self._sources: dict[str, str] = {}
        self._plain: dict[str, Plain | None] = {}
        for text in files:
            starts = [*_ENTRY.finditer(text)]
            ends = [*(start.start() for start in starts[1:]), len(text)]
            for start, end in zip(starts, ends, strict=True):
                self._sources.setdefault(start[1], text[start.start() : end])

    def __contains__(self, name: str) -> bool:
        return self._read(name) is not None or (name in self._sources and self._pattern(name) is not None)

    def say(self, name: str, params: Mapping[str, str | int]) -> str | None:
        """The sentence, filled; None where there is none of that name."""
        plain_one = self._read(name)
        said = None if plain_one is None else plain_one.say(self._language, params)
        return self._worked_out(name, params) if said is None else said

    def _read(self, name: str) -> Plain | None:
        if name not in self._plain:
            self._plain[name] = plain(self._sources.get(name, ""))
        return self._plain[name]

    # --- by Fluent ----------------------------------------------------------------------------------

    def _worked_out(self, name: str, params: Mapping[str, str | int]) -> str | None:
        pattern = self._pattern(name) if name in self._sources else None
        if pattern is None:
            return None
        from fluent.runtime.types import fluent_number  # noqa: PLC0415 - slow to import

        values = {
            key: fluent_number(value, useGrouping=False) if isinstance(value, int) else value
            for key, value in params.items()
        }
        return str(self._bundle.format_pattern(pattern, values)[0])

    def _pattern(self, name: str) -> Pattern | None:
        if not self._bundle.has_message(name):
            self._parse(name, set())
        return self._bundle.get_message(name).value if self._bundle.has_message(name) else None

    @cached_property
    def _bundle(self) -> FluentBundle:
        from fluent.runtime import FluentBundle  # noqa: PLC0415 - slow to import

        return FluentBundle([self._locale], use_isolating=False)

    def _parse(self, name: str, seen: set[str]) -> None:
        """With whatever it refers to. Parsing again, as two threads may do at once, changes nothing."""
        from fluent.runtime import FluentResource  # noqa: PLC0415 - slow to import

        source = self._sources.get(name)
        if source is None or name in seen:
            return
        seen.add(name)
        for other in _REFERENCE.findall(source):
            self._parse(other, seen)
        self._bundle.add_resource(FluentResource(source))
