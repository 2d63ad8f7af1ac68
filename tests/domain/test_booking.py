from __future__ import annotations

from itertools import product

import pytest

from platform_booking.domain.booking import (
    ALWAYS_HOLDING,
    MAY_HOLD,
    PARTLY_APPROVED,
    TRANSITIONS,
    Action,
    State,
    allowed_actions,
    next_state,
    status_of,
)
from platform_booking.domain.errors import IllegalTransition


@pytest.mark.parametrize(("state", "action"), list(product(State, Action)))
def test_every_move_is_in_the_table_or_refused(state: State, action: Action) -> None:
    if (state, action) in TRANSITIONS:
        assert next_state(state, action) is TRANSITIONS[state, action]
        assert action in allowed_actions(state)
    else:
        with pytest.raises(IllegalTransition):
            next_state(state, action)
        assert action not in allowed_actions(state)


def test_what_must_hold_may_hold() -> None:
    assert ALWAYS_HOLDING <= MAY_HOLD


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        pytest.param([State.REQUESTED, State.REQUESTED], "requested", id="all asked for"),
        pytest.param([State.APPROVED, State.REQUESTED], PARTLY_APPROVED, id="one still asked for"),
        pytest.param([State.APPROVED, State.DECLINED], PARTLY_APPROVED, id="one declined"),
        pytest.param([State.APPROVED, State.CANCELLED], "approved", id="a cancelled date does not count"),
        pytest.param([State.CANCELLED, State.CANCELLED], "cancelled", id="all cancelled"),
        pytest.param([State.DECLINED, State.CANCELLED], "declined", id="declined and cancelled"),
        pytest.param([State.COMPLETED, State.APPROVED], "approved", id="some over"),
        pytest.param([State.COMPLETED, State.NO_SHOW], "completed", id="all over"),
        pytest.param([State.IN_USE, State.APPROVED], "in_use", id="in use"),
    ],
)
def test_one_word_for_many_states(states: list[State], expected: str) -> None:
    assert status_of(states) == expected
