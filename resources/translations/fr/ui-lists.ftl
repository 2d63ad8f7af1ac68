## Listes : ce qu’elles ont en commun

lists-clear-filters = Effacer les filtres
lists-retry = Réessayer
lists-loading = Lecture en cours…
lists-unnamed = Occupé

## Agenda

agenda-column-time = Heure
agenda-column-booking = Réservation
agenda-column-resources = Ressources
agenda-column-partner = Organisme
agenda-column-state = État
agenda-bookings = { $count ->
    [0] aucune réservation
    [one] { $count } réservation
   *[other] { $count } réservations
}
agenda-blocks = { $count ->
    [one] { $count } indisponibilité
   *[other] { $count } indisponibilités
}
agenda-today = aujourd’hui
agenda-no-partner = Indisponibilités
agenda-taken = Occupé
agenda-block = Indisponibilité
agenda-period-day = 1 jour
agenda-period-week = 1 semaine
agenda-period-two-weeks = 2 semaines
agenda-period-month = 1 mois
agenda-group-by = Grouper par
agenda-group-day = Jour
agenda-group-resource = Ressource
agenda-group-partner = Organisme
agenda-my-platforms = Mes plateformes
agenda-my-bookings = Mes réservations
agenda-filter-category = Type
agenda-filter-partner = Organisme
agenda-filter-state = État
agenda-filter-all = Tous
agenda-category-equipment = Équipements
agenda-category-room = Salles
agenda-category-staff = Personnes
agenda-states-approved = Approuvées
agenda-states-requested = Demandées
agenda-states-partly_approved = Approuvées en partie
agenda-states-block = Indisponibilités
agenda-states-ended = Refusées, annulées, expirées
agenda-state-requested = Demandée
agenda-state-approved = Approuvée
agenda-state-partly_approved = Partielle
agenda-state-declined = Refusée
agenda-state-cancelled = Annulée
agenda-state-expired = Expirée
agenda-state-in_use = En cours
agenda-state-completed = Terminée
agenda-state-no_show = Non honorée
agenda-empty = Aucune réservation sur cette période.
agenda-empty-filtered = Aucune réservation ne répond aux filtres.
agenda-hint = ↑ ↓ parcourir · Entrée voir sur le planning · E modifier · A approuver
agenda-cancel-date = Annuler cette date…
agenda-cancel-following = Annuler cette date et les suivantes…
agenda-cancel-all = Annuler toute la série…
agenda-hour = { $minute ->
    [0] { $hour ->
        [0] 0 heure
        [one] { $hour } heure
       *[other] { $hour } heures
    }
   *[other] { $hour ->
        [one] { $hour } heure { $minute }
       *[other] { $hour } heures { $minute }
    }
}
agenda-span = { $day } de { $start } à { $end }
agenda-span-days = du { $day } à { $start } au { $last } à { $end }
agenda-spoken = { $title }, { $span }, { $state }, { $resources ->
    [one] { $resources } ressource
   *[other] { $resources } ressources
}
agenda-spoken-series = { $title }, { $span }, { $state }, { $resources ->
    [one] { $resources } ressource
   *[other] { $resources } ressources
}, séance { $number } sur { $dates }
