"""What else could be asked for where no other time would help: a larger room, a second one, somebody qualified, another length."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import Line
from platform_booking.domain.catalogue import Category, person_resource_code
from platform_booking.domain.planning import PlannedLine, Wish
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.slots import GRID_MINUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.domain.rules import About, Violation

    Says = Callable[[Wish], tuple[Violation, ...]]

DEEPEST: Final = 3
"""So many changes at most: a room, a colleague, another length."""
LOOKED_AT: Final = 150
TRIED: Final = 6
"""Rooms or people that are tried for each trouble."""
MINUTES_PER_HOUR: Final = 60
TIMELESS: Final = frozenset(
    {
        "over-capacity",
        "biosafety-too-low",
        "dossier-missing",
        "lone-worker",
        "qualification-missing",
        "suspended",
        "missed-too-often",
        "too-short",
        "too-long",
    }
)
"""Codes of what no other time would change."""
CURED_BY_PEOPLE: Final = frozenset({"supervisor-missing"})
"""Codes of what hardly ever another time would change, but always somebody who comes along."""
WAITING: Final = frozenset({"suspended", "missed-too-often"})
"""Codes of what only time heals, whatever is asked for."""
_PEOPLE: Final = frozenset(
    {"qualification-missing", "qualification-expired", "supervisor-missing", "lone-worker"}
)
_ABOUT_ROOMS: Final = frozenset({"over-capacity", "biosafety-too-low"})
_LENGTHS: Final = frozenset({"too-short", "too-long", "quota-person-hours", "quota-partner-hours"})


def is_timeless(violation: Violation, wish: Wish) -> bool:
    """Whether it would hardly be otherwise at another time: also one date that is more than a whole period's quota."""
    if violation.code.startswith("quota-"):
        return wish.rule is None and bool(violation.params["asked"] > violation.params["allowed"])
    return violation.code in TIMELESS | CURED_BY_PEOPLE


@dataclass(frozen=True, slots=True)
class Variant:
    """A wish with something changed: a resource exchanged, lines added, or another length."""

    wish: Wish
    resource: str = ""
    instead_of: str = ""
    add: tuple[tuple[str, int], ...] = ()
    lasts: int = 0
    """Minutes, where it has another length."""

    def exchanging(self, code: str, other: Resource) -> Variant:
        """With another resource; one is exchanged, no more."""
        return replace(self, wish=self.wish.using({code: other}), resource=other.code, instead_of=code)

    def adding(self, resource: Resource, quantity: int) -> Variant:
        """With a line more; more of what is there already is counted with it."""
        same = next(
            (item for item in self.wish.lines if item.resource is resource and _is_plain(item.line)), None
        )
        if same is None:
            number = max(item.line.number for item in self.wish.lines) + 1
            lines = (*self.wish.lines, PlannedLine(Line(number, resource.code, quantity), resource))
        else:
            more = replace(same, line=replace(same.line, quantity=same.line.quantity + quantity))
            lines = tuple(more if item is same else item for item in self.wish.lines)
        return replace(self, wish=replace(self.wish, lines=lines), add=(*self.add, (resource.code, quantity)))

    def lasting(self, minutes: int) -> Variant:
        """With another length."""
        length = Lapse(exact=minutes) if self.wish.length.exact else Lapse(wall=minutes)
        return replace(self, wish=replace(self.wish, length=length), lasts=minutes)


def _is_plain(line: Line) -> bool:
    return not line.offset and line.length is None and line.unit is None


