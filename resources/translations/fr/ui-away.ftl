## Les calendriers sur des serveurs CalDAV

calendars-mirrors = Calendriers CalDAV
calendars-mirror-add = Ajouter
calendars-no-mirror = Aucun calendrier n’est tenu à jour sur un serveur CalDAV (Nextcloud, SOGo, Zimbra…).
calendars-mirror-never = Jamais écrit
calendars-mirror-written = à jour { $ago }
calendars-mirror-push-of = Écrire « { $name } » maintenant
calendars-mirror-remove-of = Ne plus tenir à jour « { $name } »
calendars-mirror-remove = Ne plus tenir à jour
calendars-mirror-remove-question = Ne plus tenir à jour « { $name } » ? Ce qui a été écrit reste sur le serveur.
calendars-mirror-remove-go = Ne plus tenir à jour
calendars-new-mirror = Tenir un calendrier à jour sur un serveur
calendars-new-mirror-hint = Dans une collection CalDAV qui n’est qu’à ce calendrier. Ce qui y est déjà n’est pas touché.
calendars-mirror-keep = Tenir à jour
calendars-mirror-url = Adresse de la collection
calendars-mirror-example = https://nuage.exemple.fr/dav/calendriers/usp/
calendars-mirror-user = Identifiant
calendars-mirror-password = Mot de passe
calendars-password = Mot de passe…
calendars-password-question = Mot de passe de { $user } auprès du serveur : il est confié au trousseau de cet ordinateur.
task-pushing = l’écriture d’un calendrier sur son serveur

## Les courriers

calendars-mail = Courriers
calendars-mail-send = Envoyer
calendars-mail-waiting = { $count } en attente
calendars-mail-sent = { $count ->
    [0] Aucun courrier n’attendait.
    [one] 1 courrier est parti.
   *[other] { $count } courriers sont partis.
}
