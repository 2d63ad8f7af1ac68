"""Catalogue files (TOML): from text to things, merged over those already known. Pure."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from platform_booking.domain.catalogue import (
    DEFAULT_TIME_ZONE,
    HIGHEST_BIOSAFETY,
    LANGUAGES,
    ApprovalStep,
    Catalogue,
    Category,
    Closure,
    HeldQualification,
    MailChoice,
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
from platform_booking.domain.errors import CatalogueInvalid, InvalidInput
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.rules.settings import problems_of
from platform_booking.services.catalogue_fields import (
    MAX_MARGIN_MINUTES,
    MAX_PERSONS,
    Notes,
    Problem,
    Row,
    days_of_closure,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

ROLE_SYNONYMS: Final[Mapping[str, str]] = {
    "administrator": Role.ADMIN,
    "platform_manager": Role.MANAGER,
    "partner_coordinator": Role.COORDINATOR,
    "formateur": Role.TRAINER,
    "safety_officer": Role.SAFETY,
    "quality": Role.SAFETY,
    "partner_member": Role.MEMBER,
}
_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "partners": frozenset({"code", "name", "category", "active"}),
    "qualifications": frozenset({"code", "name", "active"}),
    "persons": frozenset(
        {"login", "name", "email", "partner", "language", "roles", "qualifications", "active"}
        | {"suspended_until", "mail"}
    ),
    "platforms": frozenset(
        {"code", "name", "host", "time_zone", "opening", "managers", "deputies", "rules", "active"}
    ),
    "resources": frozenset(
        {
            "code",
            "name",
            "category",
            "platform",
            "site",
            "units",
            "capacity",
            "setup",
            "turnaround",
            "approval",
        }
        | {"requests", "requires", "equivalent_to", "rules", "biosafety", "biosafety_until", "active"}
    ),
    "closures": frozenset(
        {"code", "name", "reason", "platform", "partner", "start", "end", "from", "until", "date", "active"}
    ),
}


@dataclass(frozen=True, slots=True)
class ParsedCatalogue:
    """What the catalogue shall be for everything the file speaks of, and what was odd."""

    partners: tuple[Partner, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    persons: tuple[Person, ...] = ()
    platforms: tuple[Platform, ...] = ()
    resources: tuple[Resource, ...] = ()
    closures: tuple[Closure, ...] = ()
    warnings: tuple[Problem, ...] = field(default=())


def read_catalogue(text: str, known: Catalogue) -> ParsedCatalogue:
    """Read a catalogue file over what is known. Raises CatalogueInvalid with every mistake in it."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise CatalogueInvalid([("", "toml-unreadable", {"detail": str(error)})]) from error
    return read_rows(data, known)


def read_rows(data: Mapping[str, Any], known: Catalogue) -> ParsedCatalogue:
    """Read tables of rows, as a file or a form gives them, over what is known. Raises CatalogueInvalid."""
    reader = _Reader(data, known)
    parsed = reader.read()
    if reader.notes.problems:
        raise CatalogueInvalid(reader.notes.problems)
    return parsed


