## L’écran Calendriers

screen-calendars = Calendriers
action-show-calendars = Calendriers
calendars-title = Calendriers et synchronisation
calendars-errors = { $count ->
    [0] Tout est à jour
    [one] 1 calendrier en erreur
   *[other] { $count } calendriers en erreur
}
calendars-known = Dernier état connu
calendars-sync = Tout synchroniser
calendars-screen-hint = F5 synchronise tout · ↑ ↓ d’un lien à l’autre
calendars-ago = il y a { $length }
export-all = Tout
calendars-all = Toutes les réservations

## Les liens

calendars-feeds = Abonnements
calendars-feeds-hint = à ajouter dans Outlook, Google Agenda, Apple Calendrier…
calendars-new-feed = Nouvel abonnement
calendars-no-feed = Aucun abonnement. Un lien montre un calendrier, toujours à jour, dans l’agenda de qui s’y abonne.
calendars-copy = Copier
calendars-copy-of = Copier le lien « { $name } »
calendars-until = jusqu’au { $when }
calendars-unread = Jamais lu
calendars-read = { $ago } · { $client }
calendars-client-unknown = logiciel inconnu
calendars-live = À jour
calendars-waiting = En attente d’un abonné
calendars-revoked = Révoqué
calendars-ended = Expiré
calendars-pick = Choisissez un abonnement : son lien, ce que voient ses abonnés et comment le reprendre s’affichent ici.
calendars-code = Le lien à scanner
calendars-scan = À scanner depuis l’appareil photo
calendars-link = Lien
calendars-copy-link = Copier le lien
calendars-copied = Lien copié.
calendars-once = Copiez-le maintenant : par sécurité, il n’est gardé nulle part en clair.
calendars-kept-secret = Le lien n’a été montré qu’à sa création. Perdu ? Renouvelez-le, puis envoyez le nouveau aux abonnés.
calendars-address = Adresse du serveur de calendriers
calendars-address-example = https://reservations.exemple.fr
calendars-address-hint = Là où « platform-booking ical serve » est joignable. Demandez-la à votre service informatique.
calendars-seen = Ce que voient les abonnés
calendars-sees-time = Les heures prises
calendars-sees-title = Titres, ressources et structures
calendars-sees-people = Noms des personnes
calendars-shown = visible
calendars-hidden = masqué
calendars-safety = Sécurité
calendars-safety-hint = Quiconque a ce lien peut lire le calendrier. Le renouveler ou le révoquer coupe les appareils abonnés.
calendars-renew = Renouveler le lien…
calendars-renew-question = Renouveler le lien « { $name } » ? Les appareils abonnés à l’ancien lien ne recevront plus rien.
calendars-renew-go = Renouveler
calendars-revoke = Révoquer le lien…
calendars-revoke-question = Révoquer le lien « { $name } » ? Les appareils abonnés ne recevront plus rien, et il ne pourra pas être rétabli.
calendars-revoke-go = Révoquer
calendars-revoke-done = Le lien « { $name } » est révoqué.
calendars-made = Le lien « { $name } » est prêt. Copiez-le maintenant.
calendars-new-feed-hint = Le lien donne un calendrier toujours à jour à qui le reçoit, sans mot de passe.
calendars-create = Créer le lien
calendars-label = Nom (facultatif)
calendars-ends = Le lien a une fin
calendars-last-day = Dernier jour du lien

## Les calendriers importés

calendars-timetables = Calendriers importés
calendars-import = Importer
calendars-no-timetable = Aucun calendrier importé. Un emploi du temps importé compte dans les conflits : une salle prise en cours n’est plus proposée.
calendars-hard = occupe la ressource
calendars-soft = avertit seulement
calendars-events = { $count ->
    [0] aucun événement à venir
    [one] 1 événement à venir
   *[other] { $count } événements à venir
}
calendars-age = { $events } · lu { $ago }
calendars-kept = { $count ->
    [0] Aucun événement n’avait encore été lu.
    [one] L’événement déjà lu reste pris en compte.
   *[other] Les { $count } événements déjà lus restent pris en compte.
}
calendars-rejected = { $count ->
    [one] 1 événement illisible n’a pas été importé.
   *[other] { $count } événements illisibles n’ont pas été importés.
}
calendars-collision = « { $title } » ({ $ref }) rencontre { $event }, { $when }
calendars-collision-private = Une réservation privée ({ $ref }) rencontre { $event }, { $when }
calendars-some-event = un cours
calendars-show-booking = Voir la réservation
calendars-show-booking-of = Voir « { $title } » dans le planning
calendars-move = Déplacer…
calendars-move-of = Déplacer « { $title } »
calendars-keep-booking = Garder
calendars-keep-booking-of = Garder « { $title } » à sa place
calendars-kept-booking = { $ref } garde sa place. Ce conflit n’est plus signalé tant que l’emploi du temps ne bouge pas.
calendars-blocked = Sur une indisponibilité : { $event }, { $when }
calendars-more-conflicts = { $count ->
    [one] et 1 autre conflit
   *[other] et { $count } autres conflits
}
calendars-retry = Réessayer
calendars-reconnect = Nouveau lien…
calendars-refresh-of = Relire « { $name } »
calendars-replace-of = Nouveau fichier pour « { $name } »
calendars-detach-of = Détacher « { $name } »
calendars-detach = Détacher le calendrier
calendars-detach-question = Détacher « { $name } » ? Ses événements à venir n’occuperont plus rien et n’avertiront plus.
calendars-detach-go = Détacher
calendars-detached = « { $name } » est détaché.
calendars-refreshed = { $failed ->
    [0] { $count ->
        [one] 1 calendrier relu.
       *[other] { $count } calendriers relus.
    }
    [one] { $count } relus, 1 en erreur : voyez sa ligne.
   *[other] { $count } relus, { $failed } en erreur : voyez leurs lignes.
}
calendars-imported = « { $name } » : nouveaux { $new }, déplacés { $moved }, disparus { $gone }.
calendars-import-heading = Importer un emploi du temps
calendars-import-hint = Un fichier .ics ou un lien. Le réimporter ne compte rien deux fois ; rien n’est écrit avant l’aperçu.
calendars-source = Fichier ou lien
calendars-source-example = https://… ou un fichier .ics
calendars-choose-file = Choisir un fichier…
calendars-file-kinds = Calendriers (*.ics *.ical *.ifb);;Tous les fichiers (*)
calendars-whose = De qui est cet emploi du temps ?
calendars-hold = Occupe la ressource : cet emploi du temps fait foi
calendars-hold-hint = Sans cette case, il avertit seulement.
calendars-preview = Aperçu
calendars-preview-empty = Ce que l’import changerait s’affichera ici.
calendars-look = Voir l’aperçu
calendars-import-now = Importer
task-reading-calendars = la lecture des calendriers
task-sending-mail = Envoi des courriers…
task-reading-calendar = la lecture d’un calendrier
task-making-link = la création d’un lien
task-revoking = la révocation
