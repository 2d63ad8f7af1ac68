"""The catalogue as TOML text, in an order that people can read and machines can compare."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.catalogue import (
    PERSON_RESOURCE_PREFIX,
    Closure,
    MailChoice,
    Partner,
    Person,
    Platform,
    Qualification,
    Resource,
    Text,
    Unit,
)
from platform_booking.domain.reading import clock_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from platform_booking.domain.catalogue import Catalogue, Opening
    from platform_booking.storage.catalogue import Item

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def toml_value(value: Any) -> str:
    """One value as TOML (https://toml.io/en/v1.0.0), on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + "".join(_character(sign) for sign in value) + '"'
    if isinstance(value, dict):
        inner = ", ".join(f"{toml_key(key)} = {toml_value(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml_value(item) for item in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return repr(value)


def toml_key(key: str) -> str:
    """A key, bare where it may be."""
    bare = key and all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in key)
    return key if bare else toml_value(str(key))


def _character(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    return f"\\u{ord(sign):04x}" if ord(sign) < ord(" ") or sign == "\x7f" else sign


def toml_tables(name: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """An array of tables."""
    blocks = [
        f"[[{name}]]\n" + "".join(f"{toml_key(key)} = {toml_value(value)}\n" for key, value in row.items())
        for row in rows
    ]
    return "\n".join(blocks)


def catalogue_toml(catalogue: Catalogue) -> str:
    """Everything but people's own time, which comes with the people."""
    shared = [
        item for item in catalogue.resources.values() if not item.code.startswith(PERSON_RESOURCE_PREFIX)
    ]
    parts = (
        toml_tables("partners", map(row_of, catalogue.partners.values())),
        toml_tables("qualifications", map(row_of, catalogue.qualifications.values())),
        toml_tables("persons", map(row_of, catalogue.persons.values())),
        toml_tables("platforms", map(row_of, catalogue.platforms.values())),
        toml_tables("resources", map(row_of, shared)),
        toml_tables("closures", map(row_of, catalogue.closures.values())),
    )
    return "\n".join(part for part in parts if part)


def row_of(item: Item) -> dict[str, Any]:
    """One thing as a row of a catalogue file."""
    match item:
        case Partner():
            return {"code": item.code, "name": item.name, "category": item.category, **_retired(item)}
        case Qualification():
            return {"code": item.code, "name": _text(item.name), **_retired(item)}
        case Person():
            return _person(item)
        case Platform():
            return _platform(item)
        case Resource():
            return _resource(item)
        case Closure():
            return _closure(item)


def _retired(item: Any) -> dict[str, bool]:
    return {} if item.active else {"active": False}


def _said(**fields: Any) -> dict[str, Any]:
    """The fields that say something."""
    return {key: value for key, value in fields.items() if value}


def _text(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}


def _person(item: Person) -> dict[str, Any]:
    held = [
        {"code": one.code} | ({"valid_until": one.valid_until} if one.valid_until else {})
        for one in item.qualifications
    ]
    return {
        "login": item.login,
        "name": item.name,
        "email": item.email,
        "partner": item.partner,
        "language": item.language,
        "roles": sorted(item.roles),
        "qualifications": held,
        **_said(suspended_until=item.suspended_until),
        **({} if item.mail is MailChoice.NONE else {"mail": item.mail.value}),
        **_retired(item),
    }


def _platform(item: Platform) -> dict[str, Any]:
    opening = {} if item.opening is None else {"opening": _opening(item.opening)}
    return {
        "code": item.code,
        "name": _text(item.name),
        "host": item.host,
        "time_zone": item.time_zone,
        **opening,
        "managers": item.managers,
        "deputies": item.deputies,
        **_said(rules=dict(item.rules)),
        **_retired(item),
    }


def _opening(opening: Opening) -> dict[str, list[str]]:
    return {
        DAYS[number]: [f"{clock_text(start)}-{clock_text(end)}" for start, end in spans]
        for number, spans in enumerate(opening)
        if spans
    }


def _resource(item: Resource) -> dict[str, Any]:
    return {
        "code": item.code,
        "name": _text(item.name),
        "category": item.category,
        "platform": item.platform,
        "site": item.site,
        "units": _units(item.active_units),
        **({} if item.capacity is None else {"capacity": item.capacity}),
        "setup": item.setup,
        "turnaround": item.turnaround,
        "approval": [step.value for step in item.approval],
        "requests": item.requests.value,
        "requires": item.requires,
        "equivalent_to": item.equivalent_to,
        "rules": dict(item.rules),
        **_said(biosafety=item.biosafety, biosafety_until=item.biosafety_until),
        **_retired(item),
    }


def _units(units: tuple[Unit, ...]) -> int | list[str]:
    names = [unit.name for unit in units]
    return len(names) if names == [str(number) for number in range(1, len(names) + 1)] else names


def _closure(item: Closure) -> dict[str, Any]:
    where = {"platform": item.platform} if item.platform else {}
    where |= {"partner": item.partner} if item.partner else {}
    return {
        "code": item.code,
        "name": _text(item.name),
        **where,
        "start": item.start,
        "end": item.end,
        **_retired(item),
    }
