"""What time brings about: requests that expire or escalate, once, whoever runs it and however often."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.errors import BookingError, CatalogueInvalid, NotPermitted
from platform_booking.services.conversation import Suggestion
from platform_booking.services.custody import check
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store
from tests.conftest import NOW
from tests.processes import run_at_once
from tests.services.test_conversation import on_a_file, stored, told
from tests.services.test_races import RACERS, overlaps

if TYPE_CHECKING:
    import multiprocessing
    from multiprocessing.synchronize import Barrier

    from platform_booking.storage.unit_of_work import UnitOfWork
    from tests.services.conftest import Sit

HASTY = """
[[persons]]
login = "dan"
name = "Dan"
[[persons]]
login = "cora"
name = "Cora"
partner = "UNI"
roles = ["coordinator"]
[[platforms]]
code = "USP"
name = "Amont"
host = "UNI"
managers = ["mona"]
deputies = ["dan"]
[[resources]]
code = "BIO"
name = "Bioréacteur"
platform = "USP"
approval = ["manager", "safety"]
rules = { decide_within = 24, on_deadline = "escalate" }
[[resources]]
code = "RARE"
name = "Rare"
platform = "USP"
approval = ["manager"]
requests = "compete"
rules = { decide_within = 48 }
"""
DAY = timedelta(days=1)
RACE_ROUNDS = 4


def asked(sit: Sit, *codes: str, login: str = "tina", **options: Any) -> str:
    lines = tuple(LineRequest(code) for code in codes)
    options.setdefault("start", "2026-12-01T09:00")
    options.setdefault("end", "2026-12-01T12:00")
    return sit(login).requests.request(BookingRequest("TP", lines, **options)).booking.ref


def at(sit: Sit, login: str | None, when: datetime) -> PlatformBooking:
    return PlatformBooking(replace(sit(login).desk, clock=fixed_clock(when)))


def test_a_request_that_nobody_decided_expires_once(sit: Sit) -> None:
    sit(None).catalogue.import_text(HASTY)
    hasty, slow = asked(sit, "RARE", "SALLE"), asked(sit, "TWINS")
    assert at(sit, None, NOW + DAY).due.run().happened == ()
    due = at(sit, None, NOW + 2 * DAY).due.run()
    assert [(item.kind, item.ref, item.persons) for item in due.happened] == [("expired", hasty, ("tina",))]
    assert due.changes.bookings == (hasty,)
    assert {item.line: item.state.value for item in stored(sit, hasty).allocations} == {
        1: "expired",
        2: "approved",
    }
    assert stored(sit, slow).status == "requested"
    assert told(sit, "tina") == [("expired", hasty)]
    assert [(item.actor, item.action) for item in sit("tina").dossiers.dossier(hasty).history] == [
        ("tina", "request"),
        ("system", "expire"),
    ]
    assert at(sit, "colin", NOW + 2 * DAY).due.run().happened == ()
    assert [item.ref for item in at(sit, None, NOW + 30 * DAY).due.run().happened] == [slow]
    assert check(sit(None).desk).findings == ()


def test_what_waits_too_long_reaches_others_who_may_decide(sit: Sit) -> None:
    sit(None).catalogue.import_text(HASTY)
    ref = asked(sit, "BIO")
    sit("mona").approvals.approve(ref)
    with pytest.raises(NotPermitted):
        sit("dan").approvals.approve(ref)
    later = at(sit, "tina", NOW + DAY)
    assert [(item.kind, item.persons) for item in later.due.run().happened] == [("escalated", ("dan",))]
    assert later.due.run().happened == ()
    assert told(sit, "dan") == [("escalated", ref)]
    assert [item.booking.ref for item in at(sit, "dan", NOW + DAY).approvals.inbox()] == [ref]
    last = at(sit, "dan", NOW + 2 * DAY)
    assert [item.persons for item in last.due.run().happened] == [("cora",)]
    assert last.bookings.get(ref).awaiting == {1: ("safety", ("sam", "dan", "cora"))}
    assert at(sit, "cora", NOW + 2 * DAY).me().decides
    assert last.approvals.approve(ref).booking.status == "approved"
    assert check(sit(None).desk).findings == ()


@on_a_file
def test_the_inbox_is_sorted_by_what_happens_first(sit: Sit) -> None:
    sit(None).catalogue.import_text(HASTY)
    soon = asked(sit, "TWINS", start="2026-11-24T09:00", end="2026-11-24T10:00")
    late, hasty, bio = asked(sit, "TWINS"), asked(sit, "RARE"), asked(sit, "BIO")
    found = sit("mona").approvals.inbox()
    assert [(item.booking.ref, item.deadline and str(item.deadline.then)) for item in found] == [
        (soon, "expire"),
        (bio, "escalate"),
        (hasty, "expire"),
        (late, "expire"),
    ]
    assert sit("mona").reviews.review(bio).deadline == found[1].deadline


@on_a_file
def test_a_catalogue_with_impossible_deadlines_is_not_imported(sit: Sit) -> None:
    wrong = HASTY.replace("decide_within = 48", "decide_within = 0").replace('"escalate"', '"shout"')
    with pytest.raises(CatalogueInvalid) as refusal:
        sit(None).catalogue.import_text(wrong)
    assert [code for _, code, _ in refusal.value.problems] == ["bad-rule", "bad-rule"]


@on_a_file
def test_looking_for_what_is_due_reads_only_what_waits(sit: Sit, store: Store) -> None:
    asked(sit, "BIO")

    def plan(unit_of_work: UnitOfWork) -> str:
        seen: list[str] = []
        connection = unit_of_work.connection
        event.listen(connection, "before_cursor_execute", lambda *said: seen.append(said[2]))
        unit_of_work.bookings.overdue(NOW, [((1, 2), NOW)])
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {seen[0]}", (0,) * seen[0].count("?"))
        return " ".join(str(row[3]) for row in rows)

    assert "ix_allocation_requested" in store.read(plan)


# --- at the same time -------------------------------------------------------------------------------

SLOT = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)


def decide_all(address: str, seed: int, barrier: Barrier, results: multiprocessing.Queue[str]) -> None:
    """Two approve rivals of each other, one lets expire, one accepts or gives up."""
    store = Store.open(place_of(address))
    late = fixed_clock(NOW + 2 * DAY)
    login = ("mona", "mona", None, "tina")[seed]
    app = PlatformBooking(Desk(store, login, late))
    refs = [item.ref for item in app.bookings.list(BookingFilter())]
    done: list[list[str]] = []
    barrier.wait()
    for place, ref in enumerate(refs):
        with suppress(BookingError):
            if login == "mona" and (place + seed) % 2:
                done.append([ref, str(app.approvals.approve(ref).booking.version)])
            elif login is None:
                done += [[item.ref, item.kind] for item in app.due.run().happened]
            elif login == "tina" and place % 3:
                done.append([ref, str(app.conversations.accept(ref).booking.version)])
            elif login == "tina":
                app.changes.cancel(ref, "tant pis")
    results.put(json.dumps(done))
    store.close()


def test_deciding_expiring_accepting_and_giving_up_at_once_leaves_order(
    sit: Sit, store: Store, store_url: str
) -> None:
    sit(None).catalogue.import_text(HASTY)
    refs = []
    for day in range(RACE_ROUNDS):
        start = SLOT + day * DAY
        book = partial(asked, sit, "RARE", start=start, end=start + timedelta(hours=2))
        refs += [book(), book()]
        sit("mona").conversations.propose(refs[-1], Suggestion(start + timedelta(hours=3)))
    said = run_at_once(decide_all, store_url, range(RACERS))
    expired = [ref for racer in said for ref, what in racer if what == "expired"]
    assert len(expired) == len(set(expired)), "nothing expires twice"
    assert overlaps(store) == 0
    for ref in refs:
        trail = [item.action for item in sit("tina").dossiers.dossier(ref).history]
        assert sum(action in {"approve", "accept", "expire", "cancel", "decline"} for action in trail) >= 1
        assert stored(sit, ref).status != "requested"
    assert check(sit(None).desk).findings == ()
