### Le champ de commande

action-command = Rechercher ou réserver
command-placeholder = Rechercher ou réserver : bioréacteur 50 L mar 14-17 x6
command-description = Tapez ce que vous voulez réserver, ou cherchez une réservation, une ressource, une personne, une action. Flèches pour choisir, Entrée pour faire, Maj+Entrée pour l’éditeur, Échap pour sortir.
command-panel = Ce qui est compris et ce qui est possible
command-rows = Propositions
command-hint = ↵ faire · Maj+↵ éditeur · ↑ ↓ choisir · Échap sortir

## Ce qui est compris

command-several = { $words } : { $count } possibles
command-times = { $count ->
    [one] 1 séance
   *[other] { $count } séances, chaque semaine
}
command-until = chaque semaine jusqu’au { $day }
command-except = sauf { $days }
command-learners = { $count ->
    [one] 1 apprenant
   *[other] { $count } apprenants
}
command-block = Indisponibilité
command-lost = « { $words } » ?

## Le verdict

command-choose = « { $words } » peut désigner { $count } ressources : choisissez, ou ajoutez le site.
command-checking = Vérification…
command-free = { $count ->
    [one] Libre.
   *[other] Libre, les { $count } séances.
}
command-some = { $bad ->
    [one] { $bad } séance sur { $count } en conflit : rien n’est envoyé ainsi.
   *[other] { $bad } séances sur { $count } en conflit : rien n’est envoyé ainsi.
}
command-block-free = Personne n’est gêné.
command-no-time = Sans jour ni heure : un créneau sera cherché.
command-is-free = libre
command-is-taken = pas possible

## Les lignes

command-ask = Demander « { $title } »
command-book = Réserver « { $title } »
command-do-block = Rendre indisponible : { $name }
command-find = Chercher un créneau
command-find-is = critères remplis, recherche lancée
command-editor = Ouvrir l’éditeur
command-editor-is = avec tout ce qui est compris
command-editor-key = Maj+↵
command-title = En faire le titre
command-which = Laquelle ?
command-ways = Ce qui conviendrait
command-resources = Ressources
command-bookings = Réservations
command-people = Personnes
command-actions = Actions
command-with-it = Avec ces mots
command-filter = Filtrer le planning : « { $words } »
command-recent = Récemment
command-examples = Par exemple
command-example-1 = bioréacteur 50 L mar 14-17 x6
command-example-1-is = réserve six mardis
command-example-2 = salle de cours + 2 psm demain matin "TP aseptie"
command-example-2-is = plusieurs ressources et un titre
command-example-3 = cytomètre 2h
command-example-3-is = sans jour : cherche un créneau
