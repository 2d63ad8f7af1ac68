"""A soak in miniature: a few at once, with connections ended while they work; what they were told is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

from platform_booking.bootstrap import Settings, open_platform
from tests import stores
from tests.soak.clients import Door, catalogue, run_clients
from tests.soak.trouble import Trouble
from tests.soak.verdict import judge

if TYPE_CHECKING:
    from tests.databases import Databases

STEPS = 5
PEOPLE = 3


def test_what_people_were_told_is_there_once(postgresql_databases: Databases) -> None:
    server = postgresql_databases.server
    with stores.postgresql_database(server, postgresql_databases.template) as address:
        app = open_platform(Settings(address))
        app.catalogue.import_text(catalogue(PEOPLE))
        app.close()
        with Trouble(server, str(make_url(address).database)).made(every=0.1):
            told = run_clients(Door(address), range(PEOPLE), lambda step: step >= STEPS)
        verdict = judge(address, told)
    assert verdict.holds, verdict
    assert verdict.acknowledged, "something was done"
