"""The parts of a phrase as chips: what was understood, in the window's own words. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.domain.phrase.model import Kind
from platform_booking.domain.reading import MINUTES_PER_DAY, clock_text
from ui.dialogs.editor.naming import full_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from platform_booking.domain.phrase.model import Meaning, Part, Phrase
    from ui.context import Context

UNSAID: Final = frozenset({Kind.LINK, Kind.PLUS, Kind.QUANTITY, Kind.UNIT})
"""Parts that are said with another, or need not be said."""
MANY: Final = "many"
LOST: Final = "lost"
_GLYPHS: Final = {
    Kind.DAY: "calendar-range",
    Kind.WITHIN: "calendar-search",
    Kind.EVERY: "repeat",
    Kind.HOURS: "clock",
    Kind.LENGTH: "timer",
    Kind.TIMES: "repeat",
    Kind.UNTIL: "repeat",
    Kind.EXCEPT: "skip-forward",
    Kind.PLACE: "building-2",
    Kind.PERSON: "user",
    Kind.LEARNERS: "users",
    Kind.TITLE: "pencil",
    Kind.BLOCK: "wrench",
    Kind.BLOCK_KIND: "wrench",
    Kind.UNKNOWN: "circle-alert",
}


@dataclass(frozen=True, slots=True)
class ChipText:
    """A chip, and the range of characters that it stands for."""

    text: str
    start: int
    end: int
    glyph: str = ""
    look: str = ""
    """``many``: several things may be meant; ``lost``: nothing was understood."""


def chips_of(context: Context, phrase: Phrase) -> Iterator[ChipText]:
    """In the order in which they were typed."""
    for part in phrase.parts:
        if part.kind is Kind.RESOURCE:
            yield _resource(context, phrase, part)
        elif part.kind is Kind.UNKNOWN and phrase.meaning.is_block:  # it says why
            yield ChipText(phrase.words(part), part.start, part.end, _GLYPHS[Kind.TITLE])
        elif part.kind not in UNSAID:
            look = LOST if part.kind is Kind.UNKNOWN else ""
            said = _said(context, phrase, part)
            yield ChipText(said, part.start, part.end, _GLYPHS[part.kind], look)


def _resource(context: Context, phrase: Phrase, part: Part) -> ChipText:
    line = phrase.meaning.lines[part.line]
    if line.code is None:
        said = context.say("command-several", words=phrase.words(part), count=len(line.codes))
        return ChipText(said, part.start, part.end, "circle-dashed", MANY)
    unit = f" n°\u00a0{line.unit}" if line.unit else ""
    times = f"{line.quantity}\u00a0× " if line.quantity > 1 else ""
    return ChipText(f"{times}{full_name(context, line.code)}{unit}", part.start, part.end, "check")


def _said(context: Context, phrase: Phrase, part: Part) -> str:
    meaning = phrase.meaning
    say: dict[Kind, Callable[[], str]] = {
        Kind.DAY: lambda: _days(context, meaning),
        Kind.HOURS: lambda: _hours(meaning),
        Kind.LENGTH: lambda: phrase.words(part),
        Kind.TIMES: lambda: context.say("command-times", count=meaning.times or 1),
        Kind.UNTIL: lambda: context.say("command-until", day=_day(context, meaning.until)),
        Kind.EXCEPT: lambda: context.say(
            "command-except", days=", ".join(_day(context, day) for day in sorted(meaning.skip))
        ),
        Kind.PLACE: lambda: context.partner_name(meaning.place),
        Kind.LEARNERS: lambda: context.say("command-learners", count=meaning.learners),
        Kind.TITLE: lambda: context.say("quoted", title=meaning.title),
        Kind.BLOCK: lambda: context.say("command-block"),
        Kind.BLOCK_KIND: lambda: context.texts.name("block", meaning.block_kind),
        Kind.UNKNOWN: lambda: context.say("command-lost", words=phrase.words(part)),
    }
    return say.get(part.kind, lambda: phrase.words(part).removeprefix("@"))()


def _days(context: Context, meaning: Meaning) -> str:
    assert meaning.days is not None
    first, last = meaning.days.first, meaning.days.last
    days = _day(context, first)
    if first == last:
        return days
    return f"{days} – {_day(context, last)}"


def _hours(meaning: Meaning) -> str:
    assert meaning.hours is not None
    start, end = meaning.hours.start, meaning.hours.end
    if end is None:
        return clock_text(start)
    return f"{clock_text(start)} – {clock_text(end if end <= MINUTES_PER_DAY else end - MINUTES_PER_DAY)}"


def _day(context: Context, day: date | None) -> str:
    """With the year where it is not this one."""
    assert day is not None
    this_year = context.texts.local(context.now()).year
    return (
        context.texts.day_short(day) if day.year == this_year else context.texts.dated(day, "ddd d MMM yyyy")
    )
