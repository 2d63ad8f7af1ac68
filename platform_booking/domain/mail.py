"""Mail: how it is sent, and what guests were last told of a booking's dates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Security(StrEnum):
    """How the way to the mail server is protected."""

    STARTTLS = "starttls"
    """In clear until both have agreed on TLS; without it nothing is sent."""
    TLS = "tls"
    NONE = "none"
    """For a relay on the same computer or an inner network."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Through which server mail goes out, and in whose name. Passwords are kept elsewhere."""

    host: str
    port: int
    security: Security
    sender: str
    """Address in whose name mail is sent; also the organiser that calendars know."""
    sender_name: str = ""
    username: str = ""
    """Empty: the server asks for none."""
    home: str = ""
    """The store for which this was said: a copy of it sends nothing until it is told to."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What one person was told last of one event. Whoever knows it can tell what has changed since."""

    person: str
    """Login."""
    booking_id: int
    uid: str
    address: str
    organizer: str
    sequence: int
    told: tuple[Mapping[str, str], ...]
    """The dates, as plain data; none: it was called off."""
    id: int = 0
