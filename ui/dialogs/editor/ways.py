"""Ways out in words, and what taking one makes of the form. Knows no Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX
from platform_booking.domain.recurrence import wall_time
from ui.dialogs.editor.naming import full_name
from ui.dialogs.editor.repetition import listed
from ui.dialogs.editor.request import at_moments
from ui.draft import DraftLine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.alternatives import Alternative
    from ui.context import Context
    from ui.dialogs.editor.request import FormState


def takeable(alternatives: Sequence[Alternative]) -> list[Alternative]:
    """Those that a form can take at once: nobody has to wait, and no unit is pinned."""
    return [item for item in alternatives if item.kind not in (AlternativeKind.UNIT, AlternativeKind.WAIT)]


def way_words(context: Context, alternative: Alternative, zone: ZoneInfo, *, series: bool) -> str:
    """One way out, as a button says it: first what is changed first, then what comes with it."""
    say, texts = context.say, context.texts
    day = texts.day_short(texts.local(alternative.span.start, zone).date())
    hours = texts.hours(alternative.span, zone)
    dates = listed(texts, alternative.skip)
    lines = added_words(context, alternative)
    match alternative.kind:
        case AlternativeKind.RESOURCE:
            first = say(
                "editor-way-resource",
                resource=full_name(context, alternative.resource),
                instead=context.resource_name(alternative.instead_of),
            )
        case AlternativeKind.UNIT:
            name = context.resource_name(alternative.resource)
            first = say("editor-way-unit", unit=alternative.unit, resource=name)
        case AlternativeKind.ADD:
            first = say("editor-way-add", lines=lines)
        case AlternativeKind.SKIP:
            first = say("editor-way-skip", count=len(alternative.skip), dates=dates)
        case AlternativeKind.LENGTH:
            first = say("editor-way-length", day=day, hours=hours)
        case _:
            first = say("editor-way-time-series" if series else "editor-way-time", day=day, hours=hours)
    also = []
    if lines and alternative.kind is not AlternativeKind.ADD:
        also.append(say("editor-way-also-add", lines=lines))
    if alternative.moved and alternative.kind in (AlternativeKind.RESOURCE, AlternativeKind.ADD):
        also.append(say("editor-way-also-time", day=day, hours=hours))
    if dates and alternative.kind is not AlternativeKind.SKIP:
        also.append(say("editor-way-also-skip", dates=dates))
    return ", ".join((first, *also))


def added_words(context: Context, alternative: Alternative) -> str:
    """The lines to be added: ``Salle de cours``, ``2 × Salle de TP``, ``Claire Masson``."""
    return ", ".join(
        full_name(context, code) if quantity == 1 else f"{quantity}\u202f×\u202f{full_name(context, code)}"
        for code, quantity in alternative.add
    )


def taken_way(state: FormState, alternative: Alternative, zone: ZoneInfo) -> FormState:
    """The form with that way out."""
    if alternative.kind in (AlternativeKind.UNIT, AlternativeKind.WAIT):  # whichever unit is free is given
        return state
    if alternative.instead_of:
        state = state.exchanging({alternative.instead_of: alternative.resource})
    state = _with_more(state, alternative).skipping(alternative.skip)
    if alternative.moved or alternative.kind in (AlternativeKind.TIME, AlternativeKind.LENGTH):
        span = alternative.span
        return at_moments(state, wall_time(span.start, zone), wall_time(span.end, zone))
    return state


def _with_more(state: FormState, alternative: Alternative) -> FormState:
    lines, trainers = more_of(alternative)
    merged = replace(state, lines=(*state.lines, *lines)).exchanging({})
    return replace(merged, trainers=(*state.trainers, *trainers))


def more_of(alternative: Alternative) -> tuple[tuple[DraftLine, ...], tuple[str, ...]]:
    """What is to be added: lines, and people by their logins."""
    lines = [(code, many) for code, many in alternative.add if not code.startswith(PERSON_RESOURCE_PREFIX)]
    people = [code for code, _ in alternative.add if code.startswith(PERSON_RESOURCE_PREFIX)]
    return (
        tuple(DraftLine(code, many) for code, many in lines),
        tuple(code.removeprefix(PERSON_RESOURCE_PREFIX) for code in people),
    )
