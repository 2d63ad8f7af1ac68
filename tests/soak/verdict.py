"""Whether everything that was promised is there, once, and nothing overlaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import text

from platform_booking.domain.booking import State, status_of
from platform_booking.storage.integrity import examine
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from tests.soak.clients import Told

_ROWS = text(
    "SELECT b.title, a.state, min(o.starts) OVER (PARTITION BY b.id) AS starts FROM booking AS b"
    " JOIN occurrence AS o ON o.booking_id = b.id JOIN allocation AS a ON a.booking_id = b.id"
)
_OVERLAPS = text(
    "SELECT count(*) FROM allocation AS a JOIN allocation AS b ON a.unit_id = b.unit_id AND a.id < b.id"
    " AND a.holds AND b.holds AND a.occupied_from < b.occupied_until AND b.occupied_from < a.occupied_until"
)


@dataclass
class Verdict:
    """What was found."""

    done: Counter[str]
    bookings: int
    overlaps: int
    lost: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    other_than_promised: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    clean: bool = True

    @property
    def holds(self) -> bool:
        """Whether all that is promised was kept."""
        wrong = (self.lost, self.double, self.other_than_promised, self.unexpected)
        return self.clean and not self.overlaps and not any(wrong)

    @property
    def acknowledged(self) -> int:
        """Writes that somebody was told are done."""
        return sum(self.done[deed] for deed in ("book", "move", "approve", "cancel"))


def judge(address: str, told: Sequence[Told]) -> Verdict:
    """Hold what the store has against what people were told."""
    store = Store.open(place_of(address))
    try:
        with store.reading() as connection:
            there = _there(connection)
            titles = Counter(connection.execute(text("SELECT title FROM booking")).scalars())
            overlaps = connection.execute(_OVERLAPS).scalar_one()
            clean = examine(connection).clean
    finally:
        store.close()
    verdict = Verdict(sum((one.done for one in told), Counter()), len(titles), overlaps, clean=clean)
    verdict.double = [title for title, count in titles.items() if count > 1]
    verdict.unexpected = [line for one in told for line in one.unexpected]
    for one in told:
        for title, promised in one.bookings.items():
            if title not in there:
                verdict.lost.append(title)
                continue
            status, start = there[title]
            if status not in promised.states or start not in promised.starts:
                verdict.other_than_promised.append(f"{title}: {status} {start}, promised {promised}")
    known: set[str] = {title for one in told for title in (*one.bookings, *one.unknown)}
    verdict.other_than_promised += [f"{title}: nobody was told" for title in titles if title not in known]
    return verdict


def _there(connection: Connection) -> dict[str, tuple[str, datetime]]:
    states: dict[str, list[State]] = defaultdict(list)
    starts: dict[str, datetime] = {}
    for row in connection.execute(_ROWS):
        states[row.title].append(State(row.state))
        starts[row.title] = row.starts
    return {title: (_said(found), starts[title]) for title, found in states.items()}


def _said(states: Iterable[State]) -> str:
    return str(status_of(states))
