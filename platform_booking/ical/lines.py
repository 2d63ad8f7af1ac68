"""From the bytes of a file to its components, however it was written: what is not understood is left to the caller.

Nothing here knows what a property means. A line that is broken stays where it is and harms only its own component.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAME: Final = re.compile(r"\s*([A-Za-z0-9-]+)\s*[;:]")
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_FRAME: Final = re.compile(r"(BEGIN|END):", re.IGNORECASE)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
CALENDAR: Final = "VCALENDAR"
EVENT: Final = "VEVENT"
ZONE: Final = "VTIMEZONE"
_OUTER: Final = (CALENDAR, EVENT, ZONE, "VTODO", "VJOURNAL", "VFREEBUSY")
"""Components that stand in no other than a calendar."""


@dataclass
class Component:
    """Everything between a BEGIN and its END."""

    kind: str
    line: int
    """Where it begins in the file, from 1."""
    lines: list[str] = field(default_factory=list)
    """Its own content lines, unfolded, without BEGIN and END."""
    parts: list[Component] = field(default_factory=list)
    closed: bool = False
    """Whether its END was there."""

    def values(self, name: str) -> Sequence[tuple[str, str]]:
        """(name with params, value) of every property of that name; the value is what follows the first plain colon."""
        return self._by_name.get(name, ())

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for line in self.lines:
            match = _NAME.match(line)
            if match:
                found.setdefault(match[1].upper(), []).append(_split(line))
        return found

    def value(self, name: str) -> str:
        """The first value of that name; empty when there is none."""
        found = self.values(name)
        return found[0][1].strip() if found else ""

    def of_kind(self, kind: str) -> Iterator[Component]:
        """Its parts of that kind."""
        return (part for part in self.parts if part.kind == kind)


def _split(line: str) -> tuple[str, str]:
    """At the first colon outside quotes."""
    if '"' not in line:
        head, _, value = line.partition(":")
        return head, value
    quoted = False
    for at, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            return line[:at], line[at + 1 :]
    head, _, value = line.partition(":")  # a quote that nobody closes
    return head, value


def decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding had to be guessed: UTF-8 unless it cannot be, then Windows' Latin."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), False
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), True
    except UnicodeDecodeError:
        return data.decode("latin-1"), True


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """(number, content line): continuation lines joined, empty ones left out. No BEGIN or END goes on."""
    number, held = 0, ""
    for at, line in enumerate(_LINE_END.split(text.replace("\0", "")), 1):
        if line[:1] in {" ", "\t"} and held and not _FRAME.match(held):
            held += line[1:]
        elif line.strip():
            if held:
                yield number, held
            number, held = at, line
    if held:
        yield number, held


def components(text: str) -> list[Component]:
    """The components that stand at the top, usually one VCALENDAR; those within are their parts.

    An END that closes nothing is passed over. What is not closed by its own END counts as unclosed, and never swallows
    what comes after it.
    """
    top = Component("", 0)
    stack = [top]
    for number, line in unfolded(text):
        word, _, kind = line.strip().partition(":")
        kind = kind.strip().upper()
        if word.upper() == "BEGIN":
            if kind in _OUTER:  # whatever still stands open was not closed, or not by its own name
                while len(stack) > 1 and (kind == CALENDAR or stack[-1].kind != CALENDAR):
                    stack.pop()
            made = Component(kind, number)
            stack[-1].parts.append(made)
            stack.append(made)
        elif word.upper() == "END":
            if any(item.kind == kind for item in stack[1:]):
                while (item := stack.pop()).kind != kind:
                    pass
                item.closed = True
        else:
            stack[-1].lines.append(line)
    return top.parts
