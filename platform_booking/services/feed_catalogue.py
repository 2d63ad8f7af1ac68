"""What of the catalogue matters to calendars: most of its changes (rules, opening hours, qualifications…) do not."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.booking import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue

_WORDS: Final = frozenset({"name", "site", "category"})
"""What is only said: a change of it concerns the bookings that mention the thing."""
_NEVER_TOLD: Final = frozenset(
    {
        "biosafety",
        "biosafety_until",
        "capacity",
        "email",
        "equivalent_to",
        "language",
        "mail",
        "opening",
        "qualifications",
        "requests",
        "requires",
        "rules",
        "setup",
        "suspended_until",
        "turnaround",
    }
)
"""Whatever is in neither list decides who sees what, or may: a change of it concerns everything."""

RESOURCE: Final = "resource"
PERSON: Final = "person"
PLATFORM: Final = "platform"
PARTNER: Final = "partner"


@dataclass(frozen=True, slots=True)
class Gist:
    """Things (``resource:PSM``) with what decides about calendars, and with what is said of them."""

    shapes: Mapping[str, Any]
    words: Mapping[str, Any]

    def renamed(self, after: Gist) -> frozenset[str] | None:
        """The things that are called otherwise afterwards; None when more than that is different.

        What is new has not been in any calendar yet.
        """
        if any(after.shapes.get(thing) != shape for thing, shape in self.shapes.items()):
            return None
        return frozenset(thing for thing, said in self.words.items() if after.words[thing] != said)


def gist_of(catalogue: Catalogue) -> Gist:
    """Of the catalogue as it is now."""
    shapes, words = {}, {}
    for thing, item in _things(catalogue):
        values = {
            field.name: getattr(item, field.name) for field in fields(item) if field.name not in _NEVER_TOLD
        }
        if "units" in values:
            values["units"] = tuple((unit.id, unit.name, unit.active) for unit in values["units"])
        words[thing] = tuple(value for name, value in values.items() if name in _WORDS)
        shapes[thing] = tuple(value for name, value in values.items() if name not in _WORDS)
    return Gist(shapes, words)


def _things(catalogue: Catalogue) -> Iterator[tuple[str, Any]]:
    for kind, items in (
        (RESOURCE, catalogue.resources),
        (PERSON, catalogue.persons),
        (PLATFORM, catalogue.platforms),
        (PARTNER, catalogue.partners),
    ):
        yield from ((f"{kind}:{code}", item) for code, item in items.items())


def mentioned(item: Booking | Block) -> frozenset[str]:
    """The things of which a calendar says something when it tells of this booking or block."""
    if isinstance(item, Block):
        return frozenset((f"{RESOURCE}:{item.resource}",))
    resources = (f"{RESOURCE}:{line.resource}" for line in item.lines)
    return frozenset((*resources, f"{PERSON}:{item.organiser}", f"{PARTNER}:{item.partner}"))
