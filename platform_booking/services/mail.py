"""Mail, for whoever sits at the desk: who wants it, through which server it goes, what went out and what did not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.authority import may_choose_mail, may_edit_catalogue, require
from platform_booking.domain.catalogue import LANGUAGES, MailChoice
from platform_booking.domain.errors import InvalidInput, NotFound, StoreReadOnly
from platform_booking.domain.mail import MailSettings, Security
from platform_booking.services.catalogue import write_items
from platform_booking.services.desk import ChangeSet
from platform_booking.services.mail_settings import (
    SETTING,
    account_of,
    checked,
    home_of,
    is_address,
    is_by_environment,
    password_for,
    plain,
    settings_of,
    stored_settings,
)
from platform_booking.services.passwords import keep_password
from platform_booking.services.requests import check_choice
from platform_booking.services.undoables import Undoable
from platform_booking.services.undoing_items import ItemStep
from platform_booking.storage.outbox import Outgoing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.catalogue import Person
    from platform_booking.services.desk import Desk
    from platform_booking.services.post_office import Sending
    from platform_booking.storage.unit_of_work import UnitOfWork

__all__ = ["MAIL_CHOICES", "MailChosen", "MailService", "MailStatus", "Outgoing"]

MAIL_CHOICES: Final = tuple(choice.value for choice in MailChoice)
MOST: Final = 200
"""Messages that are listed at once."""


@dataclass(frozen=True, slots=True)
class MailChosen:
    """Somebody's wish as it is now."""

    person: Person
    changes: ChangeSet = field(default_factory=ChangeSet)
    steps: tuple[ItemStep, ...] = ()

    @property
    def undoable(self) -> Undoable:
        """Takes the choice back."""
        return Undoable((), {}, items=self.steps)


@dataclass(frozen=True, slots=True)
class MailStatus:
    """How things stand with mail here."""

    settings: MailSettings | None
    """None: nobody has set mail up, and nothing is written."""
    can_send: bool
    """Whether this computer could send: it knows the server, and the password where one is needed."""
    of_another_store: bool
    """Whether mail was set up for the store of which this one is a copy."""
    counts: Mapping[str, int]
    """How many messages are ``waiting``, ``sent`` and ``given-up``; of those over only what is still kept."""
    by_environment: bool = False
    """Whether this computer's environment says how mail goes out, whatever the store says."""


