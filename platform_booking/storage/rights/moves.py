"""The tables of transitions as rows of the store: made from the domain's own, so that there is one."""

from __future__ import annotations

from typing import Final

from platform_booking.domain.booking import TRANSITIONS
from platform_booking.domain.waiting import WISH_MOVES, WishMove
from platform_booking.storage.rights.scripts import literal

TABLES: Final = (
    (
        "CREATE TABLE IF NOT EXISTS rights.move (was text, becomes text, action text, back boolean,"
        " PRIMARY KEY (was, becomes, action, back))"
    ),
    (
        "CREATE TABLE IF NOT EXISTS rights.wish_move (was text, becomes text, by_person boolean,"
        " PRIMARY KEY (was, becomes, by_person))"
    ),
)
_OWN: Final = (WishMove.ACCEPT, WishMove.DECLINE, WishMove.WITHDRAW)
"""What people do with their wishes, and may take back."""


def rows() -> tuple[str, ...]:
    """Statements that put the tables' content in place."""
    moves = [(was, becomes, action, "false") for (was, action), becomes in TRANSITIONS.items()]
    moves += [(becomes, was, action, "true") for (was, action), becomes in TRANSITIONS.items()]
    wishes = [(was, becomes, move in _OWN) for (was, move), becomes in WISH_MOVES.items()]
    wishes += [(becomes, was, True) for (was, move), becomes in WISH_MOVES.items() if move in _OWN]
    said = ", ".join(f"({literal(was)}, {literal(to)}, {literal(by)}, {back})" for was, to, by, back in moves)
    wished = ", ".join(
        f"({literal(was)}, {literal(to)}, {str(own).lower()})" for was, to, own in dict.fromkeys(wishes)
    )
    return (
        "DELETE FROM rights.move",
        f"INSERT INTO rights.move VALUES {said}",
        "DELETE FROM rights.wish_move",
        f"INSERT INTO rights.wish_move VALUES {wished}",
    )
