"""Rows 1, 2 and 3: booking a year of weekly sessions on three resources, and checking it without writing."""

from __future__ import annotations

import itertools
import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.recurrence import Lapse
from platform_booking.services.booking import RequestService
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.planner import plan_needs
from platform_booking.services.requests import BookingRequest, LineRequest, wish_of
from platform_booking.storage.audit import seal
from platform_booking.storage.unit_of_work import Store
from tests.bench.generate import (
    COLUMNS,
    EVENING,
    FIRST_DAY,
    NOW,
    ORGANISER,
    ZONE,
    raw_postgresql,
    raw_sqlite,
    slot_start,
    triples,
)
from tests.bench.measure import Result, interleaved, within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from platform_booking.domain.planning import Need, Wish
    from platform_booking.storage.places import Place

SESSIONS: Final = 52
FIRST_WEEK: Final = (NOW.replace(tzinfo=None) - FIRST_DAY).days // 7 + 2
_CHECK: Final = """
SELECT EXISTS (SELECT 1 FROM allocation AS a WHERE a.unit_id = ? AND a.holds AND a.occupied_from < ?
  AND a.occupied_until > ? AND a.occupied_from >= coalesce(
    (SELECT max(p.occupied_from) FROM allocation AS p
     WHERE p.unit_id = ? AND p.holds AND p.occupied_from <= ?), ?))"""
_FOUND: Final = """
SELECT a.id, a.unit_id, a.occupied_from, a.occupied_until, a.holds FROM {wanted}
CROSS JOIN allocation AS a
WHERE a.unit_id = w.unit_id AND a.holds AND a.occupied_from < w.e AND a.occupied_until > w.s
  AND a.occupied_from >= coalesce(
    (SELECT max(p.occupied_from) FROM allocation AS p
     WHERE p.unit_id = w.unit_id AND p.holds AND p.occupied_from <= w.s), w.s)"""
_WANTED_SQLITE: Final = """
(SELECT json_extract(value, '$[0]') AS unit_id, json_extract(value, '$[1]') AS s, json_extract(value, '$[2]') AS e
 FROM json_each(?)) AS w"""
_WANTED_POSTGRESQL: Final = "unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[]) AS w(unit_id, s, e)"
FOUND_SQLITE: Final = _FOUND.format(wanted=_WANTED_SQLITE)
FOUND_POSTGRESQL: Final = _FOUND.format(wanted=_WANTED_POSTGRESQL)


@dataclass
class Scene:
    """A store, and requests that have not been made there before."""

    store: Store
    weekdays: range = range(6)
    """Row 3 has a day of its own, on which nothing is ever booked."""
    requests: Iterator[BookingRequest] = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(self.store, ORGANISER, fixed_clock(NOW))
        self.catalogue = self.store.read(lambda unit_of_work: unit_of_work.catalogue)
        self.requests = self._requests()

    def _requests(self) -> Iterator[BookingRequest]:
        for weekday, three in itertools.product(self.weekdays, triples(self.catalogue)):
            yield BookingRequest(
                title="TP Culture amont",
                lines=tuple(
                    LineRequest(resource.code, unit=unit.name)
                    for resource, unit in zip(three.resources, three.units, strict=True)
                ),
                start=slot_start(FIRST_WEEK, weekday, EVENING),
                length=Lapse(120),
                rule=f"FREQ=WEEKLY;COUNT={SESSIONS}",
                learners=8,
            )

    def wish(self) -> Wish:
        """The next request, resolved."""
        return wish_of(self.catalogue, next(self.requests))


def rows_of(
    scene: Scene, wish: Wish, key: int, at: Callable[[datetime], Any]
) -> dict[str, list[tuple[Any, ...]]]:
    """The same rows that the application writes, but for the audit entry."""
    start, now = at(wish.start), at(NOW)
    organiser, partner = scene.catalogue.persons[ORGANISER].id, scene.catalogue.partners["HOST"].id
    header = (
        key,
        f"X-{key:06}",
        secrets.token_hex(16),
        1,
        0,
        "TP Culture amont",
        "training",
        organiser,
        partner,
    )
    rule = f"FREQ=WEEKLY;COUNT={SESSIONS}"
    needs = wish.needs()
    return {
        "booking": [(*header, 8, ZONE.key, rule, start, 120, 0, "partners", now, now)],
        "line": [(key, line.line.number, line.resource.id, 1, 0, 0, None, None) for line in wish.lines],
        "occurrence": [
            (key, item.number, at(item.original_start), at(item.span.start), at(item.span.end))
            for item in wish.occurrences()
        ],
        "allocation": [
            (
                *(unit_of(need), key, need.wish.line.number, need.occurrence.number, at(need.use.start)),
                *(at(need.use.end), at(need.occupied.start), at(need.occupied.end), "approved", True, 0, now),
            )
            for need in needs
        ],
    }


def unit_of(need: Need) -> int:
    """The only unit that may serve."""
    return need.wish.candidates[0].id


