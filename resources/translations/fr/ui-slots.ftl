# Trouver un créneau

screen-slots = Créneaux
action-show-slots = Créneaux
slots-title = Trouver un créneau
slots-subtitle = plusieurs ressources libres en même temps
slots-resources = Ressources nécessaires ensemble
slots-add = Ressource ou personne
slots-any = Accepter les équivalents
slots-any-tip = Une ressource déclarée équivalente convient aussi, chez tout partenaire.
slots-closed = fermé
slots-quantity = Nombre : { $name }
slots-remove = Retirer { $name }
slots-length = Durée
slots-sessions = Séances
slots-since = Du
slots-until = Au
slots-weekdays = Jours
slots-between = Entre
slots-and = et
slots-wrong-length = Écrivez par exemple 3 h, 90 min ou 2 j.
slots-wrong-period = La fin précède le début.
slots-wrong-hours = La fin précède le début.
slots-map = Où la combinaison est possible
slots-map-summary = Possible { $days } jours sur { $of }.
slots-map-share = { $percent } % des débuts
slots-none = aucun début
slots-some = quelques-uns
slots-most = la plupart
slots-all = tous
slots-found = { $count ->
    [0] Aucune proposition
    [one] Une proposition
   *[other] { $count } propositions
}
slots-order = sans réserve d’abord, puis régulières, puis mêmes unités, puis au plus tôt
slots-tell-me = M’avertir si un créneau se libère
slots-book = Réserver
slots-book-named = Réserver : { $when }
slots-weekly = { $day }s, { $hours }
slots-several-days = Plusieurs jours, { $hours }
slots-count = { $count } séances
slots-would-fit = Ce qui conviendrait :
slots-look-so = Chercher ainsi
slots-empty = Choisissez les ressources qu’il vous faut en même temps : les créneaux communs s’affichent ici.
slots-empty-action = Choisir une ressource
slots-hint = ↑ ↓ parcourir · Entrée réserver · F5 chercher à nouveau
slots-waiting = Ma liste d’attente
slots-accept = Accepter
slots-decline = Décliner
slots-withdraw = Retirer
slots-offered = Offert { $when } ; réponse avant le { $until }
slots-waits-at = En attente le { $when }, rang { $place }
slots-waits-between = En attente entre le { $since } et le { $until }, rang { $place }
slots-waited = Vous serez averti dès qu’un créneau se libère pour « { $title } ».
slots-accept-done = « { $title } » est demandé.
slots-decline-done = L’offre pour « { $title } » va au suivant.
slots-withdraw-done = « { $title } » n’est plus en liste d’attente.
task-finding = Recherche de créneaux…
task-waiting = Inscription en liste d’attente…
task-answering = Envoi de la réponse…
