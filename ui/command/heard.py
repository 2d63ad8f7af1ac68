"""What would become of a phrase, in words: free or not, who decides, who is in the way, which rule. Knows no Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final

from platform_booking.domain.refusals import BookingConflict
from ui.dialogs.editor.naming import full_name
from ui.dialogs.editor.promise import promise_of
from ui.dialogs.editor.seen import shown_first, standing
from ui.dialogs.editor.verdict_words import verdict_words

if TYPE_CHECKING:
    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.blocks import Blocked
    from platform_booking.services.preview import Preview
    from ui.context import Context

MOST_TOLD: Final = 3
"""Of those in the way, and of rules."""
_TAG: Final = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Heard:
    """The answer to a phrase."""

    tone: str
    """success, info, danger or empty."""
    sentence: str
    details: tuple[str, ...] = ()
    ways: tuple[Alternative, ...] = ()
    can_go: bool = False


def of_preview(context: Context, preview: Preview) -> Heard:
    """Of a booking, as the editor says it."""
    promise = promise_of(context, preview, override=False)
    broken = standing(preview.violations, context.me.login, override=False)
    can_go = preview.fits and not broken
    sentence = unescape(_TAG.sub("", promise.sentence))
    if can_go:
        sentence = f"{context.say('command-free', count=len(preview.good_dates))} {sentence}"
    elif not broken and preview.good_dates:  # nothing is sent from here unless all of it goes
        sentence = context.say("command-some", bad=len(preview.bad_dates), count=len(preview.occurrences))
    told = context.violations(shown_first(broken)) or _in_the_way(context, preview)
    if can_go:
        told = [context.texts.broken(item) for item in shown_first(preview.violations)]
    tone = promise.tone if can_go else "danger"
    return Heard(tone, sentence, tuple(told[:MOST_TOLD]), preview.alternatives, can_go)


def _in_the_way(context: Context, preview: Preview) -> list[str]:
    """Each line that does not fit at its first such date, and who has it."""
    days = {item.number: item.day(preview.zone) for item in preview.occurrences}
    told = []
    for cell in preview.cells:
        if cell.verdict.fits:
            continue
        verdict = verdict_words(context, cell.verdict, preview.zone, cell.equivalents)
        titles = dict.fromkeys(item.title for item in cell.verdict.conflicts if item.title)
        quoted = ", ".join(context.say("quoted", title=title) for title in list(titles)[:2])
        name = full_name(context, cell.verdict.resource)
        day = context.texts.day_short(days[cell.occurrence])
        told.append(" · ".join(part for part in (day, name, verdict.text, quoted) if part))
    return told


def of_block(context: Context, blocked: Blocked) -> Heard:
    """Of a block that can be."""
    others = len({item.ref for item in blocked.reassigned})
    details = (context.say("done-made-room", count=others),) if others else ()
    return Heard("success", context.say("command-block-free"), details, can_go=True)


def of_refusal(context: Context, error: BookingError) -> Heard:
    """Of what cannot be: said, with the ways out where there are any."""
    if not isinstance(error, BookingConflict):
        return Heard("danger", context.explain(error))
    held = dict.fromkeys((item.holder, item.title, item.span) for item in error.conflicts)
    told = [
        " · ".join(part for part in (holder, title, context.texts.when(span)) if part)
        for holder, title, span in held
    ]
    said = context.say("block-in-the-way", count=len(held))
    return Heard("danger", said, tuple(told[:MOST_TOLD]), error.alternatives)
