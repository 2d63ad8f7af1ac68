"""Getting into a server: with the password that its address brings, PGPASSWORD says or the system's keyring has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.services.passwords import SERVICE, keep_password, password_of

if TYPE_CHECKING:
    from platform_booking.storage.places import Place


def has_keyring() -> bool:
    """Whether the system keeps passwords for us."""
    import keyring  # noqa: PLC0415 - only where there is a server
    from keyring.backends import fail, null  # noqa: PLC0415

    return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)


def entered(place: Place, password: str | None = None) -> Place:
    """A server's place with the password that was said, or else is known here.

    Where none is, PostgreSQL's own library looks into its password file.
    """
    if place.is_file:
        return place
    if password is None and not place.has_password and not place.is_socket:
        password = password_of("PGPASSWORD", place.address) or None
    return place if password is None else place.with_password(password)


def keep(place: Place) -> None:
    """Keep the password that the place has. Raises InvalidInput where there is no keyring."""
    keep_password(place.address, place.url.password or "")


def forget(place: Place) -> bool:
    """Keep it no longer; whether there was one."""
    import keyring  # noqa: PLC0415 - only where there is a server
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.delete_password(SERVICE, place.address)
    except KeyringError:  # none was there, or there is no keyring
        return False
    return True
