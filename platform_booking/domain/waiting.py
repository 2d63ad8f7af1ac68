"""The waiting list: what may become of a wish, and who is first in line."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import IllegalTransition

if TYPE_CHECKING:
    from collections.abc import Mapping


class WishState(StrEnum):
    """What has become of a wish."""

    WAITING = "waiting"
    OFFERED = "offered"
    """A booking holds what it wants, until a deadline."""
    TAKEN = "taken"
    LAPSED = "lapsed"
    """Nobody answered in time, or the period is over."""
    WITHDRAWN = "withdrawn"


class WishMove(StrEnum):
    """What may be done with a wish."""

    OFFER = "offer"
    ACCEPT = "accept-offer"
    DECLINE = "decline-offer"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"


WISH_MOVES: Final[Mapping[tuple[WishState, WishMove], WishState]] = {
    (WishState.WAITING, WishMove.OFFER): WishState.OFFERED,
    (WishState.WAITING, WishMove.WITHDRAW): WishState.WITHDRAWN,
    (WishState.WAITING, WishMove.LAPSE): WishState.LAPSED,
    (WishState.OFFERED, WishMove.ACCEPT): WishState.TAKEN,
    (WishState.OFFERED, WishMove.DECLINE): WishState.WITHDRAWN,
    (WishState.OFFERED, WishMove.WITHDRAW): WishState.WITHDRAWN,
    (WishState.OFFERED, WishMove.LAPSE): WishState.LAPSED,
}

_TAKEN_BACK: Final = frozenset(
    frozenset({before, after})
    for (before, move), after in WISH_MOVES.items()
    if move in (WishMove.ACCEPT, WishMove.DECLINE, WishMove.WITHDRAW)
)
"""What a person does with a wish can be taken back, and done again; what time does with it cannot."""


def may_undo_wish(now: str, before: str) -> bool:
    """Whether a wish may go back from ``now`` to ``before``, or forward again."""
    return frozenset({WishState(now), WishState(before)}) in _TAKEN_BACK


def next_wish_state(state: str, move: WishMove, ref: str) -> WishState:
    """Where the move leads. Raises IllegalTransition where the table has none."""
    try:
        return WISH_MOVES[WishState(state), move]
    except KeyError:
        raise IllegalTransition(ref, state, move) from None
