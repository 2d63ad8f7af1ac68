"""Reading single fields of a catalogue file: every mistake is noted with its place, none stops the reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from platform_booking.domain.catalogue import Opening, Text
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.reading import read_day, read_hours, read_weekdays

MAX_NAME: Final = 200
MAX_UNITS: Final = 500
MAX_MARGIN_MINUTES: Final = 30 * 24 * 60
MAX_PERSONS: Final = 100_000
_CODE: Final = re.compile(r"[^\s\x00-\x1f\x7f,:]{1,60}")

Problem = tuple[str, str, dict[str, Any]]


@dataclass(slots=True)
class Notes:
    """Mistakes and warnings found so far: (where, code, params)."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


class Row:
    """One table of the file, read key by key. A key that is absent gives what is already known."""

    def __init__(self, notes: Notes, where: str, values: dict[str, Any], known_keys: frozenset[str]) -> None:
        self._notes = notes
        self._values = values
        self.where = where
        for key in values:
            if key not in known_keys:
                notes.warnings.append((where, "unknown-key", {"key": key}))

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def get(self, key: str) -> Any:
        """The bare value, or None."""
        return self._values.get(key)

    def problem(self, code: str, **params: Any) -> None:
        """Note a mistake in this row."""
        self._notes.problems.append((self.where, code, params))

    def warning(self, code: str, **params: Any) -> None:
        """Note something odd in this row."""
        self._notes.warnings.append((self.where, code, params))

    def typed(self, key: str, kind: type, default: Any) -> Any:
        """A value of exactly that type, else the default and a problem."""
        if key not in self._values:
            return default
        value = self._values[key]
        if type(value) is not kind:
            self.problem("wrong-type", field=key, expected=kind.__name__)
            return default
        return value

    def text(self, key: str, default: str, longest: int = MAX_NAME) -> str:
        """A line of text."""
        value = str(self.typed(key, str, default)).strip()
        if len(value) > longest or any(ord(sign) < ord(" ") or sign == "\x7f" for sign in value):
            self.problem("bad-text", field=key, longest=longest)
            return default
        return value

    def code(self, key: str) -> str:
        """The code that names the row; empty when there is none worth the name."""
        value = self.typed(key, str, "")
        if key not in self._values:
            self.problem("missing", field=key)
            return ""
        if not _CODE.fullmatch(value):
            self.problem("bad-code", value=str(value)[:40])
            return ""
        if value.startswith("@"):
            self.problem("reserved-code", value=value)
            return ""
        return str(value)

    def name(self, default: Text | None, key: str = "name") -> Text:
        """A name in both languages, from one text or from a table of two."""
        value = self._values.get(key)
        if value is None:
            if default is None:
                self.problem("missing", field=key)
            return default or Text("?", "?")
        if isinstance(value, str):
            found = self.text(key, "")
            return Text(found, found)
        if isinstance(value, dict) and value and all(isinstance(item, str) for item in value.values()):
            inner = Row(self._notes, f"{self.where} {key}", value, frozenset({"fr", "en"}))
            fr, en = inner.text("fr", ""), inner.text("en", "")
            if fr or en:
                return Text(fr or en, en or fr)
        self.problem("wrong-type", field=key, expected="{fr, en}")
        return default or Text("?", "?")

    def integer(self, key: str, default: int | None, low: int, high: int) -> int | None:
        """A whole number in a range; an empty text takes back the one that is known."""
        if self._values.get(key) == "":
            return None
        value = self.typed(key, int, default)
        if value is not None and key in self._values and not low <= value <= high:
            self.problem("bad-number", field=key, value=str(value)[:20], low=low, high=high)
            return default
        return None if value is None else int(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        return bool(self.typed(key, bool, default))

    def texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of texts, each once, in order."""
        value = self.typed(key, list, None)
        if value is None:
            return default
        if not all(isinstance(item, str) for item in value):
            self.problem("wrong-type", field=key, expected="[text]")
            return default
        return tuple(dict.fromkeys(value))

    def choice(self, key: str, default: str, allowed: tuple[str, ...]) -> str:
        """One of several words."""
        value = self.text(key, default)
        if value not in allowed:
            self.problem("bad-choice", field=key, value=value, allowed=", ".join(allowed))
            return default
        return value

    def day(self, key: str, default: date | None) -> date | None:
        """A date, as TOML or as text."""
        value = self._values.get(key)
        if value is None:
            return default
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return read_day(value) if isinstance(value, str) else self._bad_day(key, value, default)
        except InvalidInput:
            return self._bad_day(key, value, default)

    def day_or_none(self, key: str, default: date | None) -> date | None:
        """A date; an empty text takes back the one that is known."""
        return None if self._values.get(key) == "" else self.day(key, default)

    def _bad_day(self, key: str, value: Any, default: date | None) -> date | None:
        self.problem("bad-date", field=key, value=str(value)[:40])
        return default

    def references(self, key: str, default: tuple[str, ...], known: Any) -> tuple[str, ...]:
        """Codes of things that exist."""
        found = self.texts(key, default)
        for code in found:
            if code not in known:
                self.problem("unknown-reference", field=key, value=code[:60])
        return tuple(code for code in found if code in known)

    def reference(self, key: str, default: str, known: Any) -> str:
        """The code of a thing that exists, or nothing."""
        code = self.text(key, default)
        if code and code not in known:
            self.problem("unknown-reference", field=key, value=code)
            return default
        return code

    def opening(self, default: Opening | None) -> Opening | None:
        """Opening hours: one span for Monday to Friday, or a table of days."""
        value = self._values.get("opening")
        if value is None:
            return default
        if isinstance(value, str):
            value = {"mon-fri": value}
        if not isinstance(value, dict):
            self.problem("wrong-type", field="opening", expected='{mon = ["08:00-19:00"]}')
            return default
        week: list[list[tuple[int, int]]] = [[] for _ in range(7)]
        for days, hours in value.items():
            for text in hours if isinstance(hours, list) else [hours]:
                try:
                    span = read_hours(text if isinstance(text, str) else str(text)[:40])
                    for number in read_weekdays(days):
                        week[number].append(span)
                except InvalidInput:
                    self.problem("bad-hours", value=f"{days} = {text}"[:60])
        if any(_overlapping(sorted(spans)) for spans in week):
            self.problem("bad-hours", value="overlap")
        return tuple(tuple(sorted(spans)) for spans in week)

    def unit_names(self) -> tuple[str, ...] | None:
        """Names of the units, from a number or a list; None when the file does not say."""
        value = self._values.get("units")
        if type(value) is int:
            if 1 <= value <= MAX_UNITS:
                return tuple(str(number) for number in range(1, value + 1))
            self.problem("bad-number", field="units", value=str(value)[:20], low=1, high=MAX_UNITS)
        elif isinstance(value, list) and 1 <= len(value) <= MAX_UNITS:
            return self._listed_units([item.strip() if isinstance(item, str) else "" for item in value])
        elif value is not None:
            self.problem("wrong-type", field="units", expected="number | [text]")
        return None

    def _listed_units(self, names: list[str]) -> tuple[str, ...] | None:
        if any(not name or len(name) > MAX_NAME or not name.isprintable() for name in names):
            self.problem("wrong-type", field="units", expected="[text]")
        elif len(set(names)) < len(names):
            self.problem("duplicate-unit", value=next(name for name in names if names.count(name) > 1))
        else:
            return tuple(names)
        return None


def _overlapping(spans: list[tuple[int, int]]) -> bool:
    return any(first[1] > second[0] for first, second in pairwise(spans))


def days_of_closure(row: Row, start: date | None, end: date | None) -> tuple[date, date] | None:
    """First closed day and first day open again. A single date closes that day."""
    one = row.day("date", None)
    first = row.day("from" if "from" in row else "start", one or start)
    last = row.day("until" if "until" in row else "end", end if one is None else None)
    if first is None:
        row.problem("missing", field="start")
        return None
    if last is None or last == first:
        last = first + timedelta(days=1) if first < date.max else first
    if last <= first:
        row.problem("dates-reversed")
        return None
    return first, last
