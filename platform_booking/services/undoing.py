"""Taking a step back, and taking that back: as a new version, while nobody else has touched it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from platform_booking.services.desk import ChangeSet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.booking import Booking
    from platform_booking.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Undoable:
    """What must be known to take a step back."""

    bookings: tuple[Booking, ...]
    """Every booking the step touched, as it was before. One that it made is only named in ``versions``."""
    versions: Mapping[str, int]
    """Ref → version after the step."""
    again: bool = False
    """Whether this takes an undo back: states go forward then."""


@dataclass(frozen=True, slots=True)
class Undone:
    """The bookings as they are now."""

    bookings: tuple[Booking, ...]
    undoable: Undoable
    """Takes the undo back."""
    changes: ChangeSet = field(default_factory=ChangeSet)


class UndoService:
    """Takes steps back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def undo(self, step: Undoable) -> Undone:
        """Former times, units and states, as a new version; a booking that the step made is cancelled.

        Raises StaleVersion when somebody changed one of the bookings since, NotPermitted for what somebody else did,
        IllegalTransition for a state that has no way back, BookingConflict when a slot was taken meanwhile.
        """
        raise NotImplementedError
