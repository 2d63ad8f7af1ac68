"""Whose timetable is to be read in, and as what: resolved against the catalogue and what is there already."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from platform_booking.domain.authority import Actor, may_import
from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE, LANGUAGES, Person, Resource
from platform_booking.domain.errors import InvalidInput, NotFound, NotPermitted
from platform_booking.domain.timetables import HIDDEN, Holding, ImportedCalendar, SubjectKind, public_link
from platform_booking.ical.apart import MAX_BYTES
from platform_booking.services.fetching import check_url, is_url
from platform_booking.services.requests import resource_of

if TYPE_CHECKING:
    from platform_booking.domain.catalogue import Catalogue, Partner
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

REFRESH_MINUTES: Final = 60
"""How often a timetable on the web is read again, unless somebody says otherwise."""
SHORTEST_REFRESH: Final = 5
LONGEST_REFRESH: Final = 10080
_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """A file or an address, and whose timetable it is; without anybody: that of whoever asks."""

    source: str
    resource: str | None = None
    person: str | None = None
    partner: str | None = None
    calendar: str | None = None
    """Code of the timetable, where the subject has several or shall have another one."""
    holding: Holding | None = None
    """None: hard for a resource, soft for people and partners."""
    refresh_minutes: int | None = None


def drafted(desk: Desk, unit_of_work: UnitOfWork, request: ImportRequest) -> ImportedCalendar:
    """The calendar that the request means: the one that is there, or a new one without a key.

    Raises NotFound, NotPermitted or InvalidInput.
    """
    catalogue = unit_of_work.catalogue
    actor = desk.actor(catalogue)
    kind, item = _subject(desk, catalogue, request)
    subject = item.login if isinstance(item, Person) else item.code
    require_import(actor, catalogue, item, "import", subject)
    if request.holding is Holding.HARD and kind is not SubjectKind.RESOURCE:
        raise InvalidInput("hold-only-resources")
    url = is_url(request.source)
    if url:
        check_url(request.source)
    source = request.source.strip() if url else Path(request.source).name
    refresh = _refresh_minutes(request.refresh_minutes, from_url=url)
    known = _known(unit_of_work, kind, subject, request, source)
    if known is not None:
        return replace(
            known,
            source=source,
            holding=request.holding or known.holding,
            refresh_minutes=refresh
            if request.refresh_minutes or not known.refresh_minutes
            else known.refresh_minutes,
            active=True,
        )
    return ImportedCalendar(
        code=_code(request.calendar) if request.calendar else _free_code(unit_of_work, subject),
        name=_name_in_link(source) if url else Path(source).stem,
        source=source,
        subject_kind=kind,
        subject=subject,
        holding=request.holding or (Holding.HARD if kind is SubjectKind.RESOURCE else Holding.SOFT),
        time_zone=catalogue.zone_name_of(item) if isinstance(item, Resource) else DEFAULT_TIME_ZONE,
        language=item.language if isinstance(item, Person) else LANGUAGES[0],
        created_at=desk.now(),
        created_by=actor.login,
        refresh_minutes=refresh,
    )


def _name_in_link(url: str) -> str:
    """What the link calls it, or else whose server it is on; never a part that may be secret."""
    parts = urlsplit(public_link(url))
    name = Path(parts.path).stem
    return parts.hostname or "" if HIDDEN in name else name


def require_import(
    actor: Actor, catalogue: Catalogue, item: Resource | Person | Partner, action: str, subject: str
) -> None:
    """Raise NotPermitted unless the actor may read timetables in for it."""
    if may_import(actor, catalogue, item):
        return
    able = [person for person in catalogue.persons.values() if person.active]
    who_may = tuple(one.login for one in able if may_import(Actor(one.login, one), catalogue, item))
    raise NotPermitted(actor.login, action, subject, who_may)


def subject_of(catalogue: Catalogue, calendar: ImportedCalendar) -> Resource | Person | Partner:
    """Whose timetable it is."""
    if calendar.subject_kind is SubjectKind.RESOURCE:
        return catalogue.resources[calendar.subject]
    if calendar.subject_kind is SubjectKind.PERSON:
        return catalogue.persons[calendar.subject]
    return catalogue.partners[calendar.subject]


def file_content(path: str) -> bytes:
    """What is in the file. Raises InvalidInput."""
    try:
        with Path(path).expanduser().open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InvalidInput("file-unreadable", path=path, detail=error.strerror or str(error)) from error
    return content


def _subject(
    desk: Desk, catalogue: Catalogue, request: ImportRequest
) -> tuple[SubjectKind, Resource | Person | Partner]:
    if sum(item is not None for item in (request.resource, request.person, request.partner)) > 1:
        raise InvalidInput("one-subject")
    if request.resource is not None:
        return SubjectKind.RESOURCE, resource_of(catalogue, request.resource)
    if request.partner is not None:
        code = request.partner.strip()
        partner = catalogue.partners.get(code) or catalogue.partners.get(code.upper())
        if partner is None:
            raise NotFound("partner", code)
        return SubjectKind.PARTNER, partner
    login = desk.person(catalogue).login if request.person is None else request.person.strip()
    person = catalogue.persons.get(login)
    if person is None:
        raise NotFound("person", login)
    return SubjectKind.PERSON, person


def _known(
    unit_of_work: UnitOfWork, kind: SubjectKind, subject: str, request: ImportRequest, source: str
) -> ImportedCalendar | None:
    """The timetable that is read again: the one named; else, of this subject, that of this address, or that from a file."""
    if request.calendar:
        code = _code(request.calendar)
        named = [item for item in unit_of_work.calendars.all(active=False) if item.code == code]
        if named and (named[0].subject_kind, named[0].subject) != (kind, subject):
            raise InvalidInput("calendar-of-another", calendar=code, subject=named[0].subject)
        return named[0] if named else None
    found = unit_of_work.calendars.of_subject(kind, subject)
    if is_url(source):
        alike = [item for item in found if item.source == source]
    else:
        alike = [item for item in found if not item.from_url]
    if len(alike) > 1:
        raise InvalidInput(
            "calendar-which", subject=subject, calendars=", ".join(item.code for item in alike)
        )
    return alike[0] if alike else None


def _free_code(unit_of_work: UnitOfWork, subject: str) -> str:
    taken = {item.code for item in unit_of_work.calendars.all(active=False)}
    base = re.sub(r"[^A-Z0-9._-]", "-", subject.upper())[:36].lstrip("._-") or "CAL"
    return next(
        code
        for number in range(1, len(taken) + 2)
        if (code := base if number == 1 else f"{base}-{number}") not in taken
    )


def _code(text: str) -> str:
    code = text.strip().upper()
    if not _CODE.fullmatch(code):
        raise InvalidInput("calendar-code", value=text)
    return code


def _refresh_minutes(minutes: int | None, *, from_url: bool) -> int | None:
    if not from_url:
        if minutes is not None:
            raise InvalidInput("refresh-only-links")
        return None
    if minutes is None:
        return REFRESH_MINUTES
    if not SHORTEST_REFRESH <= minutes <= LONGEST_REFRESH:
        raise InvalidInput("refresh-minutes", value=minutes, least=SHORTEST_REFRESH, most=LONGEST_REFRESH)
    return minutes
