"""The demonstration goes on: what time brings about happens there as well, also to what nobody had noted the beginning of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from platform_booking.bootstrap import Settings, create_demo, open_platform
from platform_booking.services.custody import check

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


def test_a_week_later_what_is_over_is_over(tmp_path: Path) -> None:
    store = str(tmp_path / "demo.sqlite")
    create_demo(store, NOW)
    platform = open_platform(Settings(store, None, NOW + timedelta(days=7)))
    try:
        done = platform.due.run()
        assert done.changes
        assert not platform.due.run().changes
        assert check(platform.desk).clean
    finally:
        platform.close()
