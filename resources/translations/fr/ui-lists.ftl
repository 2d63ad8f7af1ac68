## Listes : ce qu’elles ont en commun

lists-clear-filters = Effacer les filtres
lists-retry = Réessayer
lists-loading = Lecture en cours…
lists-unnamed = Occupé

## Agenda

agenda-column-time = Heure
agenda-column-booking = Réservation
agenda-column-resources = Ressources
agenda-column-partner = Structure
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
agenda-period-two_weeks = 2 semaines
agenda-period-month = 1 mois
agenda-group-by = Grouper par
agenda-group-day = Jour
agenda-group-resource = Ressource
agenda-group-partner = Structure
agenda-my-platforms = Mes plateformes
agenda-my-bookings = Mes réservations
agenda-filter-category = Type
agenda-filter-partner = Structure
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

## Demandes

requests-search = Rechercher une demande
requests-waiting = { $count ->
    [0] rien à traiter
   *[other] { $count } à traiter
}
requests-mine = À traiter { $count }
requests-elsewhere = En attente d’autrui { $count }
requests-tick-all = Tout cocher
requests-ticked = { $count ->
    [one] { $count } cochée
   *[other] { $count } cochées
}
requests-decline-many = Refuser…
requests-approve-many = { $count ->
    [0] Approuver
    [one] Approuver
   *[other] Approuver les { $count }
}
requests-many = { $count } demandes
requests-approve = Approuver
requests-decline = Refuser
requests-approve-line = Approuver seulement { $resource }
requests-decline-line = Refuser seulement { $resource }…
requests-hint = ↑ ↓ parcourir · A approuver · D refuser · P proposer · X cocher
requests-pick = Choisissez une demande.
requests-nothing = Rien à décider.
requests-nothing-until = Rien à décider. Prochaine échéance : { $day }.
requests-none-found = Aucune demande ne correspond.
requests-dates = { $first } · { $count } dates
requests-age-days = depuis { $count } j
requests-age-hours = depuis { $count } h
requests-age-minutes = depuis { $count } min
requests-verdict-ok = Règles respectées
requests-verdict-warning = À vérifier
requests-verdict-conflict = Conflit
requests-learners = { $count ->
    [one] { $count } apprenant
   *[other] { $count } apprenants
}
requests-unit = n° { $unit }
requests-taken = { $resource } est pris { $when }
requests-competing = { $resource } est aussi demandé { $when }
requests-by = « { $title } », { $ref }
requests-more-conflicts = { $count ->
    [one] et { $count } autre conflit
   *[other] et { $count } autres conflits
}
requests-solution = { $place } est équivalent et libre à toutes les dates qui attendent.
requests-solution-unit = Le { $place } est libre à toutes les dates qui attendent.
requests-solution-take = Approuver sur cet équivalent
requests-solution-unit-take = Approuver sur le { $place }
requests-around = Autour de la demande
requests-around-note = et ce qui pourrait la remplacer
requests-instructions = Consignes de l’organisateur
requests-open-planning = Ouvrir dans le planning
requests-role-asked = demandé
requests-role-pool = même parc
requests-role-equivalent = équivalent
requests-free-here = Libre sur toute la période
requests-lines = Lignes de la demande
requests-lines-mine = { $count ->
    [one] { $count } vous concerne
   *[other] { $count } vous concernent
}
requests-column-resource = Ressource
requests-column-period = Période
requests-column-decider = Responsable
requests-column-state = État
requests-you = Vous
requests-nobody = Personne n’est désigné
requests-automatic = D’office
requests-to-decide = À décider
requests-message = Message à l’organisateur (facultatif, requis pour un refus)
requests-message-hint = Votre réponse reste dans l’historique de la réservation.
requests-rules = Règles de la plateforme
requests-availability = Disponibilité
requests-availability-free = Libre à toutes les dates
requests-availability-conflict = { $count ->
    [one] { $count } recouvrement
   *[other] { $count } recouvrements
}
requests-availability-later = { $count ->
    [one] { $count } demande concurrente, refusée une fois toutes les décisions prises
   *[other] { $count } demandes concurrentes, refusées une fois toutes les décisions prises
}
requests-availability-competing = { $count ->
    [one] { $count } demande concurrente, refusée si vous approuvez
   *[other] { $count } demandes concurrentes, refusées si vous approuvez
}
requests-rule-past = Date à venir
requests-rule-past-ok = Rien n’est encore passé
requests-rule-horizon = Date assez proche
requests-rule-horizon-ok = Moins de cinq ans à l’avance
requests-rule-capacity = Jauge des salles
requests-rule-capacity-ok = Assez de places pour l’effectif
requests-record-period = Ses réservations des 12 derniers mois, toutes plateformes
requests-record-kept = Dates tenues
requests-record-of = { $kept } sur { $total }
requests-record-late = Annulations tardives
requests-record-refused = Refus précédents
requests-record-spoken = Dates tenues, mois par mois : { $months }
