"""What people type, in French and English, and what is understood of it. It is typed on Tuesday 24 November 2026 at 10:42."""

from __future__ import annotations

from datetime import datetime

import pytest

from platform_booking.domain.phrase.model import Kind
from tests.domain.phrase.names import read, told

FIFTY = "BIO50-SHB|BIO50-TRS"

PHRASES = {
    # of the design
    "bioréacteur 50 L mar 14-17 x6": f"{FIFTY} 2026-11-24 14:00-17:00 x6",
    'salle A + 2 psm 3/12 9h-12h30 "TP aseptie"': 'SALLE-A + 2 PSM2-ONI 2026-12-03 09:00-12:30 "TP aseptie"',
    "!bloc 200 L lun-mar maintenance": "!bloc BIO200-TRS 2026-11-30 – 2026-12-01 maintenance",
    "tue 2-5pm x6": "2026-11-24 14:00-17:00 x6",
    # names: accents, case, plurals, mistakes, codes, places, both languages
    "BIOREACTEUR 200 l": "BIO200-TRS",
    "bioréacteurs verre": "BIO2L-ONI",
    "bioreactuer vague": "VAGUE20",
    "rocking bioreactor": "VAGUE20",
    "bio50-trs": "BIO50-TRS",
    "BIO50-TRS mar 14-17": "BIO50-TRS 2026-11-24 14:00-17:00",
    "bioréacteur 50 L tours": "BIO50-TRS",
    "50 L st-herblain": f"{FIFTY} ?st ?herblain",
    "50 L herblain": "BIO50-SHB",
    "bioréacteur 50 L @varenne": "BIO50-TRS @VARENNE",
    "testeur d'intégrité": "INTEG",
    "testeur d’integrite de filtres": "INTEG",
    "filter integrity testers": "INTEG",
    "ZAC C/D": "ZACCD",
    "cleanroom demain 9-12": "ZACCD 2026-11-25 09:00-12:00",
    "qpcr temps réel": "QPCR",
    "réserver psm": "PSM2-ONI",
    "book the psm": "PSM2-ONI",
    "salle a": "SALLE-A",
    "room B tomorrow at 2pm for 3 hours": "SALLE-B 2026-11-25 14:00 for 3h",
    # numbers that belong to names
    "2 L glass bioreactor": "BIO2L-ONI",
    "verre 2 L 2/12 9-12": "BIO2L-ONI 2026-12-02 09:00-12:00",
    "2 bioréacteurs verre 2 L": "2 BIO2L-ONI",
    "2 2 L glass bioreactors": "2 BIO2L-ONI",
    "50 L lun 8-10": f"{FIFTY} 2026-11-30 08:00-10:00",
    "200 L 14-17": "BIO200-TRS 14:00-17:00",
    "mélangeur 50-200 L mer 8h-18h": "MELANG 2026-11-25 08:00-18:00",
    "50-200 L mixer": "MELANG",
    "250 mL mini bioréacteurs": "MINIBIO",
    "PSM 2 mar 14-17": "PSM2-ONI 2026-11-24 14:00-17:00",
    "PSM2-ONI mar 14-17": "PSM2-ONI 2026-11-24 14:00-17:00",
    "psm 2-5pm": "PSM2-ONI 14:00-17:00",
    "psm 2/12": "PSM2-ONI 2026-12-02",
    "psm 2 décembre": "PSM2-ONI 2026-12-02",
    "2 psm": "2 PSM2-ONI",
    "2x psm": "2 PSM2-ONI",
    "2 × PSM": "2 PSM2-ONI",
    "deux psm": "2 PSM2-ONI",
    "three biosafety cabinets": "3 PSM2-ONI",
    "psm n°3": "PSM2-ONI n°3",
    "incubateur CO2 mer 9-10": "INCCO2 2026-11-25 09:00-10:00",
    "-80 °C freezer shelf": "CONG80",
    "fermenteur 5 L 2 j": "FERM5 for 2 d",
    # several lines
    "salle a et 2 psm": "SALLE-A + 2 PSM2-ONI",
    "room a and 2 psm, qpcr": "SALLE-A + 2 PSM2-ONI + QPCR",
    "salle a + salle b": "SALLE-A + SALLE-B",
    # days
    "psm aujourd'hui": "PSM2-ONI 2026-11-24",
    "psm demain": "PSM2-ONI 2026-11-25",
    "psm après-demain": "PSM2-ONI 2026-11-26",
    "psm day after tomorrow": "PSM2-ONI 2026-11-26",
    "psm vendredi": "PSM2-ONI 2026-11-27",
    "psm mardi prochain": "PSM2-ONI 2026-12-01",
    "psm next tuesday": "PSM2-ONI 2026-12-01",
    "psm mar 9-10": "PSM2-ONI 2026-12-01 09:00-10:00",
    "psm 3.12.": "PSM2-ONI 2026-12-03",
    "psm 3/12/26": "PSM2-ONI 2026-12-03",
    "psm 2026-12-03": "PSM2-ONI 2026-12-03",
    "psm 3/2": "PSM2-ONI 2027-02-03",
    "psm le 1er décembre": "PSM2-ONI 2026-12-01",
    "psm December 3rd": "PSM2-ONI 2026-12-03",
    "psm on the 3rd of december 2026": "PSM2-ONI 2026-12-03",
    "psm jeudi 3 déc.": "PSM2-ONI 2026-12-03",
    "psm le 3": "PSM2-ONI 2026-12-03",
    "psm dans 3 jours": "PSM2-ONI 2026-11-27",
    "psm in 2 weeks": "PSM2-ONI 2026-12-08",
    "psm 29/2": "PSM2-ONI 2028-02-29",
    "psm lun-ven": "PSM2-ONI 2026-11-30 – 2026-12-04",
    "psm 3-5 déc": "PSM2-ONI 2026-12-03 – 2026-12-05",
    "psm du 3 au 5 décembre": "PSM2-ONI 2026-12-03 – 2026-12-05",
    "psm from 3/12 to 5/12": "PSM2-ONI 2026-12-03 – 2026-12-05",
    "psm 14-17/12": "PSM2-ONI 2026-12-14 – 2026-12-17",
    "psm lun 9h - mer 17h": "PSM2-ONI 2026-11-30 – 2026-12-02 09:00-17:00",
    # hours and lengths
    "psm demain de 9h à 12h": "PSM2-ONI 2026-11-25 09:00-12:00",
    "psm demain 9 à 12": "PSM2-ONI 2026-11-25 09:00-12:00",
    "psm demain from 9 to 12": "PSM2-ONI 2026-11-25 09:00-12:00",
    "psm demain 9:00–12:30": "PSM2-ONI 2026-11-25 09:00-12:30",
    "psm demain 10am-2pm": "PSM2-ONI 2026-11-25 10:00-14:00",
    "psm demain 9-5pm": "PSM2-ONI 2026-11-25 09:00-17:00",
    "psm demain 22h-6h": "PSM2-ONI 2026-11-25 22:00-06:00",
    "psm demain matin": "PSM2-ONI 2026-11-25 08:00-12:00",
    "psm tomorrow afternoon": "PSM2-ONI 2026-11-25 13:30-17:30",
    "psm demain 14h 1h30": "PSM2-ONI 2026-11-25 14:00 for 90 min",
    "psm demain à 5h pendant 90 min": "PSM2-ONI 2026-11-25 05:00 for 90 min",
    "psm 3h": "PSM2-ONI for 3h",
    "psm demain 2 heures": "PSM2-ONI 2026-11-25 for 2h",
    "200 L 3/12 14h 14 jours": "BIO200-TRS 2026-12-03 14:00 for 14 d",
    # how often, for whom, what for
    "psm mer 14-17 6 fois": "PSM2-ONI 2026-11-25 14:00-17:00 x6",
    "psm mer 14-17 jusqu’au 16/12": "PSM2-ONI 2026-11-25 14:00-17:00 until 2026-12-16",
    "psm wed 2-5pm until 16 dec except 2 dec": (
        "PSM2-ONI 2026-11-25 14:00-17:00 until 2026-12-16 except 2026-12-02"
    ),
    "psm mer 14-17 x4 sauf 2/12 et 9/12": (
        "PSM2-ONI 2026-11-25 14:00-17:00 x4 except 2026-12-02, 2026-12-09"
    ),
    "psm demain 9-12 12 apprenants @tina.b": "PSM2-ONI 2026-11-25 09:00-12:00 12 pax @tina.b",
    "psm @Tina Bernard «TP cellules»": 'PSM2-ONI @tina.b "TP cellules"',
    "!block 200 L mon-tue 8am-6pm calibration": (
        "!bloc BIO200-TRS 2026-11-30 – 2026-12-01 08:00-18:00 calibration"
    ),
    "!indispo psm n°2 demain panne": "!bloc PSM2-ONI n°2 2026-11-25 breakdown",
    # how often
    "psm chaque mardi 14-17 x6": "PSM2-ONI weekly 2026-11-24 14:00-17:00 x6",
    "psm tous les mardis 14-17 jusqu’au 15/12": "PSM2-ONI weekly 2026-11-24 14:00-17:00 until 2026-12-15",
    "every Tuesday 2-5pm psm x6": "PSM2-ONI weekly 2026-11-24 14:00-17:00 x6",
    "psm every other Tuesday 2-5pm x3": "PSM2-ONI fortnightly 2026-11-24 14:00-17:00 x3",
    "psm mer 14-17 une semaine sur deux x3": "PSM2-ONI fortnightly 2026-11-25 14:00-17:00 x3",
    "psm demain 9-12 tous les jours x5": "PSM2-ONI daily 2026-11-25 09:00-12:00 x5",
    "salle a tous les matins x5": "SALLE-A daily 08:00-12:00 x5",
    # in which week
    "psm semaine prochaine": "PSM2-ONI within 2026-11-30 – 2026-12-06",
    "psm la semaine prochaine 14-17": "PSM2-ONI within 2026-11-30 – 2026-12-06 14:00-17:00",
    "psm next week 3h": "PSM2-ONI within 2026-11-30 – 2026-12-06 for 3h",
    "psm mardi de la semaine prochaine 14-17": "PSM2-ONI 2026-12-01 14:00-17:00",
    "psm next week Thursday 2-5pm": "PSM2-ONI 2026-12-03 14:00-17:00",
    "psm mar-jeu semaine prochaine": "PSM2-ONI 2026-12-01 – 2026-12-03",
    "psm cette semaine": "PSM2-ONI within 2026-11-24 – 2026-11-29",
    "psm this week fri 9-12": "PSM2-ONI 2026-11-27 09:00-12:00",
    "psm semaine 50": "PSM2-ONI within 2026-12-07 – 2026-12-13",
    "psm lun s50 9-12": "PSM2-ONI 2026-12-07 09:00-12:00",
    "psm week 3": "PSM2-ONI within 2027-01-18 – 2027-01-24",
    "psm semaine du 7/12": "PSM2-ONI within 2026-12-07 – 2026-12-13",
    "psm le mois prochain": "PSM2-ONI within 2026-12-01 – 2026-12-31",
    "psm 3/12 9-12 semaine prochaine": "PSM2-ONI 2026-12-03 09:00-12:00",
    "psm 10/12 9-12 semaine prochaine": "PSM2-ONI 2026-12-10 09:00-12:00 ?semaine prochaine",
    "psm 3 semaines": "PSM2-ONI for 21 d",
    # what is not understood
    "psm TP aseptie mar 14-17": "PSM2-ONI 2026-11-24 14:00-17:00 ?TP aseptie",
    "salle z": "SALLE-A|SALLE-B ?z",
    "bonjour": "?bonjour",
    "psm demain vendredi": "PSM2-ONI 2026-11-25 ?vendredi",
    "psm @personne": "PSM2-ONI ?@personne",
    "psm 31/2": "PSM2-ONI ?31 ?2",
    "": "",
}


