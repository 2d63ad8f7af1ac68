"""How rules are set: by a resource, else by its platform, else as they come with the product.

A setting is a value (``lead_time = 48``), a severity (``opening = "refuse"``), ``"off"``, or a table of both
(``lead_time = { value = 48, severity = "warn" }``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from platform_booking.domain.catalogue import Catalogue, Platform, Resource

SEVERITIES: Final = ("refuse", "override", "warn")
OFF: Final = "off"
SWITCH: Final = "switch"
NUMBER: Final = "number"
QUOTA: Final = "quota"
ABSENCES: Final = "absences"
CODE: Final = "code"
CHOICE: Final = "choice"
PERIODS: Final = ("day", "week", "month", "year")
_YEAR_MINUTES: Final = 366 * 24 * 60
_YEAR_HOURS: Final = 366 * 24
_MANY: Final = 100_000


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """One rule that can be set."""

    key: str
    kind: str
    severity: str = "override"
    """Unless said otherwise."""
    unit: str = ""
    """hours, days, minutes, persons or level: what a number counts."""
    low: int = 1
    high: int = _MANY
    always: Any = None
    """Its value where nobody sets it; None: the rule is off then."""
    choices: tuple[str, ...] = ()
    needs_reason: bool = True
    """Whether it is a rule of booking with a severity; False for a term of approval or use."""


_QUOTA_FIELDS: Final = {"hours": (1, _YEAR_HOURS), "count": (1, _MANY)}
ABSENCE_FIELDS: Final = {"count": (1, 1000), "days": (1, 3660), "suspend_days": (1, 3660)}

SPECS: Final[Mapping[str, RuleSpec]] = {
    spec.key: spec
    for spec in (
        RuleSpec("opening", SWITCH, "warn", always=True),
        RuleSpec("closures", SWITCH, "override", always=True),
        RuleSpec("holidays", SWITCH, "warn", always=True),
        RuleSpec("lead_time", NUMBER, unit="hours", high=_YEAR_HOURS),
        RuleSpec("horizon", NUMBER, unit="days", high=3660),
        RuleSpec("shortest", NUMBER, unit="minutes", high=_YEAR_MINUTES),
        RuleSpec("longest", NUMBER, unit="minutes", high=_YEAR_MINUTES),
        RuleSpec("quota_person", QUOTA),
        RuleSpec("quota_partner", QUOTA),
        RuleSpec("qualification", SWITCH, "override", always=True),
        RuleSpec("capacity", SWITCH, "override", always=True),
        RuleSpec("biosafety", SWITCH, "refuse", always=True),
        RuleSpec("dossier", NUMBER, unit="level", low=1, high=4),
        RuleSpec("lone_worker", NUMBER, "warn", unit="persons", low=2, high=100),
        RuleSpec("supervisor", CODE),
        RuleSpec("no_shows", ABSENCES, "refuse"),
        RuleSpec("decide_within", NUMBER, unit="hours", high=_YEAR_HOURS, needs_reason=False),
        RuleSpec("on_deadline", CHOICE, choices=("expire", "escalate"), always="expire", needs_reason=False),
        RuleSpec("offer_hours", NUMBER, unit="hours", high=_YEAR_HOURS, always=24, needs_reason=False),
        RuleSpec("check_in", SWITCH, needs_reason=False),
        RuleSpec(
            "check_in_from", NUMBER, unit="minutes", low=0, high=_YEAR_MINUTES, always=30, needs_reason=False
        ),
        RuleSpec("no_show_after", NUMBER, unit="minutes", high=_YEAR_MINUTES, needs_reason=False),
    )
}
"""Everything that ``rules`` of a resource or a platform may say."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A rule as it holds for one resource."""

    value: Any
    severity: str
    by_platform: bool = False
    """Whether the platform said so, for all its resources that do not say otherwise."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Of a quota, or of absences."""


def setting_of(resource: Resource, platform: Platform | None, key: str) -> Setting | None:
    """What holds for the resource; None where the rule is off."""
    spec = SPECS[key]
    said = resource.rules.get(key)
    return inherited_setting(key, platform) if said is None else read_setting(spec, said)


def value_of(catalogue: Catalogue, resource: Resource, key: str) -> Any:
    """What holds for the resource, for rules that are a term and have no severity; None where it is off."""
    setting = setting_of(resource, catalogue.platform_of(resource), key)
    return None if setting is None else setting.value


