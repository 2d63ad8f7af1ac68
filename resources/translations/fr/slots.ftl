# Chercher un créneau : raisons des propositions, et ce qui manque quand rien ne convient.

nothing-found = Aucun créneau ne réunit tout ce qui est demandé sur cette période.
reason-earliest = Au plus tôt
reason-every-week = Même jour, même heure chaque semaine
reason-weeks-left-out = Même jour, même heure ; { $count ->
    [one] une semaine sautée
   *[other] { $count } semaines sautées
} ({ $dates })
reason-same-hour = Même heure, jours différents
reason-same-units = Mêmes unités toute la série
reason-units-change = { $resource } : l’unité change selon la date
reason-instead = { $resource } au lieu de { $instead_of }
reason-others-change-unit = { $count ->
    [one] Une autre réservation change d’unité, sans changer d’heure
   *[other] { $count } autres réservations changent d’unité, sans changer d’heure
}
reason-timetable = L’emploi du temps { $codes } prévoit déjà quelque chose
reason-asked-too = Aussi demandé par { $refs }, sans décision
reason-nobody-displaced = Personne n’a à céder sa place
reason-within-opening = Dans les horaires d’ouverture de tous
reason-outside-opening = { $count ->
    [one] Une date hors des horaires d’ouverture : { $dates }
   *[other] { $count } dates hors des horaires d’ouverture : { $dates }
}

bottleneck = { $resource } n’est libre que pour { $share } % des débuts possibles.
bottleneck-never = { $resource } n’est jamais libre assez longtemps.
miss-sessions = Avec { $sessions ->
    [one] une séance
   *[other] { $sessions } séances
} au lieu de { $wanted } : { $when }
miss-units = Avec { $resource } × { $quantity } : { $when }
miss-without = Sans { $resource } : { $when }
miss-shorter = En { $length } : { $when }
miss-hours = En dehors des heures demandées : { $when }
miss-days = Un autre jour de la semaine : { $when }

map-legend = De { $first } à { $last }, une case par heure : { $shades } de rien à tout ; blanc : non demandé.
weekday-0 = lun
weekday-1 = mar
weekday-2 = mer
weekday-3 = jeu
weekday-4 = ven
weekday-5 = sam
weekday-6 = dim

opt-resource-any = Code d’une ressource, ou de plusieurs au choix : CODE, CODE:N, CODE|CODE2:N ; @identifiant pour une personne
opt-any = Accepter aussi les ressources déclarées équivalentes, chez tous les partenaires
opt-map = Montrer où c’est possible, jour par jour et heure par heure

# La liste d’attente

invalid-already-free = C’est déjà libre : { $start }. Réservez sans attendre.
invalid-wish-over = La période demandée est passée.
invalid-too-many-wishes = Vous attendez déjà { $most } créneaux. Retirez-en avant d’en ajouter.
invalid-wish-when = Indiquez soit --start avec --end ou --duration, soit --from, --to et --duration.
doing-wait = attendre
doing-withdraw = retirer de la liste d’attente
doing-accept-offer = accepter l’offre
doing-decline-offer = décliner l’offre
doing-lapse = laisser passer
state-waiting = en attente
state-offered = offert
state-taken = accepté
state-lapsed = passé
state-withdrawn = retiré
wish-state-waiting = en attente
wish-state-offered = offert
wish-state-taken = accepté
wish-state-lapsed = passé
wish-state-withdrawn = retiré
wish-line = { $ref }  { $title } : { $state }{ $place ->
    [0] {""}
   *[other] , rang { $place }
}
wish-offered = { $ref }  { $title } : offert { $when }, réponse avant { $until }
done-wait = { $ref } : vous serez prévenu dès qu’un créneau se libère (rang { $place }).
done-withdraw = { $ref } est retiré de la liste d’attente.
done-accept-offer = { $ref } est maintenant : { $state }.
done-decline-offer = { $ref } : l’offre va au suivant.
nothing-waited-for = Rien en liste d’attente.
notice-slot-offered = Un créneau se libère pour « { $title } ». Répondez avant { $until } : il vous est réservé jusque-là ({ $wish }).
notice-offer-lapsed = L’offre pour « { $title } » n’a pas été acceptée à temps ; elle va au suivant ({ $wish }).
due-slot-offered = { $ref } « { $title } » : créneau offert à { $persons }.
due-offer-lapsed = { $ref } « { $title } » : l’offre n’a pas été acceptée à temps.
due-wish-over = { $ref } « { $title } » : la période attendue est passée.
help-wait = Être prévenu dès que se libère ce qui est demandé : à une heure précise, ou dans une période.
help-waiting = Votre liste d’attente.
help-waiting-withdraw = Ne plus attendre.
help-offers = Ce qui vous est offert et attend votre réponse.
help-accept-offer = Accepter une offre : elle devient une demande ordinaire.
help-decline-offer = Décliner une offre : elle va au suivant.
opt-wish = Référence de la liste d’attente, par exemple W-2026-00001
opt-ended = Montrer aussi ce qui est terminé
