"""What is booked in the demonstration store: plain data, fictional, titled as trainers in bioproduction would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from platform_booking.domain.recurrence import WEEKDAYS

DAY: Final = 24 * 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a scene. ``day`` and ``days`` are for campaigns: when it begins and how long it lasts."""

    resource: str
    quantity: int = 1
    day: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """A weekly session of a training. ``week`` counts from the present one."""

    title: str
    parts: tuple[Part, ...]
    trainers: tuple[str, ...]
    week: int
    dates: int
    weekday: int
    start: int
    """Minutes of the day."""
    minutes: int


@dataclass(frozen=True, slots=True)
class Session:
    """What is done on a resource for some hours, again and again."""

    titles: tuple[str, ...]
    parts: tuple[Part, ...]
    minutes: tuple[int, ...]
    purposes: tuple[str, ...]
    times: int
    trainer: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """Days of work whose lines begin one after the other."""

    title: str
    parts: tuple[Part, ...]
    days: int
    purpose: str
    weeks: tuple[int, ...]
    """The weeks in which it is run, counted from the present one."""


@dataclass(frozen=True, slots=True)
class Storage:
    """Positions kept for months."""

    title: str
    resource: str
    quantity: int
    day: int
    days: int
    purpose: str = "research"


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which a resource cannot be used. ``day`` counts from the present Monday."""

    resource: str
    kind: str
    reason: str
    day: int
    hours: int
    all_units: bool = True


def _parts(*wanted: str) -> tuple[Part, ...]:
    """Read ``CODE`` or ``CODE*2``."""
    split = (text.partition("*") for text in wanted)
    return tuple(Part(code, int(quantity or 1)) for code, _, quantity in split)


def _series(table: str) -> tuple[Series, ...]:
    """Read lines of ``title | resources | trainers | week dates weekday start minutes``."""
    found = []
    for row in table.strip().splitlines():
        title, resources, trainers, when = (cell.strip() for cell in row.split("|"))
        week, dates, weekday, start, minutes = when.split()
        hour, minute = start.split(":")
        begins = int(hour) * 60 + int(minute)
        place = (int(week), int(dates), WEEKDAYS.index(weekday), begins, int(minutes))
        found.append(Series(title, _parts(*resources.split()), tuple(trainers.split()), *place))
    return tuple(found)


def _sessions(table: str) -> tuple[Session, ...]:
    """Read lines of ``title / title | resources | times | minutes | purposes | trainer``, the last one if any."""
    found = []
    for row in table.strip().splitlines():
        titles, resources, times, minutes, purposes, *trainer = (cell.strip() for cell in row.split("|"))
        found.append(
            Session(
                tuple(title.strip() for title in titles.split(" / ")),
                _parts(*resources.split()),
                tuple(map(int, minutes.split())),
                tuple(purposes.split()),
                int(times),
                *trainer,
            )
        )
    return tuple(found)


SERIES: Final = _series("""
TP Culture amont, licence pro | COURS-ONI FERM20-ONI HFL-ONI*2 | formateur01 | -12 10 TU 09:00 210
TP Fermentation microbienne, BUT 2 | TPL1-BRE FERM5-BRE*2 HFL-BRE | formateur13 | -11 12 WE 09:00 240
Habillage ZAC classe C | VESTI-SHB DEBRIEF-SHB | formateur05 | -12 14 MO 09:00 120
Habillage ZAC classe D, apprentis | VESTI-TRS DEBRIEF-TRS | formateur03 | -8 12 TH 09:30 120
Comportement en ZAC, groupe A | ZACCD-SHB DEBRIEF-SHB PARTIC-SHB | formateur06 | -6 8 TU 09:00 180
Comportement en ZAC, groupe B | ZACCD-TRS DEBRIEF-TRS | formateur07 | +2 8 TU 09:00 180
TP Culture cellulaire sous PSM | COURS-UNN PSM2-UNN INCCO2-UNN COMPCEL-UNN | formateur10 | -10 12 TH 09:00 180
Culture de cellules animales, master 1 | COURS-ONI PSM2-ONI COMPCEL-ONI | formateur04 | +1 8 WE 09:00 180
TP Purification, chromatographie d’affinité | COURS-TRS CHROMLAB-TRS HPLC-TRS | formateur02 | -9 8 TU 09:00 240
TP Filtration tangentielle | CHROMLAB-ONI TFFLAB-ONI | formateur04 | +3 6 TH 13:30 180
Cytométrie en flux, initiation | COURS-UNN CYTO-UNN | formateur10 | -7 6 TU 09:00 180
Cytométrie en flux, perfectionnement | CYTO-REN COURS-REN | formateur09 | +4 6 WE 09:30 180
Simulateur de bioréacteur, groupe 1 | INFO-ONI | formateur01 | -10 10 FR 09:00 180
Simulateur de bioréacteur, groupe 2 | INFO-ANG | formateur14 | -4 12 WE 13:30 180
Réalité virtuelle : entrée en ZAC | RV-ONI | formateur12 | -5 10 TH 09:00 120
Bonnes pratiques de fabrication, module 1 | COURS-SHB | formateur05 | -11 8 WE 09:00 180
Bonnes pratiques de fabrication, module 2 | COURS-SHB | formateur05 | +1 8 WE 09:00 180
Validation et qualification, cours | COURS-TRS | formateur07 | -6 10 FR 09:00 180
TP qPCR et titre viral | QPCR-UNN PLAQUES-UNN | formateur11 | +2 6 FR 09:00 180
TP Fermentation, CFA | TPL1-ANG FERM5-ANG*2 HFL-ANG | formateur14 | +1 8 FR 09:00 240
Préparation de milieux et solutions | MILIEUX-SHB MELANG-SHB | formateur06 | -3 8 TH 09:00 150
Contrôle qualité : endotoxines | LAL-SHB DEBRIEF-SHB | formateur06 | +3 6 FR 09:00 150
Bioéthique et réglementation des MTI | COURS-CHN | formateur08 | -8 10 TU 14:00 120
Mirage et conditionnement, CQP | MIRAGE-SHB COURS-SHB | formateur06 | +4 6 MO 13:30 150
""")

CAMPAIGNS: Final = (
    Campaign(
        "Fed-batch CHO, lot école",
        (
            Part("INCAGIT-TRS", days=2),
            Part("BIO50-TRS", day=2, days=8),
            Part("CENTRI-TRS", day=10, days=1),
            Part("CHROMPIL-TRS", day=10, days=2),
            Part("TFFPIL-TRS", day=11, days=2),
        ),
        13,
        "training",
        (-10, -4, 2, 8, 12),
    ),
    Campaign(
        "Anticorps monoclonal, lot 200 L",
        (
            Part("INCAGIT-TRS", days=3),
            Part("BIO200-TRS", day=3, days=7),
            Part("CHROMPIL-TRS", day=10, days=3),
        ),
        13,
        "industry",
        (-7, 5),
    ),
    Campaign(
        "Perfusion ATF, essai pilote",
        (Part("VAGUE20-TRS", days=9), Part("ATF-TRS", day=1, days=8), Part("METABO-TRS", day=8, days=1)),
        10,
        "research",
        (-9, -1, 6),
    ),
    Campaign(
        "Vecteur AAV, production en lit fixe",
        (
            Part("INCCO2-UNN", days=4),
            Part("LITFIXE-UNN", day=2, days=7),
            Part("ULTRACEN-UNN", day=10, days=1),
        ),
        12,
        "research",
        (-6, 3, 10),
    ),
    Campaign(
        "Fermentation E. coli, lot pédagogique",
        (Part("INCAGIT-BRE", days=1), Part("FERM20-BRE", day=1, days=2), Part("HOMOG-BRE", day=3, days=1)),
        5,
        "training",
        (-11, -3, 1, 7, 11),
    ),
    Campaign(
        "Criblage de milieux en mini-bioréacteurs",
        (Part("INCCO2-UNN", days=3), Part("MINIBIO-UNN", day=3, days=6)),
        9,
        "industry",
        (-12, -2, 9, 13),
    ),
    Campaign(
        "Remplissage aseptique et lyophilisation",
        (Part("ISOREMP-TRS", days=2), Part("LYO-TRS", day=1, days=5)),
        6,
        "service",
        (-8, 4, 11),
    ),
    Campaign(
        "Cellules CAR-T, répétition générale",
        (Part("SYSCLOS-REN", days=9), Part("MTI-REN", day=2, days=3), Part("CYTO-REN", day=9, days=1)),
        10,
        "training",
        (-5, 0, 9),
    ),
)

STORAGE: Final = (
    Storage("Banque cellulaire CHO, lot maître", "CRYO-UNN", 2, -85, 190),
    Storage("Banque cellulaire HEK, lot de travail", "CRYO-UNN", 1, -60, 150),
    Storage("Cellules souches, essai clinique fictif", "CRYO-REN", 3, -40, 140, "service"),
    Storage("Surnageants de culture, lots école", "CONG80-ONI", 4, -80, 120, "training"),
    Storage("Plasmides et souches pédagogiques", "CONG80-ONI", 2, -30, 140, "training"),
    Storage("Réactifs de cytométrie", "CONG80-UNN", 2, -50, 160),
    Storage("Échantillons de stabilité", "CONG80-UNN", 3, 14, 100, "industry"),
    Storage("Échantillons de contrôle, lots 2 L", "CONG80-REN", 2, -75, 60, "service"),
    Storage("Tubes de transduction", "CONG80-REN", 1, 10, 90),
)

SESSIONS: Final = _sessions("""
Phénotypage de lymphocytes / Panel huit couleurs / Viabilité et apoptose | CYTO-UNN | 9 | 120 180 | research industry training
Contrôle de transduction / Marquage CD3/CD4/CD8 | CYTO-REN | 5 | 120 180 | research industry training
Dosage HPLC des anticorps / Profil de glycosylation | HPLC-TRS | 6 | 240 300 | research service
Intégrité d’ARNm / Dosage HPLC d’ARN | HPLC-ORL | 5 | 180 240 | research service
Titrage viral par qPCR / ADN résiduel | QPCR-UNN | 6 | 120 180 | research industry training
qPCR mycoplasmes / Démonstration qPCR | QPCR-BRE | 4 | 120 150 | training
Repiquage de cellules Vero / Décongélation d’une ampoule / Transfection transitoire | PSM2-UNN | 9 | 90 120 150 | research industry training
Amplification de cellules CHO / Test de stérilité | PSM2-ONI | 7 | 90 120 | research industry training
Formation au poste de sécurité | PSM2-SHB | 4 | 120 | training | formateur06
Microscopie de fluorescence / Suivi de confluence | FLUO-UNN | 7 | 60 90 120 | research industry training
Taille de particules virales / Agrégats protéiques | DLSNTA-UNN | 4 | 90 120 | research industry
Dosage ELISA / Test d’activité en plaques | PLAQUES-ONI | 5 | 60 90 | research industry training
Glucose et lactate / Bilan métabolique | METABO-ONI | 4 | 60 | research industry training
Cycle d’autoclave, verrerie / Stérilisation de milieux | AUTOCL-ONI | 6 | 120 150 | service training
Cycle d’autoclave, bioréacteurs | AUTOCL-SHB | 4 | 120 150 | service
Préparation de tampons / Préparation de milieu 50 L | MILIEUX-TRS MELANG-TRS | 5 | 180 240 | research industry training
Filtration en profondeur, essai | FILTPROF-TRS | 3 | 180 | research industry training
Chromatographie échangeuse d’ions / Mise au point d’élution | CHROMLAB-UNN | 5 | 240 300 | research industry training
Test d’intégrité de filtre | INTEG-TRS | 3 | 60 | service training
Réunion pédagogique / Soutenances de projet / Accueil des apprentis | COURS-ANG | 5 | 120 180 | training
Débriefing de campagne | DEBRIEF-PDL | 3 | 90 | training
Cours de biosécurité L2 | COURS-REN | 4 | 180 | training | formateur09
""")
"""On resources that need no approval, or that have it."""

ASKED: Final = _sessions("""
Tri de clones producteurs / Tri de cellules GFP | TRIEUR-UNN | 4 | 180 240 | research industry
Media-fill pédagogique / Simulation de remplissage aseptique | ZACAB-SHB | 4 | 240 | training
Production de lentivirus, séance | LABOL2-UNN | 3 | 240 300 | research
Journée portes ouvertes / Conférence : les biomédicaments | AMPHI-ONI | 3 | 180 240 | training
PCR numérique, essai de linéarité | DPCR-UNN | 3 | 150 | research
Remplissage de seringues, démonstration | REMPSEMI-SHB | 3 | 240 | industry
Garnissage de colonne | COLONNE-TRS | 2 | 180 | training
Électrophorèse capillaire, pureté | ELCAP-ORL | 2 | 180 | service
Congélation programmée, essai | DESCENTE-CHN | 2 | 150 | research
""")
"""On resources with a chain of approval: still asked for."""

(PARTLY,) = _sessions("""
Procédé complet : ZAC et salle de débriefing | ZACCD-SHB DEBRIEF-SHB | 1 | 240 | training
""")
"""One line needs approval, the other one has it."""

(RIVALS,) = _sessions("""
Tri urgent, clones du lot 12 / Tri de cellules dendritiques | TRIEUR-UNN | 2 | 240 | industry research
""")
"""Two requests for one slot."""

OUTAGES: Final = (
    Outage("HPLC-TRS", "maintenance", "Maintenance préventive annuelle", -52, 32),
    Outage("CYTO-UNN", "calibration", "Étalonnage des lasers", -38, 8),
    Outage("BIO50-TRS", "maintenance", "Changement de joints et requalification", 35, 48),
    Outage("LYO-TRS", "maintenance", "Vidange de la pompe à vide", 15, 32),
    Outage("PSM2-ONI", "calibration", "Contrôle annuel des flux d’air", 23, 6),
    Outage("QPCR-UNN", "calibration", "Calibration optique", 37, 8),
    Outage("ULTRACEN-UNN", "breakdown", "Rotor déséquilibré, pièce commandée", -4, 264),
    Outage("BIO2L-ONI", "maintenance", "Sonde pH à remplacer", 7, 72, all_units=False),
    Outage("COURS-BRE", "closure", "Travaux de peinture", 42, 104),
    Outage("INFO-ORL", "closure", "Mise à jour du parc informatique", 28, 32),
)

REASONS: Final = {
    "declined": ("Pas d’encadrant disponible", "Effectif trop élevé pour la salle", "Dossier OGM incomplet"),
    "cancelled": ("Groupe reporté", "Réactifs non livrés", "Intervenant absent"),
}
