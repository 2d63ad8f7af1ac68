"""Every rule against a second reading of what it says, on thousands of cases by chance."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.booking import Line, Occurrence
from platform_booking.domain.catalogue import (
    Catalogue,
    Closure,
    HeldQualification,
    Person,
    Platform,
    Qualification,
    Resource,
    Text,
    Unit,
)
from platform_booking.domain.planning import PlannedLine
from platform_booking.domain.rules import (
    About,
    Case,
    Facts,
    Severity,
    Usage,
    Violation,
    checks_of,
    refusing,
    violations_of,
    worsened,
)
from platform_booking.domain.timespan import TimeSpan

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 3, 1, 8, tzinfo=UTC)
MONDAY = datetime(2027, 3, 22, tzinfo=PARIS)
"""The clocks change on the Sunday after."""
HOURS = (((480, 720), (780, 1140)),) * 5 + (((540, 720),), ())
EXAMPLES = settings(max_examples=100, deadline=None)


def resource(code: str = "BIO", **fields: Any) -> Resource:
    fields.setdefault("units", (Unit(1, "1"), Unit(2, "2")))
    return Resource(1, code, Text(code, code), platform="USP", **fields)


def case(
    wanted: Resource | tuple[Resource, ...],
    *spans: TimeSpan,
    quantity: int = 1,
    platform: dict[str, Any] | None = None,
    about: About | None = None,
    facts: Facts | None = None,
    persons: tuple[Person, ...] = (),
    closures: tuple[Closure, ...] = (),
    now: datetime = NOW,
) -> Case:
    resources = wanted if isinstance(wanted, tuple) else (wanted,)
    staff = tuple(
        Resource(9, f"@{person.login}", Text("", ""), person=person.login)
        for person in persons
        if person.active
    )
    catalogue = Catalogue(
        platforms=[
            Platform(
                1, "USP", Text("u", "u"), "HOST", managers=("mona",), deputies=("dede",), **(platform or {})
            )
        ],
        resources=[*resources, *staff],
        persons=persons,
        closures=closures,
        qualifications=[Qualification(1, "S", Text("sécurité", "safety"))],
    )
    return Case(
        catalogue,
        [PlannedLine(Line(number, item.code, quantity), item) for number, item in enumerate(resources, 1)],
        [Occurrence(number, span.start, span) for number, span in enumerate(spans, 1)],
        PARIS,
        now,
        about or About("tina", "UNI"),
        facts or Facts(),
    )


def at(days: float, hours: float, length: float = 2) -> TimeSpan:
    """Hours after that Monday's midnight on the clock, and so many real hours long."""
    start = (MONDAY.replace(tzinfo=None) + timedelta(days=days, hours=hours)).replace(tzinfo=PARIS)
    return TimeSpan(start.astimezone(UTC), start.astimezone(UTC) + timedelta(hours=length))


def codes(found: Case) -> list[str]:
    return [item.code for item in violations_of(found)]


def minutes(least: int, most: int) -> st.SearchStrategy[float]:
    return st.integers(least * 4, most * 4).map(lambda quarter: quarter / 4)


# --- when -------------------------------------------------------------------------------------------


@EXAMPLES
@given(days=st.integers(0, 13), hours=minutes(0, 23), length=minutes(1, 60))
def test_opening_hours(days: int, hours: float, length: float) -> None:
    span = at(days, hours, max(length, 0.25))
    found = "outside-opening" in codes(case(resource(), span, platform={"opening": HOURS}))
    assert found is not opened(span)


def opened(span: TimeSpan) -> bool:
    """Minute by minute: all of them open; of what is longer than any stretch, the first and the last."""

    def is_open(moment: datetime) -> bool:
        wall = moment.astimezone(PARIS)
        minute = wall.hour * 60 + wall.minute
        return any(low <= minute < high for low, high in HOURS[wall.weekday()])

    last = span.end - timedelta(minutes=1)
    if span.length > timedelta(minutes=360):
        return is_open(span.start) and is_open(last)
    moment, whole = span.start, True
    while moment < span.end and whole:
        whole = is_open(moment)
        moment += timedelta(minutes=15)
    return whole and is_open(last)


