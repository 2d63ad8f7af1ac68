"""A booking to be made again: what it holds without its dates, as plain data, and who may use it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from platform_booking.domain.authority import manages
from platform_booking.domain.booking import Purpose, Visibility
from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.recurrence import Lapse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue


class Sharing(StrEnum):
    """Who may use a template beside its owner."""

    PRIVATE = "private"
    PARTNER = "partner"
    """Everybody of the owner's partner."""
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A resource, how many of it, when and how long."""

    resource: str
    quantity: int = 1
    offset: Lapse = field(default_factory=Lapse)
    length: Lapse | None = None


@dataclass(frozen=True, slots=True)
class TemplateBody:
    """Everything of a booking but when it begins."""

    title: str
    lines: tuple[TemplateLine, ...]
    length: Lapse
    rule: str = ""
    """With a number of dates, never with a last day: that would be another year's."""
    learners: int = 0
    purpose: str = Purpose.TRAINING.value
    trainers: tuple[str, ...] = ()
    """Logins."""
    visibility: str = Visibility.PARTNERS.value
    biosafety: int = 0
    """Containment level of what is handled; 0: none."""
    dossier: str = ""
    instructions: str = ""
    funding: str = ""
    last_used: str = ""
    """Day of the last booking made from it, ISO 8601; empty: never."""

    def resources(self) -> tuple[str, ...]:
        """Codes of all that it needs, people's time too."""
        people = (f"{PERSON_RESOURCE_PREFIX}{login}" for login in self.trainers)
        return (*(line.resource for line in self.lines), *people)


def body_of(booking: Booking) -> TemplateBody:
    """What a booking holds: all its lines and its rhythm, without its dates."""
    rule = booking.recurrence
    things = [line for line in booking.lines if not line.resource.startswith(PERSON_RESOURCE_PREFIX)]
    people = [line.resource for line in booking.lines if line.resource.startswith(PERSON_RESOURCE_PREFIX)]
    return TemplateBody(
        title=booking.title,
        lines=tuple(TemplateLine(line.resource, line.quantity, line.offset, line.length) for line in things),
        length=booking.length,
        rule="" if rule is None else rule.counted(booking.first_start, booking.zone).text(),
        learners=booking.learners,
        purpose=booking.purpose.value,
        trainers=tuple(code.removeprefix(PERSON_RESOURCE_PREFIX) for code in people),
        visibility=booking.visibility.value,
        biosafety=booking.biosafety,
        dossier=booking.dossier,
        instructions=booking.instructions,
        funding=booking.funding,
    )


# --- as plain data ------------------------------------------------------------------------------------


def to_plain(body: TemplateBody) -> dict[str, Any]:
    """As JSON can hold it. Lapses are ``[minutes by the clock, minutes elapsed]``."""
    return {
        "title": body.title,
        "lines": [
            {
                "resource": line.resource,
                "quantity": line.quantity,
                "offset": _pair(line.offset),
                "length": None if line.length is None else _pair(line.length),
            }
            for line in body.lines
        ],
        "length": _pair(body.length),
        "rule": body.rule,
        "learners": body.learners,
        "purpose": body.purpose,
        "trainers": list(body.trainers),
        "visibility": body.visibility,
        "biosafety": body.biosafety,
        "dossier": body.dossier,
        "instructions": body.instructions,
        "funding": body.funding,
        "last_used": body.last_used,
    }


def from_plain(found: Mapping[str, Any]) -> TemplateBody:
    """The same back. Raises InvalidInput for what is no template: another version or another hand wrote it."""
    try:
        return TemplateBody(
            title=str(found["title"]),
            lines=tuple(
                TemplateLine(
                    str(line["resource"]),
                    int(line["quantity"]),
                    Lapse(*map(int, line["offset"])),
                    None if line["length"] is None else Lapse(*map(int, line["length"])),
                )
                for line in found["lines"]
            ),
            length=Lapse(*map(int, found["length"])),
            rule=str(found["rule"]),
            learners=int(found["learners"]),
            purpose=str(found["purpose"]),
            trainers=tuple(map(str, found["trainers"])),
            visibility=str(found["visibility"]),
            biosafety=int(found.get("biosafety", 0)),
            dossier=str(found.get("dossier", "")),
            instructions=str(found.get("instructions", "")),
            funding=str(found.get("funding", "")),
            last_used=str(found.get("last_used", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidInput("template-unreadable", detail=str(error)) from error


def is_template(found: Mapping[str, Any]) -> bool:
    """Whether ``from_plain`` can read it."""
    try:
        from_plain(found)
    except InvalidInput:
        return False
    return True


def _pair(lapse: Lapse) -> list[int]:
    return [lapse.wall, lapse.exact]


# --- who may ------------------------------------------------------------------------------------------


class Kept(Protocol):
    """Whose a template is, and with whom it is shared."""

    @property
    def owner(self) -> str:
        """Login."""

    @property
    def partner(self) -> str:
        """Code of the owner's partner."""

    @property
    def shared(self) -> str:
        """A ``Sharing``."""


def may_use(actor: Actor, template: Kept) -> bool:
    """The owner, those with whom it is shared, and administrators."""
    if actor.is_operator or actor.is_admin or actor.login == template.owner:
        return True
    if template.shared == Sharing.PARTNER:
        return (
            actor.person is not None and bool(template.partner) and actor.person.partner == template.partner
        )
    return template.shared == Sharing.NETWORK


def may_change_template(actor: Actor, template: Kept) -> bool:
    """The owner, and administrators."""
    return actor.is_admin or actor.login == template.owner


def may_share(actor: Actor, catalogue: Catalogue, sharing: str) -> bool:
    """With the own partner everybody; with the whole network those who answer for a platform, and administrators."""
    return (
        sharing != Sharing.NETWORK
        or actor.is_admin
        or any(manages(actor, platform) for platform in catalogue.platforms.values())
    )
