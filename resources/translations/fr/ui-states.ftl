### Ce qui reste d’une séance interrompue, le serveur perdu, l’attente.

unfinished-resume = Reprendre
unfinished-later = Plus tard
unfinished-booking = « { $title } » n’a pas été envoyée : brouillon du { $at }.
unfinished-change = Vos changements de « { $title } » n’ont pas été enregistrés : brouillon du { $at }.
unfinished-decline = Un refus de « { $title } » n’a pas été envoyé : motif écrit le { $at }.
unfinished-cancel = Une annulation de « { $title } » n’a pas été envoyée : motif écrit le { $at }.
unfinished-ask = Une question sur « { $title } » n’a pas été envoyée, écrite le { $at }.
unfinished-answer = Une réponse sur « { $title } » n’a pas été envoyée, écrite le { $at }.
unfinished-propose = Une proposition pour « { $title } » n’a pas été envoyée, écrite le { $at }.
unfinished-message = Un message sur « { $title } » n’a pas été envoyé, écrit le { $at }.
unfinished-item = « { $title } » : des modifications n’ont pas été enregistrées, saisies le { $at }.
unfinished-block = Une indisponibilité de « { $title } » n’a pas été enregistrée, saisie le { $at }.
unfinished-breakdown = Une panne de « { $title } » n’a pas été déclarée, saisie le { $at }.
unfinished-unblock = « { $title } » n’a pas été rendu disponible : motif écrit le { $at }.
unfinished-door = Une dérogation n’a pas été envoyée, motif écrit le { $at }. Règle concernée : { $title }
unfinished-more = { $count ->
    [one] Et un autre texte.
   *[other] Et { $count } autres textes.
 }
unfinished-over = Ce n’est plus possible : quelqu’un l’a fait entre-temps, ou la date est passée. Votre texte : « { $text } »

reason-door-title = Commencer malgré tout
reason-door-question = { $title }
reason-door-hint = En tant que responsable, vous pouvez l’autoriser. Le motif est conservé dans la piste d’audit.
reason-door-placeholder = Par exemple : encadrement par une personne habilitée
reason-door-send = Commencer par dérogation

offline-since = Hors ligne depuis { $time }, lecture seule. Ce que vous écrivez est gardé sur ce poste ; tout revient tout seul.
offline-over = De nouveau en ligne
offline-rest = Hors ligne : possible dès le retour de la base.

task-closure-concerns = Recherche des réservations concernées
closure-concerns-title = Réservations concernées
closure-concerns = { $count ->
    [one] Une date réservée tombe pendant « { $name } ».
   *[other] { $count } dates réservées tombent pendant « { $name } ».
 }
closure-concerns-hint = La fermeture est enregistrée, rien n’est annulé. Ouvrez chaque date dans le planning pour la déplacer, l’annuler ou la laisser.
closure-column-what = Réservation
closure-column-when = Date
closure-column-where = Ressource
closure-open = Ouvrir dans le planning
closure-leave = Plus tard

empty-store = Cette base est vide
empty-store-hint = Importez un catalogue (un fichier TOML, montré avant d’être écrit), ou créez à la main structures, plateformes et ressources.
empty-store-catalogue-import = Importer un catalogue…
empty-store-show-administration = Créer à la main
empty-store-open-store = Autre base…
administration-empty = Rien encore dans cette liste.

done-gave-way = { $count ->
    [one] « { $titles } » a cédé la place
   *[other] { $count } demandes ont cédé la place
 }
