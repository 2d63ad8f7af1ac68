"""What time itself brings about: how it is told, and in whose name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import Actor

if TYPE_CHECKING:
    from datetime import date

    from platform_booking.services.desk import Desk

SYSTEM: Final = Actor("system")


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that was due and is done."""

    kind: str
    """``expired`` or ``escalated``, or what another task calls it."""
    ref: str
    title: str
    dates: tuple[date, ...] = ()
    persons: tuple[str, ...] = ()
    """Logins of those who were told."""
    is_booking: bool = True
    """Whether it happened to a booking: then ``ref`` is its."""


Task = Callable[["Desk"], tuple[Happened, ...]]
"""Finds what is due of one kind and does it, each thing in a transaction of its own."""
