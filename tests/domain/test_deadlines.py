from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.booking import Allocation, Booking, Purpose, State, Visibility
from platform_booking.domain.catalogue import (
    ApprovalStep,
    Catalogue,
    Partner,
    Person,
    Platform,
    Resource,
    Text,
    Unit,
)
from platform_booking.domain.deadlines import Deadline, OnDeadline, deadline_of, deciders_at, reached
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.timespan import TimeSpan

ASKED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
USE = TimeSpan(ASKED + timedelta(days=8), ASKED + timedelta(days=8, hours=3))
HOUR = timedelta(hours=1)


def catalogue(
    rules: dict[str, Any] | None = None, *, deputies: tuple[str, ...] = ("dan",), host: str = "UNI"
) -> Catalogue:
    persons = (
        Person(1, "mona", "Mona"),
        Person(2, "dan", "Dan"),
        Person(3, "cora", "Cora", partner="UNI", roles=frozenset({"coordinator"})),
        Person(4, "ada", "Ada", roles=frozenset({"admin"})),
    )
    platform = Platform(
        1, "USP", Text("", ""), host, managers=("mona",), deputies=deputies, rules=rules or {}
    )
    resource = Resource(
        1, "BIO", Text("", ""), platform="USP", units=(Unit(1, "1"),), approval=(ApprovalStep.MANAGER,)
    )
    return Catalogue(
        partners=(Partner(1, "UNI", "Uni"),), persons=persons, platforms=(platform,), resources=(resource,)
    )


def request(use: TimeSpan = USE, state: State = State.REQUESTED) -> tuple[Booking, Allocation]:
    item = Allocation(1, 1, 1, 1, use, use, state, holds=False, changed_at=ASKED)
    booking = Booking(
        1, "B-1", "u", 1, 0, "TP", Purpose.TRAINING, "tina", "", 0, "Europe/Paris", None, use.start, Lapse(),
        Visibility.PARTNERS, ASKED, ASKED, allocations=(item,),
    )  # fmt: skip
    return booking, item


def next_of(
    known: Catalogue, now: datetime, use: TimeSpan = USE, state: State = State.REQUESTED
) -> Deadline | None:
    booking, item = request(use, state)
    return deadline_of(known, known.resources["BIO"], booking, item, now)


def test_without_a_rule_a_request_expires_when_its_use_is_over() -> None:
    assert next_of(catalogue(), ASKED) == Deadline(USE.end, OnDeadline.EXPIRE)
    assert next_of(catalogue(), ASKED, state=State.APPROVED) is None


def test_what_is_entered_afterwards_may_wait() -> None:
    over = TimeSpan(ASKED - 5 * HOUR, ASKED - 2 * HOUR)
    assert next_of(catalogue(), ASKED, over) is None
    assert next_of(catalogue({"decide_within": 48}), ASKED, over) == Deadline(
        ASKED + 48 * HOUR, OnDeadline.EXPIRE
    )


@pytest.mark.parametrize("hours", [1, 48, 1000])
def test_it_expires_in_time_but_never_later_than_its_use(hours: int) -> None:
    found = next_of(catalogue({"decide_within": hours}), ASKED)
    assert found == Deadline(min(USE.end, ASKED + hours * HOUR), OnDeadline.EXPIRE)


def test_it_reaches_the_deputies_then_the_host() -> None:
    known = catalogue({"decide_within": 24, "on_deadline": "escalate"})
    booking, item = request()
    seen = []
    for days in (0, 1, 2):
        now = ASKED + timedelta(days=days)
        who = deciders_at(known, known.resources["BIO"], booking, item, ApprovalStep.SAFETY, now)
        seen.append((who, next_of(known, now)))
    assert seen == [
        ((), Deadline(ASKED + 24 * HOUR, OnDeadline.ESCALATE)),
        (("dan",), Deadline(ASKED + 48 * HOUR, OnDeadline.ESCALATE)),
        (("dan", "cora"), Deadline(USE.end, OnDeadline.EXPIRE)),
    ]


def test_where_nobody_else_is_the_administrators_are_reached() -> None:
    assert reached(*_of(catalogue(deputies=(), host=""))) == (("ada",),)
    assert reached(*_of(catalogue(deputies=()))) == (("cora",),)


def _of(known: Catalogue) -> tuple[Catalogue, Resource]:
    return known, known.resources["BIO"]


def test_the_rule_of_a_resource_wins() -> None:
    known = catalogue({"decide_within": 24})
    own = Resource(2, "OWN", Text("", ""), platform="USP", rules={"decide_within": 2})
    booking, item = request()
    assert deadline_of(known, own, booking, item, ASKED) == Deadline(ASKED + 2 * HOUR, OnDeadline.EXPIRE)
    never = replace(own, rules={"decide_within": "off"})
    assert deadline_of(known, never, booking, item, ASKED) == deadline_of(
        catalogue(), never, booking, item, ASKED
    )


@given(
    hours=st.none() | st.integers(1, 400),
    escalates=st.booleans(),
    passed=st.integers(0, 400),
    deputies=st.booleans(),
)
def test_the_next_thing_is_the_first_of_all_that_will_happen(
    hours: int | None, escalates: bool, passed: int, deputies: bool
) -> None:
    rules: dict[str, Any] = {} if hours is None else {"decide_within": hours}
    rules |= {"on_deadline": "escalate"} if escalates else {}
    now = ASKED + passed * HOUR
    found = next_of(catalogue(rules, deputies=("dan",) if deputies else ()), now)
    ends = [USE.end] if hours is None or escalates else [USE.end, ASKED + hours * HOUR]
    steps = (
        [] if hours is None or not escalates else [ASKED + hours * HOUR * n for n in (1, 2)[: 1 + deputies]]
    )
    coming = [(min(ends), OnDeadline.EXPIRE), *((at, OnDeadline.ESCALATE) for at in steps if at > now)]
    assert found is not None
    assert (found.at, found.then) in coming
    assert found.at == min(at for at, _ in coming)
