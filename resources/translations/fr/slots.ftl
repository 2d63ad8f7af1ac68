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
lasting-minutes = { $minutes } min
lasting-full-hours = { $hours } h
lasting-hours = { $hours } h { $minutes }

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
