"""What a mail says, in the language of whoever reads it: subject, sentences and dates, before it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.recurrence import zone_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from platform_booking.wording import Words

MOST_DATES: Final = 12
"""Of more dates the others are only counted: the calendar has them all."""
_STYLE: Final = "font-family: sans-serif; font-size: 15px; line-height: 1.4; color: #1a1a1a"


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences, and the dates they are about."""

    sentences: tuple[str, ...]
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole mail in words."""

    subject: str
    sections: tuple[Section, ...]
    footer: str

    @property
    def plain(self) -> str:
        """For readers of plain text."""
        blocks = [
            "\n".join((*section.sentences, *(f"– {date}" for date in section.dates)))
            for section in self.sections
        ]
        return "\n\n".join((*blocks, f"-- \n{self.footer}\n"))

    @property
    def html(self) -> str:
        """The same for others. Everything from people is escaped."""
        body = "".join(map(_html, self.sections))
        footer = f'<p style="color: #555; font-size: 13px">{escape(self.footer)}</p>'
        return f'<!DOCTYPE html><html><body style="{_STYLE}">{body}{footer}</body></html>'


def _html(section: Section) -> str:
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in section.sentences)
    dates = "".join(f"<li>{escape(date)}</li>" for date in section.dates)
    return f"{said}<ul>{dates}</ul>" if dates else said


def letter_of(
    words: Words, payloads: Sequence[Mapping[str, Any]], ref: str, person: Callable[[str], str]
) -> Letter:
    """One message, or everything of a day; ``person`` makes a name of a login."""
    sections = tuple(section for payload in payloads for section in _sections(words, payload, person))
    if len(payloads) > 1 or not ref:
        subject = words.text("mail-subject-digest", count=len(payloads))
    else:
        subject = _subject(words, payloads[0], ref)
    return Letter(subject, sections, words.text("mail-footer"))


def trial_letter(words: Words) -> Letter:
    """What somebody is sent who tries whether mail arrives."""
    return Letter(
        words.text("mail-trial-subject"), (Section((words.text("mail-trial"),)),), "Platform Booking"
    )


def _subject(words: Words, payload: Mapping[str, Any], ref: str) -> str:
    kind = _kind(payload)
    notices = payload["notices"]
    title = payload.get("title") or (notices[0]["params"].get("title") if notices else "") or ref
    return words.text(f"mail-subject-{kind}", title=title)


def _kind(payload: Mapping[str, Any]) -> str:
    """``invited``, ``changed``, ``cancelled``, or ``notice`` where only sentences are said."""
    if "method" not in payload:
        return "notice"
    if payload["gone"] and not payload["added"] and not payload["changed"]:
        return "cancelled"
    return "changed" if payload["changed"] or payload["gone"] else "invited"


def _sections(words: Words, payload: Mapping[str, Any], person: Callable[[str], str]) -> Iterator[Section]:
    said = tuple(words.notice(item["kind"], item["params"], person) for item in payload["notices"])
    kind = _kind(payload)
    if kind == "notice":
        yield Section(said)
        return
    lead = words.text(f"mail-lead-{kind}", title=payload["title"])
    dates = tuple(_dates(words, payload))
    if len(dates) > MOST_DATES:
        dates = (*dates[:MOST_DATES], words.text("mail-more-dates", count=len(dates) - MOST_DATES))
    yield Section((*said, lead), dates)


def _dates(words: Words, payload: Mapping[str, Any]) -> Iterator[str]:
    zone = zone_of(payload["zone"])

    def span(date: Mapping[str, Any]) -> str:
        start, end = (datetime.fromisoformat(date[key]) for key in ("start", "end"))
        said = words.span(start, end, zone)
        return f"{said} ({words.text('mail-tentative')})" if date["tentative"] else said

    for date in payload["added"]:
        yield ", ".join(filter(None, (span(date), date["place"])))
    for was, becomes in payload["changed"]:
        if (was["start"], was["end"]) != (becomes["start"], becomes["end"]):
            said = words.text("mail-date-moved", was=span(was), becomes=span(becomes))
        else:
            said = span(becomes)
        if was["place"] != becomes["place"]:
            place = words.text("mail-place-changed", place=becomes["place"] or "–", was=was["place"] or "–")
        else:
            place = becomes["place"]
        yield ", ".join(filter(None, (said, place)))
    for date in payload["gone"]:
        yield words.text("mail-date-gone", when=span(date))
