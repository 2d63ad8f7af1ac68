"""What is said of one line at one date, and who decides on it. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.dialogs.editor.naming import name_beside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.verdict import LineVerdict
    from ui.context import Context


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict in words."""

    text: str
    fits: bool
    competing: int = 0
    """Requests that compete for the same slot."""
    timetables: int = 0
    """Timetables that already have something then."""
    instead: tuple[str, str] | None = None
    """Code and name of an equivalent resource that is free."""


def verdict_words(context: Context, verdict: LineVerdict, zone: ZoneInfo, equivalents: Sequence[str]) -> Said:
    """``Libre``, ``2 sur 4 libres``, ``Possible : 1 réservation changera d’unité``, ``Occupé jusqu’à 16:30``."""
    say = context.say
    resource = context.catalogue.resources.get(verdict.resource)
    total = len(resource.active_units) if resource else verdict.quantity
    if verdict.fits:
        text = say("editor-free-of", free=verdict.free, total=total) if total > 1 else say("editor-free")
        if verdict.repacked:
            text = say("free-repacked", count=len({move.holder for move in verdict.repacked}))
        rivals = {rival.holder: rival.timetable for rival in verdict.competing}
        warning = sum(rivals.values())
        return Said(text, fits=True, competing=len(rivals) - warning, timetables=warning)
    if total > 1:
        text = say("editor-only-free-of", free=verdict.free, total=total)
    else:
        text = _until(context, verdict, zone)
    code = equivalents[0] if equivalents else ""
    return Said(
        text, fits=False, instead=(code, name_beside(context, code, verdict.resource)) if code else None
    )


def _until(context: Context, verdict: LineVerdict, zone: ZoneInfo) -> str:
    if not verdict.conflicts:
        return context.say("editor-taken")
    end = max(conflict.span.end for conflict in verdict.conflicts).astimezone(zone)
    time = context.texts.time(end, zone)
    if end.date() == verdict.use.start.astimezone(zone).date():
        return context.say("editor-taken-until", time=time)
    return context.say("editor-taken-until-day", day=context.texts.day_brief(end.date()))


def decider_words(context: Context, platform: str, step: str, logins: Sequence[str]) -> str:
    """``resp. USP``, ``sécurité``, ``vous-même``: who takes a step; ``d’office`` where nobody does."""
    if not step:
        return context.say("editor-automatic")
    if context.me.login in logins:
        return context.say("editor-decider-me")
    return context.say(f"editor-decider-{step}", platform=platform)


def decision_words(context: Context, platform: str, awaited: tuple[str, tuple[str, ...]]) -> str:
    """``Décision : resp. USP``, ``Approbation d’office``; of a person's own time, whose it is."""
    step, logins = awaited
    if not platform:
        return context.say("editor-own-time")
    if not step:
        return context.say("editor-approved-at-once")
    return context.say("editor-decision", who=decider_words(context, platform, step, logins))
