"""Passwords as the server keeps them: what is sent, logged or printed is a verifier, never the password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import Final

from platform_booking.domain.errors import InvalidInput

SHORTEST: Final = 12
"""Characters."""
_ITERATIONS: Final = 4096
_SALT_BYTES: Final = 16
_RANDOM_BYTES: Final = 18


def new_password() -> str:
    """One that nobody guesses."""
    return secrets.token_urlsafe(_RANDOM_BYTES)


def scram_verifier(password: str, salt: bytes | None = None) -> str:
    """What PostgreSQL keeps of a password (RFC 5802, SCRAM-SHA-256).

    Raises InvalidInput for fewer than 12 characters, or other than those that every keyboard has: systems spell them
    differently.
    """
    if len(password) < SHORTEST or not (password.isascii() and password.isprintable()):
        raise InvalidInput("password-unfit", shortest=SHORTEST)
    salt = salt or secrets.token_bytes(_SALT_BYTES)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, _ITERATIONS)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    return f"SCRAM-SHA-256${_ITERATIONS}:{_base64(salt)}${_base64(stored)}:{_base64(server)}"


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()
