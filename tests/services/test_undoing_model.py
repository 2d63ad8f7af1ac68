"""Anything that several people do, in any order, taken back and done again: what there was is there again."""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.booking import LIVE
from platform_booking.domain.errors import BookingError, PassedOn
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.availability import FindRequest
from platform_booking.services.breakdown import Breakdown
from platform_booking.services.conversation import Suggestion
from platform_booking.services.custody import check
from platform_booking.services.desk import fixed_clock
from platform_booking.services.duplicating import Shift
from platform_booking.services.moving import Move
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from platform_booking.services.series import LineEdit, SeriesEdit
from platform_booking.services.wishes import WishRequest
from platform_booking.storage import audit
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from platform_booking.domain.booking import Booking
    from platform_booking.services.desk import Desk
    from platform_booking.services.undoing import Undone
    from platform_booking.storage.unit_of_work import UnitOfWork
    from tests.services.conftest import Sit

    Content = dict[str, tuple[Any, ...]]

PEOPLE: Final = ("tina", "colin", "mona", "zoe")
RESOURCES: Final = ("BIO", "BIO-B", "PSM", "ZAC1", "RARE", "TWINS", "SALLE")
POOLS: Final = ("PSM", "TWINS")
STEPS: Final = int(os.environ.get("UNDO_STEPS", "15"))
SEEDS: Final = range(int(os.environ.get("UNDO_FIRST", "0")), int(os.environ.get("UNDO_LAST", "1")))
"""More of both for a long run by hand."""
UNIT: Final = 2
ATTEMPTS: Final = 6
LEAST: Final = 3
"""So many steps are taken back at least, or the test says little."""
OFTEN: Final = ("move", "edit", "approve", "wait", "accept-offer", "accept", "cancel")


def content(unit_of_work: UnitOfWork) -> Content:
    """Everything that people see of bookings, blocks, wishes and templates, without counters."""
    found: Content = {item.ref: of_booking(item) for item in unit_of_work.bookings.search()}
    found |= {item.ref: (item.state, item.span, item.units) for item in unit_of_work.blocks.select()}
    for login in PEOPLE:
        found |= {item.ref: (item.state, item.booking) for item in unit_of_work.waiting.of_person(login)}
    return found | {item.code: (item.name, item.active) for item in unit_of_work.templates.all()}


def of_booking(item: Booking) -> tuple[Any, ...]:
    dates = {date.number: (date.original_start, date.span, date.title) for date in item.occurrences}
    lines = {line.number: line for line in item.lines}
    head = (item.title, item.purpose, item.learners, item.rule, item.first_start, item.length)
    held = Counter(
        (
            lines[held.line],
            dates[held.occurrence],
            held.unit_id,
            held.use,
            held.occupied,
            held.state,
            held.holds,
            held.granted,
            held.actual_until,
        )
        for held in item.allocations
    )
    return head, held


def alike(was: tuple[Any, ...] | None, now: tuple[Any, ...], *, units: bool) -> bool:
    """Whether it is as it was, but for what was made since and takes no place; ``units``: on the very same units."""
    if not isinstance(now[-1], Counter):
        return was is None or was == now or (units is False and was[0] == now[0])
    held = now[-1] if units else _without_units(now[-1])
    former = Counter() if was is None else was[-1] if units else _without_units(was[-1])
    rest = held - former
    return (was is None or was[0] == now[0]) and former <= held and not any(key[-4] in LIVE for key in rest)


