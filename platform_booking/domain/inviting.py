"""What a guest has to be told when the dates of an event are no longer those that were told before (RFC 5546)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_APART: Final = 3
"""So many dates of a series are told one by one; of more the whole series is told anew."""


class Method(StrEnum):
    """What a message asks of the guest's calendar."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class ToldDate:
    """One date as a guest was told it. ``original`` names it, wherever it is moved."""

    original: datetime
    span: TimeSpan
    place: str
    tentative: bool = False

    @property
    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        moments = (self.original, self.span.start, self.span.end)
        original, start, end = (moment.isoformat() for moment in moments)
        return {
            "original": original,
            "start": start,
            "end": end,
            "place": self.place,
            "tentative": self.tentative,
        }

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> ToldDate:
        """From how it is kept."""
        original, start, end = (datetime.fromisoformat(plain[key]) for key in ("original", "start", "end"))
        return cls(original, TimeSpan(start, end), plain["place"], plain["tentative"])


@dataclass(frozen=True, slots=True)
class Change:
    """One message's worth of news about an event."""

    method: Method
    added: tuple[ToldDate, ...] = ()
    changed: tuple[tuple[ToldDate, ToldDate], ...] = ()
    """As it was told, and as it is."""
    gone: tuple[ToldDate, ...] = ()
    alone: ToldDate | None = None
    """The one date of a series that it is about: told without its series, which Outlook would otherwise ignore."""


def changes_between(
    before: Sequence[ToldDate], after: Sequence[ToldDate], now: datetime, *, is_series: bool
) -> tuple[Change, ...]:
    """What has to be told, in this order; nothing of dates that are over.

    ``is_series``: whether the guest's calendar knows the dates as those of one rule.
    """
    was, becomes = ({date.original: date for date in dates} for dates in (before, after))
    added = tuple(date for date in after if date.original not in was and date.span.end > now)
    gone = tuple(date for date in before if date.original not in becomes and date.span.end > now)
    changed = tuple(
        (was[date.original], date)
        for date in after
        if date.original in was
        and was[date.original] != date
        and max(was[date.original].span.end, date.span.end) > now
    )
    if not (added or gone or changed):
        return ()
    if not after:
        return (Change(Method.CANCEL, gone=gone),)
    coming = sum(date.span.end > now for date in after)
    if not is_series or added or len(gone) + len(changed) > MOST_APART or len(changed) >= coming:
        return (Change(Method.REQUEST, added, changed, gone),)
    return (
        *(Change(Method.CANCEL, gone=(date,), alone=date) for date in gone),
        *(Change(Method.REQUEST, changed=(pair,), alone=pair[1]) for pair in changed),
    )