@EXAMPLES
@given(hours=st.integers(1, 400), ahead=minutes(-10, 400), length=minutes(1, 30))
def test_lead_time(hours: int, ahead: float, length: float) -> None:
    start = NOW + timedelta(hours=ahead)
    wanted = case(
        resource(rules={"lead_time": hours}), TimeSpan(start, start + timedelta(hours=max(length, 1)))
    )
    assert ("too-soon" in codes(wanted)) is (0 <= ahead < hours)


@EXAMPLES
@given(days=st.integers(1, 900), ahead=st.integers(1, 30_000))
def test_horizon(days: int, ahead: int) -> None:
    end = NOW + timedelta(hours=ahead)
    wanted = case(resource(rules={"horizon": days}), TimeSpan(end - timedelta(hours=1), end))
    assert ("beyond-horizon" in codes(wanted)) is (ahead > days * 24)


@EXAMPLES
@given(
    low=st.integers(1, 300),
    high=st.integers(1, 300),
    lengths=st.lists(st.integers(1, 300), min_size=1, max_size=3),
)
def test_duration(low: int, high: int, lengths: list[int]) -> None:
    spans = [
        TimeSpan(at(n, 9).start, at(n, 9).start + timedelta(minutes=item)) for n, item in enumerate(lengths)
    ]
    found = codes(case(resource(rules={"shortest": low, "longest": high}), *spans))
    assert ("too-short" in found) is any(item < low for item in lengths)
    assert ("too-long" in found) is any(item > high for item in lengths)


@pytest.mark.parametrize("length", [23, 24, 25])
@pytest.mark.parametrize("day", ["2027-03-27", "2027-05-08", "2027-10-30"])
def test_a_day_is_a_day_when_the_clocks_change(day: str, length: int) -> None:
    start = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=PARIS).astimezone(UTC)
    end = start + timedelta(hours=length)
    exact = {"shortest": 24 * 60, "longest": 24 * 60}
    found = codes(case(resource(rules=exact), TimeSpan(start, end)))
    whole = end.astimezone(PARIS).hour == 9  # on the clock; any other use is as long as it is
    assert ("too-short" in found) is (length < 24 and not whole)
    assert ("too-long" in found) is (length > 24 and not whole)


@EXAMPLES
@given(
    first=st.integers(0, 12),
    many=st.integers(1, 5),
    days=st.integers(0, 12),
    hours=minutes(0, 23),
    length=minutes(1, 140),
    whose=st.sampled_from(["platform", "host", "own", "other", "all"]),
)
def test_closures(first: int, many: int, days: int, hours: float, length: float, whose: str) -> None:
    start = MONDAY.date() + timedelta(days=first)
    owner: dict[str, Any] = {
        "platform": {"platform": "USP"},
        "host": {"partner": "HOST"},
        "own": {"partner": "UNI"},
        "other": {"partner": "AUTRE"},
        "all": {},
    }[whose]
    closure = Closure(1, "C", Text("pont", "bridge"), start, start + timedelta(days=many), **owner)
    span = at(days, hours, length)
    found = [
        item for item in violations_of(case(resource(), span, closures=(closure,))) if item.code == "closed"
    ]
    closed = {start + timedelta(days=number) for number in range(many)}
    first_day = span.start.astimezone(PARIS).date()
    last_day = (span.end - timedelta(minutes=1)).astimezone(PARIS).date()
    ends = first_day in closed or last_day in closed
    through = any(first_day < day < last_day for day in closed)
    assert bool(found) is (whose != "other" and (ends or through))
    if found:
        hard = ends and whose in ("platform", "host", "all")
        assert found[0].severity is (Severity.OVERRIDE if hard else Severity.WARN)


def test_holidays_warn_once_and_may_be_made_harder() -> None:
    facts = Facts(holidays={date(2027, 3, 29): Text("Lundi de Pâques", "Easter Monday")})
    both = (resource(), resource("AUTRE"))
    (found,) = violations_of(case(both, at(7, 9), facts=facts))
    assert (found.code, found.severity, found.params["dates"]) == (
        "holiday",
        Severity.WARN,
        (date(2027, 3, 29),),
    )
    harder = case(resource(rules={"holidays": "refuse"}), at(7, 9), facts=facts)
    assert [item.severity for item in violations_of(harder)] == [Severity.REFUSE]
    assert codes(case(resource(rules={"holidays": "off"}), at(7, 9), facts=facts)) == []
    assert codes(case(resource(), at(6, 9, 60), facts=facts)) == []  # it runs through the day