def distinct(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """Each change once."""
    return tuple({(item.resource, item.instead_of, item.add, item.lasts): item for item in variants}.values())


@dataclass(frozen=True, slots=True)
class Cures:
    """Looks for variants of a wish of which the rules do not say what they said of it."""

    catalogue: Catalogue
    about: About
    says: Says
    """What of the rules stands in the way of a wish."""
    equivalents: Mapping[str, tuple[Resource, ...]]
    whole: bool = True
    """Whether lines may be added and the length be another: not where something that is there already is changed."""

    def variants(self, wish: Wish) -> Iterator[Variant]:
        """Those with the fewest changes first; each has only such troubles left as another time would take away."""
        looked_at = 0
        frontier = [Variant(wish)]
        for _ in range(DEEPEST):
            further: list[Variant] = []
            for variant in frontier:
                for changed in self._changed(variant):
                    looked_at += 1
                    left = self.says(changed.wish)
                    if not any(is_timeless(item, changed.wish) for item in left):
                        yield changed
                    else:
                        further.append(changed)
                    if looked_at >= LOOKED_AT:
                        return
            frontier = further

    def _changed(self, variant: Variant) -> Iterator[Variant]:
        """What could take away the first trouble that another time would not."""
        troubles = [item for item in self.says(variant.wish) if item.code not in WAITING]
        stuck = [item for item in troubles if is_timeless(item, variant.wish)]
        for trouble in stuck[:1] or troubles:
            if not variant.instead_of:
                yield from self._exchanged(variant, trouble)
            if self.whole:
                yield from self._with_more(variant, trouble)
                yield from self._with_other_length(variant, trouble)

    def _exchanged(self, variant: Variant, trouble: Violation) -> Iterator[Variant]:
        for wish in variant.wish.lines:
            code = wish.resource.code
            others = list(self.equivalents.get(code, ())) if code == trouble.where else []
            if wish.resource.category == Category.ROOM and trouble.code in _ABOUT_ROOMS:
                rooms = self._other_rooms(variant, wish, trouble)
                others += [room for room in rooms if room not in others]
            for other in others[:TRIED]:
                if len(other.active_units) >= wish.line.quantity:
                    yield variant.exchanging(code, other)

    def _other_rooms(self, variant: Variant, wish: PlannedLine, trouble: Violation) -> list[Resource]:
        """Larger ones of the kind, or those where work at that level may be done, the nearest and smallest first."""
        used = {item.resource.code for item in variant.wish.lines}
        beside = (
            item
            for item in variant.wish.lines
            if item is not wish and item.resource.category == Category.ROOM
        )
        seats = self.about.learners - sum(
            (item.resource.capacity or 0) * item.line.quantity for item in beside
        )
        return self._nearest(
            wish.resource,
            (
                room
                for room in rooms_of(self.catalogue)
                if room.code not in used
                and (room.capacity or 0) * wish.line.quantity >= seats
                and (
                    room.biosafety >= self.about.biosafety
                    if trouble.code == "biosafety-too-low"
                    else is_of_the_kind(room, wish.resource)
                )
            ),
        )

    def _nearest(self, resource: Resource, rooms: Iterable[Resource]) -> list[Resource]:
        return sorted(
            rooms,
            key=lambda room: (
                room.code not in resource.equivalent_to,
                room.platform != resource.platform,
                room.site != resource.site,
                room.capacity or 0,
                room.code,
            ),
        )

    def _with_more(self, variant: Variant, trouble: Violation) -> Iterator[Variant]:
        if trouble.code == "over-capacity":
            missing = int(trouble.params["learners"]) - int(trouble.params["capacity"])
            yield from self._with_more_room(variant, missing)
        elif trouble.code == "biosafety-too-low":
            used = {item.resource.code for item in variant.wish.lines}
            rooms = (room for room in rooms_of(self.catalogue) if room.code not in used)
            contained = [room for room in rooms if room.biosafety >= self.about.biosafety]
            of = self.catalogue.resources[trouble.where]
            for room in self._nearest(of, contained)[:TRIED]:
                yield variant.adding(room, 1)
        elif trouble.code in _PEOPLE:
            taking_part = {item.resource.person for item in variant.wish.lines} | {self.about.organiser}
            logins = tuple(trouble.params.get("people", ())) or self._colleagues()
            able = [login for login in logins if login not in taking_part]
            for login in able[:TRIED]:
                person = self.catalogue.persons.get(login)
                resource = self.catalogue.resources.get(person_resource_code(login))
                if person and resource and resource.active and person.suspended_until is None:
                    yield variant.adding(resource, 1)

    def _with_more_room(self, variant: Variant, missing: int) -> Iterator[Variant]:
        lines = [item for item in variant.wish.lines if item.resource.category == Category.ROOM]
        used = {item.resource.code for item in variant.wish.lines}
        for wish in lines:
            room, seats = wish.resource, wish.resource.capacity or 0
            taken = sum(item.line.quantity for item in lines if item.resource.code == room.code)
            more = ceil(missing / seats) if seats else 0
            if 0 < more <= len(room.active_units) - taken:
                yield variant.adding(room, more)
            beside = (
                other
                for other in rooms_of(self.catalogue)
                if other.code not in used
                and (other.capacity or 0) >= missing
                and other.site == room.site  # one session in two towns is no way out
                and is_of_the_kind(other, room)
            )
            for other in self._nearest(room, beside)[:TRIED]:
                yield variant.adding(other, 1)

    def _colleagues(self) -> tuple[str, ...]:
        """People who could come along, those of the organiser's own partner first."""
        people = [person for person in self.catalogue.persons.values() if person.active]
        people.sort(key=lambda person: (person.partner != self.about.partner, person.login))
        return tuple(person.login for person in people)

    def _with_other_length(self, variant: Variant, trouble: Violation) -> Iterator[Variant]:
        wish = variant.wish
        if trouble.code not in _LENGTHS or wish.dates:
            return
        params, now = trouble.params, wish.length.wall + wish.length.exact
        if "limit" in params:
            minutes = int(params["limit"] / timedelta(minutes=1))
        else:
            share = (params["allowed"] - params["used"]) / params["asked"]
            minutes = floor(now * share / GRID_MINUTES) * GRID_MINUTES
        if minutes > 0 and minutes != now:
            yield variant.lasting(minutes)


def rooms_of(catalogue: Catalogue) -> Iterator[Resource]:
    """Rooms of which the seats are known."""
    return (
        item
        for item in catalogue.resources.values()
        if item.active and item.category == Category.ROOM and item.capacity
    )


def is_of_the_kind(room: Resource, other: Resource) -> bool:
    """Whether one room may serve in the place of the other, or beside it: declared so, or asking the same of people."""
    if room.code in other.equivalent_to:
        return True
    return set(room.requires) == set(other.requires) and room.biosafety >= other.biosafety


def wait_until(violations: Iterable[Violation], read: Callable[[object], datetime]) -> datetime | None:
    """When those have had their time that only time heals; None where there are none."""
    return max((read(item.params["until"]) for item in violations if item.code in WAITING), default=None)
