from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from platform_booking.bootstrap import PlatformBooking
from platform_booking.services.desk import Desk, fixed_clock
from tests.conftest import NOW

if TYPE_CHECKING:
    from platform_booking.storage.unit_of_work import Store

Sit = Callable[[str | None], PlatformBooking]

CATALOGUE = """
[[partners]]
code = "UNI"
name = "Université"
[[partners]]
code = "CHU"
name = "Hôpital"

[[persons]]
login = "tina"
name = "Tina"
partner = "UNI"
roles = ["trainer"]
[[persons]]
login = "colin"
name = "Colin"
partner = "UNI"
[[persons]]
login = "mona"
name = "Mona"
partner = "UNI"
[[persons]]
login = "zoe"
name = "Zoé"
partner = "CHU"
[[persons]]
login = "sam"
name = "Sam"
partner = "CHU"
roles = ["safety"]

[[platforms]]
code = "USP"
name = "Amont"
host = "UNI"
managers = ["mona"]
[[platforms]]
code = "ZAC"
name = "Zones"
host = "CHU"
managers = ["zoe"]

[[resources]]
code = "BIO"
name = { fr = "Bioréacteur", en = "Bioreactor" }
platform = "USP"
setup = 60
turnaround = 30
approval = ["manager"]
equivalent_to = ["BIO-B"]
[[resources]]
code = "BIO-B"
name = "Bioréacteur B"
platform = "USP"
setup = 60
turnaround = 30
approval = ["manager"]
[[resources]]
code = "PSM"
name = "PSM"
platform = "ZAC"
units = 4
[[resources]]
code = "ZAC1"
name = "ZAC"
category = "room"
platform = "ZAC"
capacity = 8
approval = ["manager", "safety"]
[[resources]]
code = "RARE"
name = "Rare"
platform = "USP"
approval = ["manager"]
requests = "compete"
[[resources]]
code = "TWINS"
name = "Deux"
platform = "USP"
units = 2
approval = ["manager"]
requests = "compete"
[[resources]]
code = "SALLE"
name = "Salle"
category = "room"
platform = "USP"
capacity = 30
"""


@pytest.fixture
def sit(store: Store) -> Sit:
    """Sits somebody at the desk before a store with a small catalogue, on both kinds of store."""

    def sit_down(login: str | None = None) -> PlatformBooking:
        return PlatformBooking(Desk(store, login, fixed_clock(NOW)))

    sit_down().catalogue.import_text(CATALOGUE)
    return sit_down
