"""Through which server mail goes out: said once for the store, or by the environment of whoever sends."""

from __future__ import annotations

import os
import re
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.mail import MailSettings, Security
from platform_booking.services.passwords import password_of
from platform_booking.services.requests import check_choice, is_plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.storage.places import Place
    from platform_booking.storage.unit_of_work import UnitOfWork

SERVER_VARIABLE: Final = "PLATFORM_BOOKING_SMTP"
"""``smtp://user@host:587`` (STARTTLS), ``smtps://user@host`` (TLS) or ``smtp+plain://host`` (neither)."""
SENDER_VARIABLE: Final = "PLATFORM_BOOKING_MAIL_FROM"
PASSWORD_VARIABLE: Final = "PLATFORM_BOOKING_SMTP_PASSWORD"  # noqa: S105 - where it is, not what it is
SETTING: Final = "mail"
MOST_PORTS: Final = 65535
MAX_NAME: Final = 100
_SCHEMES: Final = {"smtp": Security.STARTTLS, "smtps": Security.TLS, "smtp+plain": Security.NONE}
_PORTS: Final = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
_HOST: Final = re.compile(r"[A-Za-z0-9._:-]{1,253}")
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


def is_address(text: str) -> bool:
    """Whether mail can be sent there: a plain address, without a name, that no header can be smuggled into."""
    return _ADDRESS.fullmatch(text) is not None


def checked(settings: MailSettings) -> MailSettings:
    """The settings, with the usual port where none was said. Raises InvalidInput."""
    check_choice("security", settings.security, tuple(Security))
    security = Security(settings.security)
    port = settings.port or usual_port(security)
    if not _HOST.fullmatch(settings.host) or not 0 < port <= MOST_PORTS:
        raise InvalidInput("mail-server", host=settings.host, port=port)
    if not is_address(settings.sender):
        raise InvalidInput("mail-address", address=settings.sender)
    for text in (settings.sender_name, settings.username):
        if len(text) > MAX_NAME or not is_plain_text(text):
            raise InvalidInput("mail-name", longest=MAX_NAME)
    return replace(settings, security=security, port=port)


def usual_port(security: str) -> int:
    """The port that servers listen on for that protection."""
    return _PORTS[Security(security)]


def is_by_environment() -> bool:
    """Whether this computer's environment says how mail goes out, whatever the store says."""
    return bool(os.environ.get(SERVER_VARIABLE) or os.environ.get(SENDER_VARIABLE))


def home_of(place: Place) -> str:
    """Names a store so that its copies are other stores."""
    return f"file:{place.path.resolve()}" if place.path is not None else f"server:{place.url.database or ''}"


def settings_of(unit_of_work: UnitOfWork, place: Place) -> MailSettings | None:
    """How mail goes out here; None where nobody said so, or said it for the store that this one is a copy of."""
    said = stored_settings(unit_of_work)
    if said is not None and said.home != home_of(place):
        said = None
    return _by_environment(said, place)


def stored_settings(unit_of_work: UnitOfWork) -> MailSettings | None:
    """What the store itself says."""
    found = unit_of_work.settings.get(SETTING)
    return None if found is None else _read(found)


def password_for(settings: MailSettings) -> str:
    """The server's password for us; empty where nobody has told it."""
    return password_of(PASSWORD_VARIABLE, account_of(settings))


def account_of(settings: MailSettings) -> str:
    """How the keyring calls it."""
    return f"{settings.username}@{settings.host}"


def plain(settings: MailSettings) -> dict[str, Any]:
    """As it is kept."""
    return {**asdict(settings), "security": settings.security.value}


def _read(found: Mapping[str, Any]) -> MailSettings:
    return MailSettings(**{**found, "security": Security(found["security"])})


def _by_environment(said: MailSettings | None, place: Place) -> MailSettings | None:
    server, sender = os.environ.get(SERVER_VARIABLE), os.environ.get(SENDER_VARIABLE)
    if server:
        parts = urlsplit(server)
        security = _SCHEMES.get(parts.scheme)
        try:
            port = parts.port or 0
        except ValueError:
            security, port = None, 0
        if security is None:
            raise InvalidInput("mail-server-variable", variable=SERVER_VARIABLE, value=parts.hostname or "")
        known = said or MailSettings("", 0, security, "", home=home_of(place))
        said = replace(
            known,
            host=parts.hostname or "",
            port=port,
            security=security,
            username=unquote(parts.username or ""),
        )
    if said is not None and sender:
        said = replace(said, sender=sender)
    return None if said is None else checked(said)
