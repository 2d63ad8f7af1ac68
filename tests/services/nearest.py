"""Random requests against a small house with rules of every kind, and what taking an alternative makes of a request."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from platform_booking.cli.as_json import alternative as as_document
from platform_booking.domain.recurrence import Lapse, zone_of
from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from random import Random

    from platform_booking.domain.alternatives import Alternative

PARIS = zone_of("Europe/Paris")
MONDAY = datetime(2026, 11, 30, tzinfo=UTC)

CATALOGUE = """
[[partners]]
code = "UNI"
name = "Université"
[[partners]]
code = "CHU"
name = "Hôpital"

[[qualifications]]
code = "E"
name = "Autonomie"
[[qualifications]]
code = "Z"
name = "Habillage"

[[persons]]
login = "tina"
name = "Tina"
partner = "UNI"
qualifications = [{ code = "Z", valid_until = 2026-12-10 }]
[[persons]]
login = "colin"
name = "Colin"
partner = "UNI"
qualifications = [{ code = "E" }, { code = "Z" }]
[[persons]]
login = "sus"
name = "Susie"
partner = "UNI"
suspended_until = 2026-12-03
qualifications = [{ code = "E" }, { code = "Z" }]
[[persons]]
login = "mona"
name = "Mona"
partner = "CHU"

[[platforms]]
code = "USP"
name = "Amont"
host = "UNI"
managers = ["mona"]
opening = { mon-fri = "08:00-18:00" }
rules = { opening = "refuse", holidays = "refuse" }
[[platforms]]
code = "ZAC"
name = "Zones"
host = "CHU"
managers = ["mona"]

[[closures]]
code = "NOEL"
name = "Noël"
start = 2026-12-21
end = 2027-01-04
platform = "USP"

[[resources]]
code = "BIO"
name = "Bioréacteur"
platform = "USP"
setup = 60
turnaround = 30
units = 2
requires = ["E"]
equivalent_to = ["BIO-B"]
rules = { qualification = "refuse", lead_time = { value = 72, severity = "refuse" } }
[[resources]]
code = "BIO-B"
name = "Bioréacteur B"
platform = "ZAC"
requires = ["E"]
[[resources]]
code = "PSM"
name = "PSM"
platform = "ZAC"
units = 4
rules = { quota_person = { hours = 6, per = "week", severity = "refuse" }, longest = 240, shortest = 45 }
[[resources]]
code = "RARE"
name = "Rare"
platform = "ZAC"
rules = { horizon = 40, quota_partner = { count = 2, per = "month" }, supervisor = true }
[[resources]]
code = "SMALL"
name = "Petite salle"
category = "room"
platform = "USP"
capacity = 8
units = 2
[[resources]]
code = "LARGE"
name = "Grande salle"
category = "room"
platform = "USP"
capacity = 30
[[resources]]
code = "CLEAN"
name = "Salle propre"
category = "room"
platform = "ZAC"
capacity = 6
biosafety = 2
biosafety_until = 2026-12-15
requires = ["Z"]
rules = { lone_worker = { value = 2, severity = "refuse" } }
[[resources]]
code = "CLEAN-B"
name = "Salle propre B"
category = "room"
platform = "ZAC"
capacity = 12
biosafety = 3
requires = ["Z", "E"]
"""
CODES = ("BIO", "BIO-B", "PSM", "RARE", "SMALL", "LARGE", "CLEAN", "CLEAN-B")


def asked(chance: Random, *, within_days: int = 20) -> BookingRequest:
    """Something that somebody could ask for."""
    codes = chance.sample(CODES, chance.choice((1, 1, 2, 3)))
    most = {"PSM": 4, "BIO": 2, "SMALL": 2}
    lines = tuple(LineRequest(code, chance.randint(1, most.get(code, 1))) for code in codes)
    if chance.random() < 0.15:
        lines = tuple(replace(line, offset=Lapse(wall=60 * number)) for number, line in enumerate(lines))
    start = MONDAY + timedelta(days=chance.randrange(-6, within_days), minutes=15 * chance.randrange(24, 84))
    rule = chance.choice((None, None, "FREQ=WEEKLY;COUNT=4", "FREQ=DAILY;COUNT=3"))
    return BookingRequest(
        "TP",
        lines,
        start,
        length=Lapse(wall=chance.choice((30, 60, 120, 180, 300))),
        rule=rule,
        learners=chance.choice((0, 1, 5, 9, 14, 28)),
        biosafety=chance.choice((0, 0, 0, 2, 3)),
        trainers=chance.choice(((), (), ("colin",))),
    )


def taken(request: BookingRequest, way: Alternative) -> BookingRequest:
    """The request as the document of an alternative says it, and nothing but that."""
    said: dict[str, Any] = as_document(way, PARIS)
    lines = tuple(
        replace(line, resource=said["resource"]) if line.resource == said["instead_of"] else line
        for line in request.lines
    )
    return replace(
        request,
        lines=(*lines, *(LineRequest(item["resource"], item["quantity"]) for item in said["add"])),
        start=said["start"],
        end=said["end"],
        length=None,
        skip=request.skip | {date.fromisoformat(day) for day in said["skip"]},
    )
