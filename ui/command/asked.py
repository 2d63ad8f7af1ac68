"""A line and all that is known of it so far. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from platform_booking.domain.phrase.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.phrase.model import Phrase
    from platform_booking.services.intent import Intent, Unclear
    from ui.command.heard import Heard


@dataclass(slots=True)
class Asked:
    """The phrase, what it asks for or why that is not clear, and the store's answers as they come."""

    phrase: Phrase
    intent: Intent | None = None
    unclear: Unclear | None = None
    heard: Heard | None = None
    """None until the store has answered."""
    fits: Mapping[str, bool | None] = field(default_factory=dict)
    """Code of each resource that may be meant → whether it would be free."""
    bookings: tuple[Booking, ...] = ()

    @property
    def is_order(self) -> bool:
        """Whether something is to be done; else words are looked for."""
        meaning = self.phrase.meaning
        return meaning.is_block or bool(meaning.lines and meaning.says_when)

    @property
    def may_be_edited(self) -> bool:
        """Whether there is something to open the editor with: a block only where it may be made."""
        meaning = self.phrase.meaning
        if not meaning.is_block:
            return bool(meaning.lines)
        return self.intent is not None and (self.heard is None or self.heard.can_go or bool(self.heard.ways))

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.phrase.text.strip()

    @property
    def unknown(self) -> str:
        """What was not understood."""
        return " ".join(self.phrase.words(part) for part in self.phrase.of(Kind.UNKNOWN))
