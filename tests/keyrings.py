"""A keyring for tests: nobody's own is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pocket(KeyringBackend):
    """A keyring that holds what it is given as long as the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[f"{service} {username}"] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[f"{service} {username}"]


@pytest.fixture
def pocket() -> Iterator[Pocket]:
    """The system's keyring."""
    before, made = keyring.get_keyring(), Pocket()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)
