action-breakdown = Panne…
breakdown-title = Panne
breakdown-heading = Qu’est-ce qui est en panne ?
breakdown-resource-field = Ressource
breakdown-unit-field = Unité
breakdown-all-units = Toutes les unités
breakdown-start-day = En panne depuis le
breakdown-start-time = Heure
breakdown-end-day = Jusqu’au, en principe
breakdown-end-time = Heure
breakdown-reason-hint = Ce qui est arrivé ; les organisateurs le liront
breakdown-looking = Recherche des réservations touchées…
breakdown-unclear = Ce jour ou cette heure ne se comprend pas.
breakdown-affected = { $count ->
    [0] Personne n’est touché : la ressource sera simplement indisponible.
    [one] Une réservation est touchée. Décochée, elle perd sa place et son organisateur est prévenu.
   *[other] { $count } lignes de réservation sont touchées. Décochée, une ligne perd sa place et son organisateur est prévenu.
}
breakdown-list = Réservations touchées
breakdown-column-booking = Réservation
breakdown-column-now = Prévue jusqu’ici
breakdown-column-proposal = Proposition
breakdown-there = { $resource } · { $units }
breakdown-goes-unit = Autre unité
breakdown-goes-resource = Ressource équivalente
breakdown-goes-time = Autre horaire
breakdown-goes-none = Perd sa place
breakdown-goes-none-detail = Rien d’autre n’est libre
breakdown-goes-left = Perd sa place
breakdown-goes-left-detail = Décochée
breakdown-goes-in-use = S’arrête
breakdown-goes-in-use-detail = En cours d’utilisation au moment de la panne
breakdown-block = Déclarer la panne
breakdown-move = { $count ->
    [one] déplacer 1 réservation
   *[other] déplacer { $count } réservations
}
breakdown-lose = { $count ->
    [one] retirer 1 ligne
   *[other] retirer { $count } lignes
}
breakdown-tell = { $count ->
    [one] prévenir 1 personne
   *[other] prévenir { $count } personnes
}
breakdown-losing = { $count ->
    [one] Perd sa place : { $names }
   *[other] Perdent leur place : { $names }
}
done-breakdown = { $resource } : panne déclarée
task-breakdown = la recherche des réservations touchées
task-breakdown-doing = la déclaration de la panne
