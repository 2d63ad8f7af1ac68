"""People's data: what is held about somebody, taking somebody out of it, and how long what is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.authority import may_edit_catalogue, require
from platform_booking.domain.booking import LIVE
from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.services.keepers import for_keepers, reaches_all, require_keeper
from platform_booking.storage import privacy, retention
from platform_booking.storage.audit import Change, append
from platform_booking.storage.integrity import unvouched, verify_audit
from platform_booking.storage.snapshots import item_snapshot, subject_of_item

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.catalogue import Person
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

SETTING: Final = "retention"
PERIODS: Final = ("persons", "notices", "messages", "mail", "reads")
"""What is kept for a time: persons who left, what people were told, what they said, mail sent, who read a feed."""
NAMED: Final = 5
"""Bookings in the way that are named; of all only the number."""
REWRITE: Final = "rewrite-store"
PSEUDONYMISE, RETENTION, EXPORT = "pseudonymise", "retention", "export-person"


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """A person who is named no more."""

    pseudonym: str
    rows: int
    """Rows of the store that spoke of the person."""
    entries: int
    """Entries of the trail that did."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What the periods took away, or would."""

    dry_run: bool
    counts: dict[str, int]
    """Of each period that is set."""
    persons: tuple[str, ...]
    """Pseudonyms, or with ``dry_run`` logins."""


