"""Filling a store with a plausible school year, so that there is something to look at. Deterministic."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import Line, Purpose, State
from platform_booking.domain.catalogue import Category, Role, person_resource_code
from platform_booking.domain.conflicts import Occupancy, Occupied
from platform_booking.domain.planning import PlannedLine, Wish, make_plan
from platform_booking.domain.recurrence import Lapse, Recurrence, localize, wall_time, zone_of
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services import demo_scenes as scenes
from platform_booking.services.booking import UID_DOMAIN
from platform_booking.services.demo_present import PAST, PAST_SHARE, WEEKS, usual_on
from platform_booking.services.demo_writing import Draft, OutageDraft, holds, write_drafts
from platform_booking.services.requests import resource_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from platform_booking.domain.catalogue import Catalogue, Person, Resource
    from platform_booking.domain.planning import Plan, PlannedAllocation
    from platform_booking.services.demo_present import Usual
    from platform_booking.services.demo_scenes import Part
    from platform_booking.storage.unit_of_work import Store, UnitOfWork

ZONE: Final = zone_of("Europe/Paris")
FIRST_WEEK: Final = -13
LAST_WEEK: Final = 16
STARTS: Final = (510, 540, 570, 600, 630, 810, 840, 870, 900)
"""Minutes of the day at which single sessions begin."""
CLOSING: Final = 18 * 60
"""Every platform is open until then on weekdays."""
TRIES: Final = 25
OPEN_SHARE: Final = 0.22
"""Of what is planned for these weeks, so much is still to be decided."""
HOLIDAYS: Final = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What was written."""

    bookings: int
    blocks: int
    allocations: int


def fill_demo(store: Store, now: datetime, seed: int = 2026) -> DemoReport:
    """Fill a store that holds the demonstration catalogue, from three months before ``now`` to four after.

    The same seed in the same week gives the same content. One transaction. Raises NotFound without the catalogue.
    """

    def work(unit_of_work: UnitOfWork) -> DemoReport:
        unit_of_work.is_one_step = False  # what many people did in months
        filler = _Filler(unit_of_work.catalogue, now, seed)
        filler.plan_everything()
        write_drafts(unit_of_work, filler.drafts, filler.outages, filler.today - timedelta(hours=1))
        held = sum(len(draft.states) for draft in filler.drafts) + sum(
            len(item.units) for item in filler.outages
        )
        return DemoReport(len(filler.drafts), len(filler.outages), held)

    return store.write(work)


