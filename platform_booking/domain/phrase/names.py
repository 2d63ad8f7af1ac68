"""Finding what a few typed words name in the catalogue: resources, partners, people. Typing errors are forgiven."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX
from platform_booking.domain.phrase.tokens import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from platform_booking.domain.catalogue import Catalogue, Partner, Resource

EXACT: Final = 4
BEGINS: Final = 3
MISSPELT: Final = 2
"""How well a typed word fits one of a name. A digit fits exactly or not at all."""
SHORTEST_BEGINNING: Final = 3
SHORTEST_MISSPELT: Final = 5
ALIKE: Final = 0.8


@dataclass(frozen=True, slots=True)
class _Named:
    """A resource and the words that it is known by."""

    resource: Resource
    words: frozenset[str]
    code: frozenset[str]
    place: frozenset[str]


class Names:
    """All that a catalogue names, ready to be asked at every key."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._resources = {
            resource.code: _named(resource)
            for resource in catalogue.resources.values()
            if resource.active and resource.active_units and not resource.person
        }
        named = self._resources.values()
        self._known = frozenset[str]().union(*(item.words | item.place for item in named))
        self._pairs = frozenset(
            pair
            for item in named
            for name in (item.resource.name.fr, item.resource.name.en, item.resource.code)
            for pair in pairwise(words_of(name))
        )
        self._partners = [
            (partner.code, words_of(partner.code), _partner_words(partner))
            for partner in catalogue.partners.values()
            if partner.active
        ]
        self._people = [
            (person.login, words_of(person.login), frozenset(words_of(person.name)))
            for person in catalogue.persons.values()
            if person.active and PERSON_RESOURCE_PREFIX + person.login in catalogue.resources
        ]
        self._fits: dict[str, Mapping[str, int]] = {}
        self._codes: dict[str, frozenset[str]] = {}
        self._called: dict[tuple[str, ...], tuple[str | None, str | None]] = {}

    # --- resources ----------------------------------------------------------------------------------

    def is_pair(self, first: str, second: str) -> bool:
        """Whether the two stand side by side in some name, as ``50`` and ``L`` do."""
        return (first, second) in self._pairs

    def fitting(self, typed: Sequence[str]) -> frozenset[str]:
        """Codes of the resources in whose names all these words occur."""
        found = frozenset(self._resources)
        for word in dict.fromkeys(typed):
            found &= self._holding(word)
        return found

    def _holding(self, word: str) -> frozenset[str]:
        """Codes of those in whose names the word occurs; asked at every key, so it is kept."""
        if word not in self._codes:
            self._codes[word] = frozenset(
                code for code, item in self._resources.items() if self._fit(word, item.words | item.place)
            )
        return self._codes[word]

    def knows_as_name(self, word: str) -> bool:
        """Whether the word, well written, is one of a resource's own name or code, not only of its place."""
        return any(word in item.words for item in self._resources.values())

    def ranked(self, typed: Sequence[str], place: str = "") -> tuple[str, ...]:
        """What these words name: one code where one fits best, else all that fit as well, by name and place.

        ``place`` is the code of a partner, at which one of them may be.
        """
        scored: dict[tuple[int, int], list[str]] = {}
        for code in self.fitting(typed):
            scored.setdefault(self._score(typed, self._resources[code]), []).append(code)
        if not scored:
            return ()
        best = scored[max(scored)]
        return tuple(sorted(self._at(best, place), key=self._order))

    def _score(self, typed: Sequence[str], item: _Named) -> tuple[int, int]:
        """How well the words fit; among equals, how many of them are in the code."""
        fits = sum(self._fit(word, item.words | item.place) for word in typed)
        return fits, sum(word in item.code for word in typed)

    def _order(self, code: str) -> tuple[str, str]:
        resource = self._resources[code].resource
        return resource.name.fr, resource.code

    def units(self, code: str) -> tuple[str, ...]:
        """Names of the units of a resource."""
        return tuple(unit.name for unit in self._resources[code].resource.active_units)

    def _at(self, codes: Sequence[str], place: str) -> Sequence[str]:
        """Those of them at a partner: by the words of its name in the site, else by the host of the platform."""
        partner = self._catalogue.partners.get(place)
        if partner is None or len(codes) == 1:
            return codes
        said = _partner_words(partner)
        shared = {code: len(said & self._resources[code].place) for code in codes}
        most = max(shared.values())
        if most:
            return [code for code in codes if shared[code] == most]
        return [code for code in codes if self._host(code) == place] or codes

    def _host(self, code: str) -> str:
        platform = self._catalogue.platform_of(self._resources[code].resource)
        return platform.host if platform else ""

    def _fit(self, typed: str, words: Iterable[str]) -> int:
        fits = self._fits_of(typed)
        return max((fits.get(word, 0) for word in words), default=0)

    def _fits_of(self, typed: str) -> Mapping[str, int]:
        """Every known word that a typed one may be, and how well."""
        if typed not in self._fits:
            found = {word: fit for word in self._known if (fit := _likeness(typed, word)) > MISSPELT}
            if not found:
                found = {word: MISSPELT for word in self._known if _is_misspelt(typed, word)}
            self._fits[typed] = found
        return self._fits[typed]

    # --- partners and people ------------------------------------------------------------------------

    def partner_or_person(self, typed: tuple[str, ...]) -> tuple[str | None, str | None]:
        """Code of the partner and login of the person that these words name."""
        if typed not in self._called:
            self._called[typed] = self.partner(typed), self.person(typed)
        return self._called[typed]

    def partner(self, typed: tuple[str, ...]) -> str | None:
        """Code of the partner that these words name; None where none or several do."""
        return _meant(typed, self._partners)

    def person(self, typed: tuple[str, ...]) -> str | None:
        """Login of the person whom these words name; None where none or several do."""
        return _meant(typed, self._people)


def _named(resource: Resource) -> _Named:
    code = frozenset(words_of(resource.code))
    names = {*words_of(resource.name.fr), *words_of(resource.name.en)}
    return _Named(resource, frozenset(names | code), code, frozenset(words_of(resource.site)))


def _partner_words(partner: Partner) -> frozenset[str]:
    return frozenset((*words_of(partner.code), *words_of(partner.name)))


def _meant(
    typed: tuple[str, ...], known: Sequence[tuple[str, tuple[str, ...], frozenset[str]]]
) -> str | None:
    """The one whose key these words are; else the one in whose name all of them begin a word."""
    exact = [key for key, words, _ in known if words == typed]
    begun = exact or [
        key
        for key, _, name in known
        if typed and all(any(_likeness(word, one) for one in name) for word in typed)
    ]
    return begun[0] if len(begun) == 1 else None


def _likeness(typed: str, word: str) -> int:
    """Whether a typed word is that one: its plural and its beginning count."""
    if typed == word:
        return EXACT
    if not typed.isalpha():
        return 0
    if _singular(typed) == _singular(word):
        return EXACT
    return BEGINS if len(typed) >= SHORTEST_BEGINNING and word.startswith(_singular(typed)) else 0


def _singular(word: str) -> str:
    return word[:-1] if len(word) > SHORTEST_BEGINNING and word[-1] in "sx" else word


def _is_misspelt(typed: str, word: str) -> bool:
    if not (typed.isalpha() and len(typed) >= SHORTEST_MISSPELT <= len(word) and typed[0] == word[0]):
        return False
    matcher = SequenceMatcher(None, typed, _singular(word))
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
