"""Everything about one booking or block: what was asked, decided and done, and what may be done next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from platform_booking.domain.booking import Block, Booking, Decision
    from platform_booking.services.desk import Desk


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of the subject, as the audit trail has it."""

    at: datetime
    actor: str
    action: str
    reason: str
    changes: tuple[str, ...]
    """What changed: title, purpose, learners, visibility, rule, lines, time, units or state; none for the first entry."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A booking with all that belongs to it."""

    booking: Booking
    decisions: tuple[Decision, ...]
    awaiting: Mapping[int, tuple[str, tuple[str, ...]]]
    """Line number → (step, logins of those who may take it)."""
    history: tuple[HistoryEntry, ...]
    """Oldest first."""
    allowed: frozenset[str]
    """What whoever looks may do now: approve, decline, cancel, move, edit, duplicate."""


@dataclass(frozen=True, slots=True)
class BlockDossier:
    """A block with its history, oldest first."""

    block: Block
    history: tuple[HistoryEntry, ...]


class DossierService:
    """Reads one booking or block in full."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def dossier(self, ref: str) -> Dossier:
        """The booking of that ref. Raises NotFound."""
        raise NotImplementedError

    def block_dossier(self, ref: str) -> BlockDossier:
        """The block of that ref. Raises NotFound."""
        raise NotImplementedError
