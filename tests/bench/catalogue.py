"""Catalogues for measurements: the demonstration one, and one of many like resources."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platform_booking.domain.catalogue import (
    ApprovalStep,
    Closure,
    HeldQualification,
    Partner,
    Person,
    Platform,
    Qualification,
    Requests,
    Resource,
    Role,
    Text,
    Unit,
    person_resource_code,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from platform_booking.storage.bookings import Stamp
    from platform_booking.storage.catalogue import Item
    from platform_booking.storage.unit_of_work import Store, UnitOfWork

DEMO = Path(__file__).parents[2] / "resources" / "demo" / "catalogue.toml"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def write_items(store: Store, items: Sequence[Item], stamp: Stamp) -> None:
    """Put all items into an empty store, in one transaction."""

    def work(unit_of_work: UnitOfWork) -> None:
        writer = unit_of_work.catalogue_writer
        for item in items:
            writer.put(None, item, stamp)
        for item in items:
            if isinstance(item, Resource) and item.equivalent_to:
                writer.put_equivalents(item)
        writer.raise_revision()

    store.write(work)


def write_demo_catalogue(store: Store, stamp: Stamp) -> None:
    """The demonstration catalogue, with the time of every trainer."""
    write_items(store, tuple(demo_items()), stamp)


def demo_items() -> Iterator[Item]:
    """Everything in the demonstration catalogue, in an order in which it can be written."""
    data = tomllib.loads(DEMO.read_text(encoding="utf-8"))
    for row in data["partners"]:
        yield Partner(0, row["code"], row["name"], row["category"])
    for row in data["qualifications"]:
        yield Qualification(0, row["code"], _text(row["name"]))
    persons = [_person(row) for row in data["persons"]]
    yield from persons
    for row in data["platforms"]:
        yield Platform(
            0,
            row["code"],
            _text(row["name"]),
            row["host"],
            row["time_zone"],
            tuple(tuple(_hours(text) for text in row["opening"].get(day, ())) for day in WEEKDAYS),
            tuple(row["managers"]),
            tuple(row["deputies"]),
        )
    for row in data["resources"]:
        yield _resource(row)
    for person in persons:
        if Role.TRAINER in person.roles:
            yield time_of(person)
    for number, row in enumerate(data["closures"], 1):
        start, end = (date.fromisoformat(row[name]) for name in ("start", "end"))
        owner = {name: row[name] for name in ("platform", "partner") if name in row}
        yield Closure(0, f"C-{number:02}", _text(row["name"]), start, end, **owner)


def time_of(person: Person) -> Resource:
    """The person's own time."""
    name = Text(person.name, person.name)
    unit = Unit(0, person.login)
    return Resource(0, person_resource_code(person.login), name, "staff", units=(unit,), person=person.login)


def _text(value: dict[str, str]) -> Text:
    return Text(value["fr"], value["en"])


def _hours(text: str) -> tuple[int, int]:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    return numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]


def _person(row: dict[str, Any]) -> Person:
    return Person(
        0,
        row["login"],
        row["name"],
        row["email"],
        row["partner"],
        row["language"],
        frozenset(row["roles"]),
        tuple(
            HeldQualification(
                held["code"], date.fromisoformat(held["valid_until"]) if "valid_until" in held else None
            )
            for held in row["qualifications"]
        ),
    )


def _resource(row: dict[str, Any]) -> Resource:
    units = row["units"]
    names = [str(number) for number in range(1, units + 1)] if isinstance(units, int) else units
    return Resource(
        0,
        row["code"],
        _text(row["name"]),
        row["category"],
        row["platform"],
        row["site"],
        tuple(Unit(0, name) for name in names),
        row.get("capacity"),
        row["setup"],
        row["turnaround"],
        tuple(ApprovalStep(step) for step in row["approval"]),
        Requests(row.get("requests", "hold")),
        tuple(row["requires"]),
        tuple(row["equivalent_to"]),
    )
