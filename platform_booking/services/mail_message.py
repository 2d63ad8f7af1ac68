"""From words to a mail (RFC 5322, MIME): nothing that people wrote can become a header of its own."""

from __future__ import annotations

import hashlib
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from platform_booking.domain.mail import MailSettings
    from platform_booking.wording.letters import Letter

LONGEST_SUBJECT: Final = 180
LONGEST_NAME: Final = 80
_POLICY: Final = SMTP.clone(cte_type="7bit")
"""Every server takes seven bits, also one that speaks an old dialect."""
_UNWRITABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_ID_LENGTH: Final = 32


def compose(
    letter: Letter, settings: MailSettings, to: tuple[str, str], keys: Sequence[str], now: datetime
) -> EmailMessage:
    """The mail without an invitation. ``to`` is name and address, ``keys`` are those of all that is said in it.

    The same content has the same Message-ID, however often it is sent: whoever gets it twice is shown it once.
    """
    message = EmailMessage(_POLICY)
    message["From"] = _mailbox(settings.sender_name, settings.sender)
    message["To"] = _mailbox(*to)
    message["Subject"] = one_line(letter.subject, LONGEST_SUBJECT)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(keys, settings.sender)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_clean(letter.plain))
    message.add_alternative(_clean(letter.html), subtype="html")
    return message


def add_invitation(message: EmailMessage, ics: str, method: str) -> None:
    """Add what calendars read, as an alternative to the words: so Outlook and Gmail offer to enter it."""
    message.add_alternative(ics, subtype="calendar", params={"method": method})


def message_id(keys: Sequence[str], sender: str) -> str:
    """The same for the same content."""
    digest = hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:_ID_LENGTH]
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def one_line(text: str, longest: int) -> str:
    """The text as it may stand in a header: no line ends, nothing unwritable, not endless."""
    plain = " ".join(_UNWRITABLE.sub(" ", text).split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


def _clean(text: str) -> str:
    """Lone halves of characters cannot be sent."""
    return text.encode("utf-8", "replace").decode()


def _mailbox(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(one_line(name, LONGEST_NAME), local, domain)
