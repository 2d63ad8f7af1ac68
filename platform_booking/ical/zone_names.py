"""Which time zone a foreign calendar means: by its own description, by the zone's name, or by what others call it."""

from __future__ import annotations

import re
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, available_timezones

from dateutil.tz import tzical
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from platform_booking.ical.read_model import TooSlow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.ical.lines import Component
    from platform_booking.ical.series import Budget

ALIASES: Final = {
    "romance": "Europe/Paris",
    "europe/bruxelles": "Europe/Brussels",
    "europe/londres": "Europe/London",
    "paris": "Europe/Paris",
    "france": "Europe/Paris",
    "paris, madrid": "Europe/Paris",
    "bruxelles, copenhague, madrid, paris": "Europe/Paris",
    "paris, madrid, bruxelles, copenhague": "Europe/Paris",
    "heure d'europe centrale": "Europe/Paris",
    "heure d’europe centrale": "Europe/Paris",
    "paris (heure d'hiver)": "Europe/Paris",
    "w. europe": "Europe/Berlin",
    "central europe": "Europe/Budapest",
    "greenwich mean time": "Etc/UTC",
    "z": "Etc/UTC",
    "utc": "Etc/UTC",
    "tzone://microsoft/utc": "Etc/UTC",
    "microsoft/utc": "Etc/UTC",
    "coordinated universal time": "Etc/UTC",
    "temps universel coordonné": "Etc/UTC",
}
"""What zones are called that neither IANA nor Microsoft's table knows."""
_CITIES: Final = {"bruxelles": "Europe/Brussels", "londres": "Europe/London", "berne": "Europe/Zurich"}
_OFFSET: Final = re.compile(
    r"\(?\s*(?:UTC|GMT)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?\s*\)?\s*(.*)", re.IGNORECASE
)
_NO_OFFSET: Final = re.compile(r"\(\s*(?:UTC|GMT)\s*\)\s*(.*)", re.IGNORECASE)
_MOMENTS: Final = ("DTSTART", "RDATE")
_PLAIN: Final = ("RRULE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME")
_LONG_AGO: Final = re.compile(r"^(1[0-8]\d\d|19[0-6]\d)")
"""Rules that begin with some program's own epoch would be followed from there for each time that is asked for."""
_ZONE_OFFSET: Final = re.compile(r"[+-](?:0\d|1\d|2[0-3])[0-5]\d(?:[0-5]\d)?")
_MOST_HALVES: Final = 500
_HALVES: Final = ("STANDARD", "DAYLIGHT")
_SAMPLE: Final = timedelta(days=9)
_MOST_SAMPLES: Final = 120
_LONGEST_OFFSET_HOURS: Final = 14
_WINTER: Final = datetime(2027, 1, 15, tzinfo=UTC)


@cache
def _by_folded_name() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@cache
def _by_city() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in sorted(available_timezones()):
        area, _, city = name.rpartition("/")
        if area and not area.startswith(("Etc", "posix", "right", "SystemV")):
            found.setdefault(city.replace("_", " ").casefold(), name)
    return found | _CITIES


_WINDOWS: Final = {name.casefold(): olson for name, olson in WINDOWS_TO_OLSON.items()}


def zone_named(name: str) -> tuple[tzinfo | None, bool]:
    """The zone of that name and whether that is sure; None when nobody knows it."""
    plain = name.strip().strip('"').strip()
    folded = plain.strip("/").casefold()
    for known in (folded, *_suffixes(folded)):
        olson = _by_folded_name().get(known) or _WINDOWS.get(known) or ALIASES.get(known)
        if olson:
            return _zone(olson), True
    unmarked = _NO_OFFSET.fullmatch(plain)
    if unmarked:
        return _zone(_of_cities(unmarked[1], timedelta()) or "Etc/UTC"), bool(unmarked[1])
    match = _OFFSET.fullmatch(plain)
    if not match or int(match[2]) > _LONGEST_OFFSET_HOURS:
        return None, False
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    offset = timedelta(minutes=-minutes if match[1] == "-" else minutes)
    olson = ALIASES.get(match[4].strip().casefold()) or _of_cities(match[4], offset)
    return (_zone(olson), True) if olson else (timezone(offset), not match[4].strip())


def _suffixes(folded: str) -> Iterator[str]:
    """What is left of ``/vendor/20050126_1/Europe/Paris`` and of ``Romance Standard Time 1`` without the additions."""
    parts = folded.split("/")
    yield from ("/".join(parts[start:]) for start in range(1, len(parts) - 1))
    yield re.sub(r"[ _-]?\d+$", "", folded)