class _Filler:
    """Plans everything in memory, then writes it in the order in which it would have been entered."""

    def __init__(self, catalogue: Catalogue, now: datetime, seed: int) -> None:
        today = wall_time(now, ZONE).date()
        self._monday = today - timedelta(days=today.weekday())
        self.today = _moment(self._monday, 0)
        """The cut between what is over and what is to come; nothing is entered later."""
        self._random = random.Random(f"{seed}/{self._monday.isoformat()}")  # noqa: S311 - a story, not a secret
        self._catalogue = catalogue
        self._occupancy = Occupancy()
        self.drafts: list[Draft] = []
        self.outages: list[OutageDraft] = []

    # --- what there is ------------------------------------------------------------------------------

    def plan_everything(self) -> None:
        """Long things first, because short ones find a gap."""
        for outage in scenes.OUTAGES:
            self._plan_outage(outage)
        for storage in scenes.STORAGE:
            self._plan_storage(storage)
        for campaign in scenes.CAMPAIGNS:
            for week in campaign.weeks:
                self._plan_campaign(campaign, week)
        for series in scenes.SERIES:
            self._plan_series(series)
        self._plan_rivals()
        self._plan_requests()
        self._plan_sessions()
        self._plan_present()
        self._plan_past()

    def _plan_requests(self) -> None:
        """What is still asked for, and what was asked for in vain."""
        for session in scenes.ASKED:
            for _ in range(session.times):
                self._plan_session(session, (1, LAST_WEEK), self._asked)
        self._plan_session(scenes.PARTLY, (2, LAST_WEEK), self._asked)
        for ending in (*[State.DECLINED] * 5, *[State.EXPIRED] * 3):
            weeks = (FIRST_WEEK, -1) if ending is State.EXPIRED else (1, LAST_WEEK)
            session = self._random.choice(scenes.ASKED)
            self._plan_session(session, weeks, _always(ending), self._reason(ending))

    def _plan_sessions(self) -> None:
        """Single sessions; on some resources one that was called off, or to which nobody came."""
        for number, session in enumerate(scenes.SESSIONS):
            for _ in range(session.times):
                self._plan_session(session, (FIRST_WEEK, LAST_WEEK), self._usual)
            if number % 4 == 0:
                reason = self._reason(State.CANCELLED)
                self._plan_session(session, (1, LAST_WEEK), _always(State.CANCELLED), reason)
            elif number % 4 == 1:
                self._plan_session(session, (FIRST_WEEK, -1), _always(State.NO_SHOW))

    def _plan_present(self) -> None:
        """The weeks around the present are busy everywhere."""
        for resource, usual in self._usual_things():
            for week in WEEKS:
                for _ in range(usual.each_week * min(len(resource.active_units), 3)):
                    self._plan_usual(resource, usual, week)

    def _plan_past(self) -> None:
        """In the weeks before there was something everywhere: reports have something to add up."""
        for resource, usual in self._usual_things():
            for week in PAST:
                for _ in range(usual.each_week * min(len(resource.active_units), 3)):
                    if self._random.random() < PAST_SHARE:
                        self._plan_usual(resource, usual, week)

    def _usual_things(self) -> Iterator[tuple[Resource, Usual]]:
        """Resources with what is usually done on them."""
        for resource in self._catalogue.resources.values():
            usual = usual_on(resource)
            if usual is not None and resource.active:
                yield resource, usual

    def _plan_usual(self, resource: Resource, usual: Usual, week: int) -> None:
        minutes = self._random.choice(usual.minutes)
        quantity = self._random.choice((1, 1, 2)) if len(resource.active_units) > 1 else 1
        day = self._monday + timedelta(weeks=week, days=self._random.randrange(5))
        start = self._random.choice([at for at in STARTS if at + minutes <= CLOSING] or STARTS[:3])
        wish = self._wish((scenes.Part(resource.code, quantity),), _moment(day, start), Lapse(minutes))
        is_open = day > self._monday + timedelta(days=2) and self._random.random() < OPEN_SHARE
        state = self._asked if is_open else self._usual
        self._keep(self._random.choice(usual.titles), self._random.choice(usual.purposes), wish, state)

    def _plan_outage(self, scene: scenes.Outage) -> None:
        resource = resource_of(self._catalogue, scene.resource)
        start = _moment(self._monday + timedelta(days=scene.day), 8 * 60)
        span = TimeSpan(start, start + timedelta(hours=scene.hours))
        units = resource.active_units if scene.all_units else resource.active_units[:1]
        for unit in units:
            self._occupancy.add(Occupied(unit.id, span, scene.reason))
        entered = start if scene.kind == "breakdown" else start - timedelta(days=20)
        platform = self._catalogue.platform_of(resource)
        by = platform.managers[0] if platform and platform.managers else ""
        keys = tuple(unit.id for unit in units)
        self.outages.append(OutageDraft(min(entered, self._latest()), scene, span, keys, by))

    def _plan_storage(self, scene: scenes.Storage) -> None:
        start = _moment(self._monday + timedelta(days=scene.day), 9 * 60)
        wish = self._wish(
            (scenes.Part(scene.resource, scene.quantity),), start, Lapse(scene.days * scenes.DAY)
        )
        self._keep(scene.title, scene.purpose, wish, self._usual, learners=0)

    def _plan_campaign(self, scene: scenes.Campaign, week: int) -> None:
        length = Lapse(scene.days * scenes.DAY - 15 * 60)
        state = self._asked if week >= 11 else self._usual  # noqa: PLR2004 - far ahead
        for shift in (0, 1, 2, 7, 8, -7, 14):
            start = _moment(self._monday + timedelta(days=week * 7 + shift), 9 * 60)
            wish = self._wish(scene.parts, start, length, whole=scene.days)
            if self._keep(f"{scene.title} {self._lot(week)}", scene.purpose, wish, state):
                return

    def _lot(self, week: int) -> str:
        day = self._monday + timedelta(weeks=week)
        return f"n° {day.isocalendar().week:02}-{day.year % 100:02}"

    def _plan_series(self, scene: scenes.Series) -> None:
        parts = (*scene.parts, *(scenes.Part(person_resource_code(login)) for login in scene.trainers))
        parts = tuple(
            part for part in parts if part.resource in self._catalogue.resources or part in scene.parts
        )
        rule = Recurrence("WEEKLY", count=scene.dates)
        for weekday, start in _shifts(scene.weekday, scene.start, scene.minutes):
            first = self._monday + timedelta(weeks=scene.week, days=weekday)
            wish = self._wish(parts, _moment(first, start), Lapse(scene.minutes), rule=rule)
            organiser = self._catalogue.persons[scene.trainers[0]]
            state = self._asked if scene.week >= 4 else self._usual  # noqa: PLR2004 - next month
            if self._keep(scene.title, Purpose.TRAINING, wish, state, organiser=organiser):
                return

    def _plan_session(
        self,
        scene: scenes.Session,
        weeks: tuple[int, int],
        state: Callable[[PlannedAllocation], State],
        reason: str = "",
    ) -> bool:
        parts = scene.parts
        if scene.trainer and person_resource_code(scene.trainer) in self._catalogue.resources:
            parts = (*parts, scenes.Part(person_resource_code(scene.trainer)))
        for _ in range(TRIES):
            day = self._monday + timedelta(weeks=self._random.randint(*weeks), days=self._random.randrange(5))
            minutes = self._random.choice(scene.minutes)
            start = self._random.choice([at for at in STARTS if at + minutes <= CLOSING])
            title = self._random.choice(scene.titles)
            purpose = self._random.choice(scene.purposes)
            wish = self._wish(parts, _moment(day, start), Lapse(minutes))
            if self._keep(title, purpose, wish, state, reason=reason):
                return True
        return False

    def _plan_rivals(self) -> None:
        """Two who ask for the same hours: neither holds them, so both fit."""
        scene = scenes.RIVALS
        for week in range(2, LAST_WEEK):
            start = _moment(self._monday + timedelta(weeks=week, days=1), 9 * 60)
            wish = self._wish(scene.parts, start, Lapse(scene.minutes[0]))
            pairs = zip(scene.titles, scene.purposes, strict=True)
            kept = [self._keep(title, purpose, wish, self._asked) for title, purpose in pairs]
            if all(kept):
                return

    # --- making one ---------------------------------------------------------------------------------

    def _wish(
        self,
        parts: Iterable[Part],
        start: datetime,
        length: Lapse,
        *,
        rule: Recurrence | None = None,
        whole: int = 0,
    ) -> Wish:
        """``whole``: days of a campaign, whose lines have offsets and lengths of their own."""
        lines = []
        for number, part in enumerate(parts, 1):
            own = Lapse(part.days * scenes.DAY - 15 * 60) if whole else None
            offset = Lapse(part.day * scenes.DAY)
            resource = resource_of(self._catalogue, part.resource)
            lines.append(PlannedLine(Line(number, resource.code, part.quantity, offset, own), resource))
        skip: frozenset[date] = frozenset()
        if rule is not None:
            first = wall_time(start, ZONE)
            dates = [moment.date() for moment in rule.starts(first)]
            skip = frozenset(day for day in dates if self._is_closed(day, [line.resource for line in lines]))
        return Wish(tuple(lines), start, length, ZONE, rule, skip)

    def _is_closed(self, day: date, resources: Sequence[Resource]) -> bool:
        if (day.month, day.day) in HOLIDAYS:
            return True
        for resource in resources:
            platform = self._catalogue.platform_of(resource)
            if platform is None:
                continue
            for closure in self._catalogue.closures.values():
                concerned = platform.code == closure.platform or (platform.host == closure.partner != "")
                if concerned and closure.start <= day < closure.end:
                    return True
        return False

    def _keep(
        self,
        title: str,
        purpose: str,
        wish: Wish,
        state_of: Callable[[PlannedAllocation], State],
        *,
        organiser: Person | None = None,
        learners: int | None = None,
        reason: str = "",
    ) -> bool:
        """Plan it; note it and take its time if it fits."""
        resources = [line.resource for line in wish.lines]
        if wish.rule is None and self._is_closed(wall_time(wish.start, ZONE).date(), resources):
            return False
        plan = make_plan(wish.needs(), self._occupancy, ZONE)
        if not plan.fits:
            return False
        states = tuple(state_of(item) for item in plan.allocations)
        for item, state in zip(plan.allocations, states, strict=True):
            if holds(item.need, state):
                self._occupancy.add(Occupied(item.unit_id, item.need.occupied, title))
        self.drafts.append(
            Draft(
                created_at=self._entered(wish.start, plan, states),
                title=title,
                purpose=str(purpose),
                organiser=organiser or self._somebody(resources, purpose),
                learners=self._learners(wish.lines, purpose) if learners is None else learners,
                wish=wish,
                plan=plan,
                states=states,
                uid=f"{uuid.UUID(int=self._random.getrandbits(128), version=4)}@{UID_DOMAIN}",
                reason=reason,
            )
        )
        return True

    def _entered(self, start: datetime, plan: Plan, states: Sequence[State]) -> datetime:
        """Some weeks ahead, in office hours; open requests are recent."""
        ahead = self._random.randint(5, 60)
        day = wall_time(start, ZONE).date() - timedelta(days=ahead)
        if State.REQUESTED in states and plan.occurrences[0].span.start > self.today:
            day = max(day, self._monday - timedelta(days=self._random.randint(4, 20)))
        entered = _moment(day, self._random.randint(8 * 60, 18 * 60))
        return min(entered, self._latest())

    def _latest(self) -> datetime:
        """A moment on the last Friday: the present week is still to come."""
        return _moment(self._monday - timedelta(days=3), self._random.randint(8 * 60, 18 * 60))

    def _somebody(self, resources: Sequence[Resource], purpose: str) -> Person:
        """An active person who may use all that, of a company when it is industry's."""
        needed = {code for resource in resources for code in resource.requires}
        able = [
            person
            for person in self._catalogue.persons.values()
            if person.active
            and person.roles & {Role.TRAINER, Role.MEMBER}
            and needed <= {held.code for held in person.qualifications}
        ]
        of_companies = [
            person
            for person in able
            if (partner := self._catalogue.partners.get(person.partner)) and partner.category == "company"
        ]
        trainers = [person for person in able if Role.TRAINER in person.roles]
        everybody = list(self._catalogue.persons.values())
        choice = (of_companies if purpose == Purpose.INDUSTRY else trainers) or able or everybody
        return self._random.choice(choice)

    def _learners(self, lines: Sequence[PlannedLine], purpose: str) -> int:
        if purpose != Purpose.TRAINING:
            return self._random.choice((0, 0, 1))
        rooms = [line for line in lines if line.resource.category == Category.ROOM] or lines
        seats = [line.resource.capacity * line.line.quantity for line in rooms if line.resource.capacity]
        most = min(seats, default=6)
        return self._random.randint(max(1, most // 2), most)

    def _reason(self, state: State) -> str:
        return self._random.choice(scenes.REASONS.get(state.value, ("",)))

    # --- states -------------------------------------------------------------------------------------

    def _usual(self, item: PlannedAllocation) -> State:
        """Done, running, or approved."""
        use = item.need.use
        if use.start >= self.today:
            return State.APPROVED
        if use.end > self.today:
            return State.IN_USE
        return State.COMPLETED if self._random.random() < 0.9 else State.APPROVED  # noqa: PLR2004 - most check out

    def _asked(self, item: PlannedAllocation) -> State:
        """Still asked for, where anybody has to be asked."""
        return State.REQUESTED if item.need.wish.resource.approval else self._usual(item)


def _always(state: State) -> Callable[[PlannedAllocation], State]:
    """One state for all that is planned; nobody declines what books at once."""

    def state_of(item: PlannedAllocation) -> State:
        if state in {State.DECLINED, State.EXPIRED} and not item.need.wish.resource.approval:
            return State.CANCELLED
        return state

    return state_of


def _shifts(weekday: int, start: int, minutes: int) -> Iterable[tuple[int, int]]:
    """The wished weekday and hour first, then others."""
    for days in range(5):
        for other in (start, 510, 810):
            if other + minutes <= CLOSING:
                yield (weekday + days) % 5, other


def _moment(day: date, minutes: int) -> datetime:
    """That minute of the day on the clocks of the platforms."""
    return localize(datetime.combine(day, time()) + timedelta(minutes=minutes), ZONE).astimezone(UTC)
