"""Text on content lines: escaping (RFC 5545 §3.3.11) and folding (§3.1)."""

from __future__ import annotations

import re
from typing import Final

MAX_OCTETS: Final = 75
"""Longest line, without its line break."""
LINE_BREAK: Final = "\r\n"

_FOLD: Final = b"\r\n "
_BACKSLASH: Final = 0x5C
_LINE_BREAKS: Final = "\r\v\f\x85\u2028\u2029"
"""Whatever some reader takes for the end of a line, besides the plain one."""
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_CLEANED: Final[dict[int, str | None]] = {
    # Control characters may not appear at all, and lone surrogates cannot be encoded.
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))),
    **dict.fromkeys(map(ord, _LINE_BREAKS), "\n"),
    ord("\n"): "\n",
    ord("\t"): "\t",
}


def escape(text: str) -> str:
    r"""The text as a TEXT value: ``\ ; ,`` and line breaks escaped, control characters left out."""
    if _UNWRITABLE.search(text):
        text = text.replace("\r\n", "\n").translate(_CLEANED)
    return text.replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")


def unescape(value: str) -> str:
    """The text that a TEXT value means; a backslash before anything else is left out."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def fold(line: str) -> str:
    """The content line cut into lines of at most 75 octets, never inside a UTF-8 character or an escape."""
    if len(line) <= MAX_OCTETS and line.isascii():
        return line
    octets = line.encode()
    if len(octets) <= MAX_OCTETS:
        return line
    pieces = []
    begin, room = 0, MAX_OCTETS
    while len(octets) - begin > room:
        cut = _last_cut(octets, begin, begin + room)
        pieces.append(octets[begin:cut])
        begin, room = cut, MAX_OCTETS - 1  # the space that marks a continuation counts as well
    pieces.append(octets[begin:])
    return _FOLD.join(pieces).decode()


def _last_cut(octets: bytes, begin: int, latest: int) -> int:
    cut = latest
    while octets[cut] & 0xC0 == 0x80:  # noqa: PLR2004 - the mark of an octet inside a character
        cut -= 1
    slashes = 0
    while cut - slashes > begin and octets[cut - slashes - 1] == _BACKSLASH:
        slashes += 1
    return cut - slashes % 2
