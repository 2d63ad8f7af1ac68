"""What sending would do, in one plain sentence, and what the button says. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from ui.dialogs.editor.repetition import listed
from ui.dialogs.editor.seen import may_override, standing
from ui.dialogs.editor.verdict_words import decider_words

if TYPE_CHECKING:
    from platform_booking.services.preview import Preview
    from ui.context import Context


@dataclass(frozen=True, slots=True)
class Promise:
    """The footer's content. ``sentence`` is rich text."""

    sentence: str
    button: str
    tone: str = "info"
    """info, success or danger."""
    count: int = 0
    """How many dates go."""


def nothing_yet(context: Context, reason: str) -> Promise:
    """Before anything can be looked at."""
    return Promise(escape(reason), context.say("editor-send"))


def promise_of(context: Context, preview: Preview, *, override: bool) -> Promise:
    """What would become of this preview."""
    say = context.say
    rules = standing(preview.violations, context.me.login, override=override)
    good, bad = preview.good_dates, preview.bad_dates
    if rules:
        name = "override" if may_override(preview.violations, context.me.login) else "rule"
        return Promise(say(f"editor-promise-{name}", count=len(rules)), say("editor-send"), "danger")
    if not good:
        return Promise(say("editor-promise-none", count=len(bad)), say("editor-send"), "danger")
    automatic = all(not step for step, _ in preview.awaiting.values())
    one = len(good) == 1 and not bad
    name = "editor-book" if automatic else "editor-send"
    button = say(f"{name}-one") if one else say(f"{name}-many", count=len(good))
    if bad:
        what = f"<b>{escape(say('editor-promise-bad', count=len(bad)))}</b>"
        rest = escape(
            say("editor-promise-bad-rest", count=len(bad), dates=listed(context.texts, bad).removesuffix("."))
        )
        return Promise(f"{what} {rest}", button, "danger", len(good))
    if automatic:
        return Promise(escape(say("editor-promise-automatic", count=len(good))), button, "success", len(good))
    competes = any(line.resource.competes and preview.awaiting[line.number][0] for line in preview.lines)
    name = "editor-promise-competes" if competes else "editor-promise-asks"
    return Promise(escape(say(name, who=_deciders(context, preview))), button, "info", len(good))


def _deciders(context: Context, preview: Preview) -> str:
    named = []
    for line in preview.lines:
        step, logins = preview.awaiting[line.number]
        if step:
            named.append(decider_words(context, line.platform, step, logins))
    once = list(dict.fromkeys(named))
    if len(once) == 1:
        return once[0]
    return context.say("editor-list-and", first=", ".join(once[:-1]), last=once[-1])
