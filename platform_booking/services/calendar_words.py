"""The few words that calendars say by themselves, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import PARTLY_APPROVED, State
from platform_booking.domain.catalogue import BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_BREAK: Final = "\u00a0"
"""Keeps a number with its unit, and in French a colon with its word."""

_MINUTES_PER_HOUR: Final = 60
_MINUTES_PER_DAY: Final = 24 * _MINUTES_PER_HOUR


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    busy: str
    booking: str
    bookings: str
    status: str
    organiser: str
    partner: str
    learners: str
    instructions: str
    resources: str
    setup: str
    turnaround: str
    block: str
    kind: str
    reason: str
    units: str
    blocks: Mapping[str, str]
    """What kinds of blocks are called."""
    statuses: Mapping[str, str]
    day: str
    colon: str

    def pair(self, name: str, value: object) -> str:
        """``name: value`` as the language writes it."""
        return f"{name}{self.colon} {value}"

    def duration(self, minutes: int) -> str:
        """A number of minutes in days, hours and minutes."""
        days, rest = divmod(minutes, _MINUTES_PER_DAY)
        hours, rest = divmod(rest, _MINUTES_PER_HOUR)
        parts = ((days, self.day), (hours, "h"), (rest, "min"))
        return " ".join(f"{number}{NO_BREAK}{unit}" for number, unit in parts if number)


FRENCH: Final = Words(
    busy="Occupé",
    booking="Réservation",
    bookings="Réservations",
    status="Statut",
    organiser="Organisateur",
    partner="Partenaire",
    learners="Apprenants",
    instructions="Consignes",
    resources="Ressources",
    setup="Préparation",
    turnaround="Remise en état",
    block="Indisponibilité",
    kind="Nature",
    reason="Motif",
    units="Unités",
    blocks={
        BlockKind.MAINTENANCE: "Maintenance",
        BlockKind.CALIBRATION: "Étalonnage",
        BlockKind.CLOSURE: "Fermeture",
        BlockKind.BREAKDOWN: "Panne",
        BlockKind.TIMETABLE: "Emploi du temps",
    },
    statuses={
        State.REQUESTED: "demandée",
        PARTLY_APPROVED: "partiellement approuvée",
        State.APPROVED: "approuvée",
        State.DECLINED: "refusée",
        State.CANCELLED: "annulée",
        State.EXPIRED: "expirée",
        State.NO_SHOW: "non honorée",
    },
    day="j",
    colon=f"{NO_BREAK}:",
)
ENGLISH: Final = Words(
    busy="Busy",
    booking="Booking",
    bookings="Bookings",
    status="Status",
    organiser="Organiser",
    partner="Partner",
    learners="Learners",
    instructions="Instructions",
    resources="Resources",
    setup="Set-up",
    turnaround="Turnaround",
    block="Block",
    kind="Kind",
    reason="Reason",
    units="Units",
    blocks={
        BlockKind.MAINTENANCE: "Maintenance",
        BlockKind.CALIBRATION: "Calibration",
        BlockKind.CLOSURE: "Closure",
        BlockKind.BREAKDOWN: "Breakdown",
        BlockKind.TIMETABLE: "Timetable",
    },
    statuses={
        State.REQUESTED: "requested",
        PARTLY_APPROVED: "partly approved",
        State.APPROVED: "approved",
        State.DECLINED: "declined",
        State.CANCELLED: "cancelled",
        State.EXPIRED: "expired",
        State.NO_SHOW: "no-show",
    },
    day="d",
    colon=":",
)


def words_in(language: str) -> Words:
    """The words of that language; French for any but English."""
    return ENGLISH if language == "en" else FRENCH
