"""Random series of edits of series, against a simple account of what each date should be, kept on the clock of the wall."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.moving import Move
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from platform_booking.services.series import LineEdit, SeriesEdit

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking
    from platform_booking.storage.unit_of_work import Store

PARIS = ZoneInfo("Europe/Paris")
BEGINS = (  # Tuesdays; the clocks change on 25 October and 28 March
    datetime(2026, 10, 6, 9),  # noqa: DTZ001 - what the wall shows
    datetime(2027, 3, 9, 9),  # noqa: DTZ001
)
WEEK, HOUR = timedelta(weeks=1), timedelta(hours=1)
EXAMPLES = int(os.environ.get("SERIES_EXAMPLES", "12"))
ROOMS = 3 * EXAMPLES  # as many again while a failure is made smaller
PEOPLE = """
[[partners]]
code = "UNI"
name = "U"
[[persons]]
login = "tina"
name = "Tina"
partner = "UNI"
[[platforms]]
code = "USP"
name = "Amont"
host = "UNI"
"""


@dataclass
class Day:
    """One date as it should be."""

    start: datetime
    end: datetime
    lines: dict[str, int]
    title: str = ""


@dataclass
class Account:
    """One booking as it should be."""

    ref: str
    title: str
    names: list[datetime]
    """What its rule names."""
    length: timedelta
    days: dict[datetime, Day] = field(default_factory=dict)
    """By original start."""

    dead: dict[datetime, datetime] = field(default_factory=dict)
    """Original start → start of what was given up."""

    def settled(self, now: datetime, meant: list[datetime]) -> set[datetime]:
        """Dates that are over or have begun."""
        starts = {key: day.start for key, day in self.days.items()} | self.dead
        return {key for key, start in starts.items() if start <= now and key not in meant}

    def usual(self, keys: list[datetime]) -> dict[str, int]:
        kinds = Counter(tuple(sorted(self.days[key].lines.items())) for key in sorted(keys))
        return dict(kinds.most_common(1)[0][0])


scopes = st.sampled_from(["one", "following", "all"])
kinds = st.one_of(
    st.tuples(st.just("shift"), st.sampled_from([-120, -60, 30, 60, 90, 1440]), st.sampled_from([0, 1, 2])),
    st.tuples(st.just("title"), st.sampled_from(["Un", "Deux", "Trois"])),
    st.tuples(st.just("add")),
    st.tuples(st.just("remove")),
    st.tuples(st.just("quantity"), st.integers(1, 4)),
    st.tuples(st.just("rule"), st.integers(1, 9), st.sampled_from(["", ";BYDAY=TU,TH"])),
    st.tuples(st.just("cancel")),
    st.tuples(st.just("wait"), st.integers(1, 2)),
)
edits = st.lists(st.tuples(scopes, st.integers(0, 9), kinds), min_size=2, max_size=6)
fresh = count()
MAY_FAIL = {"shift", "rule", "quantity", "add"}  # into the past, onto its own next date, no date left


@pytest.fixture
def furnished(store: Store) -> Store:
    rooms = "".join(
        f'[[resources]]\ncode = "{code}{number}"\nname = "{code}{number}"\nplatform = "USP"\nunits = 4\n'
        for number in range(ROOMS)
        for code in ("A", "B", "C")
    )
    PlatformBooking(Desk(store, None, fixed_clock(datetime(2026, 9, 1, tzinfo=UTC)))).catalogue.import_text(
        PEOPLE + rooms
    )
    return store


def sat(store: Store, now: datetime) -> PlatformBooking:
    return PlatformBooking(Desk(store, "tina", fixed_clock(now.replace(tzinfo=PARIS))))


class Play:
    """Does the same to the store and to the account."""

    def __init__(self, store: Store, begins: datetime) -> None:
        self.store = store
        self.begins = begins
        self.done = 0
        number = next(fresh) % ROOMS
        self.base, self.pool, self.extra = f"A{number}", f"B{number}", f"C{number}"
        self.now = begins - timedelta(days=35, hours=1)
        asked = BookingRequest(
            title="TP",
            lines=(LineRequest(self.base), LineRequest(self.pool, 2)),
            start=begins.isoformat(),
            end=(begins + 3 * HOUR).isoformat(),
            rule="FREQ=WEEKLY;COUNT=5",
        )
        booked = sat(store, self.now).requests.request(asked).booking
        names = [begins + WEEK * place for place in range(5)]
        lines = {self.base: 1, self.pool: 2}
        days = {name: Day(name, name + 3 * HOUR, dict(lines)) for name in names}
        self.accounts = [Account(booked.ref, "TP", names, 3 * HOUR, days)]

    def step(self, scope: str, place: int, kind: tuple[Any, ...]) -> None:
        if kind[0] == "wait":
            self.now += WEEK * 5 if self.now < self.begins - WEEK else WEEK * kind[1]
            return
        account = self.accounts[place % len(self.accounts)]
        keys = sorted(account.days)
        if not keys:
            return
        named = keys[place % len(keys)]
        dates = Dates() if scope == "all" else Dates(named.date(), scope == "following")
        meant = {"one": [named], "following": [key for key in keys if key >= named], "all": keys}[scope]
        alone = scope == "one" and len(account.days) + len(account.dead) > 1
        meant = [key for key in meant if account.days[key].start > self.now]
        platform = sat(self.store, self.now)
        if kind[0] == "cancel":
            if named in meant:
                platform.changes.cancel(account.ref, "fini", Dates(named.date()))
                account.dead[named] = account.days.pop(named).start
            return
        if kind[0] == "remove" and not any(self.extra in account.days[key].lines for key in meant):
            return
        if not meant or (kind[0] == "rule" and alone):
            return
        spot = named if named in meant else min(meant, key=lambda key: account.days[key].start)
        edit, work = self._edit(account, kind, spot, meant, alone=alone)
        splits = self._splits(account, scope, kind, meant)
        may_fail = (InvalidInput, RuleRefused, BookingConflict) if kind[0] in MAY_FAIL else ()
        with suppress(*may_fail):
            changed = platform.series.change(account.ref, edit, dates)
            assert (changed.ended is not None) == splits, changed
            work(self._continued(account, meant, changed.booking.ref) if changed.ended else account)
            self.done += 1

    def _edit(
        self, account: Account, kind: tuple[Any, ...], named: datetime, meant: list[datetime], *, alone: bool
    ) -> tuple[SeriesEdit, Any]:
        """What is asked, and what it does to an account whose dates ``meant`` change."""
        match kind:
            case ("shift", minutes, longer):
                by = timedelta(minutes=minutes)
                day = account.days[named]
                end = day.end + by + HOUR * longer
                start = day.start + by
                to = Move(start.isoformat(), end.isoformat() if longer else None, of=named.date())
                length = end - start if longer else None
                return SeriesEdit(to=to), lambda it: self._shift(it, meant, by, length, alone=alone)
            case ("title", title):
                return SeriesEdit(title=title), lambda it: self._title(it, meant, title, alone=alone)
            case ("rule", dates, days):
                rule = f"FREQ=WEEKLY;COUNT={dates}{days}"
                return SeriesEdit(rule=rule), lambda it: self._rule(it, meant, dates, days)
        change = {
            "add": LineEdit(add=(LineRequest(self.extra),)),
            "remove": LineEdit(remove=(self.extra,)),
            "quantity": LineEdit(quantity={self.pool: kind[-1]}),
        }[kind[0]]
        return SeriesEdit(lines=change), lambda it: self._lines(it, meant, kind)

    def _shift(
        self, it: Account, meant: list[datetime], by: timedelta, length: timedelta | None, *, alone: bool
    ) -> None:
        for key in meant:
            day = it.days[key]
            took = length or day.end - day.start
            day.start += by
            day.end = day.start + took
        if not alone and not it.settled(self.now, meant):
            it.names = [name + by for name in it.names]
            it.length = length or it.length
            it.days = {key + by: day for key, day in it.days.items()}
            it.dead = {key + by: start + by for key, start in it.dead.items()}

    def _title(self, it: Account, meant: list[datetime], title: str, *, alone: bool) -> None:
        if alone:
            it.days[meant[0]].title = "" if title == it.title else title
        elif title != it.title:
            for key in set(it.days) & it.settled(self.now, meant):
                it.days[key].title = it.days[key].title or it.title
            it.title = title

    def _lines(self, it: Account, meant: list[datetime], kind: tuple[Any, ...]) -> None:
        for key in meant:
            lines = it.days[key].lines
            if kind[0] == "add":
                lines[self.extra] = lines.get(self.extra, 0) + 1
            elif kind[0] == "remove":
                lines.pop(self.extra, None)
            else:
                lines[self.pool] = kind[1]

    def _rule(self, it: Account, meant: list[datetime], dates: int, days: str) -> None:
        usual = it.usual(meant)
        names = named_by(it.names[0], dates, days)
        for key in meant:
            if key not in names:
                it.dead[key] = it.days.pop(key).start
        for name in names:
            if name not in it.names and name > self.now and name not in it.days:
                it.days[name] = Day(name, name + it.length, dict(usual))
                it.dead.pop(name, None)
        it.names = names

    def _splits(self, it: Account, scope: str, kind: tuple[Any, ...], meant: list[datetime]) -> bool:
        cut = min(meant)
        settled = it.settled(self.now, meant)
        if scope == "following" and any(key < cut for key in settled | set(it.days)):
            return True
        return kind[0] == "rule" and not settled <= set(named_by(it.names[0], kind[1], kind[2]))

    def _continued(self, it: Account, meant: list[datetime], ref: str) -> Account:
        cut = min(meant)
        rest = [name for name in it.names if name >= cut]
        new = Account(ref, it.title, rest, it.length, {key: it.days.pop(key) for key in meant})
        it.dead |= {key: new.days[key].start for key in meant}
        it.names = [name for name in it.names if name < cut]
        self.accounts.append(new)
        return new

    # --- comparing ----------------------------------------------------------------------------------

    def check(self) -> None:
        platform = sat(self.store, self.now)
        for it in self.accounts:
            booking = platform.bookings.get(it.ref).booking
            assert found_in(booking) == {
                key: (day.start, day.end, day.lines, day.title or it.title) for key, day in it.days.items()
            }
            file = platform.calendars.export("booking", it.ref, "full", "fr")
            assert instances(file) == sorted(
                (local(day.start), local(day.end), day.title or it.title) for day in it.days.values()
            )


def local(wall: datetime) -> datetime:
    return wall.replace(tzinfo=PARIS).astimezone(UTC)


def named_by(first: datetime, dates: int, days: str) -> list[datetime]:
    weekdays = {1, 3} if days else {first.weekday()}
    found = (first + timedelta(days=place) for place in count())
    return [day for day, _ in zip((day for day in found if day.weekday() in weekdays), range(dates))]  # noqa: B905


def found_in(booking: Booking) -> dict[datetime, tuple[datetime, datetime, dict[str, int], str]]:
    """By original start, on the wall's clock, what is still to take place or has taken place."""
    codes = {line.number: line.resource for line in booking.lines}
    found = {}
    for date_ in booking.occurrences:
        lines = Counter(
            codes[item.line] for item in booking.allocations_of(date_) if item.state != "cancelled"
        )
        if lines:
            span = date_.span
            walls = [
                moment.astimezone(PARIS).replace(tzinfo=None)
                for moment in (date_.original_start, span.start, span.end)
            ]
            assert walls[0] not in found
            found[walls[0]] = (walls[1], walls[2], dict(lines), date_.title or booking.title)
    return found


def instances(file: bytes) -> list[tuple[datetime, datetime, str]]:
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(file)).between(
        date(2026, 8, 1), date(2027, 12, 1)
    )
    return sorted(
        (event.start.astimezone(UTC), event.end.astimezone(UTC), str(event["SUMMARY"]))
        for event in events
        if event["STATUS"] != "CANCELLED"
    )


@settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.sampled_from(BEGINS), edits)
def test_a_series_becomes_what_was_asked_of_it(
    furnished: Store, begins: datetime, steps: list[tuple[str, int, tuple[Any, ...]]]
) -> None:
    play = Play(furnished, begins)
    play.check()
    for scope, place, kind in steps:
        play.step(scope, place, kind)
        play.check()
