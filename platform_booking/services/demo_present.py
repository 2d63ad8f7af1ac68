"""What fills the weeks around the present in the demonstration: a busy network, platform by platform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.domain.catalogue import Category

if TYPE_CHECKING:
    from platform_booking.domain.catalogue import Resource

WEEKS: Final = (-1, 0, 1, 2)
"""Counted from the present one."""
HOUR: Final = 60
DAY: Final = 24 * HOUR
LONG_MARGIN: Final = 12 * HOUR
"""What takes so long to set up or to clean is not used for an hour or two."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usually done on a platform's resources."""

    titles: tuple[str, ...]
    minutes: tuple[int, ...]
    purposes: tuple[str, ...]
    each_week: int
    """Sessions tried on each unit in a week."""


_TRAINING: Final = ("training", "training", "research", "industry")
_WORK: Final = ("research", "industry", "service", "training")
_BY_PLATFORM: Final = {
    "USP": Usual(
        ("Inoculation CHO", "TP Culture amont", "Criblage de clones", "Fed-batch CHO, lot école", "Criblage de milieux",
         "TP Master 1 bioprocédés", "Formation continue, fed-batch"),
        (4 * HOUR, 8 * HOUR, DAY, 2 * DAY, 3 * DAY), _TRAINING, 2,
    ),
    "DSP": Usual(
        ("Capture protéine A", "TP Purification", "Polissage IEX et SEC", "Concentration AAV", "TP Filtration",
         "Diafiltration lot pilote"),
        (3 * HOUR, 4 * HOUR, 8 * HOUR, DAY), _WORK, 3,
    ),
    "ZAC": Usual(
        ("Habillage et gestes", "Simulation de remplissage", "Média fill, groupe 2", "Lot école BPF", "Prélèvements d’environnement"),
        (3 * HOUR, 4 * HOUR, 8 * HOUR), _TRAINING, 4,
    ),
    "PSM": Usual(
        ("Aseptie niveau 1", "Repiquage lignée", "Culture de lymphocytes T", "Découverte PSM", "Transfection HEK",
         "Thèse CIFRE, passages"),
        (2 * HOUR, 3 * HOUR, 4 * HOUR), _TRAINING, 4,
    ),
    "ISO": Usual(
        ("Remplissage aseptique", "TP Isolateur", "Qualification de gants"), (3 * HOUR, 4 * HOUR), _TRAINING, 2,
    ),
    "CYT": Usual(
        ("Phénotypage", "TP Cytométrie", "Tri de clones", "Analyse CD34", "Formation utilisateurs"),
        (2 * HOUR, 3 * HOUR, 4 * HOUR), _WORK, 4,
    ),
    "CQ": Usual(
        ("Dosage endotoxines", "HPLC agrégats", "TP Contrôle qualité", "qPCR titre viral", "Stabilité J7"),
        (2 * HOUR, 4 * HOUR, 6 * HOUR), _WORK, 4,
    ),
    "SAL": Usual(
        ("BPF, rappels", "TD Filtration", "Tutorat Master 2", "Réunion pédagogique", "Journée qualité", "Jury de VAE",
         "Sécurité biologique"),
        (2 * HOUR, 3 * HOUR, 7 * HOUR), ("training",), 5,
    ),
    "SIM": Usual(
        ("Jumeau numérique bioréacteur", "TP Simulation", "Réalité virtuelle, ZAC", "Plan d’expériences"),
        (2 * HOUR, 3 * HOUR), ("training",), 4,
    ),
    "UTL": Usual(
        ("Cycle autoclave", "Préparation de milieux", "Réception de poches"), (2 * HOUR, 3 * HOUR), _WORK, 3,
    ),
}  # fmt: skip


def usual_on(resource: Resource) -> Usual | None:
    """What is usually done there; None where nothing is said of the platform, or for a person's own time."""
    found = _BY_PLATFORM.get(resource.platform)
    if found is None or resource.category == Category.STAFF:
        return None
    if resource.setup + resource.turnaround >= LONG_MARGIN:
        return Usual(found.titles, (2 * DAY, 3 * DAY), found.purposes, 1)
    return found
