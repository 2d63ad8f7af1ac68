"""What looking at the planning of a file loads, and what it leaves for later: a start is as quick as its imports."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

from platform_booking.bootstrap import create_store

LATER = (
    "alembic",
    "psycopg",
    "sqlalchemy.dialects.postgresql",
    "tomllib",
    "babel",
    "icalendar",
    "platform_booking.ical",
    "platform_booking.services.custody",
    "platform_booking.services.catalogue_files",
    "platform_booking.services.changing",
    "platform_booking.services.review",
)
LOOK = """
import sys
from datetime import UTC, datetime, timedelta
from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.timespan import TimeSpan

platform = open_platform(Settings(sys.argv[1]))
platform.catalogue.load()
platform.me()
now = datetime.now(UTC)
platform.planning.board(TimeSpan(now, now + timedelta(days=7)))
platform.watch().close()
platform.close()
print(*(name for name in sys.argv[2:] if name in sys.modules))
"""


def test_the_planning_of_a_file_needs_no_server_no_migration_and_no_calendar(tmp_path: Path) -> None:
    store = str(tmp_path / "store.sqlite")
    create_store(store)
    done = subprocess.run(
        [sys.executable, "-c", LOOK, store, *LATER], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