class PrivacyService:
    """For administrators and whoever holds the store; a person may ask what is held about them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def export(self, login: str) -> dict[str, Any]:
        """Everything that the store holds about the person, as plain data. The asking is entered in the trail.

        Where the database keeps the rights, whoever does not keep it finds what they may read, and it is not ``complete``.
        Raises NotFound, NotPermitted to anybody but administrators and that person.
        """

        def work(unit_of_work: UnitOfWork) -> dict[str, Any]:
            actor, person = self._desk.actor(unit_of_work.catalogue), _person(unit_of_work, login)
            require(may_edit_catalogue(actor) or actor.login == login, actor, EXPORT, login)
            held = privacy.held_about(unit_of_work.connection, person)
            self._enter(unit_of_work, actor, EXPORT, person)
            said = {
                "person": login,
                "exported_at": self._desk.now(),
                "complete": reaches_all(self._desk.store),
            }
            return {**said, "held": held}

        return self._desk.store.write(work)

    def pseudonymise(self, login: str, reason: str) -> Pseudonymised:
        """Name the person no more, in the catalogue, in every text and in the trail, which still verifies.

        What was booked and decided stays, under a pseudonym. Raises NotFound, NotPermitted, InvalidInput where the person
        still manages a platform or has something coming, is oneself, or where the trail is not sound already.
        """
        if not reason.strip():
            raise InvalidInput("reason-missing")

        def work(unit_of_work: UnitOfWork) -> Pseudonymised:
            actor = self._require(unit_of_work, PSEUDONYMISE, login)
            person = _person(unit_of_work, login)
            self._require_gone(unit_of_work, actor, person)
            return self._take_out(unit_of_work, actor, person, reason.strip())

        require_keeper(self._desk.store, REWRITE)
        with for_keepers(self._desk.store.place, REWRITE):
            return self._desk.store.write(work)

    def require_nothing_left(self, login: str) -> None:
        """Raise what ``pseudonymise`` would raise because of who it is or what the person still has to do."""

        def work(unit_of_work: UnitOfWork) -> None:
            actor = self._require(unit_of_work, PSEUDONYMISE, login)
            self._require_gone(unit_of_work, actor, _person(unit_of_work, login))

        require_keeper(self._desk.store, REWRITE)
        self._desk.store.read(work)

    def retention(self) -> dict[str, int]:
        """Days for which what is kept; what is not named is kept for good. Raises NotPermitted."""

        def work(unit_of_work: UnitOfWork) -> dict[str, int]:
            self._require(unit_of_work, RETENTION)
            return _periods(unit_of_work)

        return self._desk.store.read(work)

    def set_retention(self, days: Mapping[str, int | None]) -> dict[str, int]:
        """Change periods, in days; None keeps for good. Raises NotPermitted, InvalidInput for what is no period."""
        for name, count in days.items():
            if name not in PERIODS or (count is not None and count < 1):
                raise InvalidInput("retention-period", name=name, known=PERIODS)

        def work(unit_of_work: UnitOfWork) -> dict[str, int]:
            actor = self._require(unit_of_work, RETENTION)
            wanted = {
                name: count for name, count in {**_periods(unit_of_work), **days}.items() if count is not None
            }
            unit_of_work.settings.put(SETTING, wanted, self._desk.stamp(actor, "update"))
            return wanted

        return self._desk.store.write(work)

    def apply_retention(self, *, dry_run: bool = False) -> Applied:
        """Take away what has been kept long enough; with ``dry_run`` only count it. Raises NotPermitted, NotKeeper."""

        def work(unit_of_work: UnitOfWork) -> Applied:
            actor, periods = self._require(unit_of_work, RETENTION), _periods(unit_of_work)
            before = {name: self._desk.now() - timedelta(days=days) for name, days in periods.items()}
            counts = {
                name: retention.TAKEN_AWAY[name](unit_of_work.connection, moment, dry_run=dry_run)
                for name, moment in before.items()
                if name in retention.TAKEN_AWAY
            }
            if "messages" in before:
                counts["messages"] = self._empty_messages(
                    unit_of_work, actor, before["messages"], dry_run=dry_run
                )
            persons = self._forget_persons(unit_of_work, actor, before.get("persons"), dry_run=dry_run)
            return Applied(
                dry_run, counts | ({"persons": len(persons)} if "persons" in before else {}), persons
            )

        require_keeper(self._desk.store, REWRITE)
        with for_keepers(self._desk.store.place, REWRITE):
            return self._desk.store.read(work) if dry_run else self._desk.store.write(work)

    # --- taking out ---------------------------------------------------------------------------------

    def _take_out(self, unit_of_work: UnitOfWork, actor: Actor, person: Person, reason: str) -> Pseudonymised:
        connection, pseudonym = unit_of_work.connection, retention.pseudonym_of(person.id)
        _require_sound(unit_of_work)
        own = privacy.Rewriting.of(person, pseudonym)
        careful = privacy.Rewriting.of(person, pseudonym, _of_others(unit_of_work, person))
        with privacy.rewriting_allowed(connection):
            retention.empty_person(connection, person.id)
            rows = privacy.rewrite_tables(connection, careful)
            marks = privacy.rewrite_trail(connection, privacy.without(careful, own, person.login))
        self._after_rewriting(unit_of_work, actor, PSEUDONYMISE, own(reason), marks)
        return Pseudonymised(pseudonym, rows, len(marks))

    def _empty_messages(
        self, unit_of_work: UnitOfWork, actor: Actor, before: datetime, *, dry_run: bool
    ) -> int:
        connection = unit_of_work.connection
        keys = retention.old_messages(connection, before)
        if keys and not dry_run:
            _require_sound(unit_of_work)
            with privacy.rewriting_allowed(connection):
                retention.empty_messages(connection, keys)
                marks = privacy.rewrite_trail(connection, privacy.without_words(keys))
            self._after_rewriting(unit_of_work, actor, RETENTION, "", marks)
        return len(keys)

    def _forget_persons(
        self, unit_of_work: UnitOfWork, actor: Actor, before: datetime | None, *, dry_run: bool
    ) -> tuple[str, ...]:
        if before is None:
            return ()
        gone = retention.gone_since(unit_of_work.connection, unit_of_work.catalogue, before)
        if dry_run:
            return tuple(person.login for person in gone)
        return tuple(self._take_out(unit_of_work, actor, person, RETENTION).pseudonym for person in gone)

    def _after_rewriting(
        self, unit_of_work: UnitOfWork, actor: Actor, action: str, reason: str, marks: dict[str, str]
    ) -> None:
        """Vouch for what was rewritten, and for what became of every subject that it changed."""
        connection = unit_of_work.connection
        unit_of_work.catalogue_writer.raise_revision()
        changes = [
            Change(self._desk.now(), actor.login, action, subject, state, state, reason)
            for subject, state in unvouched(connection)
        ]
        if marks and not changes:
            changes = [Change(self._desk.now(), actor.login, action, "trail:", {}, {}, reason)]
        changes[:1] = [replace(change, redacted=marks) for change in changes[:1]]
        append(connection, changes)
        _require_sound(unit_of_work)

    # --- who may, and whom --------------------------------------------------------------------------

    def _require(self, unit_of_work: UnitOfWork, action: str, subject: str = "") -> Actor:
        actor = self._desk.actor(unit_of_work.catalogue)
        require(may_edit_catalogue(actor), actor, action, subject)
        return actor

    def _require_gone(self, unit_of_work: UnitOfWork, actor: Actor, person: Person) -> None:
        login, catalogue = person.login, unit_of_work.catalogue
        if actor.login == login:
            raise InvalidInput("pseudonymise-oneself")
        codes = {*catalogue.partners, *catalogue.platforms, *catalogue.resources, *catalogue.qualifications}
        if login.casefold() in {code.casefold() for code in codes}:
            raise InvalidInput("login-is-code", person=login)
        platforms = catalogue.platforms.items()
        managed = tuple(code for code, item in platforms if login in (*item.managers, *item.deputies))
        if managed:
            raise InvalidInput("person-manages", person=login, platforms=managed)
        coming = retention.coming(unit_of_work.connection, person.id, self._desk.now(), LIVE)
        if coming:
            raise InvalidInput("person-has-bookings", person=login, refs=coming[:NAMED], count=len(coming))

    def _enter(self, unit_of_work: UnitOfWork, actor: Actor, action: str, person: Person) -> None:
        state = item_snapshot(person)
        subject = subject_of_item("person", person.login)
        unit_of_work.enter(Change(self._desk.now(), actor.login, action, subject, state, state))


def person_file(held: Mapping[str, Any]) -> bytes:
    """What ``export`` found, as a file that people and programs can read: JSON."""
    return (json.dumps(held, ensure_ascii=False, indent=2, default=_moment) + "\n").encode()


def _moment(value: date | datetime) -> str:
    return value.isoformat()


def _person(unit_of_work: UnitOfWork, login: str) -> Person:
    found = unit_of_work.catalogue.persons.get(login.strip())
    if found is None:
        raise NotFound("person", login)
    return found


def _of_others(unit_of_work: UnitOfWork, person: Person) -> frozenset[str]:
    """Names and addresses that somebody else has, too: where they stand, it may be the other who is meant."""
    others = [item for item in unit_of_work.catalogue.persons.values() if item.id != person.id]
    taken = {said.casefold() for item in others for said in (item.name, item.email)}
    return frozenset(said for said in (person.name, person.email) if said.casefold() in taken)


def _periods(unit_of_work: UnitOfWork) -> dict[str, int]:
    return dict(unit_of_work.settings.get(SETTING) or {})


def _require_sound(unit_of_work: UnitOfWork) -> None:
    """Nothing is vouched for that was not right before."""
    report = verify_audit(unit_of_work.connection)
    if not report.clean:
        raise InvalidInput("trail-unsound", count=report.count)