@pytest.mark.parametrize("text", PHRASES)
def test_what_is_understood(text: str) -> None:
    assert told(read(text)) == PHRASES[text]


def test_every_part_knows_its_place() -> None:
    phrase = read('2 psm + salle A mar 14-17 x6 @oniris "TP" tralala')
    assert [(part.kind, phrase.words(part), part.line) for part in phrase.parts] == [
        (Kind.QUANTITY, "2", 0),
        (Kind.RESOURCE, "psm", 0),
        (Kind.PLUS, "+", 0),
        (Kind.RESOURCE, "salle A", 1),
        (Kind.DAY, "mar", 0),
        (Kind.HOURS, "14-17", 0),
        (Kind.TIMES, "x6", 0),
        (Kind.PLACE, "@oniris", 0),
        (Kind.TITLE, '"TP"', 0),
        (Kind.UNKNOWN, "tralala", 0),
    ]


@pytest.mark.parametrize(("hour", "day"), [(13, 24), (14, 1), (15, 1)], ids=["to come", "now", "over"])
def test_todays_weekday_is_next_weeks_once_the_hour_is_over(hour: int, day: int) -> None:
    phrase = read("psm mardi 14-17", datetime(2026, 11, 24, hour, 0))  # noqa: DTZ001 - wall clock
    assert phrase.meaning.days is not None
    assert phrase.meaning.days.first.day == day
