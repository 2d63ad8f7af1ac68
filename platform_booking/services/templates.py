"""Bookings kept to be made again: saved, listed, booked from, shared, retired."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import may_read, require
from platform_booking.domain.booking import MAX_TITLE
from platform_booking.domain.copying import equivalents
from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.domain.templates import (
    Sharing,
    TemplateBody,
    TemplateLine,
    body_of,
    from_plain,
    is_template,
    may_change_template,
    may_share,
    may_use,
    to_plain,
)
from platform_booking.services.desk import ChangeSet
from platform_booking.services.requests import (
    BookingRequest,
    LineRequest,
    check_choice,
    is_plain_text,
    wish_of,
)
from platform_booking.services.undoables import Undoable
from platform_booking.storage.snapshots import subject_of_template
from platform_booking.storage.templates import Template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.booking import Booked, RequestService
    from platform_booking.services.desk import Desk
    from platform_booking.services.requests import When
    from platform_booking.storage.unit_of_work import UnitOfWork

_CODE: Final = re.compile(r"[^\s,:@/]{1,60}")


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    """A template with what it holds, as it stands today."""

    code: str
    name: str
    owner: str
    """Login."""
    shared: str
    body: TemplateBody
    active: bool = True
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes of resources that cannot be booked any more → equivalents that can."""
    mine: bool = True
    """Whether whoever looks may change it."""
    changes: ChangeSet = field(default_factory=ChangeSet)
    did: str = ""
    """Name of the use case that this answers; empty where nothing was written."""

    @property
    def undoable(self) -> Undoable | None:
        """Takes back what was done with the template."""
        return Undoable((), {}, last=(self.code, self.did)) if self.did else None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is another thing this time; None or nothing leaves it as the template has it."""

    title: str | None = None
    rule: str | None = None
    learners: int | None = None
    purpose: str | None = None
    trainers: tuple[str, ...] | None = None
    exchange: Mapping[str, str] = field(default_factory=dict)
    """Code in the template → code to take instead."""

    def of(self, body: TemplateBody) -> TemplateBody:
        """The body with them. Raises NotFound for a resource that the template does not hold."""
        for code in self.exchange:
            if code not in body.resources():
                raise NotFound("resource", code, body.resources())
        said = {
            name: value
            for name in ("title", "rule", "learners", "purpose", "trainers")
            if (value := getattr(self, name)) is not None
        }
        lines = tuple(
            replace(line, resource=self.exchange.get(line.resource, line.resource)) for line in body.lines
        )
        return replace(body, lines=lines, **said)


NOTHING: Final = Changes()


class TemplateService:
    """Keeps templates, and books from them."""

    def __init__(self, desk: Desk, requests: RequestService) -> None:
        self._desk = desk
        self._requests = requests

    # --- reading ------------------------------------------------------------------------------------

    def list(self, *, retired: bool = False) -> tuple[KeptTemplate, ...]:
        """Those that whoever sits at the desk may use, by name; with ``retired`` also those put away.

        One that nobody can read is left out: ``get`` says so of it.
        """

        def work(unit_of_work: UnitOfWork) -> tuple[KeptTemplate, ...]:
            actor = self._desk.actor(unit_of_work.catalogue)
            found = [
                _kept(unit_of_work.catalogue, actor, item)
                for item in unit_of_work.templates.all()
                if may_use(actor, item) and (item.active or retired) and is_template(item.body)
            ]
            return tuple(sorted(found, key=lambda item: (item.name.casefold(), item.code)))

        return self._desk.store.read(work)

    def get(self, code: str) -> KeptTemplate:
        """The template of that code. Raises NotFound, also for one that is not for whoever asks."""

        def work(unit_of_work: UnitOfWork) -> KeptTemplate:
            actor = self._desk.actor(unit_of_work.catalogue)
            return _kept(unit_of_work.catalogue, actor, _usable(unit_of_work, actor, code))

        return self._desk.store.read(work)

    # --- keeping ------------------------------------------------------------------------------------

    def save(
        self, ref: str, code: str, name: str, shared: str = Sharing.PRIVATE, *, replacing: bool = False
    ) -> KeptTemplate:
        """Keep a booking as a template; with ``replacing`` in the place of the one that has the code.

        Raises NotFound, NotPermitted, and InvalidInput for a code that is taken.
        """

        def work(unit_of_work: UnitOfWork) -> KeptTemplate:
            actor = self._desk.person(unit_of_work.catalogue)
            booking = unit_of_work.bookings.get(ref)
            require(may_read(actor, unit_of_work.catalogue, booking), actor, "save-template", booking.ref)
            body = body_of(booking)
            return self._keep(unit_of_work, actor, code, name, shared, body, replacing=replacing)

        return self._desk.store.write(work)

    def save_request(
        self,
        request: BookingRequest,
        code: str,
        name: str,
        shared: str = Sharing.PRIVATE,
        *,
        replacing: bool = False,
    ) -> KeptTemplate:
        """As ``save``, from a request that is being written."""

        def work(unit_of_work: UnitOfWork) -> KeptTemplate:
            actor = self._desk.person(unit_of_work.catalogue)
            wish = wish_of(unit_of_work.catalogue, request)
            rule = wish.rule.counted(wish.start, wish.zone).text() if wish.rule else ""
            body = TemplateBody(
                request.title.strip(),
                tuple(
                    TemplateLine(line.resource, line.quantity, line.offset, line.length)
                    for line in request.lines
                ),
                wish.length,
                rule,
                request.learners,
                request.purpose,
                request.trainers,
                request.visibility,
                request.biosafety,
                request.dossier.strip(),
                request.instructions.strip(),
                request.funding.strip(),
            )
            return self._keep(unit_of_work, actor, code, name, shared, body, replacing=replacing)

        return self._desk.store.write(work)

    def _keep(
        self,
        unit_of_work: UnitOfWork,
        actor: Actor,
        code: str,
        name: str,
        shared: str,
        body: TemplateBody,
        *,
        replacing: bool,
    ) -> KeptTemplate:
        assert actor.person is not None
        _check(code.strip(), name.strip(), shared)
        require(may_share(actor, unit_of_work.catalogue, shared), actor, "share-template", code)
        before = next((item for item in unit_of_work.templates.all() if item.code == code.strip()), None)
        if before is not None:
            if not replacing:
                raise InvalidInput("template-code-taken", value=code.strip())
            require(may_change_template(actor, before), actor, "edit-template", before.code, (before.owner,))
        after = Template(
            code.strip(), name.strip(), actor.login, actor.person.partner, shared, to_plain(body)
        )
        if before is not None:
            after = replace(after, owner=before.owner, partner=before.partner, id=before.id)
        unit_of_work.templates.save(before, after, self._desk.stamp(actor, "save-template"))
        return _written(unit_of_work.catalogue, actor, after, "save-template")

    def edit(
        self,
        code: str,
        *,
        name: str | None = None,
        shared: str | None = None,
        changes: Changes = NOTHING,
        active: bool | None = None,
    ) -> KeptTemplate:
        """Change a template, put it away (``active=False``) or take it out again. Raises NotFound, NotPermitted, InvalidInput."""

        def work(unit_of_work: UnitOfWork) -> KeptTemplate:
            catalogue = unit_of_work.catalogue
            actor = self._desk.person(catalogue)
            before = _usable(unit_of_work, actor, code, retired=True)
            require(may_change_template(actor, before), actor, "edit-template", before.code, (before.owner,))
            after = replace(
                before,
                name=before.name if name is None else name.strip(),
                shared=shared or before.shared,
                active=before.active if active is None else active,
                body=to_plain(changes.of(from_plain(before.body))),
            )
            _check(after.code, after.name, after.shared)
            require(may_share(actor, catalogue, after.shared), actor, "share-template", code)
            if after == before:
                return _kept(catalogue, actor, after)
            action = "retire-template" if before.active and not after.active else "edit-template"
            unit_of_work.templates.save(before, after, self._desk.stamp(actor, action))
            return _written(catalogue, actor, after, action)

        return self._desk.store.write(work)

    # --- booking ------------------------------------------------------------------------------------

    def request(self, code: str, start: When, changes: Changes = NOTHING) -> BookingRequest:
        """What would be asked for, to be looked at or written on."""
        return _request(changes.of(self.get(code).body), start)

    def book(
        self,
        code: str,
        start: When,
        changes: Changes = NOTHING,
        *,
        skip_conflicts: bool = False,
        override: str | None = None,
        dry_run: bool = False,
    ) -> Booked:
        """Book from a template; when it was last used is noted in the same transaction.

        Raises InvalidInput where a resource is gone (with equivalents), and as ``RequestService.request``.
        """

        def work(unit_of_work: UnitOfWork) -> Booked:
            catalogue = unit_of_work.catalogue
            actor = self._desk.person(catalogue)
            template = _usable(unit_of_work, actor, code)
            body = changes.of(from_plain(template.body))
            gone = _gone(catalogue, body)
            if gone:
                first, instead = next(iter(gone.items()))
                raise InvalidInput(
                    "template-resource-gone", code=template.code, resource=first, instead=instead
                )
            return self._requests.book(
                unit_of_work,
                replace(_request(body, start), template=template.code),
                skip_conflicts=skip_conflicts,
                override=override,
                dry_run=dry_run,
            )

        return self._requests.run(work, dry_run=dry_run)


def _kept(catalogue: Catalogue, actor: Actor, item: Template) -> KeptTemplate:
    body = from_plain(item.body)
    return KeptTemplate(
        item.code,
        item.name,
        item.owner,
        item.shared,
        body,
        item.active,
        _gone(catalogue, body),
        may_change_template(actor, item),
    )


def _written(catalogue: Catalogue, actor: Actor, item: Template, did: str) -> KeptTemplate:
    changes = ChangeSet(items=(subject_of_template(item.code),))
    return replace(_kept(catalogue, actor, item), changes=changes, did=did)


def _usable(unit_of_work: UnitOfWork, actor: Actor, code: str, *, retired: bool = False) -> Template:
    every = [item for item in unit_of_work.templates.all() if may_use(actor, item)]
    for item in every:
        if item.code == code.strip() and (item.active or retired):
            return item
    raise NotFound("template", code, tuple(item.code for item in every if item.active)[:10])


def _gone(catalogue: Catalogue, body: TemplateBody) -> dict[str, tuple[str, ...]]:
    """What cannot be booked any more, with the equivalents that still can."""
    active = {code for code, resource in catalogue.resources.items() if resource.active}
    return {code: equivalents(catalogue, code) for code in body.resources() if code not in active}


def _request(body: TemplateBody, start: When) -> BookingRequest:
    return BookingRequest(
        title=body.title,
        lines=tuple(
            LineRequest(line.resource, line.quantity, offset=line.offset, length=line.length)
            for line in body.lines
        ),
        start=start,
        length=body.length,
        rule=body.rule or None,
        learners=body.learners,
        purpose=body.purpose,
        trainers=body.trainers,
        visibility=body.visibility,
        biosafety=body.biosafety,
        dossier=body.dossier,
        instructions=body.instructions,
        funding=body.funding,
    )


def _check(code: str, name: str, shared: str) -> None:
    if not _CODE.fullmatch(code):
        raise InvalidInput("template-code", value=code)
    if not name or len(name) > MAX_TITLE or not is_plain_text(name):
        raise InvalidInput("template-name", longest=MAX_TITLE)
    check_choice("shared", shared, tuple(item.value for item in Sharing))