def _of_cities(names: str, offset: timedelta) -> str | None:
    """The zone of the last city named whose winter time has that offset: Microsoft ends with the largest."""
    for city in reversed([piece.strip().casefold() for piece in names.split(",")]):
        olson = _by_city().get(city)
        if olson and _WINTER.astimezone(_zone(olson)).utcoffset() == offset:
            return olson
    return None


def _zone(name: str) -> tzinfo:
    return UTC if name == "Etc/UTC" else ZoneInfo(name)


def zone_described(component: Component) -> tzinfo | None:
    """The zone that a VTIMEZONE describes; None when the description cannot be understood.

    It is made anew for each file: two files may mean different things by one name.
    """
    halves = [half for half in component.parts if half.kind in _HALVES]
    if len(halves) > _MOST_HALVES or not all(map(_is_sane, halves)):
        return None
    lines = ["BEGIN:VTIMEZONE", "TZID:described"]
    for half in halves:
        lines += [f"BEGIN:{half.kind}", *_plain_lines(half), f"END:{half.kind}"]
    lines.append("END:VTIMEZONE")
    try:
        zone = tzical(StringIO("\n".join(lines))).get()
        _WINTER.astimezone(zone)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError):
        return None
    return zone


def _is_sane(half: Component) -> bool:
    """Whether its offsets are possible and its rules yearly: no other is followed, lest it be followed for ever."""
    offsets = [value.strip() for name in ("TZOFFSETFROM", "TZOFFSETTO") for _, value in half.values(name)]
    rules = [value.upper() for _, value in half.values("RRULE")]
    return all(_ZONE_OFFSET.fullmatch(item) for item in offsets) and all(
        "FREQ=YEARLY" in item for item in rules
    )


def _plain_lines(half: Component) -> Iterator[str]:
    """The properties that count, without params, dates alone as midnights."""
    for name in _MOMENTS:
        for _, value in half.values(name):
            yield f"{name}:{','.join(_as_moment(item.strip()) for item in value.split(','))}"
    for name in _PLAIN:
        for _, value in half.values(name):
            yield f"{name}:{value.strip()}"


def _as_moment(text: str) -> str:
    text = _LONG_AGO.sub("1970", text)
    return f"{text}T000000" if re.fullmatch(r"\d{8}", text) else text.removesuffix("Z")


def agree(one: tzinfo, other: tzinfo, span: TimeSpan) -> bool:
    """Whether both zones show the same time all through the span."""
    step = max(_SAMPLE, span.length / _MOST_SAMPLES)
    moment = span.start
    while moment < span.end:
        if moment.astimezone(one).utcoffset() != moment.astimezone(other).utcoffset():
            return False
        moment += step
    return True


class Zones:
    """The zones of one calendar. What had to be guessed, or is not known at all, is kept to be told."""

    def __init__(
        self, described: Iterable[Component], default: tzinfo, span: TimeSpan, budget: Budget = nullcontext
    ) -> None:
        self._described = {item.value("TZID").strip('"').casefold(): item for item in described}
        self._default = default
        self._span = span
        self._budget = budget
        self._found: dict[str, tzinfo] = {}
        self.unknown: list[str] = []
        """Names that nobody knows: their times are read in the default zone."""
        self.guessed: list[tuple[str, str]] = []
        """(name, what it was taken for)."""
        self.broken: list[str] = []
        """Names whose description could not be understood."""

    def of(self, name: str) -> tzinfo:
        """The zone of that TZID."""
        zone = self._found.get(name)
        if zone is None:
            zone = self._found[name] = self._resolve(name)
        return zone

    def _resolve(self, name: str) -> tzinfo:
        named, sure = zone_named(name)
        if isinstance(named, ZoneInfo) and "/" in named.key and named.key.casefold() in name.casefold():
            return named  # Area/City: whoever writes that means the place, whatever its description says
        component = self._described.get(name.strip().strip('"').casefold())
        if component is not None:
            described = self._understood(component, (named, self._default))
            if described is not None:
                return described
            self.broken.append(name)
        if named is None:
            self.unknown.append(name)
            return self._default
        if not sure:
            self.guessed.append((name, str(named)))
        return named

    def _understood(self, component: Component, known: Iterable[tzinfo | None]) -> tzinfo | None:
        """What is described, by a zone with a name of its own where it says the same: faster, and right for every year."""
        try:
            with self._budget():
                described = zone_described(component)
                if described is None:
                    return None
                return next(
                    (zone for zone in known if zone is not None and agree(described, zone, self._span)),
                    described,
                )
        except TooSlow:
            return None
