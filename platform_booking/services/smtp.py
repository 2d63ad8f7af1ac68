"""The way to the mail server: bounded in time, never in clear where TLS was said, told apart by what went wrong."""

from __future__ import annotations

import smtplib
import ssl
from typing import TYPE_CHECKING, Final, Protocol

from platform_booking.domain.mail import Security

if TYPE_CHECKING:
    from email.message import EmailMessage

    from platform_booking.domain.mail import MailSettings

TIMEOUT_SECONDS: Final = 30.0
"""How long the server may take to answer each time."""
_PERMANENT: Final = 500


class ServerTrouble(Exception):
    """The server cannot be used now: no message's fault. ``code`` names the sentence, ``detail`` is what it said."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class MessageRefused(Exception):
    """The server does not take this one message, for ever or for now."""

    def __init__(self, code: str, detail: str, *, for_ever: bool) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.for_ever = for_ever


class Carrier(Protocol):
    """Takes mail away."""

    def send(self, message: EmailMessage, sender: str, address: str) -> None:
        """Send it. Raises ServerTrouble, MessageRefused."""

    def close(self) -> None:
        """Say good-bye."""


class SmtpCarrier:
    """Takes mail to a server, over one connection that is opened when it is first needed."""

    def __init__(self, settings: MailSettings, password: str) -> None:
        self._settings = settings
        self._password = password
        self._smtp: smtplib.SMTP | None = None

    def send(self, message: EmailMessage, sender: str, address: str) -> None:
        """Send one mail to one address. Raises ServerTrouble, MessageRefused."""
        try:
            if self._smtp is None:
                self._smtp = self._connected()
            self._smtp.send_message(message, sender, [address])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = error.recipients[address]
            raise _refused("recipient-refused", code, said) from error
        except smtplib.SMTPSenderRefused as error:
            self.close()
            raise ServerTrouble("sender-refused", _said(error.smtp_code, error.smtp_error)) from error
        except smtplib.SMTPDataError as error:
            raise _refused("content-refused", error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPAuthenticationError as error:
            self.close()
            raise ServerTrouble("login-refused", _said(error.smtp_code, error.smtp_error)) from error
        except smtplib.SMTPNotSupportedError as error:
            self.close()
            raise ServerTrouble("not-offered", str(error)) from error
        except ssl.SSLError as error:
            self.close()
            raise ServerTrouble("tls", str(getattr(error, "verify_message", "") or error.reason)) from error
        except UnicodeEncodeError as error:  # Python's library sends passwords in ASCII only
            self.close()
            raise ServerTrouble("password-not-ascii", "") from error
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self.close()
            raise ServerTrouble("unreachable", str(error) or type(error).__name__) from error

    def close(self) -> None:
        """End the connection, if there is one."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            try:
                smtp.quit()
            except (smtplib.SMTPException, OSError):
                smtp.close()

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        if settings.security is Security.TLS:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                settings.host, settings.port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
            )
        else:
            smtp = smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT_SECONDS)
        try:
            if settings.security is Security.STARTTLS:
                smtp.starttls(context=ssl.create_default_context())
            if settings.username:
                smtp.login(settings.username, self._password)
        except BaseException:
            smtp.close()
            raise
        return smtp


def _refused(code: str, status: int, said: bytes | str) -> MessageRefused:
    return MessageRefused(code, _said(status, said), for_ever=status >= _PERMANENT)


def _said(status: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{status} {' '.join(text.split())}".strip()
