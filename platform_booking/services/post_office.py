"""Sends what is due: each message is taken before it is sent, so that however many send, each goes out once.

Between the moment in which the server has taken a message and the note that it has, the power may fail: then it is sent
once more, under the same Message-ID. Nothing is ever noted as sent that was not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.catalogue import LANGUAGES, MailChoice
from platform_booking.domain.errors import StoreReadOnly
from platform_booking.services.inviting import UNDELIVERED
from platform_booking.services.mail_message import add_invitation, compose
from platform_booking.services.mail_settings import is_address
from platform_booking.services.smtp import MessageRefused, ServerTrouble
from platform_booking.storage.notices import Notice
from platform_booking.storage.outbox import DIGEST
from platform_booking.wording import Words
from platform_booking.wording.letters import letter_of, trial_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from email.message import EmailMessage

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.mail import MailSettings
    from platform_booking.services.desk import Desk
    from platform_booking.services.smtp import Carrier
    from platform_booking.storage.outbox import Outgoing
    from platform_booking.storage.unit_of_work import UnitOfWork

TAKEN_FOR: Final = timedelta(minutes=10)
"""So long nobody else sends what somebody has taken; longer than a server is waited for."""
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=6)
WORTH_SENDING: Final = timedelta(days=7)
"""What could not be sent for so long is given up: nobody wants last month's news."""
KEPT_FOR: Final = timedelta(days=30)
"""So long it is known what went out."""
AT_ONCE: Final = 50


