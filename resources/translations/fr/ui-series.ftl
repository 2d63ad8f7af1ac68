series-title = Modifier la série
series-heading = Modifier « { $title } »
series-scope-this = 1 · Cette date
series-scope-following = 2 · Cette date et les suivantes
series-scope-all = 3 · Toutes les dates
series-looking = Examen de chaque date…
series-dates = Dates avant et après
series-column-change = Changement
series-column-before = Avant
series-column-after = Après
series-column-resources = Ressources
series-kind-kept = Conservée
series-kind-moved = Déplacée
series-kind-added = Nouvelle
series-kind-cancelled = Annulée
series-kind-conflict = En conflit
series-count-kept = { $count ->
    [one] 1 date garde son horaire
   *[other] { $count } dates gardent leur horaire
}
series-count-moved = { $count ->
    [one] 1 déplacée
   *[other] { $count } déplacées
}
series-count-added = { $count ->
    [one] 1 nouvelle
   *[other] { $count } nouvelles
}
series-count-cancelled = { $count ->
    [one] 1 annulée
   *[other] { $count } annulées
}
series-count-conflict = { $count ->
    [one] 1 en conflit, laissée telle quelle
   *[other] { $count } en conflit, laissées telles quelles
}
series-taken-by = Déjà pris : { $who }
series-send = Modifier
series-send-count = { $count ->
    [one] Modifier 1 date
   *[other] Modifier { $count } dates
}
series-skip = Modifier les autres
series-done = Série « { $title } » modifiée
editor-see-dates = Voir les dates…