class MailService:
    """Mail of the store that the desk stands before."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # --- who wants it -------------------------------------------------------------------------------

    def prefer(self, choice: str, login: str | None = None) -> MailChosen:
        """Say whether mail is wanted: by oneself, or, by an administrator, for somebody who asked for it.

        Raises InvalidInput, NotFound, NotPermitted.
        """
        check_choice("mail", choice, MAIL_CHOICES)

        def work(unit_of_work: UnitOfWork) -> MailChosen:
            catalogue = unit_of_work.catalogue
            actor = self._desk.actor(catalogue) if login is not None else self._desk.person(catalogue)
            whose = actor.login if login is None else login.strip()
            before = catalogue.persons.get(whose)
            if before is None:
                raise NotFound("person", whose)
            require(may_choose_mail(actor, before), actor, "prefer-mail", whose, (whose,))
            after = replace(before, mail=MailChoice(choice))
            if after == before:
                return MailChosen(before)
            write_items(
                unit_of_work, [(before, after)], lambda _action: self._desk.stamp(actor, "prefer-mail")
            )
            return MailChosen(after, ChangeSet(items=(whose,)), (ItemStep(before, after),))

        return self._desk.store.write(work)

    # --- how it goes out ----------------------------------------------------------------------------

    def configure(
        self,
        host: str,
        sender: str,
        *,
        port: int = 0,
        security: str = Security.STARTTLS.value,
        username: str = "",
        sender_name: str = "",
    ) -> MailSettings:
        """Say through which server mail goes out, and in whose name; from then on it is written.

        Raises InvalidInput, and NotPermitted for anybody but administrators.
        """
        check_choice("security", security, tuple(Security))
        said = MailSettings(
            host.strip(), port, Security(security), sender.strip(), sender_name.strip(), username.strip()
        )
        wanted = replace(checked(said), home=home_of(self._desk.store.place))

        def work(unit_of_work: UnitOfWork) -> MailSettings:
            actor = self._desk.actor(unit_of_work.catalogue)
            require(may_edit_catalogue(actor), actor, "configure-mail", "")
            if stored_settings(unit_of_work) != wanted:
                stamp = self._desk.stamp(actor, "configure-mail")
                unit_of_work.settings.put(SETTING, plain(wanted), stamp)
            return wanted

        return self._desk.store.write(work)

    def keep_password(self, password: str) -> None:
        """Give the server's password to this computer's keyring. Raises InvalidInput where there is none, or no server."""
        settings = self.status().settings
        if settings is None:
            raise InvalidInput("mail-off")
        keep_password(account_of(settings), password)

    def status(self) -> MailStatus:
        """How things stand. Raises InvalidInput for an environment that makes no sense."""

        def work(unit_of_work: UnitOfWork) -> MailStatus:
            settings = settings_of(unit_of_work, self._desk.store.place)
            said = stored_settings(unit_of_work)
            return MailStatus(
                settings,
                settings is not None and can_send(settings),
                settings is None and said is not None,
                unit_of_work.outbox.counts(),
                is_by_environment(),
            )

        return self._desk.store.read(work)

    def send(self, is_stopped: Callable[[], bool] = lambda: False) -> Sending:
        """Send what is due, from whatever computer knows the server and its password; whoever else sends takes the rest.

        Where mail is not set up, or the password is not known here, nothing is sent, but nothing piles up either. Raises
        InvalidInput for an environment that makes no sense, StoreError.
        """
        from platform_booking.services.post_office import Sending, send_due, tidy  # noqa: PLC0415 - seldom wanted
        from platform_booking.services.smtp import SmtpCarrier  # noqa: PLC0415

        settings = self._desk.store.read(
            lambda unit_of_work: settings_of(unit_of_work, self._desk.store.place)
        )
        if settings is None or not can_send(settings):
            code = "off" if settings is None else "no-password"
            return Sending(given_up=tidy(self._desk), trouble={"code": code, "params": {}})
        try:
            return send_due(self._desk, settings, SmtpCarrier(settings, password_for(settings)), is_stopped)
        except StoreReadOnly as error:  # an account without the right to note what it sends
            detail = str(error.params.get("detail", ""))
            return Sending(trouble={"code": "no-right", "params": {"detail": detail}})

    def try_out(self, address: str | None = None) -> Mapping[str, Any] | None:
        """Send one mail at once, to oneself or to that address; code and params of what went wrong, None if it went out.

        Raises InvalidInput for an address that is none, NotPermitted for anybody but administrators.
        """
        from platform_booking.services.post_office import send_alone  # noqa: PLC0415 - seldom wanted
        from platform_booking.services.smtp import SmtpCarrier  # noqa: PLC0415

        def work(unit_of_work: UnitOfWork) -> tuple[MailSettings | None, str, str]:
            actor = self._desk.actor(unit_of_work.catalogue)
            require(may_edit_catalogue(actor), actor, "configure-mail", "")
            person = actor.person
            to = (address or (person.email if person is not None else "")).strip()
            language = person.language if person is not None else LANGUAGES[0]
            return settings_of(unit_of_work, self._desk.store.place), to, language

        settings, to, language = self._desk.store.read(work)
        if not is_address(to):
            raise InvalidInput("mail-address", address=to)
        if settings is None or not can_send(settings):
            return {"code": "off" if settings is None else "no-password", "params": {}}
        carrier = SmtpCarrier(settings, password_for(settings))
        return send_alone(settings, carrier, to, language, self._desk.now())

    # --- what went out ------------------------------------------------------------------------------

    def list(self, most: int = MOST) -> tuple[Outgoing, ...]:
        """Messages to oneself, for administrators to everybody, the newest first; ``state`` and ``failed`` tell of each.

        Raises NotFound, NotPermitted.
        """

        def work(unit_of_work: UnitOfWork) -> tuple[Outgoing, ...]:
            actor = self._desk.actor(unit_of_work.catalogue)
            return unit_of_work.outbox.recent(most, None if _reads_all(actor) else actor.login)

        return self._desk.store.read(work)


def can_send(settings: MailSettings) -> bool:
    """Whether the password is known here, where the server wants one."""
    return not settings.username or bool(password_for(settings))


def _reads_all(actor: Actor) -> bool:
    return may_edit_catalogue(actor)
