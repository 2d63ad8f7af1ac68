"""A real mail server, in a thread of the test, that keeps what it is given and refuses what a test says."""

from __future__ import annotations

import email
import email.policy
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
    options: dict[str, Any] = {}
    if tls is not None:
        options = {"tls_context": tls, "require_starttls": True, "authenticator": _authenticate}
        options["auth_required"] = True
    controller = _OnAnyPort(box, hostname="127.0.0.1", port=0, **options)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        controller.stop()


class _OnAnyPort(Controller):
    """Takes whatever port is free: one that was asked for before may be somebody else's by now."""

    def _trigger_server(self) -> None:
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


def _authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"post", PASSWORD.encode()), handled=False)


def calendar_of(mail: EmailMessage) -> tuple[str, list[str]]:
    """Method and unfolded lines of the part that calendars read."""
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    method = part.get_param("method")
    text = part.get_content().replace("\r\n", "\n").replace("\n ", "")
    return str(method), text.splitlines()
