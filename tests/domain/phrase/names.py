"""A small catalogue with names as people give them, and the day on which phrases are typed."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from platform_booking.domain.catalogue import Catalogue, Partner, Person, Platform, Resource, Text, Unit
from platform_booking.domain.phrase.model import Kind, Phrase
from platform_booking.domain.phrase.names import Names
from platform_booking.domain.phrase.parser import parse
from platform_booking.domain.phrase.rendering import render
from platform_booking.wording.phrases import vocabulary

NOW = datetime(2026, 11, 24, 10, 42)  # noqa: DTZ001 - a Tuesday, as the clock on the wall shows it

_NAMES = (
    ("BIO2L-ONI", "Bioréacteur verre 2 L", "2 L glass bioreactor", "Nantes, halle Oniris", 2),
    (
        "BIO50-TRS",
        "Bioréacteur à usage unique 50 L",
        "50 L single-use bioreactor",
        "Tours, mini-usine école",
        1,
    ),
    (
        "BIO50-SHB",
        "Bioréacteur à usage unique 50 L",
        "50 L single-use bioreactor",
        "Saint-Herblain, centre école",
        1,
    ),
    (
        "BIO200-TRS",
        "Bioréacteur à usage unique 200 L",
        "200 L single-use bioreactor",
        "Tours, mini-usine école",
        1,
    ),
    ("VAGUE20", "Bioréacteur à vague 20 L", "20 L rocking bioreactor", "Nantes, halle Oniris", 1),
    (
        "MELANG",
        "Mélangeur à usage unique 50-200 L",
        "50-200 L single-use mixer",
        "Tours, mini-usine école",
        1,
    ),
    (
        "MINIBIO",
        "Mini-bioréacteurs parallèles 250 mL",
        "250 mL parallel mini-bioreactors",
        "Nantes, plateforme",
        1,
    ),
    ("FERM5", "Fermenteur 5 L", "5 L bench fermenter", "Brest, IUT", 2),
    ("PSM2-ONI", "PSM de type II", "Class II biosafety cabinet", "Nantes, halle Oniris", 4),
    ("INCCO2", "Incubateur CO2", "CO2 incubator", "Rennes, unité hospitalière", 1),
    ("ZACCD", "ZAC-école classes C/D", "Training cleanroom, grades C/D", "Tours, mini-usine école", 1),
    ("CONG80", "Étagère de congélateur -80 °C", "-80 °C freezer shelf", "Nantes, halle Oniris", 16),
    ("INTEG", "Testeur d’intégrité de filtres", "Filter integrity tester", "Tours, mini-usine école", 1),
    ("SALLE-A", "Salle A", "Room A", "Nantes, halle Oniris", 1),
    ("SALLE-B", "Salle B", "Room B", "Nantes, halle Oniris", 1),
    ("QPCR", "qPCR en temps réel", "Real-time qPCR", "Brest, IUT", 1),
)


def catalogue() -> Catalogue:
    keys = count(1)
    resources = [
        Resource(
            next(keys),
            code,
            Text(fr, en),
            platform="USP",
            site=site,
            units=tuple(Unit(next(keys), str(number)) for number in range(1, units + 1)),
        )
        for code, fr, en, site, units in _NAMES
    ]
    time_of_tina = Resource(90, "@tina.b", Text("Tina B", "Tina B"), person="tina.b", units=(Unit(900, "1"),))
    return Catalogue(
        partners=[
            Partner(1, "ONIRIS", "Oniris VetAgroBio"),
            Partner(2, "VARENNE", "Mini-usine école de la Varenne"),
        ],
        persons=[Person(1, "tina.b", "Tina Bernard", partner="ONIRIS")],
        platforms=[Platform(1, "USP", Text("Culture amont", "Upstream"), host="ONIRIS")],
        resources=[*resources, time_of_tina],
    )


NAMES = Names(catalogue())


def read(text: str, now: datetime = NOW) -> Phrase:
    return parse(text, NAMES, vocabulary(), now)


def told(phrase: Phrase) -> str:
    """What was understood, then what was not: lines that may mean several resources name them all."""
    meaning = phrase.meaning
    several = {line.codes[0]: "|".join(line.codes) for line in meaning.lines}
    said = " ".join(several.get(piece, piece) for piece in render(meaning).split(" "))
    rest = [f"?{phrase.words(part)}" for part in phrase.of(Kind.UNKNOWN)]
    return " ".join((said, *rest)).strip()
