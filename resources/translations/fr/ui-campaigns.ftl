# L’éditeur d’une campagne, les modèles, les copies.

editor-day-letter = j
editor-line-time = Jour et durée de { $name }
editor-line-time-hint = J+7 : sept jours après le début, à la même heure. Vide : comme la séance.
editor-line-time-apply = Appliquer
editor-offset = Décalage
editor-offset-example = J+7
editor-own-length = Durée propre
editor-length-example = 2j, 36h
editor-set-line-time = Donner à { $name } son jour et sa durée

action-new-from-template = À partir d’un modèle
action-save-template = Enregistrer comme modèle
template-hint = Tout ce que contient le modèle, prêt à être relu et envoyé.
template-search = Rechercher un modèle
template-none = Aucun modèle pour l’instant. « Enregistrer comme modèle » garde une réservation pour la refaire.
template-use = Utiliser
template-last-used = dernier usage le { $day }
template-by = { $who } ({ $code })
template-line-gone = { $name } ne peut plus être réservée : cette ligne est laissée de côté.
template-line-gone-instead = { $name } ne peut plus être réservée : { $instead } la remplace.
template-keep = Enregistrer
template-keep-hint = Lignes, quantités, décalages, durées, rythme, finalité et formateurs ; pas les dates.
template-name = Nom
template-code = Code
template-shared = Qui peut l’utiliser
task-templates = la lecture des modèles
task-saving-template = l’enregistrement du modèle
done-template-kept = Modèle « { $name } » enregistré

duplicate-title = Dupliquer « { $title } »
duplicate-year = L’an prochain, mêmes semaines
duplicate-weeks = Par semaines entières
duplicate-day = À cette date
duplicate-first-day = Première date
duplicate-was = Avant
duplicate-becomes = Nouvelle date
duplicate-verdict = Verdict
duplicate-free = Libre
duplicate-taken = Pris : { $holders }.
duplicate-closed = Fermé : { $names }.
duplicate-skip = Laisser de côté les dates prises
duplicate-send = { $count ->
    [0] Réserver
    [one] Réserver { $count } date
   *[other] Réserver { $count } dates
}
duplicate-edit = Ouvrir dans l’éditeur
task-copies = la vérification des nouvelles dates