def _without_units(held: Counter[Any]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for key, count in held.items():
        found[(*key[:UNIT], *key[UNIT + 1 :])] += count
    return found


@dataclass
class World:
    """The store, who sits before it, and what there was before and after each thing that was done."""

    desk: Desk
    chance: random.Random
    before: dict[int, Content] = field(default_factory=dict)
    after: dict[int, Content] = field(default_factory=dict)
    made: Counter[str] = field(default_factory=Counter)
    undone: Counter[str] = field(default_factory=Counter)
    now: datetime = NOW
    state: Content = field(default_factory=dict)
    last: tuple[str, Any] | None = None
    """Who did the last thing, and what it answered: what a window keeps of it."""

    def at(self, login: str) -> PlatformBooking:
        return PlatformBooking(replace(self.desk, login=login, clock=fixed_clock(self.now)))

    def read(self) -> tuple[Content, int]:
        return self.desk.store.read(lambda work: (content(work), audit.newest(work.connection)))

    # --- what is done -------------------------------------------------------------------------------

    def start(self) -> str:
        day = NOW + timedelta(days=self.chance.choice((7, 8)))
        return f"{day:%Y-%m-%d}T{9 + 2 * self.chance.randrange(3):02}:00"

    def ask(self, app: PlatformBooking) -> Any:
        chance, start = self.chance, self.start()
        codes = chance.sample(RESOURCES, chance.choice((1, 1, 2)))
        lines = tuple(LineRequest(code, chance.choice((1, 2)) if code in POOLS else 1) for code in codes)
        rule = chance.choice((None, None, "FREQ=WEEKLY;COUNT=3"))
        end = f"{start[:11]}{int(start[11:13]) + 2}:00"
        return app.requests.request(BookingRequest(f"TP {chance.random():.5f}", lines, start, end, rule=rule))

    def ask_now(self, app: PlatformBooking) -> Any:
        lines, now = (LineRequest("PSM"),), self.now.replace(second=0)
        return app.requests.request(BookingRequest("Vite", lines, now, length=Lapse(exact=60)))

    def wait(self, app: PlatformBooking) -> Any:
        start = f"{self.start()}+00:00"
        search = FindRequest((LineRequest(self.chance.choice(("BIO", "SALLE"))),), Lapse(wall=120), "", "")
        moment = NOW.fromisoformat(start)
        until = (moment + timedelta(hours=2)).isoformat()
        return app.waiting.wait(WishRequest("", replace(search, since=start, until=until), moment))

    def dates(self, app: PlatformBooking, ref: str) -> Dates:
        booking = app.bookings.get(ref).booking
        day = self.chance.choice(booking.occurrences).day(booking.zone)
        return self.chance.choice([Dates(), Dates(day), Dates(day, following=True)])

    def one_of(self, kind: str) -> str:
        found = sorted(ref for ref in self.state if ref.startswith(kind))
        if kind == "B-" and self.chance.random() < 0.8:
            found = [ref for ref in found if any(key[-4] in LIVE for key in self.state[ref][-1])] or found
        return self.chance.choice(found or [f"{kind}2026-99999"])

    def anything(self, app: PlatformBooking) -> tuple[str, Callable[[], Any]]:
        """One thing that may be tried; most is refused where it makes no sense."""
        chance, ref, other = self.chance, self.one_of("B-"), self.one_of("B-")
        block, wish, code = self.one_of("I-"), self.one_of("W-"), f"T{chance.randrange(2)}"
        start = self.start()
        lines = (LineEdit(quantity={"PSM": 3}), LineEdit(add=(LineRequest("SALLE"),)), LineEdit())
        edit = SeriesEdit(title=f"{chance.random():.4f}", learners=3, lines=chance.choice(lines))
        down = Breakdown(
            chance.choice(RESOURCES), chance.choice(("1", None)), start, f"{start[:11]}18:00", "Fuite"
        )
        tried: dict[str, Callable[[], Any]] = {
            "ask": lambda: self.ask(app),
            "ask now": lambda: self.ask_now(app),
            "check in": lambda: app.using.check_in(ref),
            "finish": lambda: app.using.finish(ref),
            "no-show": lambda: app.using.no_show(ref),
            "wait": lambda: self.wait(app),
            "move": lambda: app.changes.move(ref, Move(start), self.dates(app, ref)),
            "cancel": lambda: app.changes.cancel(ref, "undo", self.dates(app, ref)),
            "edit": lambda: app.series.change(ref, edit, self.dates(app, ref)),
            "exchange": lambda: app.changes.exchange(ref, {1: chance.choice(RESOURCES)}),
            "approve": lambda: app.approvals.approve(ref),
            "decline": lambda: app.approvals.decline(ref, "non"),
            "question": lambda: app.conversations.ask(ref, "Quand ?"),
            "propose": lambda: app.conversations.propose(ref, Suggestion(start=start)),
            "accept": lambda: app.conversations.accept(ref),
            "block": lambda: app.blocks.make_unavailable(
                "PSM", "3", start, f"{start[:11]}18:00", "maintenance", "r"
            ),
            "lift": lambda: app.blocks.lift(block, "fini"),
            "block-end": lambda: app.blocks.end_at(block, f"{start[:11]}17:00"),
            "breakdown": lambda: app.breakdowns.carry_out(down),
            "duplicate": lambda: app.copies.duplicate([ref, other], Shift(weeks=chance.choice((1, 2)))),
            "accept-offer": lambda: app.waiting.accept(wish),
            "decline-offer": lambda: app.waiting.decline(wish),
            "withdraw": lambda: app.waiting.withdraw(wish),
            "save template": lambda: app.templates.save(ref, code, start, replacing=True),
            "put away": lambda: app.templates.edit(code, active=chance.random() < 0.5),
        }
        weights = [6 if name == "ask" else 2 if name in OFTEN else 1 for name in tried]
        return chance.choices(list(tried.items()), weights)[0]

    # --- one step, and what must hold of it -----------------------------------------------------------

    def do(self) -> None:
        """Something that somebody may do now."""
        self.state, last = self.read()
        for _ in range(ATTEMPTS):
            app = self.at(self.chance.choice(PEOPLE))
            name, work = self.anything(app)
            try:
                answer = work()
            except BookingError:
                continue
            self.made[name] += 1
            self.now += timedelta(seconds=20)
            before, (self.state, newest) = self.state, self.read()
            if newest > last:
                self.before[last + 1], self.after[last + 1] = before, self.state
                self.last = (app.desk.login or "", answer)
            return

    def take_back(self) -> None:
        """Undo or redo, of anybody, of anything: it brings back what there was, or changes nothing."""
        last = self.last[0] if self.last else "tina"
        app = self.at(self.chance.choice((last, last, *PEOPLE)))
        ref = self.one_of("") if self.chance.random() < 0.5 else ""
        redo = self.chance.random() < 0.3
        there = self.read()
        refused = None
        try:
            app.undoing.undo_last(ref, redo=redo, dry_run=True)
            assert self.read() == there, "only looked at"
            undone = app.undoing.undo_last(ref, redo=redo)
        except BookingError as refusal:
            refused = refusal
        if refused is not None:
            assert self.read() == there, f"refused ({refused}), and yet something changed"
            return
        self.last = None
        self.require_as_it_was(undone, redo=redo)

    def take_back_as_a_window_does(self) -> None:
        """The last thing, from what it answered: exactly what there was; then again, and back as a command does it."""
        if self.last is None or getattr(self.last[1], "undoable", None) is None:
            return
        (login, answer), self.last = self.last, None
        app = self.at(login)
        first = max(self.before)
        there = self.read()
        try:
            undone = app.undoing.undo(answer.undoable)
        except (BookingConflict, PassedOn):  # what was given up is offered to somebody who waited
            undone = None
        if undone is None:
            assert self.read() == there
            assert any(found[0] == "offered" for ref, found in self.state.items() if ref.startswith("W-"))
            return
        refs, moved = set(self.state), bool(getattr(answer, "reassigned", ()))
        self.require_alike(refs, self.before[first], "the window's undo", units=not moved)
        app.undoing.undo(undone.undoable)
        self.require_alike(refs, self.after[first], "the window's redo", units=not moved)
        self.require_as_it_was(app.undoing.undo_last(), redo=False)
        self.require_alike(refs, self.before[first], "the command's undo", units=not moved)

    def require_alike(self, refs: set[str], known: Content, what: str, *, units: bool) -> None:
        now, _ = self.read()
        for ref in refs:
            assert alike(known.get(ref), now[ref], units=units), (
                f"{what}, {ref}: {known.get(ref)} is now {now[ref]}"
            )

    def require_as_it_was(self, undone: Undone, *, redo: bool) -> None:
        assert undone.act is not None
        first = undone.act.entries[0].together[0]
        self.undone[undone.act.action] += 1
        known = (self.after if redo else self.before).get(first)
        if known is None:  # a part of something that was done in two steps
            return
        now, _ = self.read()
        for entry in undone.act.changing:
            ref = entry.subject.partition(":")[2]
            was = known.get(ref)
            assert alike(was, now[ref], units=False), f"{undone.act.action} of {ref}: {was} is now {now[ref]}"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_taken_back_is_as_it_was(sit: Sit, seed: int) -> None:
    world = World(sit("tina").desk, random.Random(f"undo {seed}"))
    for _ in range(STEPS):
        world.do()
        if world.chance.random() < 0.25:
            world.take_back_as_a_window_does()
        elif world.chance.random() < 0.6:
            world.take_back()
    report = check(sit(None).desk)
    assert report.findings == ()
    assert sum(world.undone.values()) >= LEAST, dict(world.undone)
