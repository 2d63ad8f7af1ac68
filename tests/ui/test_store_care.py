"""The store backed up, brought back and copied from its window, which opens anew on what is there then."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from sqlalchemy.engine import make_url

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.services.directory import BookingFilter
from tests import stores
from tests.ui import office
from tests.ui.office import LONG_MS, coming
from tests.ui.test_housekeeping import shown
from tests.ui.test_personal_data import agree, press
from tests.ui.windows import settle
from ui.dialogs.store_care import StoreCareDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened
    from ui.dialogs.store_backups import BackupsPage


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small store in a file, whose administrator is mona."""
    path = tmp_path / "salle.sqlite"
    office.fill(str(path))
    platform = open_platform(Settings(str(path)))
    platform.catalogue.import_text('[[persons]]\nlogin = "mona"\nroles = ["admin"]\n')
    platform.close()
    return path


def care_of(qtbot: QtBot, opened: Opened, page: str) -> StoreCareDialog:
    settle(qtbot, opened)
    opened.window.actions_table["store-care"].trigger()
    dialog = shown(opened, StoreCareDialog)
    press(dialog.pages.segments.button(f"care-page-{page}"))
    settle(qtbot, opened)
    return dialog


def backups_of(dialog: StoreCareDialog) -> BackupsPage:
    assert dialog.backups is not None
    return dialog.backups


def refs(address: str) -> list[str]:
    platform = open_platform(Settings(address))
    try:
        return [item.ref for item in platform.bookings.list(BookingFilter())]
    finally:
        platform.close()


def test_a_backup_is_made_verified_and_brought_back(
    qtbot: QtBot, open_window: Callable[..., Opened], small: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "sauvegardes"
    folder.mkdir()
    opened = open_window("mona", store=str(small), now=None)
    page = backups_of(care_of(qtbot, opened, "backups"))
    assert not page.now.isEnabled(), "nobody has said where"
    page.look_in(folder)
    settle(qtbot, opened)
    press(page.now)
    qtbot.waitUntil(lambda: page.chosen is not None, timeout=LONG_MS)
    backup = page.chosen
    assert backup is not None
    page.automatic.setChecked(True)
    page.counts["weekly"].setValue(3)
    press(page.save)
    qtbot.waitUntil(lambda: not page.save.isEnabled(), timeout=LONG_MS)
    schedule = opened.window.context.platform.backups.schedule()
    assert schedule is not None
    assert (schedule.folder, schedule.keep.weekly) == (folder, 3)

    since = office.book(str(small), "SALLE", coming(10)).ref
    press(page.restore)
    qtbot.waitUntil(lambda: "saine" in str(page.table.model().index(0, 1).data()), timeout=LONG_MS)
    former = opened.window
    agree(page.window())
    qtbot.waitUntil(lambda: opened.application.window not in (None, former), timeout=LONG_MS)
    settle(qtbot, opened)
    assert backup.name in opened.window.notice.text
    assert since not in refs(str(small))
    (aside,) = small.parent.glob("salle.before-restore-*.sqlite")
    assert since in refs(str(aside)), "what was there is kept beside it"
    office.book(str(small), "SALLE", coming(14))
    qtbot.waitUntil(lambda: opened.application.hub.is_live, timeout=LONG_MS)


def test_a_store_that_others_have_open_stays_and_the_window_comes_back(
    qtbot: QtBot, open_window: Callable[..., Opened], small: Path, tmp_path: Path
) -> None:
    backup = Path(shutil.copy(small, tmp_path / "avant.sqlite"))
    since = office.book(str(small), "SALLE", coming(10)).ref
    opened = open_window("mona", store=str(small), now=None)
    page = backups_of(care_of(qtbot, opened, "backups"))
    page.examine_other(tmp_path / "salle.sqlite-nothing")
    qtbot.waitUntil(lambda: "n’existe pas" in page._work.said.toPlainText(), timeout=LONG_MS)
    page.examine_other(backup)
    qtbot.waitUntil(lambda: not page._work.is_busy, timeout=LONG_MS)
    other = open_platform(Settings(str(small)))
    former = opened.window
    with other.desk.store.reading() as connection:
        connection.exec_driver_sql("SELECT 1 FROM booking").close()
        agree(page.window())
        qtbot.waitUntil(lambda: opened.application.window not in (None, former), timeout=LONG_MS)
    settle(qtbot, opened)
    other.close()
    assert opened.window.notice.text
    assert "avant.sqlite" not in opened.window.notice.text
    assert since in refs(str(small)), "nothing was changed"


def test_a_copy_is_made_compared_and_opened(
    qtbot: QtBot, open_window: Callable[..., Opened], small: Path, tmp_path: Path, postgresql_server: str
) -> None:
    ref = office.book(str(small), "SALLE", coming(10)).ref
    opened = open_window("mona", store=str(small), now=None)
    dialog = care_of(qtbot, opened, "copy")
    page = dialog.copy
    assert page is not None
    with stores.postgresql_database(postgresql_server) as address:
        url = make_url(address)
        press(page.kinds.button("server"))
        page.server.address.setText(address)
        page.server.address.textEdited.emit(address)
        press(page.server.connect_button)
        qtbot.waitUntil(page.open.isVisible, timeout=LONG_MS)
        assert "mêmes empreintes" in dialog.said.toPlainText()
        assert str(url.database) in dialog.said.toPlainText()
        assert refs(address) == [ref]
        press(page.server.connect_button)
        qtbot.waitUntil(lambda: page.open.isHidden() and not dialog.work.is_busy, timeout=LONG_MS)
        assert "vide" in dialog.said.toPlainText(), "it is not copied over what is there"
    target = tmp_path / "copie.sqlite"
    press(page.kinds.button("file"))
    assert not page.go.isEnabled()
    QTest.keyClicks(page.path, str(target))
    press(page.go)
    qtbot.waitUntil(page.open.isVisible, timeout=LONG_MS)
    former = opened.window
    press(page.open)
    qtbot.waitUntil(lambda: opened.application.window is not former, timeout=LONG_MS)
    settle(qtbot, opened)
    assert opened.window.context.platform.address == str(target)
