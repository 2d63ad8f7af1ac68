"""A real mail server, in a thread of the test, that keeps what it is given and refuses what a test says."""

from __future__ import annotations

import email
import email.policy
import socket
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from email.message import EmailMessage


PASSWORD = "sesame"


@dataclass
class Postbox:
    """What arrived."""

    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    """Address → how it is refused; ``*`` for the content."""
    secured: list[bool] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if "*" in self.refusals:
            return self.refusals["*"]
        self.recipients += envelope.rcpt_tos
        self.secured.append(session.ssl is not None)
        parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append(parsed)
        return "250 OK"

    def taken(self) -> list[EmailMessage]:
        """What has arrived since this was asked last."""
        found, self.mails, self.recipients = self.mails, [], []
        return found


@contextmanager
def mail_server(tls: ssl.SSLContext | None = None) -> Iterator[Postbox]:
    """A server on this computer; with a certificate it wants STARTTLS and a password first."""
    box = Postbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    options: dict[str, Any] = {}
    if tls is not None:
        options = {"tls_context": tls, "require_starttls": True, "authenticator": _authenticate}
        options["auth_required"] = True
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **options)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        controller.start()
    try:
        yield box
    finally:
        controller.stop()


def _authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"post", PASSWORD.encode()), handled=False)


def calendar_of(mail: EmailMessage) -> tuple[str, list[str]]:
    """Method and unfolded lines of the part that calendars read."""
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    method = part.get_param("method")
    text = part.get_content().replace("\r\n", "\n").replace("\n ", "")
    return str(method), text.splitlines()
