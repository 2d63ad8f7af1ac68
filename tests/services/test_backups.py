"""Backups that make room for each other, and moving a store while the power fails."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.errors import InvalidInput, NotPermitted
from platform_booking.domain.rotation import Keep
from platform_booking.services import carrying, custody
from platform_booking.services.backups import BackupService, Schedule
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store
from tests.storage import samples

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(store: Store) -> Desk:
    samples.furnish(store)
    return Desk(store, clock=fixed_clock(samples.NOW))


def after(desk: Desk, days: float) -> Desk:
    return replace(desk, clock=fixed_clock(samples.NOW + timedelta(days=days)))


def test_a_sound_backup_makes_room_and_another_s_files_stay(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    with pytest.raises(InvalidInput):
        BackupService(desk).rotate(folder)
    folder.mkdir()
    others = {"store-20200101T000000Z.sqlite.old", "other-20200101T000000Z.sqlite"}
    for name in others:
        (folder / name).write_text("somebody else's")
    made = [BackupService(after(desk, days)).rotate(folder, Keep(last=2)) for days in range(4)]
    assert [len(item.removed) for item in made] == [0, 0, 1, 1]
    assert made[-1].kept == (made[3].backup.file, made[2].backup.file)
    assert {path.name for path in folder.iterdir()} == others | {path.name for path in made[-1].kept}
    restored = Store.open(place_of(str(made[-1].kept[0])))
    assert custody.verify(Desk(restored)).clean
    restored.close()
    with desk.store.writing() as connection:
        samples.tamper(connection, "UPDATE audit SET actor = 'eve' WHERE seq = 3")
    broken = BackupService(after(desk, 5)).rotate(folder, Keep(last=1))
    assert (broken.backup.trail_intact, broken.removed, len(broken.kept)) == (False, (), 3)


def test_an_open_window_makes_one_a_day_where_it_was_told_to(desk: Desk, tmp_path: Path) -> None:
    schedule = Schedule(tmp_path, Keep(last=2))
    if not desk.store.place.is_file:
        with pytest.raises(InvalidInput):
            BackupService(desk).set_schedule(schedule)
        assert BackupService(desk).run_if_due() is None
        return
    assert BackupService(desk).run_if_due() is None
    with pytest.raises(NotPermitted):
        BackupService(replace(desk, login="ada")).set_schedule(schedule)
    BackupService(desk).set_schedule(schedule)
    assert BackupService(desk).schedule() == schedule
    made = [BackupService(after(desk, days)).run_if_due() for days in (0, 0.5, 1, 1.5, 2, 3)]
    assert [item is not None for item in made] == [True, False, True, False, True, True]
    assert len(list(tmp_path.glob("store-*.sqlite"))) == schedule.keep.last
    BackupService(desk).set_schedule(None)
    assert BackupService(after(desk, 9)).run_if_due() is None
    assert custody.verify(desk).clean


KILLED = """
import os, signal, sys
from platform_booking.services import carrying
from platform_booking.storage.places import place_of

def die(step, done, total):
    if step == "allocation" and done:
        os.kill(os.getpid(), signal.SIGKILL)

carrying.copy_store(place_of(sys.argv[1]), place_of(sys.argv[2]), progress=die)
"""


def test_a_move_that_is_killed_leaves_nothing_half_usable(
    store: Store, sqlite_template: Path, tmp_path: Path
) -> None:
    """Into a server, whose schema may stay; into a file, of which no part may."""
    source = tmp_path / "source.sqlite"
    source.write_bytes(sqlite_template.read_bytes())
    original = Store.open(place_of(str(source)))
    samples.furnish(original)
    original.close()
    target = tmp_path / "target.sqlite" if store.place.is_file else None
    address = str(target) if target else store.place.url.render_as_string(hide_password=False)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(source), address], check=False, timeout=120)
    assert killed.returncode == -9
    if target is not None:
        assert not target.exists()
    result = carrying.copy_store(place_of(str(source)), place_of(address))
    assert result.rows["allocation"] == 11
    copied = Store.open(place_of(address))
    assert custody.verify(Desk(copied)).anchor == result.anchor
    copied.close()
