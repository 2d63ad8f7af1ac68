"""What fills the weeks around the present in the demonstration, and more thinly those before: a busy network, resource by resource."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from platform_booking.domain.catalogue import Resource

WEEKS: Final = (-1, 0, 1, 2)
"""Counted from the present one."""
PAST: Final = range(-7, -1)
PAST_SHARE: Final = 0.4
"""Of what is usually done, so much was done in each of the weeks before."""
HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usually done on a resource."""

    titles: tuple[str, ...]
    minutes: tuple[int, ...]
    purposes: tuple[str, ...]
    each_week: int
    """Sessions tried on each unit in a week."""


_PURPOSES: Final = {
    "T": ("training", "training", "training", "research"),
    "W": ("research", "industry", "service", "training"),
}
_TABLE: Final = """
BIO2L    | W | 1 | 24 48 72 | Criblage de clones / TP Culture amont / Inoculation CHO / Criblage de milieux
MINIBIO  | W | 1 | 72 96 | Plan d’expériences, alimentation / Criblage de milieux
BIO50    | W | 1 | 48 72 | Fed-batch CHO, lot école / Formation continue, fed-batch
BIO200   | W | 1 | 72 | Campagne anticorps 200 L
VAGUE20  | W | 1 | 48 72 | Amplification HEK / Préculture CHO
LITFIXE  | W | 1 | 48 72 | Production AAV, lot d’essai
FERM20   | T | 2 | 8 24 | TP Fermentation microbienne / Fermentation E. coli
FERM5    | T | 2 | 4 8 24 | TP Fermentation microbienne / TP Licence 3, levure
INCAGIT  | W | 2 | 8 24 48 | Précultures CHO / Entretien de lignées
ATF      | W | 1 | 24 48 | Perfusion, essai pilote
SYSCLOS  | T | 1 | 8 24 | Cellules CAR-T, répétition / TP Thérapie cellulaire
TECHBIO  | T | 3 | 3 4 | Accompagnement TP / Démarrage bioréacteur
CHROMLAB | W | 3 | 3 4 8 | Capture protéine A / TP Purification / Polissage échange d’ions
CHROMPIL | W | 1 | 8 24 | Capture protéine A, pilote / Purification lot école
TFFLAB   | W | 3 | 3 4 | TP Filtration tangentielle / Concentration AAV / Diafiltration
TFFPIL   | W | 1 | 4 8 | Diafiltration lot pilote
FILTPROF | T | 2 | 3 4 | Clarification, TP / Essais de capacité de filtre
CENTRI   | W | 2 | 2 4 | Récolte lot école / Clarification
ULTRACEN | W | 2 | 4 6 | Gradient AAV / Exosomes, isolement
HOMOG    | T | 1 | 2 3 | Lyse E. coli, TP
MELANG   | W | 2 | 3 8 | Préparation tampon pilote / Mélange milieu
COLONNE  | T | 1 | 3 4 | Remplissage de colonne, TP
ZACCD    | T | 4 | 3 4 | Habillage et gestes / Comportement en ZAC / Prélèvements d’environnement
ZACAB    | T | 2 | 4 8 | Média fill, groupe 2 / Simulation de remplissage
VESTI    | T | 4 | 2 3 | Habillage, débutants / Habillage, rappel annuel
MTI      | W | 1 | 24 48 | Lot à blanc, thérapie cellulaire
PSM2     | T | 4 | 2 3 4 | Aseptie niveau 1 / Repiquage lignée / Culture de lymphocytes T / Découverte PSM
HFL      | T | 3 | 2 3 | Préparation de milieux stériles / Aseptie, initiation
LABOL2   | W | 3 | 4 8 | Transduction, essai / TP Vecteurs viraux
INCCO2   | W | 2 | 24 48 | Amplification HEK / Thèse CIFRE, passages
ISOREMP  | T | 1 | 4 | Remplissage aseptique / TP Isolateur
REMPSEMI | T | 2 | 3 4 | Remplissage flacons, TP / Lot placebo
LYO      | W | 1 | 8 24 | Cycle de lyophilisation, essai
MIRAGE   | T | 2 | 2 3 | Mirage, formation / Inspection visuelle
CYTO     | W | 4 | 2 3 4 | Phénotypage / TP Cytométrie / Viabilité lot école
TRIEUR   | W | 2 | 4 | Tri de clones / Tri CD34
COMPCEL  | T | 4 | 1 2 | Numération, TP / Suivi de culture
PLAQUES  | W | 3 | 2 3 | ELISA titre / Bradford, TP
METABO   | W | 3 | 1 2 | Glucose et lactate / Suivi fed-batch
FLUO     | T | 3 | 2 3 | Observation transfection / TP Microscopie
DLSNTA   | W | 2 | 2 3 | Taille de vésicules / Agrégats AAV
OPCYTO   | W | 3 | 2 3 | Accompagnement cytométrie
QPCR     | W | 3 | 2 3 | qPCR titre viral / TP Biologie moléculaire
DPCR     | W | 2 | 3 4 | PCR numérique, vecteurs
HPLC     | W | 3 | 4 6 | Agrégats SEC / Stabilité J7 / TP Contrôle qualité
ELCAP    | W | 1 | 4 6 | Isoformes, icIEF
PARTIC   | T | 2 | 2 3 | Qualification ZAC, TP / Comptage particulaire
INTEG    | T | 2 | 1 2 | Intégrité de filtres, TP
LAL      | W | 2 | 2 3 | Dosage endotoxines / Stérilité, lot école
INGQUAL  | T | 2 | 2 3 | Revue de dossier de lot / Audit interne, TP
COURS    | T | 5 | 2 3 7 | BPF, rappels / TD Filtration / Tutorat Master 2 / Réunion pédagogique / Sécurité biologique
AMPHI    | T | 2 | 3 7 | Conférence bioproduction / Journée qualité
TPL1     | T | 4 | 3 4 | TP Licence 3 / TP Biologie cellulaire
DEBRIEF  | T | 4 | 2 | Débriefing simulation / Jury de VAE
RV       | T | 4 | 2 3 | Réalité virtuelle, ZAC / Réalité virtuelle, remplissage
INFO     | T | 4 | 2 3 | Jumeau numérique bioréacteur / TP Simulation de procédé
AUTOCL   | W | 4 | 2 3 | Stérilisation de milieux / Décontamination L2
LAVERIE  | W | 4 | 2 | Lavage verrerie TP
DESCENTE | W | 2 | 3 | Congélation banque cellulaire
MILIEUX  | T | 3 | 3 4 | Préparation de milieux / TP Solutions tampons
"""
"""Code without its site, for teaching (T) or work (W), sessions a week, hours, titles."""


def _read(table: str) -> dict[str, Usual]:
    found = {}
    for row in table.strip().splitlines():
        code, purposes, each_week, hours, titles = (cell.strip() for cell in row.split("|"))
        found[code] = Usual(
            tuple(title.strip() for title in titles.split(" / ")),
            tuple(int(hour) * HOUR for hour in hours.split()),
            _PURPOSES[purposes],
            int(each_week),
        )
    return found


_BY_CODE: Final = _read(_TABLE)


def usual_on(resource: Resource) -> Usual | None:
    """What is usually done there; None for what is kept for months, and for a person's own time."""
    return _BY_CODE.get(resource.code.split("-", maxsplit=1)[0])
