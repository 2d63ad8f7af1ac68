## Le planning : lignes, en-têtes, et ce qu’un glisser ferait

timeline-name = Planning
timeline-description = Les réservations par ressource et par heure. Les flèches déplacent le curseur, Tab va à la réservation suivante de la ligne, Entrée l’ouvre.
timeline-people = Personnes
timeline-resources = Ressources
timeline-listed = { $listed } sur { $total }
timeline-places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
timeline-units = { $count ->
    [one] { $count } unité
   *[other] { $count } unités
}
timeline-persons = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
}
timeline-taken = Occupé
timeline-quantity = ×{ $count }
timeline-quantity-short = { $count } u.
timeline-more = +{ $count } autres
timeline-week = semaine { $number }
timeline-week-short = S{ $number }
timeline-occupation = { $percent } %
timeline-free-warned = libre, mais un emploi du temps prévoit autre chose
timeline-free = libre
timeline-busy-until = occupé jusqu’à { $time }
timeline-impossible = impossible
timeline-empty = Aucune ressource ne répond aux filtres.
timeline-kind-maintenance = Maintenance
timeline-kind-calibration = Étalonnage
timeline-kind-closure = Fermeture
timeline-kind-breakdown = Panne
timeline-kind-timetable = Emploi du temps
timeline-hour-spoken = { $minute ->
    [0] { $hour ->
        [one] { $hour } heure
       *[other] { $hour } heures
    }
   *[other] { $hour ->
        [one] { $hour } heure { $minute }
       *[other] { $hour } heures { $minute }
    }
}
timeline-span-spoken = { $day } de { $start } à { $end }
timeline-span-spoken-days = du { $day } à { $start } au { $last } à { $end }
timeline-bar-spoken = { $title }, { $span }, { $state }, { $resources ->
    [one] { $resources } ressource
   *[other] { $resources } ressources
}
timeline-block-spoken = Indisponibilité : { $title }, { $span }
timeline-slot-spoken = { $resource }, { $day }, { $time }, libre
timeline-range-spoken = { $resource }, { $span }. Entrée pour réserver.
timeline-fits-spoken = { $span } : libre
timeline-conflict-spoken = { $span } : impossible
timetable-only-warns = Emploi du temps importé : il avertit, sans occuper la ressource.
timetable-untitled = (sans titre)
timeline-close-all = Fermer ou ouvrir toutes les plateformes
