"""A real CalDAV server (Radicale), in a thread of the test."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import waitress
from radicale import app as radicale
from radicale import config

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOGIN, PASSWORD = "ada", "sésame"


@dataclass
class DavServer:
    """Where it is, and where it keeps things."""

    url: str
    folder: Path

    def collection(self, name: str) -> str:
        return f"{self.url}/{LOGIN}/{name}/"

    def files(self, name: str) -> dict[str, str]:
        """What lies in the collection, by name."""
        place = self.folder / "collection-root" / LOGIN / name
        return {path.name: path.read_text("utf-8") for path in place.glob("*.ics")}


@contextmanager
def dav_server(folder: Path) -> Iterator[DavServer]:
    folder.mkdir()
    users = folder / "users"
    users.write_text(f"{LOGIN}:{PASSWORD}\n", "utf-8")
    settings = config.load()
    settings.update(
        {
            "auth": {
                "type": "htpasswd",
                "htpasswd_filename": str(users),
                "htpasswd_encryption": "plain",
                "delay": "0",
            },
            "storage": {"filesystem_folder": str(folder)},
            "logging": {"level": "critical"},
        },
        "test",
    )
    application: Any = radicale.Application(settings)
    server = waitress.create_server(application, host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield DavServer(f"http://127.0.0.1:{server.effective_port}", folder)
    finally:
        server.close()
        thread.join()