def is_said(catalogue: Catalogue, resource: Resource, key: str) -> bool:
    """Whether the resource or its platform says anything of the rule, be it that it is off."""
    platform = catalogue.platform_of(resource)
    return key in resource.rules or bool(platform and key in platform.rules)


def inherited_setting(key: str, platform: Platform | None = None) -> Setting | None:
    """What holds for resources of the platform that say nothing, without one what comes with the product; None: off."""
    spec = SPECS[key]
    said = platform.rules.get(key) if platform is not None else None
    if said is None:
        return None if spec.always is None else Setting(spec.always, spec.severity)
    return read_setting(spec, said, by_platform=True)


def read_setting(spec: RuleSpec, said: Any, *, by_platform: bool = False) -> Setting | None:
    """What a catalogue file says of a rule; None where it says that it is off."""
    severity, value, fields = spec.severity, said, {}
    if isinstance(said, dict):
        severity = said.get("severity", severity)
        fields = {key: item for key, item in said.items() if key != "severity"}
        value = fields.get("value", True)
    elif spec.kind == SWITCH and isinstance(said, str) and said in SEVERITIES:
        severity, value = said, True
    if value is False or OFF in (value, severity):
        return None
    return Setting(value, severity, by_platform, fields)


def problems_of(
    rules: Mapping[str, Any], qualifications: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(code, params) of every mistake; ``unknown-rule`` is only worth a warning."""
    for key, said in rules.items():
        spec = SPECS.get(key)
        if spec is None:
            near = get_close_matches(key, SPECS, n=1)
            name = "unknown-rule-near" if near else "unknown-rule"
            yield name, {"rule": key[:40], **({"near": near[0]} if near else {})}
        elif not _is_well_said(spec, said, qualifications):
            yield "bad-rule", {"rule": key, "expected": expected(spec)}


def expected(spec: RuleSpec) -> str:
    """What may be said for the rule, as a catalogue file has it."""
    severities = " | ".join(f'"{item}"' for item in SEVERITIES)
    if spec.kind == SWITCH:
        return f'true | "off" | {severities}' if spec.needs_reason else "true | false"
    if spec.kind == NUMBER:
        return f"{spec.low}-{spec.high} ({spec.unit})"
    if spec.kind == QUOTA:
        return '{ hours = 24, count = 4, per = "week" }'
    if spec.kind == ABSENCES:
        return "{ count = 3, days = 90, suspend_days = 30 }"
    if spec.kind == CODE:
        return 'true | "qualification"'
    return " | ".join(f'"{item}"' for item in spec.choices)


def _is_well_said(spec: RuleSpec, said: Any, qualifications: Mapping[str, Any]) -> bool:
    if said is False or said == OFF:
        return True
    value: Any = said
    if isinstance(said, dict):
        severity = said.get("severity", spec.severity)
        if not spec.needs_reason or severity not in (*SEVERITIES, OFF):
            return False
        value = {key: item for key, item in said.items() if key != "severity"}
        if spec.kind not in (QUOTA, ABSENCES):
            if set(value) - {"value"}:
                return False
            value = value.get("value", spec.kind == SWITCH)
    return _is_value(spec, value, qualifications)


def _is_value(spec: RuleSpec, value: Any, qualifications: Mapping[str, Any]) -> bool:
    match spec.kind:
        case "switch":
            return value is True or (spec.needs_reason and value in SEVERITIES)
        case "number":
            return type(value) is int and spec.low <= value <= spec.high
        case "quota":
            fields = isinstance(value, dict) and {key: item for key, item in value.items() if key != "per"}
            return bool(fields) and value.get("per") in PERIODS and _within(fields, _QUOTA_FIELDS)
        case "absences":
            return (
                isinstance(value, dict)
                and set(value) == set(ABSENCE_FIELDS)
                and _within(value, ABSENCE_FIELDS)
            )
        case "code":
            return value is True or (isinstance(value, str) and value in qualifications)
    return value in spec.choices


def _within(fields: Any, bounds: Mapping[str, tuple[int, int]]) -> bool:
    return all(
        key in bounds and type(item) is int and bounds[key][0] <= item <= bounds[key][1]
        for key, item in fields.items()
    )