# --- how much ---------------------------------------------------------------------------------------


@st.composite
def used(draw: st.DrawFn) -> Usage:
    span = at(draw(st.integers(-9, 20)), draw(st.integers(0, 23)), draw(st.integers(1, 40)))
    whose = draw(st.sampled_from([("tina", "UNI"), ("tom", "UNI"), ("zoe", "AUTRE")]))
    return Usage(draw(st.sampled_from(["BIO", "AUTRE"])), *whose, span, draw(st.sampled_from("abcdef")))


@EXAMPLES
@given(
    per=st.sampled_from(["day", "week", "month", "year"]),
    hours=st.integers(1, 90) | st.none(),
    count=st.integers(1, 5),
    there=st.lists(used(), max_size=8),
    asked=st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 23), st.integers(1, 40)), min_size=1, max_size=3
    ),
    quantity=st.integers(1, 2),
    shared=st.booleans(),
    partner=st.booleans(),
)
def test_quotas(
    per: str,
    hours: int | None,
    count: int,
    there: list[Usage],
    asked: list[tuple[int, int, int]],
    quantity: int,
    shared: bool,
    partner: bool,
) -> None:
    key = "quota_partner" if partner else "quota_person"
    limits = {"count": count, "per": per} | ({"hours": hours} if hours else {})
    both = (resource(rules={} if shared else {key: limits}), resource("AUTRE"))
    spans = [at(*item) for item in asked]
    wanted = case(
        both[:1],
        *spans,
        quantity=quantity,
        platform={"rules": {key: limits}} if shared else {},
        facts=Facts(usage=there),
    )
    wanted.catalogue.resources["AUTRE"] = both[1]
    found = [item for item in violations_of(wanted) if item.code.startswith("quota")]
    own = [
        item
        for item in there
        if (shared or item.resource == "BIO")
        and (item.partner == "UNI" if partner else item.organiser == "tina")
    ]
    assert bool(found) is over(per, hours, count, own, spans, quantity)
    assert {item.where for item in found} <= {"USP" if shared else "BIO"}


def over(
    per: str, hours: int | None, count: int, own: list[Usage], spans: list[TimeSpan], quantity: int
) -> bool:
    """Hour by hour, and session by session, into boxes named by the calendar."""

    def box(moment: datetime) -> tuple[int, ...]:
        day = moment.astimezone(PARIS).date()
        return {
            "day": (day.year, day.month, day.day),
            "week": day.isocalendar()[:2],
            "month": (day.year, day.month),
            "year": (day.year,),
        }[per]

    def filled(
        usage: list[tuple[TimeSpan, str, int]],
    ) -> tuple[dict[tuple[int, ...], int], dict[tuple[int, ...], set[str]]]:
        worked: dict[tuple[int, ...], int] = {}
        begun: dict[tuple[int, ...], set[str]] = {}
        for span, name, times in usage:
            begun.setdefault(box(span.start), set()).add(name)
            moment = span.start
            while moment < span.end:
                worked[box(moment)] = worked.get(box(moment), 0) + times
                moment += timedelta(hours=1)
        return worked, begun

    worked, begun = filled([(item.span, item.date, 1) for item in own])
    more, more_begun = filled([(span, f"new{number}", quantity) for number, span in enumerate(spans)])
    too_long = hours is not None and any(worked.get(where, 0) + item > hours for where, item in more.items())
    too_often = any(len(begun.get(where, set())) + len(item) > count for where, item in more_begun.items())
    return too_long or too_often


# --- who --------------------------------------------------------------------------------------------

DAYS = st.integers(-3, 12).map(lambda number: MONDAY.date() + timedelta(days=number))
HELD = st.lists(st.tuples(st.sampled_from(["S", "E"]), DAYS | st.none()), max_size=3)


