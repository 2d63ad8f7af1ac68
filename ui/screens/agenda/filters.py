"""What the agenda is asked to list, and how its sessions fall into groups. Knows no Qt."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import PARTLY_APPROVED, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from platform_booking.domain.board import BoardSession
    from platform_booking.domain.catalogue import Catalogue

BY_DAY: Final = "day"
BY_RESOURCE: Final = "resource"
BY_PARTNER: Final = "partner"
GROUPINGS: Final = (BY_DAY, BY_RESOURCE, BY_PARTNER)
BLOCK: Final = "block"
ENDED: Final = "ended"
STATES: Final = (State.APPROVED.value, State.REQUESTED.value, PARTLY_APPROVED, BLOCK, ENDED)
"""What the filter by state offers; ``ended`` is what was declined or given up, which is hidden unless asked for."""
_OVER: Final = frozenset({State.DECLINED.value, State.CANCELLED.value, State.EXPIRED.value})
_HAPPENED: Final = frozenset({State.IN_USE.value, State.COMPLETED.value, State.NO_SHOW.value})


@dataclass(frozen=True, slots=True)
class AgendaFilter:
    """What is asked to be seen. Empty means everything but what was declined or given up."""

    platforms: frozenset[str] = frozenset()
    mine: str = ""
    """Login whose bookings are meant."""
    category: str = ""
    partner: str = ""
    state: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it leaves nothing out."""
        return self == AgendaFilter()

    @property
    def wants_ended(self) -> bool:
        """Whether what was declined or given up must be read too."""
        return self.state == ENDED

    def without_text(self) -> AgendaFilter:
        """The same without the words that were searched."""
        return replace(self, text="")


def chosen(
    sessions: Iterable[BoardSession], wanted: AgendaFilter, catalogue: Catalogue
) -> tuple[BoardSession, ...]:
    """The sessions that the filter lets through."""
    needle = folded(wanted.text)
    return tuple(
        session
        for session in sessions
        if _is_of_state(session, wanted.state)
        and (not wanted.mine or session.organiser == wanted.mine)
        and (not wanted.partner or session.partner == wanted.partner)
        and _is_of_resources(session, wanted, catalogue)
        and (not needle or all(word in _haystack(session, catalogue) for word in needle.split()))
    )


def folded(text: str) -> str:
    """The text without accents and capitals: what people type in a hurry."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().strip()


def _is_of_state(session: BoardSession, wanted: str) -> bool:
    if not wanted:
        return session.state not in _OVER
    if wanted == BLOCK:
        return session.is_block
    if session.is_block:
        return False
    if wanted == ENDED:
        return session.state in _OVER
    if wanted == State.APPROVED.value:
        return session.state == wanted or session.state in _HAPPENED
    return session.state == wanted


def _is_of_resources(session: BoardSession, wanted: AgendaFilter, catalogue: Catalogue) -> bool:
    if not wanted.platforms and not wanted.category:
        return True
    found = (catalogue.resources[line.resource] for line in session.lines)
    return any(
        (not wanted.platforms or resource.platform in wanted.platforms)
        and (not wanted.category or resource.category == wanted.category)
        for resource in found
    )


def _haystack(session: BoardSession, catalogue: Catalogue) -> str:
    partner = catalogue.partners.get(session.partner)
    person = catalogue.persons.get(session.organiser)
    resources = (catalogue.resources[line.resource] for line in session.lines)
    words = [session.ref, session.title, session.partner, partner.name if partner else ""]
    words += [person.name if person else session.organiser]
    for resource in resources:
        words += [resource.code, resource.name.fr, resource.name.en, resource.platform]
    return folded(" ".join(words))
