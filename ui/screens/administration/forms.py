"""Which fields the form of each kind of thing has. No Qt: what is edited is a row, as a catalogue file has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.catalogue import (
    HIGHEST_BIOSAFETY,
    LANGUAGES,
    PARTNER_CATEGORIES,
    ApprovalStep,
    Category,
    Closure,
    MailChoice,
    Partner,
    Person,
    Platform,
    Qualification,
    Requests,
    Resource,
    Role,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.catalogue import Catalogue

TEXT: Final = "text"
NAMES: Final = "names"
NUMBER: Final = "number"
CHOICE: Final = "choice"
CODES: Final = "codes"
DAY: Final = "day"
FLAG: Final = "flag"
OPENING: Final = "opening"
UNITS: Final = "units"
QUALIFIED: Final = "qualified"
RULES: Final = "rules"

SHORT: Final = frozenset({TEXT, NUMBER, CHOICE, DAY, UNITS})
"""What two of fit side by side."""

AdministeredItem = Platform | Resource | Person | Closure | Partner | Qualification


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: the key of the row, how it is edited, and what may be chosen there."""

    key: str
    editor: str
    group: str
    options: str = ""
    """Codes of what may be named (a table of the catalogue), or a list of words."""


WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "category": tuple(Category),
    "requests": tuple(Requests),
    "approval": tuple(ApprovalStep),
    "role": tuple(Role),
    "language": LANGUAGES,
    "mail": tuple(MailChoice),
    "partner-category": PARTNER_CATEGORIES,
    "biosafety": tuple(str(level) for level in range(HIGHEST_BIOSAFETY + 1)),
}
"""What may be chosen where it is not a thing of the catalogue."""

FORMS: Final[Mapping[type[AdministeredItem], tuple[FieldSpec, ...]]] = {
    Platform: (
        FieldSpec("name", NAMES, "identity"),
        FieldSpec("host", CHOICE, "identity", "partners"),
        FieldSpec("managers", CODES, "people", "persons"),
        FieldSpec("deputies", CODES, "people", "persons"),
        FieldSpec("opening", OPENING, "opening"),
        FieldSpec("rules", RULES, "rules"),
        FieldSpec("active", FLAG, "end"),
    ),
    Resource: (
        FieldSpec("name", NAMES, "identity"),
        FieldSpec("category", CHOICE, "identity", "category"),
        FieldSpec("platform", CHOICE, "identity", "platforms"),
        FieldSpec("site", TEXT, "identity"),
        FieldSpec("units", UNITS, "use"),
        FieldSpec("capacity", NUMBER, "use"),
        FieldSpec("setup", NUMBER, "use"),
        FieldSpec("turnaround", NUMBER, "use"),
        FieldSpec("equivalent_to", CODES, "use", "resources"),
        FieldSpec("approval", CODES, "approval", "approval"),
        FieldSpec("requests", CHOICE, "approval", "requests"),
        FieldSpec("requires", CODES, "safety", "qualifications"),
        FieldSpec("biosafety", CHOICE, "safety", "biosafety"),
        FieldSpec("biosafety_until", DAY, "safety"),
        FieldSpec("rules", RULES, "rules"),
        FieldSpec("active", FLAG, "end"),
    ),
    Person: (
        FieldSpec("name", TEXT, "identity"),
        FieldSpec("email", TEXT, "identity"),
        FieldSpec("partner", CHOICE, "identity", "partners"),
        FieldSpec("language", CHOICE, "identity", "language"),
        FieldSpec("mail", CHOICE, "identity", "mail"),
        FieldSpec("roles", CODES, "people", "role"),
        FieldSpec("qualifications", QUALIFIED, "safety", "qualifications"),
        FieldSpec("suspended_until", DAY, "safety"),
        FieldSpec("active", FLAG, "end"),
    ),
    Closure: (
        FieldSpec("name", NAMES, "identity"),
        FieldSpec("platform", CHOICE, "identity", "platforms"),
        FieldSpec("partner", CHOICE, "identity", "partners"),
        FieldSpec("start", DAY, "opening"),
        FieldSpec("end", DAY, "opening"),
        FieldSpec("active", FLAG, "end"),
    ),
    Partner: (
        FieldSpec("name", TEXT, "identity"),
        FieldSpec("category", CHOICE, "identity", "partner-category"),
        FieldSpec("active", FLAG, "end"),
    ),
    Qualification: (
        FieldSpec("name", NAMES, "identity"),
        FieldSpec("active", FLAG, "end"),
    ),
}
"""In the order in which they stand; fields of one group stand together."""
KINDS: Final[Mapping[str, type[AdministeredItem]]] = {
    "resource": Resource,
    "platform": Platform,
    "closure": Closure,
    "person": Person,
    "partner": Partner,
    "qualification": Qualification,
}
TABLES: Final = {
    "resource": "resources",
    "platform": "platforms",
    "closure": "closures",
    "person": "persons",
    "partner": "partners",
    "qualification": "qualifications",
}
KEYS: Final = {kind: "login" if kind == "person" else "code" for kind in KINDS}
"""What the row calls its code."""


def codes_of(catalogue: Catalogue, options: str) -> tuple[str, ...]:
    """What may be chosen: words, or codes of the catalogue."""
    if options in WORDS:
        return WORDS[options]
    table: Mapping[str, Any] = getattr(catalogue, options)
    return tuple(code for code, item in table.items() if item.active and not code.startswith("@"))


def fields_of(kind: str, *, new: bool = False) -> tuple[FieldSpec, ...]:
    """The fields of that kind; what is new is also given its code."""
    fields = FORMS[KINDS[kind]]
    return (FieldSpec(KEYS[kind], TEXT, "identity"), *fields) if new else fields


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a row that somebody changed."""
    return {key: value for key, value in after.items() if before.get(key) != value}