@dataclass
class Sending:
    """How a round went."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0
    trouble: Mapping[str, Any] | None = field(default=None)
    """Code and params of why the round was broken off: the server cannot be used now."""

    @property
    def handled(self) -> int:
        """Messages of which something became."""
        return self.sent + self.put_off + self.given_up


def tidy(desk: Desk) -> int:
    """Give up what has waited too long and forget what is long over; how many were given up."""
    now = desk.now()

    def is_needed(unit_of_work: UnitOfWork) -> bool:
        outbox = unit_of_work.outbox
        return outbox.has_over(now - KEPT_FOR) or len(outbox.waiting_since(now - WORTH_SENDING)) > 0

    def work(unit_of_work: UnitOfWork) -> int:
        late = unit_of_work.outbox.waiting_since(now - WORTH_SENDING)
        for message in late:
            _give_up(unit_of_work, message, _why("too-old"), now)
        unit_of_work.outbox.forget(now - KEPT_FOR)
        return len(late)

    try:
        return desk.store.write(work) if desk.store.read(is_needed) else 0
    except StoreReadOnly:  # an account that may not: somebody else does it
        return 0


def send_due(
    desk: Desk,
    settings: MailSettings,
    carrier: Carrier,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Sending:
    """Send all that is due. Raises StoreError; what was sent before stays noted."""
    done = Sending(given_up=tidy(desk))
    try:
        while found := desk.store.read(lambda unit_of_work: unit_of_work.outbox.due(desk.now(), AT_ONCE)):
            before = done.handled
            for message in found:
                if is_stopped() or not _send(desk, settings, carrier, message, done):
                    return done
            if done.handled == before:  # others have them all, or this account may not send
                break
    finally:
        carrier.close()
    return done


def _send(desk: Desk, settings: MailSettings, carrier: Carrier, message: Outgoing, done: Sending) -> bool:
    """Send it with all that goes with it, and note what became of it; whether the server can be used further."""
    taken = desk.store.write(lambda unit_of_work: _take(unit_of_work, message, desk.now()))
    if taken is None:
        return True
    messages, catalogue = taken
    why = _unwanted(catalogue, messages[0])
    if why is not None:
        done.given_up += len(messages)
        _note(desk, messages, lambda work, item: work.outbox.put_off(item, why, None))
        return True
    try:
        mail = written(catalogue, settings, messages, desk.now())
    except (
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
    ):  # not by this program: it must not hold up the others
        done.given_up += len(messages)
        _note(desk, messages, lambda work, item: work.outbox.put_off(item, _why("unreadable"), None))
        return True
    try:
        carrier.send(mail, settings.sender, messages[0].address)
    except ServerTrouble as trouble:
        done.trouble = _why(trouble.code, trouble.detail)
        done.put_off += len(messages)
        _put_off(desk, messages, done.trouble)
    except MessageRefused as refused:
        if refused.for_ever:
            done.given_up += len(messages)
            said = _why(refused.code, refused.detail)
            _note(desk, messages, lambda work, item: _give_up(work, item, said, desk.now()))
        else:
            done.put_off += len(messages)
            _put_off(desk, messages, _why(refused.code, refused.detail))
    else:
        done.sent += len(messages)
        _note(desk, messages, lambda work, item: work.outbox.sent(item, desk.now()))
    return done.trouble is None


def _take(
    unit_of_work: UnitOfWork, message: Outgoing, now: datetime
) -> tuple[tuple[Outgoing, ...], Catalogue] | None:
    """All that goes out with it, now ours; None where somebody else was first."""
    together = unit_of_work.outbox.together_with(message)
    mine = tuple(item for item in together if unit_of_work.outbox.claim(item, now + TAKEN_FOR))
    return (mine, unit_of_work.catalogue) if mine else None


def _unwanted(catalogue: Catalogue, message: Outgoing) -> Mapping[str, Any] | None:
    """Why it shall not be sent any more: the person has said no since, is gone, or the address is none."""
    person = catalogue.persons.get(message.person)
    if person is not None and (not person.active or person.mail is MailChoice.NONE):
        return _why("unwanted")
    return None if is_address(message.address) else _why("address", message.address)


def written(
    catalogue: Catalogue, settings: MailSettings, messages: Sequence[Outgoing], now: datetime
) -> EmailMessage:
    """One mail that says all of it."""
    first = messages[0]
    person = catalogue.persons.get(first.person)

    def called(login: str) -> str:
        known = catalogue.persons.get(login)
        return known.name if known is not None else login

    words = Words(str(first.payload.get("language", LANGUAGES[0])))
    ref = "" if first.kind == DIGEST else first.ref
    letter = letter_of(words, [item.payload for item in messages], ref, called)
    name = person.name if person is not None else ""
    mail = compose(letter, settings, (name, first.address), [item.key for item in messages], now)
    if "ics" in first.payload:
        add_invitation(mail, first.payload["ics"], first.kind)
    return mail


def send_alone(
    settings: MailSettings, carrier: Carrier, address: str, language: str, now: datetime
) -> Mapping[str, Any] | None:
    """One mail that only says that mail arrives; why it did not go out, None if it did."""
    letter = trial_letter(Words(language))
    mail = compose(letter, settings, ("", address), [f"trial/{address}/{now.isoformat()}"], now)
    try:
        carrier.send(mail, settings.sender, address)
    except (ServerTrouble, MessageRefused) as error:
        return _why(error.code, error.detail)
    finally:
        carrier.close()
    return None


# --- what became of it ------------------------------------------------------------------------------


def _note(desk: Desk, messages: Sequence[Outgoing], note: Callable[[UnitOfWork, Outgoing], None]) -> None:
    def work(unit_of_work: UnitOfWork) -> None:
        for message in messages:
            note(unit_of_work, message)

    desk.store.write(work)


def _put_off(desk: Desk, messages: Sequence[Outgoing], why: Mapping[str, Any]) -> None:
    """Try again later: all that goes out together at the same time, so that it stays one mail."""
    tries = max(message.tries for message in messages)
    until = desk.now() + min(FIRST_PAUSE * 2 ** min(tries, 10), LONGEST_PAUSE)
    _note(desk, messages, lambda work, item: work.outbox.put_off(item, why, until))


def _give_up(unit_of_work: UnitOfWork, message: Outgoing, why: Mapping[str, Any], now: datetime) -> None:
    """Note it, and tell whoever should have got it, in the window, if it was ever tried."""
    unit_of_work.outbox.put_off(message, why, None)
    person = unit_of_work.catalogue.persons.get(message.person)
    if person is not None and person.active and (message.tries or why["code"] != "too-old"):
        title = message.payload.get("title") or message.ref
        said = {"title": title, "address": message.address, "detail": why["params"]["detail"]}
        unit_of_work.notices.add([Notice(message.person, now, UNDELIVERED, message.ref, said)])


def _why(code: str, detail: str = "") -> dict[str, Any]:
    return {"code": code, "params": {"detail": detail}}
