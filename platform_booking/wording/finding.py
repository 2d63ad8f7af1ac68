"""Reasons of a proposal, and why a search found nothing, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.near_misses import MissKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from platform_booking.domain.finding import Reason
    from platform_booking.domain.near_misses import Bottleneck, NearMiss
    from platform_booking.domain.rules.model import Violation
    from platform_booking.wording import Words


_CODES: Final = frozenset({"resource", "instead_of"})
Called = Callable[[str], str]
"""Makes a name of a resource's code."""


def reason(
    words: Words, item: Reason, called: Called = str, broken: Callable[[Violation], str] | None = None
) -> str:
    """Why a proposal stands where it does."""
    if item.code == "warning":
        return (broken or words.violation)(item.params["violation"])
    return words.text(f"reason-{item.code}", **_named(item.params, called))


def _named(params: Mapping[str, Any], called: Called) -> dict[str, Any]:
    return {key: called(value) if key in _CODES else value for key, value in params.items()}


def near_miss(words: Words, item: NearMiss, zone: tzinfo, called: Called = str) -> str:
    """What less would have fitted, and when."""
    first = item.suggestion.first
    params = _named(item.params, called)
    if item.kind is MissKind.SHORTER:
        params["length"] = words.lasting(timedelta(minutes=params.pop("minutes")))
    return words.text(f"miss-{item.kind}", when=words.span(first.start, first.end, zone), **params)


def bottleneck(words: Words, item: Bottleneck, called: Called = str) -> str:
    """How scarce a line is."""
    share = f"{100 * item.free / item.wanted:.0f}" if item.wanted else "0"
    return words.text(
        "bottleneck" if item.free else "bottleneck-never", resource=called(item.resource), share=share
    )
