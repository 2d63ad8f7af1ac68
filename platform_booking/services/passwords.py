"""Passwords for other servers: from the environment or the computer's keyring, never from the store."""

from __future__ import annotations

import os
from typing import Final

from platform_booking.domain.errors import InvalidInput

SERVICE: Final = "platform-booking"
"""Under this name the keyring has them."""


def password_of(variable: str, account: str) -> str:
    """The password for ``user@host``; empty where neither the variable nor the keyring has one.

    A computer without a keyring is one without a password there.
    """
    said = os.environ.get(variable)
    if said:
        return said
    import keyring  # noqa: PLC0415 - looks for the computer's keyring, which takes a moment
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(SERVICE, account) or ""
    except KeyringError:
        return ""


def keep_password(account: str, password: str) -> None:
    """Give it to the keyring. Raises InvalidInput on a computer that has none."""
    import keyring  # noqa: PLC0415
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.set_password(SERVICE, account, password)
    except KeyringError as error:
        raise InvalidInput("no-keyring", detail=str(error)) from error
