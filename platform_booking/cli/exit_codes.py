"""The exit codes of the command line: part of its contract."""

from __future__ import annotations

from typing import Final

from platform_booking.domain.errors import (
    BookingError,
    CatalogueInvalid,
    IllegalTransition,
    InvalidInput,
    ItemChanged,
    NeverUndone,
    NotFound,
    NothingToUndo,
    NotPermitted,
    PassedOn,
    SlotTaken,
    StaleVersion,
    StoreError,
    WindowUnavailable,
)
from platform_booking.domain.refusals import BookingConflict, RuleRefused

OUR_BUG: Final = 1
BAD_INPUT: Final = 2
CONFLICT: Final = 3
_EXIT_CODES: Final[tuple[tuple[type[BookingError], int], ...]] = (
    (InvalidInput, BAD_INPUT),
    (CatalogueInvalid, BAD_INPUT),
    (BookingConflict, CONFLICT),
    (StaleVersion, 3),
    (ItemChanged, 3),
    (SlotTaken, 3),
    (PassedOn, 3),
    (RuleRefused, 4),
    (IllegalTransition, 4),
    (NeverUndone, 4),
    (NotPermitted, 5),
    (NotFound, 6),
    (NothingToUndo, 6),
    (StoreError, 7),
    (WindowUnavailable, BAD_INPUT),
)


def exit_code_of(error: BookingError) -> int:
    """The exit code that says what kind of refusal it is."""
    return next((code for kind, code in _EXIT_CODES if isinstance(error, kind)), OUR_BUG)
