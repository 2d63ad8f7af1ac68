"""Finding a resource or a person by what people call it. Knows no Qt."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from platform_booking.domain.catalogue import Catalogue, Person, Resource
    from ui.texts import Texts

MOST_FOUND: Final = 8
_ANYBODY: Final = 1
_TRAINER: Final = 0


@dataclass(frozen=True)
class Choice:
    """Something that can be picked."""

    value: str
    """Code of a resource, login of a person."""
    name: str
    detail: str
    platform: str = ""
    """Code, for the chip; empty for a person."""
    words: str = ""
    """All it is known by."""
    rank: int = 0
    """Among equal matches the lower comes first."""

    @cached_property
    def haystack(self) -> str:
        """What is searched, without accents."""
        return plain(f"{self.name} {self.detail} {self.value} {self.words}")


def plain(text: str) -> str:
    """Lower case, without accents and typographic signs: what people type in a hurry."""
    apart = unicodedata.normalize("NFKD", text.lower().replace("’", " ").replace("'", " "))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def find(choices: Sequence[Choice], text: str, *, without: Collection[str] = ()) -> list[Choice]:
    """The choices in which every typed word occurs, those whose name begins with it first."""
    words = plain(text).split()
    found = [
        choice
        for choice in choices
        if choice.value not in without and all(word in choice.haystack for word in words)
    ]
    return sorted(found, key=lambda choice: _distance(choice, words))[:MOST_FOUND]


def _distance(choice: Choice, words: Sequence[str]) -> tuple[int, int, str]:
    """Nearness: begins the name or the code, begins a word, occurs at all."""
    if not words:
        return 0, choice.rank, plain(choice.name)
    name = plain(choice.name)
    first = words[0]
    if name.startswith(first) or plain(choice.value).startswith(first):
        near = 0
    else:
        near = 1 if any(part.startswith(first) for part in choice.haystack.split()) else 2
    missed = sum(word not in name for word in words)
    return near + missed, choice.rank, name


def resource_choices(catalogue: Catalogue, texts: Texts) -> tuple[Choice, ...]:
    """Everything that can be booked, people's own time apart."""
    return tuple(
        _resource(catalogue, texts, resource)
        for resource in catalogue.resources.values()
        if resource.active and not resource.person and resource.active_units
    )


def _resource(catalogue: Catalogue, texts: Texts, resource: Resource) -> Choice:
    platform = catalogue.platform_of(resource)
    called = texts.called(platform.name) if platform else ""
    parts = [resource.site, called]
    units = len(resource.active_units)
    if units > 1:
        parts.append(texts.text("editor-units", count=units))
    if resource.capacity:
        parts.append(texts.text("editor-seats", count=resource.capacity))
    known = [resource.name.fr, resource.name.en, texts.text(f"editor-category-{resource.category}")]
    if platform:
        known += [platform.code, platform.name.fr, platform.name.en]
    return Choice(
        resource.code,
        texts.called(resource.name),
        " · ".join(part for part in parts if part),
        resource.platform,
        " ".join(known),
    )


def person_choices(catalogue: Catalogue, texts: Texts) -> tuple[Choice, ...]:
    """Everybody who can take part, trainers first."""
    return tuple(_person(catalogue, texts, person) for person in _active(catalogue.persons.values()))


def _active(persons: Iterable[Person]) -> Iterable[Person]:
    return (person for person in persons if person.active)


def _person(catalogue: Catalogue, texts: Texts, person: Person) -> Choice:
    partner = catalogue.partners.get(person.partner)
    trains = "trainer" in person.roles
    parts = [texts.text("editor-role-trainer")] if trains else []
    parts.append(partner.name if partner else person.partner)
    return Choice(
        person.login,
        person.name,
        " · ".join(part for part in parts if part),
        words=person.email,
        rank=_TRAINER if trains else _ANYBODY,
    )