def insert_of(table: str, mark: str) -> str:
    """INSERT of one row."""
    names = COLUMNS[table].split()
    if table == "allocation":
        names = names[1:]
    return f"INSERT INTO {table} ({','.join(names)}) VALUES ({','.join(mark for _ in names)})"


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that the bare driver is to check and write, made ready beforehand; only the key is still missing."""

    wanted: list[tuple[int, Any, Any]]
    rows: Callable[[int], dict[str, list[tuple[Any, ...]]]]


def job_of(scene: Scene, at: Callable[[datetime], Any]) -> Job:
    """The next request as rows."""
    wish = scene.wish()
    wanted = [(unit_of(need), at(need.occupied.start), at(need.occupied.end)) for need in wish.needs()]
    made = rows_of(scene, wish, 0, at)

    def rows(key: int) -> dict[str, list[tuple[Any, ...]]]:
        (header,) = made["booking"]
        return {
            "booking": [(key, f"X-{key:06}", *header[2:])],
            "line": [(key, *row[1:]) for row in made["line"]],
            "occurrence": [(key, *row[1:]) for row in made["occurrence"]],
            "allocation": [(row[0], key, *row[2:]) for row in made["allocation"]],
        }

    return Job(wanted, rows)


def booked_sqlite(job: Job, connection: Any) -> None:
    """The bare driver: 156 checks one by one, the rows, an audit entry, commit."""
    connection.execute("BEGIN IMMEDIATE")
    for unit, start, end in job.wanted:
        taken = connection.execute(_CHECK, (unit, end, start, unit, start, start)).fetchone()[0]
        assert not taken
    key = connection.execute("SELECT max(id) + 1 FROM booking").fetchone()[0]
    for table, rows in job.rows(key).items():
        connection.executemany(insert_of(table, "?"), rows)
    seq, head = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    connection.execute(insert_of("audit", "?"), _entry(seq, head, key, _seconds(NOW)))
    connection.execute("COMMIT")


def booked_postgresql(job: Job, connection: Any) -> None:
    """The bare driver: one set-based check, the rows in a pipeline, an audit entry, commit."""
    with connection.cursor() as cursor:
        wanted = [list(column) for column in zip(*job.wanted, strict=True)]
        assert not cursor.execute(FOUND_POSTGRESQL, wanted).fetchall()
        key = cursor.execute("SELECT nextval(pg_get_serial_sequence('booking', 'id'))").fetchone()[0]
        for table, rows in job.rows(key).items():
            cursor.executemany(insert_of(table, "%s"), rows)
        seq, head = cursor.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
        cursor.execute(insert_of("audit", "%s"), _entry(seq, head, key, NOW))
    connection.commit()


def _entry(seq: int, prev: str, key: int, at: Any) -> tuple[Any, ...]:
    body = (ORGANISER, "request", f"booking:X-{key:06}", None, "{}", "", secrets.token_hex(32))
    return (seq + 1, at, *body, prev, seal(prev, seq + 1, NOW, body))


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _same(moment: datetime) -> datetime:
    return moment


def _arrays(wish: Wish) -> tuple[list[Any], ...]:
    needs = wish.needs()
    return (
        [unit_of(need) for need in needs],
        [need.occupied.start for need in needs],
        [need.occupied.end for need in needs],
    )


def book(place: Place, label: str, rounds: int) -> Result:
    """Row 1 or 2."""
    store = Store.open(place)
    scene = Scene(store)
    service = RequestService(scene.desk)
    open_raw = raw_sqlite if place.is_file else raw_postgresql
    raw = booked_sqlite if place.is_file else booked_postgresql
    jobs = iter([job_of(scene, _seconds if place.is_file else _same) for _ in range(rounds + 1)])
    asked = iter([next(scene.requests) for _ in range(rounds + 1)])
    with open_raw(place) as connection:
        pair = interleaved(lambda: raw(next(jobs), connection), lambda: service.request(next(asked)), rounds)
    store.close()
    row, times = (1, 6.0) if place.is_file else (2, 3.0)
    return within(row, f"book 3 × {SESSIONS}, {label}", pair, times)


def check(place: Place, label: str, rounds: int) -> Result:
    """Row 3."""
    store = Store.open(place)
    scene = Scene(store, range(6, 7))
    wish = scene.wish()
    needs = wish.needs()
    open_raw = raw_sqlite if place.is_file else raw_postgresql
    with open_raw(place) as connection:

        def floor() -> None:
            if place.is_file:
                spans = [[unit_of(n), _seconds(n.occupied.start), _seconds(n.occupied.end)] for n in needs]
                connection.execute(FOUND_SQLITE, (json.dumps(spans),)).fetchall()
            else:
                connection.execute(FOUND_POSTGRESQL, _arrays(wish)).fetchall()
                connection.rollback()

        def ours() -> None:
            plan, _ = store.read(lambda unit_of_work: plan_needs(unit_of_work, needs, ZONE))
            assert plan.fits

        pair = interleaved(floor, ours, rounds)
    store.close()
    return within(3, f"check {len(needs)} slots, {label}", pair, 3)
