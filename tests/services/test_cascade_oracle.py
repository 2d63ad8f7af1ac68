"""The cascade of a breakdown against brute force, in small worlds where every way out can be tried."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.booking import LIVE
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.breakdown import Breakdown, Choice
from platform_booking.services.custody import check
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from platform_booking.domain.booking import Booking
    from platform_booking.services.breakdown import BrokenDown, Outcome

ZONE = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)
REACH = timedelta(days=120)
FIRST = datetime(2026, 12, 1, tzinfo=ZONE)
"""A Tuesday."""
LONG = timedelta(days=200)
"""Longer than any other time is looked for."""
NUMBERS = count()

Span = TimeSpan


@dataclass(frozen=True)
class Session:
    """A booking to be made."""

    day: int
    hour: int
    hours: int
    quantity: int
    dates: int
    room: bool
    next_day: bool
    """Whether there is a second line on the same resource, a day later."""


@dataclass(frozen=True)
class World:
    """What there is, what breaks, and who is left behind."""

    units: int
    margin: int
    approval: bool
    equivalents: tuple[int, ...]
    """Units of each resource that does instead."""
    closed: tuple[tuple[int, int, int], ...]
    """(equivalent, day, days) in which one unit of it cannot be used."""
    sessions: tuple[Session, ...]
    broken: int | None
    """Number of the unit; None for all."""
    since: int
    """Day, or now where it is before the first."""
    long: bool
    left: tuple[int, ...]


SESSIONS = st.builds(
    Session,
    day=st.integers(0, 2),
    hour=st.integers(8, 15),
    hours=st.integers(1, 3),
    quantity=st.integers(1, 2),
    dates=st.sampled_from([1, 1, 2, 3]),
    room=st.booleans(),
    next_day=st.booleans(),
)
WORLDS = st.builds(
    World,
    units=st.integers(1, 3),
    margin=st.sampled_from([0, 60]),
    approval=st.booleans(),
    equivalents=st.lists(st.integers(1, 2), max_size=2).map(tuple),
    closed=st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 2), st.sampled_from([1, 2, LONG.days])), max_size=3
    ).map(tuple),
    sessions=st.lists(SESSIONS, min_size=1, max_size=6).map(tuple),
    broken=st.one_of(st.none(), st.integers(0, 2)),
    since=st.integers(-1, 2),
    long=st.booleans(),
    left=st.lists(st.integers(0, 5), max_size=2).map(tuple),
)


def catalogue_of(world: World) -> str:
    codes = [f"EQ{number}" for number, _ in enumerate(world.equivalents)]
    more = f"setup = 30\nturnaround = {world.margin}\n"
    more += 'approval = ["manager"]\n' if world.approval else ""
    resources = [("BIO", world.units, f"equivalent_to = {codes}\n{more}".replace("'", '"'))]
    resources += [(code, units, "") for code, units in zip(codes, world.equivalents, strict=True)]
    resources.append(("SALLE", 1, ""))
    return (
        '[[partners]]\ncode = "UNI"\nname = "Université"\n'
        '[[persons]]\nlogin = "tina"\nname = "Tina"\npartner = "UNI"\nroles = ["trainer"]\n'
        '[[persons]]\nlogin = "mona"\nname = "Mona"\npartner = "UNI"\n'
        '[[platforms]]\ncode = "USP"\nname = "Amont"\nhost = "UNI"\nmanagers = ["mona"]\n'
        + "".join(
            f'[[resources]]\ncode = "{code}"\nname = "{code}"\nplatform = "USP"\nunits = {units}\n{extra}'
            for code, units, extra in resources
        )
    )


@contextmanager
def desks(template: Path, folder: Path) -> Iterator[Callable[[str | None], PlatformBooking]]:
    path = folder / f"{next(NUMBERS)}.sqlite"
    shutil.copy(template, path)
    store = Store.open(place_of(str(path)))
    try:
        yield lambda login: PlatformBooking(Desk(store, login, fixed_clock(NOW)))
    finally:
        store.close()


def fill(sit: Callable[[str | None], PlatformBooking], world: World) -> None:
    """Everything that there is room for."""
    sit(None).catalogue.import_text(catalogue_of(world))
    for number, day, days in world.closed:
        if number < len(world.equivalents):
            unit = str(day % world.equivalents[number] + 1)
            start = FIRST + day * DAY if days < LONG.days else NOW
            with _whoever_is_first():
                sit("mona").blocks.block(
                    f"EQ{number}", unit, start, start + days * DAY, "maintenance", "révision"
                )
    for session in world.sessions:
        lines = [LineRequest("BIO", session.quantity)]
        lines += [LineRequest("SALLE")] * session.room
        if session.next_day:
            lines.append(LineRequest("BIO", 1, offset=Lapse(wall=24 * 60)))
        start = FIRST + session.day * DAY + session.hour * timedelta(hours=1)
        rule = None if session.dates == 1 else f"FREQ=WEEKLY;COUNT={session.dates}"
        wanted = BookingRequest(
            "TP", tuple(lines), start, start + session.hours * timedelta(hours=1), rule=rule
        )
        if session.quantity <= world.units:
            with _whoever_is_first():
                ref = sit("tina").requests.request(wanted).booking.ref
                if world.approval and session.hour % 2:
                    sit("mona").approvals.approve(ref)


@contextmanager
def _whoever_is_first() -> Iterator[None]:
    try:
        yield
    except BookingConflict:
        return


# --- the world, read anew ---------------------------------------------------------------------------------


@dataclass
class Taken:
    """Who has what: blocks keep their unit, everybody else may have any of the resource."""

    units: Mapping[str, Sequence[int]]
    blocked: dict[int, list[Span]]
    held: dict[str, list[Span]]

    def has_room(self, code: str, *spans: Span) -> bool:
        """Whether everybody and these fit on the units in some way: all ways are tried."""
        return _arranged(
            sorted([*self.held[code], *spans]),
            [(list[Span](), self.blocked.get(unit, [])) for unit in self.units[code]],
        )


def _arranged(spans: Sequence[Span], units: Sequence[tuple[list[Span], list[Span]]]) -> bool:
    if not spans:
        return True
    seen = []
    for mine, blocked in units:
        if (mine, blocked) in seen or any(spans[0].overlaps(other) for other in (*mine, *blocked)):
            continue
        seen.append((list(mine), blocked))
        mine.append(spans[0])
        if _arranged(spans[1:], units):
            return True
        mine.pop()
    return False


class Scene:
    """Everything in the store, as plain spans."""

    def __init__(self, app: PlatformBooking) -> None:
        self.catalogue = app.catalogue.load()
        self.bookings = {
            item.ref: app.bookings.get(item.ref).booking for item in app.bookings.list(BookingFilter())
        }
        self.blocks = app.blocks.list()

    def taken(self, without: Callable[[Booking, int, int], bool]) -> Taken:
        """Who has what, but those (booking, date, line)."""
        held: dict[str, list[Span]] = {code: [] for code in self.catalogue.resources}
        for booking in self.bookings.values():
            for item in booking.allocations:
                if item.holds and not without(booking, item.occurrence, item.line):
                    held[self.catalogue.resource_of_unit[item.unit_id].code].append(item.occupied)
        blocked: dict[int, list[Span]] = {}
        for block in self.blocks:
            for unit in block.units:
                blocked.setdefault(unit, []).append(block.span)
        units = {code: [unit.id for unit in item.units] for code, item in self.catalogue.resources.items()}
        return Taken(units, blocked, held)

    def occupied(self, code: str, use: Span) -> Span:
        return use.widen(*self.catalogue.resources[code].margins)

    def living(self, ref: str) -> list[tuple[Any, ...]]:
        """What a booking comes to, whatever its numbers and units."""
        booking = self.bookings[ref]
        return sorted(
            (item.occurrence, self.catalogue.resource_of_unit[item.unit_id].code, item.use, item.state.value)
            for item in booking.allocations
            if item.state in LIVE
        )

    def places(self) -> set[tuple[Any, ...]]:
        """Who has which unit when."""
        return {
            (ref, item.unit_id, item.occupied)
            for ref, booking in self.bookings.items()
            for item in booking.allocations
            if item.state in LIVE
        }


# --- what must hold ---------------------------------------------------------------------------------------


def starts(span: Span) -> Iterator[datetime]:
    """Every quarter of an hour at which people would want to begin: working days, the usual hours."""
    local = span.start.astimezone(ZONE)
    first = max(NOW, local.replace(hour=0, minute=0).astimezone(UTC))
    at = (
        datetime.min.replace(tzinfo=UTC) + -(-(first - datetime.min.replace(tzinfo=UTC)) // QUARTER) * QUARTER
    )
    while at + span.length <= span.end + REACH:
        begin, end = at.astimezone(ZONE), (at + span.length).astimezone(ZONE)
        usual = begin.hour >= 8 and (end.date(), end.hour * 60 + end.minute) <= (begin.date(), 19 * 60)
        if usual and (begin.weekday() < 5 or begin.weekday() == local.weekday()):
            yield at
        at += QUARTER


def has_time(scene: Scene, outcome: Outcome) -> bool:
    """Whether all that the date still has fits at any other time."""
    item = outcome.affected
    booking = item.booking
    taken = scene.taken(lambda other, date, _: (other.ref, date) == (booking.ref, item.occurrence.number))
    alive = [one for one in booking.allocations_of(item.occurrence) if one.state in LIVE]
    codes = {line.number: line.resource for line in booking.lines}
    for at in starts(item.occurrence.span):
        by = at - item.occurrence.span.start
        spans: dict[str, list[Span]] = {}
        for one in alive:
            spans.setdefault(codes[one.line], []).append(
                TimeSpan(one.occupied.start + by, one.occupied.end + by)
            )
        if by and all(taken.has_room(code, *found) for code, found in spans.items()):
            return True
    return False


def has_equivalent(scene: Scene, taken: Taken, outcome: Outcome) -> bool:
    item = outcome.affected
    return any(
        taken.has_room(code, *[scene.occupied(code, one.use) for one in item.cell])
        for code in scene.catalogue.resources["BIO"].equivalent_to
    )


def check_nobody_is_forgotten(scene: Scene, broken: BrokenDown, left: frozenset[Any]) -> None:
    """Whoever loses a place has truly none, now that all others have theirs."""
    taken = scene.taken(lambda *_: False)
    for outcome in broken.losing:
        item = outcome.affected
        if item.place not in left:
            assert not taken.has_room("BIO", *[one.occupied for one in item.allocations])
            assert not has_equivalent(scene, taken, outcome)
            assert not has_time(scene, outcome)


def check_order(before: Scene, broken: BrokenDown, left: frozenset[Any]) -> None:
    """Units first, then equivalents, each as far as they go, in the order of those affected."""
    affected = {outcome.affected.place for outcome in broken.outcomes}
    taken = before.taken(lambda booking, date, line: (booking.ref, date, line) in affected)
    for unit in broken.block.units:
        taken.blocked.setdefault(unit, []).append(broken.block.span)
    for outcome in broken.outcomes:  # what a line keeps of a date of which it loses other units
        item = outcome.affected
        taken.held["BIO"] += [one.occupied for one in item.cell if one not in item.allocations]
    wanted = [outcome for outcome in broken.outcomes if outcome.affected.place not in left]
    dates = [outcome.affected.place[:2] for outcome in wanted]
    by_units = set()
    for outcome in wanted:
        spans = [one.occupied for one in outcome.affected.allocations]
        if taken.has_room("BIO", *spans):
            taken.held["BIO"] += spans
            by_units.add(outcome.affected.place)
    alone = len(set(dates)) == len(dates)
    for outcome in wanted if alone else ():
        assert (outcome.proposal.kind.value == "unit") == (outcome.affected.place in by_units)
    for outcome in wanted if alone else ():
        if outcome.affected.place in by_units:
            continue
        if outcome.proposal.kind.value == "resource":
            code = outcome.proposal.resource
            taken.held[code] += [before.occupied(code, one.use) for one in outcome.affected.cell]
        else:
            assert not has_equivalent(before, taken, outcome)


def check_done(before: Scene, after: Scene, broken: BrokenDown) -> None:
    """Everybody is where it was said, and nobody else anywhere else."""
    gone = set(broken.block.units)
    touched: dict[str, set[int]] = {}
    for outcome in broken.outcomes:
        item, proposal = outcome.affected, outcome.proposal
        touched.setdefault(item.booking.ref, set()).add(item.occurrence.number)
        booking = after.bookings[item.booking.ref]
        here = [one for one in booking.allocations_of(item.occurrence) if one.state in LIVE]
        assert not any(one.unit_id in gone and one.occupied.overlaps(broken.block.span) for one in here)
        uses = sorted((after.catalogue.resource_of_unit[one.unit_id].code, one.use) for one in here)
        match proposal.kind.value:
            case "unit":
                assert all(("BIO", one.use) in uses for one in item.allocations)
            case "resource":
                assert uses.count((proposal.resource, item.cell[0].use)) == len(item.cell)
            case "time":
                assert (
                    next(d for d in booking.occurrences if d.number == item.occurrence.number).span
                    == proposal.span
                )
    for ref, booking in before.bookings.items():
        dates = touched.get(ref, set())
        was = [one for one in before.living(ref) if one[0] not in dates]
        assert was == [one for one in after.living(ref) if one[0] not in dates]
        assert after.bookings[ref].version <= booking.version + 1


def play(world: World, sit: Callable[[str | None], PlatformBooking]) -> None:
    fill(sit, world)
    before = Scene(sit(None))
    start = FIRST + world.since * DAY if world.since >= 0 else NOW
    unit = None if world.broken is None else str(world.broken % world.units + 1)
    wanted = Breakdown("BIO", unit, start, start + (LONG if world.long else 2 * DAY), "fuite")
    shown = sit("mona").breakdowns.preview(wanted)
    left = frozenset(
        shown.outcomes[number].affected.place for number in world.left if number < len(shown.outcomes)
    )
    shown = sit("mona").breakdowns.preview(wanted, Choice(left))
    broken = sit("mona").breakdowns.carry_out(wanted, Choice(left, shown))
    after = Scene(sit(None))
    assert all(not outcome.moves for outcome in broken.outcomes if outcome.affected.place in left)
    check_done(before, after, broken)
    check_order(before, broken, left)
    check_nobody_is_forgotten(after, broken, left)
    undone = sit("mona").undoing.undo(broken.undoable)
    again = Scene(sit(None))
    assert {ref: again.living(ref) for ref in before.bookings} == {
        ref: before.living(ref) for ref in before.bookings
    }
    assert len(again.blocks) == len(before.blocks)
    if not broken.reassigned:
        assert again.places() == before.places()
    sit("mona").undoing.undo(undone.undoable)
    redone = Scene(sit(None))
    assert {ref: redone.living(ref) for ref in before.bookings} == {
        ref: after.living(ref) for ref in before.bookings
    }
    assert check(sit(None).desk).clean


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("worlds")


@settings(max_examples=4, derandomize=True)  # thousands were tried by hand; here it must not cost much
@given(world=WORLDS)
def test_a_breakdown_finds_every_way_there_is(world: World, sqlite_template: Path, folder: Path) -> None:
    with desks(sqlite_template, folder) as sit:
        play(world, sit)
