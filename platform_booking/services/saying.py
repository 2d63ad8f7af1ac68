"""Doing what a phrase says, for the command field and the command line alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.phrase.names import Names
from platform_booking.domain.phrase.parser import parse
from platform_booking.domain.phrase.tokens import LONGEST
from platform_booking.domain.recurrence import wall_time, zone_of
from platform_booking.services.intent import ToBlock, ToBook, intent_of
from platform_booking.wording.phrases import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.phrase.model import Phrase
    from platform_booking.services.availability import AvailabilityService, FindResult
    from platform_booking.services.blocks import Blocked, BlockService
    from platform_booking.services.booking import Booked, RequestService
    from platform_booking.services.desk import Desk
    from platform_booking.services.intent import Intent
    from platform_booking.services.preview import Preview, PreviewService


class SayService:
    """Understands phrases and does what they say, by the use cases that there are."""

    def __init__(
        self,
        desk: Desk,
        requests: RequestService,
        blocks: BlockService,
        availability: AvailabilityService,
        previews: PreviewService,
    ) -> None:
        self._desk = desk
        self._requests = requests
        self._blocks = blocks
        self._availability = availability
        self._previews = previews
        self._names: tuple[Catalogue, Names] | None = None

    def read(self, text: str, catalogue: Catalogue) -> Phrase:
        """The parts of a phrase. Quick, asks no store: it may be called at every key. Raises InvalidInput for an essay."""
        if len(text) > LONGEST:
            raise InvalidInput("phrase-too-long", most=LONGEST)
        now = wall_time(self._desk.now(), zone_of(DEFAULT_TIME_ZONE))
        return parse(text, self._names_of(catalogue), vocabulary(), now)

    def intent(self, phrase: Phrase, catalogue: Catalogue, language: str) -> Intent:
        """What it asks for. Raises Unclear."""
        return intent_of(phrase, catalogue, self._desk.now(), language)

    def check(self, intent: ToBook | ToBlock) -> Preview | Blocked:
        """What would become of it; nothing is written.

        Raises as blocking does, and InvalidInput or NotFound for what cannot be.
        """
        if isinstance(intent, ToBook):
            return self._previews.preview(intent.request)
        return self._block(intent, dry_run=True)

    def possible(self, intents: Sequence[Intent]) -> tuple[bool | None, ...]:
        """Of each booking that may be meant, whether it fits; None of what else may be meant. Raises as ``check``."""
        bookings = [intent.request for intent in intents if isinstance(intent, ToBook)]
        answers = iter(self._previews.fits(bookings) if bookings else ())
        return tuple(next(answers) if isinstance(intent, ToBook) else None for intent in intents)

    def do(self, intent: Intent, *, dry_run: bool = False) -> Booked | Blocked | FindResult:
        """Do it, or look for a slot. Raises as booking, blocking and looking do."""
        if isinstance(intent, ToBook):
            return self._requests.request(intent.request, dry_run=dry_run)
        if isinstance(intent, ToBlock):
            return self._block(intent, dry_run=dry_run)
        return self._availability.look(intent.request)

    def _block(self, intent: ToBlock, *, dry_run: bool) -> Blocked:
        span = intent.span
        return self._blocks.make_unavailable(
            intent.code, intent.unit, span.start, span.end, intent.kind, intent.reason, dry_run=dry_run
        )

    def _names_of(self, catalogue: Catalogue) -> Names:
        """Made once for each catalogue."""
        if self._names is None or self._names[0] is not catalogue:
            self._names = catalogue, Names(catalogue)
        return self._names[1]