class _Reader:
    def __init__(self, data: Mapping[str, Any], known: Catalogue) -> None:
        self._data = data
        self._known = known
        self.notes = Notes()

    def read(self) -> ParsedCatalogue:
        for table in self._data:
            if table not in _KEYS:
                self.notes.warnings.append(("", "unknown-table", {"table": table}))
        known = self._known
        partners = self._each("partners", "code", known.partners, self._partner)
        qualifications = self._each("qualifications", "code", known.qualifications, self._qualification)
        self._partners = {**known.partners, **partners}
        self._qualifications = {**known.qualifications, **qualifications}
        persons = self._each("persons", "login", known.persons, self._person)
        self._persons = {**known.persons, **persons}
        platforms = self._each("platforms", "code", known.platforms, self._platform)
        self._platforms = {**known.platforms, **platforms}
        self._resource_codes = {*known.resources, *self._codes("resources")}
        resources = self._each("resources", "code", known.resources, self._resource)
        closures = self._closures()
        own_time = [_own_time(person, known) for person in persons.values()]
        return ParsedCatalogue(
            tuple(partners.values()),
            tuple(qualifications.values()),
            tuple(persons.values()),
            tuple(platforms.values()),
            (*resources.values(), *own_time),
            tuple(closures.values()),
            tuple(self.notes.warnings),
        )

    def _rows(self, table: str) -> list[tuple[int, dict[str, Any]]]:
        value = self._data.get(table, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.notes.problems.append(("", "not-a-table-list", {"table": table}))
            return []
        return list(enumerate(value, 1))

    def _codes(self, table: str) -> set[str]:
        value = self._data.get(table, [])
        rows = value if isinstance(value, list) else []
        return {row["code"] for row in rows if isinstance(row, dict) and isinstance(row.get("code"), str)}

    def _each(
        self, table: str, key: str, known: Mapping[str, T], read: Callable[[Row, str, T | None], T]
    ) -> dict[str, T]:
        found: dict[str, T] = {}
        for number, values in self._rows(table):
            label = values.get(key) if isinstance(values.get(key), str) else ""
            row = Row(self.notes, f"{table}[{number}] {str(label)[:40]}".strip(), values, _KEYS[table])
            code = row.code(key)
            if not code:
                continue
            if code in found:
                row.problem("duplicate", value=code)
                continue
            found[code] = read(row, code, known.get(code))
        return found

    def _partner(self, row: Row, code: str, known: Partner | None) -> Partner:
        base = known or Partner(0, code, code)
        return replace(
            base,
            name=row.name(Text(base.name, base.name)).fr,
            category=row.text("category", base.category),
            active=row.flag("active", default=base.active),
        )

    def _qualification(self, row: Row, code: str, known: Qualification | None) -> Qualification:
        base = known or Qualification(0, code, Text(code, code))
        return replace(base, name=row.name(base.name), active=row.flag("active", default=base.active))

    def _person(self, row: Row, login: str, known: Person | None) -> Person:
        base = known or Person(0, login, login)
        return replace(
            base,
            name=row.text("name", base.name) or login,
            email=row.text("email", base.email),
            partner=row.reference("partner", base.partner, self._partners),
            language=row.choice("language", base.language, LANGUAGES),
            roles=self._roles(row, base.roles),
            qualifications=self._held(row, base.qualifications),
            suspended_until=row.day_or_none("suspended_until", base.suspended_until),
            mail=MailChoice(row.choice("mail", base.mail.value, tuple(MailChoice))),
            active=row.flag("active", default=base.active),
        )

    def _roles(self, row: Row, known: frozenset[str]) -> frozenset[str]:
        roles = set()
        for name in row.texts("roles", tuple(sorted(known))):
            role = ROLE_SYNONYMS.get(name.strip().lower(), name.strip().lower())
            if role not in set(Role):
                row.warning("unknown-role", value=name[:40])
            roles.add(str(role)[:40])
        return frozenset(roles)

    def _held(self, row: Row, known: tuple[HeldQualification, ...]) -> tuple[HeldQualification, ...]:
        values = row.typed("qualifications", list, None)
        if values is None:
            return known
        held: dict[str, HeldQualification] = {}
        for value in values:
            item = {"code": value} if isinstance(value, str) else value
            if not isinstance(item, dict):
                row.problem("wrong-type", field="qualifications", expected="[{code, valid_until}]")
                continue
            inner = Row(self.notes, f"{row.where} qualifications", item, frozenset({"code", "valid_until"}))
            code = inner.reference("code", "", self._qualifications)
            if code:
                held[code] = HeldQualification(code, inner.day("valid_until", None))
        return tuple(held[code] for code in self._in_order(tuple(held)))

    def _in_order(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """A set of qualifications in the one order that the store gives them back in."""
        return tuple(code for code in self._qualifications if code in codes)

    def _platform(self, row: Row, code: str, known: Platform | None) -> Platform:
        base = known or Platform(0, code, Text(code, code))
        zone = row.text("time_zone", base.time_zone) or DEFAULT_TIME_ZONE
        try:
            zone_of(zone)
        except InvalidInput:
            row.problem("bad-zone", value=zone)
        managers = row.references("managers", base.managers, self._persons)
        deputies = row.references("deputies", base.deputies, self._persons)
        return replace(
            base,
            name=row.name(base.name),
            host=row.reference("host", base.host, self._partners),
            time_zone=zone,
            opening=row.opening(base.opening),
            managers=managers,
            deputies=tuple(login for login in deputies if login not in managers),
            rules=self._rules(row, base.rules),
            active=row.flag("active", default=base.active),
        )

    def _resource(self, row: Row, code: str, known: Resource | None) -> Resource:
        base = known or Resource(0, code, Text(code, code))
        steps = row.texts("approval", tuple(step.value for step in base.approval))
        for step in steps:
            if step not in set(ApprovalStep):
                row.problem("bad-choice", field="approval", value=step[:40], allowed=", ".join(ApprovalStep))
        if known is None and "platform" not in row:
            row.problem("missing", field="platform")
        equivalent = row.references("equivalent_to", base.equivalent_to, self._resource_codes)
        if code in equivalent:
            row.problem("self-equivalent")
        return replace(
            base,
            name=row.name(base.name),
            category=row.text("category", base.category) or Category.EQUIPMENT.value,
            platform=row.reference("platform", base.platform, self._platforms),
            site=row.text("site", base.site),
            units=_units(base.units, row.unit_names()),
            capacity=row.integer("capacity", base.capacity, 0, MAX_PERSONS),
            setup=row.integer("setup", base.setup, 0, MAX_MARGIN_MINUTES) or 0,
            turnaround=row.integer("turnaround", base.turnaround, 0, MAX_MARGIN_MINUTES) or 0,
            approval=tuple(ApprovalStep(step) for step in steps if step in set(ApprovalStep)),
            requests=Requests(row.choice("requests", base.requests.value, tuple(Requests))),
            requires=self._in_order(row.references("requires", base.requires, self._qualifications)),
            equivalent_to=equivalent,
            rules=self._rules(row, base.rules),
            biosafety=row.integer("biosafety", base.biosafety, 0, HIGHEST_BIOSAFETY) or 0,
            biosafety_until=row.day_or_none("biosafety_until", base.biosafety_until),
            active=row.flag("active", default=base.active),
        )

    def _rules(self, row: Row, known: Mapping[str, Any]) -> dict[str, Any]:
        rules: dict[str, Any] = row.typed("rules", dict, dict(known))
        for code, params in problems_of(rules, self._qualifications):
            (row.warning if code.startswith("unknown") else row.problem)(code, field="rules", **params)
        if not _is_plain(rules):
            row.problem("wrong-type", field="rules", expected="{text | number | bool | list}")
            return {}
        return rules

    def _closures(self) -> dict[str, Closure]:
        found: dict[str, Closure] = {}
        for number, values in self._rows("closures"):
            row = Row(self.notes, f"closures[{number}]", values, _KEYS["closures"])
            closure = self._closure(row)
            if closure is None:
                continue
            if closure.code in found:
                row.problem("duplicate", value=closure.code)
                continue
            found[closure.code] = closure
        return found

    def _closure(self, row: Row) -> Closure | None:
        code = row.code("code") if "code" in row else ""
        known = self._known.closures.get(code)
        name = row.name(
            known.name if known else Text("", ""),
            "name" if "name" in row or "reason" not in row else "reason",
        )
        platform = row.reference("platform", known.platform if known else "", self._platforms)
        partner = row.reference("partner", known.partner if known else "", self._partners)
        days = days_of_closure(row, known.start if known else None, known.end if known else None)
        if days is None:
            return None
        if not code:
            code = "-".join(filter(None, (platform or partner or "all", days[0].isoformat(), _slug(name.fr))))
            known = self._known.closures.get(code)
        return Closure(
            known.id if known else 0,
            code,
            name,
            *days,
            platform=platform,
            partner=partner,
            active=row.flag("active", default=known.active if known else True),
        )


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_plain(item) for item in value.values())
    if isinstance(value, list):
        return all(_is_plain(item) for item in value)
    return isinstance(value, str | bool | int) or (isinstance(value, float) and math.isfinite(value))


def _slug(text: str) -> str:
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in text.lower()).strip("-")[
        :30
    ]


def _units(known: tuple[Unit, ...], names: tuple[str, ...] | None) -> tuple[Unit, ...]:
    """The units as the file orders them; those it no longer names are retired and come last."""
    if names is None:
        return known or (Unit(0, "1"),)
    there = {unit.name: unit for unit in known}
    kept = tuple(replace(there.get(name, Unit(0, name)), active=True) for name in names)
    return (*kept, *(replace(unit, active=False) for unit in known if unit.name not in names))


def _own_time(person: Person, known: Catalogue) -> Resource:
    """The staff resource that is a person's own time."""
    code = person_resource_code(person.login)
    base = known.resources.get(code) or Resource(
        0,
        code,
        Text(person.name, person.name),
        Category.STAFF.value,
        units=(Unit(0, "1"),),
        person=person.login,
    )
    return replace(base, name=Text(person.name, person.name), active=person.active)
