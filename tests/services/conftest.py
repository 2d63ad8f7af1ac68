from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from platform_booking.bootstrap import PlatformBooking
from platform_booking.services.desk import Desk, fixed_clock
from tests.conftest import NOW
from tests.house import CATALOGUE

if TYPE_CHECKING:
    from platform_booking.storage.unit_of_work import Store

__all__ = ["CATALOGUE", "Sit", "sit"]

Sit = Callable[[str | None], PlatformBooking]


@pytest.fixture
def sit(catalogued: str, store: Store) -> Sit:
    """Sits somebody at the desk before a store with a small catalogue, on both kinds of store."""

    def sit_down(login: str | None = None) -> PlatformBooking:
        return PlatformBooking(Desk(store, login, fixed_clock(NOW)))

    return sit_down
