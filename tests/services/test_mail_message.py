"""Whatever people write, a mail has the headers that we give it and no others, and is read back as it was meant."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.mail import MailSettings, Security
from platform_booking.services.mail_message import LONGEST_SUBJECT, compose, one_line
from platform_booking.wording.letters import Letter, Section

SETTINGS = MailSettings("smtp.example", 25, Security.NONE, "post@example.org", "Réservation, «R»")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEADERS = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"}
words = st.text(max_size=120) | st.sampled_from(
    ("a\r\nBcc: all@example.org", "x\n\n<script>", "🧫" * 90, 'é, "q" <a@b>', "\u2028 \x00\ud800")
)


@given(words, words)
@settings(max_examples=25)
def test_headers_cannot_be_smuggled_in(title: str, name: str) -> None:
    letter = Letter(title, (Section((title, name), (title,)),), "fin")
    mail = compose(letter, SETTINGS, (name, "tina@example.org"), ["key"], NOW)
    raw = mail.as_bytes()
    assert raw.isascii()
    assert max(map(len, raw.splitlines())) <= 998
    read = email.message_from_bytes(raw, policy=email.policy.default)
    assert set(read.keys()) == HEADERS
    assert " ".join(read["Subject"].split()) == one_line(title, LONGEST_SUBJECT)
    assert [address.addr_spec for address in read["To"].addresses] == ["tina@example.org"]
    html = read.get_body(("html",))
    assert html is not None
    assert "<script>" not in html.get_content()
