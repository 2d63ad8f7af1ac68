from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from platform_booking.bootstrap import Settings, create_store, open_platform
from platform_booking.services.requests import BookingRequest, LineRequest
from ui.change_hub import ChangeHub
from ui.context import Context
from ui.dialogs.editor.dialog import BookingEditor
from ui.dialogs.editor.drafts import Drafts
from ui.draft import Draft
from ui.operations import Operations
from ui.qt import dress
from ui.tasks import Tasks
from ui.texts import Texts
from ui.theme import Theme, load_typeface

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.domain.booking import Booking

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CATALOGUE = """
[[partners]]
code = "UNI"
name = "Université"

[[persons]]
login = "tina"
name = "Tina Trainer"
partner = "UNI"
roles = ["trainer"]
[[persons]]
login = "colin"
name = "Colin Collègue"
partner = "UNI"
roles = ["trainer"]
[[persons]]
login = "mona"
name = "Mona Manager"
partner = "UNI"

[[platforms]]
code = "USP"
name = "Culture amont"
host = "UNI"
managers = ["mona"]
[[platforms]]
code = "SAL"
name = "Salles de formation"
host = "UNI"
managers = ["mona"]

[[resources]]
code = "BIO"
name = { fr = "Bioréacteur 50 L", en = "50 L bioreactor" }
platform = "USP"
site = "Hall A"
setup = 60
turnaround = 30
approval = ["manager"]
equivalent_to = ["BIO-B"]
[[resources]]
code = "BIO-B"
name = { fr = "Bioréacteur 50 L bis", en = "50 L bioreactor, second" }
platform = "USP"
site = "Hall B"
setup = 60
turnaround = 30
approval = ["manager"]
[[resources]]
code = "RARE"
name = { fr = "Cytomètre trieur", en = "Cell sorter" }
platform = "USP"
approval = ["manager"]
requests = "compete"
[[resources]]
code = "PSM"
name = { fr = "PSM type II", en = "Class II cabinet" }
platform = "USP"
units = 4
[[resources]]
code = "SALLE"
name = { fr = "Salle Bio A", en = "Room Bio A" }
category = "room"
platform = "SAL"
capacity = 30
"""


@dataclass
class Office:
    """A store, who sits there, and the editors that are open."""

    context: Context
    drafts: Drafts
    window: QWidget
    qtbot: QtBot

    def open(self, draft: Draft | None = None) -> BookingEditor:
        editor = BookingEditor(
            self.context, Operations(self.context, self.window), draft or Draft(), drafts=self.drafts
        )
        self.qtbot.addWidget(editor)
        with self.qtbot.waitActive(editor):
            editor.open()
            editor.activateWindow()
        self.settle(editor)
        return editor

    def settle(self, editor: BookingEditor) -> None:
        self.qtbot.waitUntil(
            lambda: (
                not editor._looker.is_waiting and not editor._sender.is_sending and self.context.tasks.is_idle
            )
        )

    def sits(self, login: str) -> PlatformBooking:
        return self.context.platform.as_person(login)

    def book(self, code: str, start: str, end: str, *, login: str = "colin", quantity: int = 1) -> Booking:
        request = BookingRequest("Autre séance", (LineRequest(code, quantity),), start, end)
        return self.sits(login).requests.request(request).booking

    def bookings(self) -> list[Booking]:
        store = self.context.platform.desk.store
        found = store.read(lambda unit_of_work: unit_of_work.bookings.search())
        return [booking for booking in found if booking.organiser == self.context.me.login]

    def only_booking(self) -> Booking:
        (found,) = self.bookings()
        return found


@pytest.fixture
def make_office(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Somebody at a desk before a store with four resources."""
    made: list[Office] = []
    address = str(tmp_path / "store.sqlite")
    create_store(address)
    load_typeface()

    def make(login: str = "tina", language: str = "fr") -> Office:
        platform = open_platform(Settings(address, login, NOW))
        if not platform.catalogue.load().resources:
            platform.as_person(None).catalogue.import_text(CATALOGUE)
        theme = Theme("light")
        dress(theme)
        context = Context(
            platform,
            platform.me(),
            platform.catalogue.load(),
            texts=Texts(language),
            theme=theme,
            tasks=Tasks(),
            hub=ChangeHub(),
            preferences=None,  # type: ignore[arg-type]
        )
        window = QWidget()
        qtbot.addWidget(window)
        made.append(Office(context, Drafts(tmp_path / "drafts", "store", login), window, qtbot))
        return made[-1]

    yield make
    for office in made:
        office.context.tasks.close()
        office.context.platform.close()


@pytest.fixture
def office(make_office: Callable[..., Office]) -> Office:
    """Tina's."""
    return make_office()
