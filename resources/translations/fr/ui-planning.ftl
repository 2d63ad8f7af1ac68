## Planning

week-number = semaine { $week }
week-numbers = semaines { $first }–{ $last }
scale-day = Jour
scale-week = Semaine
scale-two_weeks = 2 sem.
scale-month = Mois
filter-platforms = Plateformes
filter-kind = Type
filter-partner = Structure
filter-chosen = { $name } : { $what }
filter-all = Toutes
filter-requests = Demandes
filter-approved = Approuvées
filter-ended = Sans suite
filter-mine = Mes réservations
clear-filters = Effacer les filtres
filters = Filtres
colour-by = Couleur
colour-platform = Plateforme
colour-partner = Structure
colour-status = État
filter-nights = Nuits repliées
category-equipment = Équipements
category-room = Salles
category-staff = Personnes
zoom = Zoom
hint-selected = { $count ->
    [one] 1 réservation · { $count } ligne sélectionnée
   *[other] 1 réservation · { $count } lignes sélectionnées
}
move-not-yours = Vous ne pouvez pas déplacer « { $title } ». Demandez à : { $who }.
move-nobodys = Vous ne pouvez pas déplacer « { $title } », et personne d’autre n’en a le droit à présent.
hint-dragging = { $when } · libre · Alt : sans aimant, Échap : abandonner
hint-dragging-repacked = { $when } · possible : { $moved ->
    [one] { $moved } réservation change d’unité
   *[other] { $moved } réservations changent d’unité
} · Alt : sans aimant, Échap : abandonner
hint-dragging-bad = { $when } · { $bad ->
    [one] { $bad } ligne sur { $count } en conflit
   *[other] { $bad } lignes sur { $count } en conflit
}
private-booking = Réservation privée
occupied = occupation { $hours }

## Volet de détails

inspector-empty = Rien n’est sélectionné
inspector-empty-hint = Cliquez une réservation pour la lire ici, ou tracez un créneau libre pour réserver.
more-actions = Autres actions
really-occupied = { $length } · occupation réelle { $hours }
session-of = Séance { $number } sur { $count }
series-until = Jusqu’au { $day }
inspector-instructions = Consignes aux plateformes
inspector-funding = Financement
learners = { $count ->
    [one] { $count } apprenant
   *[other] { $count } apprenants
}
units = { $count ->
    [one] { $count } unité
   *[other] { $count } unités
}
line-count = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
margin-setup = Préparation { $length }
margin-turnaround = remise en état { $length }
units-given = { $count ->
    [one] Unité attribuée : { $names }
   *[other] Unités attribuées : { $names }
}
awaiting = En attente de { $who }
approved-automatically = Approuvée d’office
approved-by = Approuvée par { $who }, { $when }
declined-by = Refusée par { $who }, { $when }
history = Historique
history-reason-displaced-by = au profit de { $what }
history-reason-room-for = pour faire place à { $what }
history-redo = a rétabli
history-breakdown = a déplacé à cause d’une panne
history-unblock = a levé l’indisponibilité
history-block-end = a changé la fin
history-expire = a laissé passer l’échéance
history-escalate = a relancé
history-check_in = est arrivé
history-release = a rendu le créneau
history-complete = a terminé
history-ask_again = a redemandé
history-take_offer = a pris l’autre créneau proposé
history-accept-offer = a accepté l’autre créneau proposé
history-request = a fait la demande
history-approve = a approuvé
history-decline = a refusé
history-cancel = a annulé
history-move = a déplacé
history-edit = a modifié
history-continue = a continué une série
history-exchange = a changé de ressource
history-timetable = a repris l’emploi du temps
history-detach = a détaché le calendrier
history-undo = est revenu en arrière
history-block = a déclaré l’indisponibilité
history-reassign = a changé d’unité
button-edit = Modifier
button-duplicate = Dupliquer
button-approve = Approuver
button-decline = Refuser

## Déposer, réserver vite

ways-title = { $bad ->
    [one] Dépôt impossible : { $bad } ligne sur { $count } en conflit
   *[other] Dépôt impossible : { $bad } lignes sur { $count } en conflit
}
ways-searching = Recherche d’autres possibilités…
ways-none = Aucune autre possibilité proche. Essayez une autre semaine ou moins de ressources.
quoted = « { $title } »
free = libre
free-of = { $free } sur { $count } libres
free-repacked = { $count ->
    [one] possible : { $count } réservation change d’unité
   *[other] possible : { $count } réservations changent d’unité
}
free-too-few = { $free } libre(s) sur { $wanted } demandée(s)
taken-until = jusqu’à { $when }
way-resource = Même créneau : { $name }
way-resource-detail = { $site } · ressource équivalente
way-unit = Même créneau sur { $unit }
way-unit-detail = { $name }, aucun autre changement
way-time = { $when }
way-time-detail = Toutes les lignes sont libres
way-skip = { $count ->
    [one] Sans la date en conflit
   *[other] Sans les { $count } dates en conflit
}
way-skip-detail = { $days }
quick-title = Intitulé
quantity = Quantité
quick-automatic = Approuvée d’office dès l’envoi.
quick-request = La demande part au responsable de la plateforme.
more-options = Plus d’options
ask = Demander