@EXAMPLES
@given(organiser=HELD, colleague=HELD, comes=st.booleans(), days=st.integers(0, 8), length=st.integers(1, 80))
def test_qualifications_on_the_day_of_use(
    organiser: list[tuple[str, date | None]],
    colleague: list[tuple[str, date | None]],
    comes: bool,
    days: int,
    length: int,
) -> None:
    people = tuple(
        Person(number, login, login, qualifications=tuple(HeldQualification(*item) for item in held))
        for number, (login, held) in enumerate((("tina", organiser), ("tom", colleague)))
    )
    span = at(days, 9, length)
    wanted = case(resource(requires=("S", "E")), span, persons=people)
    if comes:
        line = PlannedLine(Line(2, "@tom"), wanted.catalogue.resources["@tom"])
        wanted = Case(wanted.catalogue, [*wanted.lines, line], wanted.occurrences, PARIS, NOW, wanted.about)
    there = [*organiser, *(colleague if comes else [])]
    last = (span.end - timedelta(minutes=1)).astimezone(PARIS).date()
    lacking = {
        code
        for code in ("S", "E")
        if not any(held == code and (until is None or until >= last) for held, until in there)
    }
    found = [item for item in violations_of(wanted) if item.code.startswith("qualification")]
    assert {item.params["qualification"] for item in found} == lacking
    for item in found:
        known = any(held == item.params["qualification"] for held, _ in there)
        assert item.code == ("qualification-expired" if known else "qualification-missing")
        assert (item.severity, item.who_can) == (Severity.OVERRIDE, ("mona", "dede"))


@EXAMPLES
@given(
    missed=st.lists(st.integers(-400, -1), max_size=6),
    count=st.integers(1, 4),
    days=st.integers(1, 120),
    wait=st.integers(1, 120),
)
def test_who_misses_too_often_waits(missed: list[int], count: int, days: int, wait: int) -> None:
    rule = {"no_shows": {"count": count, "days": days, "suspend_days": wait}}
    starts = tuple(NOW + timedelta(days=number) for number in missed)
    found = "missed-too-often" in codes(case(resource(rules=rule), at(0, 9), facts=Facts(no_shows=starts)))
    expected = any(
        sum(last - days <= other <= last for other in missed) >= count and last + wait > 0 for last in missed
    )
    assert found is expected


def test_the_suspended_wait() -> None:
    for until, held in ((date(2027, 3, 1), True), (date(2027, 2, 28), False), (None, False)):
        people = (Person(1, "tina", "Tina", suspended_until=until),)
        found = violations_of(case(resource(), at(0, 9), persons=people))
        assert [(item.code, item.severity) for item in found] == [("suspended", Severity.REFUSE)] * held


# --- where ------------------------------------------------------------------------------------------


@EXAMPLES
@given(
    needed=st.integers(0, 4),
    level=st.integers(0, 4),
    until=DAYS | st.none(),
    dossier=st.sampled_from(["", "DUO-1"]),
    least=st.integers(1, 4),
    is_room=st.booleans(),
)
def test_containment(
    needed: int, level: int, until: date | None, dossier: str, least: int, is_room: bool
) -> None:
    place = resource(
        category="room" if is_room else "equipment",
        biosafety=level,
        biosafety_until=until,
        rules={"dossier": least},
    )
    span = at(3, 20, 10)
    found = codes(case(place, span, about=About("tina", "UNI", biosafety=needed, dossier=dossier)))
    assert ("biosafety-too-low" in found) is (needed > level)
    assert ("biosafety-expired" in found) is (
        0 < needed <= level and until is not None and until < date(2027, 3, 26)
    )
    assert ("dossier-missing" in found) is (needed >= least and not dossier)


@pytest.mark.parametrize(("learners", "colleagues", "alone"), [(0, 0, True), (1, 0, False), (0, 1, False)])
def test_nobody_works_alone_in_a_clean_room(learners: int, colleagues: int, alone: bool) -> None:
    people = (Person(1, "tina", "Tina"), Person(2, "tom", "Tom"))
    wanted = case(
        resource(rules={"lone_worker": 2}), at(0, 9), persons=people, about=About("tina", learners=learners)
    )
    lines = [*wanted.lines, *[PlannedLine(Line(2, "@tom"), wanted.catalogue.resources["@tom"])] * colleagues]
    found = Case(wanted.catalogue, lines, wanted.occurrences, PARIS, NOW, wanted.about)
    assert ("lone-worker" in codes(found)) is alone


