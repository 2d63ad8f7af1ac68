"""What is said of one rule: by how it works, its amounts and its words, to and from what a catalogue file says. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.rules.settings import (
    ABSENCE_FIELDS,
    ABSENCES,
    CHOICE,
    CODE,
    NUMBER,
    OFF,
    PERIODS,
    QUOTA,
    SEVERITIES,
    SWITCH,
    read_setting,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.rules.settings import RuleSpec, Setting
    from ui.context import Context

INHERITED: Final = "inherited"
ON: Final = "on"
ABSENCE_PARTS: Final = ("count", "days", "suspend_days")
QUOTA_PARTS: Final = ("hours", "count")
_UNITS: Final = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1), "days": timedelta(days=1)}
_USUAL: Final = {
    "count": 3,
    "days": 90,
    "suspend_days": 30,
    "lead_time": 48,
    "horizon": 180,
    "shortest": 30,
    "longest": 24 * 60,
    "decide_within": 48,
    "offer_hours": 24,
    "check_in_from": 30,
    "no_show_after": 30,
}
"""What stands there when a rule is first switched on."""
MOST_ABSENCES: Final = {part: bounds[1] for part, bounds in ABSENCE_FIELDS.items()}
USUAL_QUOTA: Final = {"hours": 8, "count": 0}


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """One rule as somebody set it; ``effect`` is inherited, off, on, a severity, or the choice itself."""

    effect: str = INHERITED
    amounts: Mapping[str, int] = field(default_factory=dict)
    """The number of a rule stands under ``value``; those of a quota and of absences under their own names."""
    per: str = PERIODS[1]
    code: str = ""
    """A qualification; empty: the platform's managers."""

    @property
    def sets(self) -> bool:
        """Whether its amounts count."""
        return self.effect not in (INHERITED, OFF)


def effects_of(spec: RuleSpec) -> tuple[str, ...]:
    """How a rule of that kind may be set."""
    if spec.kind == CHOICE:
        return (INHERITED, *spec.choices)
    return (INHERITED, OFF, *SEVERITIES) if spec.needs_reason else (INHERITED, OFF, ON)


def parts_of(spec: RuleSpec) -> tuple[str, ...]:
    """The amounts of a rule of that kind."""
    return {NUMBER: ("value",), QUOTA: QUOTA_PARTS, ABSENCES: ABSENCE_PARTS}.get(spec.kind, ())


def usual(spec: RuleSpec, part: str) -> int:
    """What an amount is before anybody says it."""
    if spec.kind == QUOTA:
        return USUAL_QUOTA[part]
    return max(spec.low, _USUAL.get(spec.key if part == "value" else part, spec.low))


def read(spec: RuleSpec, said: Any) -> RuleSaid:
    """What a catalogue file says; None: nothing."""
    if said is None:
        return RuleSaid()
    return of_setting(spec, read_setting(spec, said))


def of_setting(spec: RuleSpec, setting: Setting | None) -> RuleSaid:
    """A setting as it holds."""
    if setting is None:
        return RuleSaid(OFF)
    if spec.kind == CHOICE:
        return RuleSaid(str(setting.value))
    effect = setting.severity if spec.needs_reason else ON
    amounts = {"value": setting.value} if spec.kind == NUMBER else setting.fields
    return RuleSaid(
        effect,
        {part: int(amounts.get(part, 0)) for part in parts_of(spec)},
        str(setting.fields.get("per", PERIODS[1])),
        setting.value if spec.kind == CODE and setting.value is not True else "",
    )


def write(spec: RuleSpec, said: RuleSaid) -> Any:
    """As a catalogue file says it, the shortest way; None where nothing is said."""
    if said.effect == INHERITED:
        return None
    if spec.kind == CHOICE or (spec.kind == SWITCH and spec.needs_reason):
        return said.effect
    if spec.kind == SWITCH:
        return said.effect == ON
    return _with_severity(spec, said) if said.sets else OFF


def _with_severity(spec: RuleSpec, said: RuleSaid) -> Any:
    severity = {"severity": said.effect} if said.effect not in (ON, spec.severity) else {}
    if spec.kind in (QUOTA, ABSENCES):
        amounts = {part: said.amounts[part] for part in parts_of(spec) if said.amounts[part]}
        return {**amounts, **({"per": said.per} if spec.kind == QUOTA else {}), **severity}
    value = said.amounts["value"] if spec.kind == NUMBER else said.code or True
    return {"value": value, **severity} if severity else value


def in_words(context: Context, spec: RuleSpec, said: RuleSaid) -> str:
    """``refuse, sauf dérogation, 48 h``."""
    say = context.say
    pieces = [say(f"administration-effect-{_effect_name(spec, said.effect)}")]
    if said.sets:
        pieces += [
            _amount(context, spec, part, said.amounts[part]) for part in said.amounts if said.amounts[part]
        ]
        if spec.kind == QUOTA:
            pieces.append(say(f"administration-per-{said.per}"))
        if spec.kind == CODE:
            pieces.append(code_name(context, said.code))
    if spec.kind == NUMBER and said.effect == ON:
        del pieces[0]
    return ", ".join(pieces)


def effect_words(context: Context, spec: RuleSpec, effect: str) -> str:
    """How a rule works, as a choice says it."""
    return context.say(f"administration-effect-{_effect_name(spec, effect)}")


def _effect_name(spec: RuleSpec, effect: str) -> str:
    if spec.kind == SWITCH and not spec.needs_reason and effect in (ON, OFF):
        return "yes" if effect == ON else "no"
    return effect


def code_name(context: Context, code: str) -> str:
    """A qualification's name; without one it is the managers who are meant."""
    if not code:
        return context.say("administration-supervised-by-managers")
    known = context.catalogue.qualifications.get(code)
    return context.texts.called(known.name) if known else code


def _amount(context: Context, spec: RuleSpec, part: str, amount: int) -> str:
    if part == "value" and spec.unit in _UNITS:
        return context.texts.lasting(amount * _UNITS[spec.unit])
    before, after = around(context, spec, part, amount)
    return f"{before}{amount}{after}"


def around(context: Context, spec: RuleSpec, part: str, count: int) -> tuple[str, str]:
    """What stands before and after an amount: ``dès le niveau `` or `` séances``."""
    name = counted(spec, part)
    if name == "level":
        return context.say("administration-level-from"), ""
    return "", context.say(f"administration-counted-{name}", count=count)


def counted(spec: RuleSpec, part: str) -> str:
    """The name of what an amount counts."""
    return spec.unit if part == "value" else f"{spec.kind}-{part}"


def units_for(spec: RuleSpec) -> tuple[tuple[str, int], ...]:
    """Units in which its number may be said, and how many of its own unit each is; none where it counts no time."""
    if spec.unit not in _UNITS:
        return ()
    own = _UNITS[spec.unit]
    return tuple((name, length // own) for name, length in _UNITS.items() if length >= own)


def best_unit(spec: RuleSpec, amount: int) -> str:
    """The largest unit that says the number without a rest."""
    return next((name for name, factor in reversed(units_for(spec)) if not amount % factor), spec.unit)
