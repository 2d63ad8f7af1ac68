"""A store that takes its time: a service that answers when the test says so."""

from __future__ import annotations

import threading
from typing import Any


class Gate:
    """Holds what a service (or a module's function) does until it is opened."""

    def __init__(self, service: object, name: str) -> None:
        self._open = threading.Event()
        self.begun = threading.Event()
        self._real = getattr(service, name)
        setattr(service, name, self)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.begun.set()
        self._open.wait(90)
        return self._real(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        return self._open.is_set()

    def open(self) -> None:
        self._open.set()