@pytest.mark.parametrize(
    ("rule", "organiser", "held", "ok"),
    [
        (True, "mona", (), True),
        (True, "dede", (), True),
        (True, "tina", (), False),
        ("S", "tina", ("S",), True),
        ("S", "tina", (), False),
    ],
)
def test_somebody_supervises(rule: Any, organiser: str, held: tuple[str, ...], ok: bool) -> None:
    people = (Person(1, organiser, "x", qualifications=tuple(HeldQualification(code) for code in held)),)
    wanted = case(resource(rules={"supervisor": rule}), at(0, 9), persons=people, about=About(organiser))
    assert ("supervisor-missing" not in codes(wanted)) is ok


@EXAMPLES
@given(
    seats=st.lists(st.integers(1, 30), max_size=3), learners=st.integers(0, 60), quantity=st.integers(1, 2)
)
def test_seats(seats: list[int], learners: int, quantity: int) -> None:
    rooms = tuple(resource(f"R{number}", category="room", capacity=item) for number, item in enumerate(seats))
    wanted = case((resource(), *rooms), at(0, 9), quantity=quantity, about=About("tina", learners=learners))
    assert ("over-capacity" in codes(wanted)) is (bool(seats) and learners > sum(seats) * quantity)


# --- how rules are set ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "platform", "severity"),
    [
        ({"lead_time": 500}, {}, Severity.OVERRIDE),
        ({}, {"lead_time": 500}, Severity.OVERRIDE),
        ({"lead_time": 1}, {"lead_time": 500}, None),
        ({"lead_time": "off"}, {"lead_time": 500}, None),
        ({"lead_time": False}, {"lead_time": 500}, None),
        ({"lead_time": {"value": 500, "severity": "warn"}}, {"lead_time": 1}, Severity.WARN),
        ({"lead_time": {"value": 900, "severity": "refuse"}}, {}, Severity.REFUSE),
    ],
)
def test_a_resource_says_more_than_its_platform(
    own: dict[str, Any], platform: dict[str, Any], severity: Severity | None
) -> None:
    found = violations_of(
        case(resource(rules=own), at(0, 9), platform={"rules": platform}, now=MONDAY.astimezone(UTC))
    )
    assert [item.severity for item in found] == ([] if severity is None else [severity])


def test_only_the_right_manager_sets_aside() -> None:
    soft = Violation("x", Severity.OVERRIDE, "BIO", who_can=("mona",))
    other = Violation("y", Severity.OVERRIDE, "PSM", who_can=("paul",))
    hard, mild = Violation("z", Severity.REFUSE, ""), Violation("w", Severity.WARN, "")
    assert refusing((soft, other, hard, mild), None) == (soft, other, hard)
    assert refusing((soft, other, hard, mild), "mona") == (other, hard)
    assert refusing((soft, mild), "mona") == ()


def test_what_was_so_before_is_no_reason_against_a_change() -> None:
    params = {"qualification": "S"}
    before = (Violation("qualification-missing", Severity.OVERRIDE, "BIO", params, degree=2),)
    better = (Violation("qualification-missing", Severity.OVERRIDE, "BIO", {**params, "x": 1}, degree=1),)
    worse = (Violation("qualification-missing", Severity.OVERRIDE, "BIO", params, degree=3),)
    other = (Violation("qualification-missing", Severity.OVERRIDE, "BIO", {"qualification": "E"}),)
    new = (Violation("outside-opening", Severity.OVERRIDE, "BIO", {"dates": (date(2027, 3, 22),)}),)
    assert worsened(before, before) == worsened(before, better) == ()
    assert worsened(before, (*worse, *other, *new)) == (*worse, *other, *new)
    assert worsened((), before) == before


def test_a_rule_that_has_nothing_to_look_at_is_left_out() -> None:
    found = checks_of(case(resource(rules={"lead_time": 1}), at(0, 9)))
    assert [(check.code, check.ok) for check in found] == [
        ("past", True),
        ("horizon", True),
        ("lead_time", True),
    ]
