"""Ways out in words, and what taking one makes of the form. Knows no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.recurrence import wall_time
from ui.dialogs.editor.naming import full_name
from ui.dialogs.editor.repetition import listed, short
from ui.dialogs.editor.request import at_moments

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from platform_booking.domain.alternatives import Alternative
    from ui.context import Context
    from ui.dialogs.editor.request import FormState


def way_words(context: Context, alternative: Alternative, zone: ZoneInfo, *, series: bool) -> str:
    """One way out, as a button says it."""
    say, texts = context.say, context.texts
    match alternative.kind:
        case AlternativeKind.RESOURCE:
            return say(
                "editor-way-resource",
                resource=full_name(context, alternative.resource),
                instead=context.resource_name(alternative.instead_of),
            )
        case AlternativeKind.UNIT:
            name = context.resource_name(alternative.resource)
            return say("editor-way-unit", unit=alternative.unit, resource=name)
        case AlternativeKind.SKIP:
            days = listed(texts, alternative.skip)
            return say("editor-way-skip", count=len(alternative.skip), dates=days)
        case AlternativeKind.TIME:
            day = short(texts, texts.local(alternative.span.start, zone).date())
            hours = texts.hours(alternative.span, zone)
            return say("editor-way-time-series" if series else "editor-way-time", day=day, hours=hours)


def taken_way(state: FormState, alternative: Alternative, zone: ZoneInfo) -> FormState:
    """The form with that way out."""
    match alternative.kind:
        case AlternativeKind.RESOURCE:
            return state.exchanging({alternative.instead_of: alternative.resource})
        case AlternativeKind.SKIP:
            return state.skipping(alternative.skip)
        case AlternativeKind.TIME:
            span = alternative.span
            return at_moments(state, wall_time(span.start, zone), wall_time(span.end, zone))
        case AlternativeKind.UNIT:  # the form pins no unit: whichever is free is given
            return state
