# Calendriers tenus à jour sur des serveurs CalDAV

no-mirror = Aucun calendrier n’est tenu à jour sur un serveur CalDAV.
done-mirror = Calendrier { $code } : il sera tenu à jour à l’adresse { $url }.
done-mirror-password = Le mot de passe est pris dans la variable { $variable }, ou dans le trousseau de cet ordinateur.
done-mirror-removed = Le calendrier { $code } n’est plus tenu à jour. Ce qui a été écrit reste sur le serveur.
mirror-never = jamais envoyé
mirror-pushed = à jour le { $at }
mirror-removed = retiré

doing-mirror = tenir à jour
doing-remove-mirror = retirer
trail-kind-mirror = calendrier CalDAV
trail-did-mirror = tient à jour sur un serveur CalDAV
trail-did-remove-mirror = ne tient plus à jour

invalid-mirror-url = « { $value } » n’est pas l’adresse d’un calendrier CalDAV. Donnez l’adresse https:// de la collection, sans paramètres.
invalid-mirror-url-secret = L’adresse contient un nom ou un mot de passe. Donnez le nom par --user, et le mot de passe par le trousseau ou l’environnement.
invalid-mirror-url-clear = Le mot de passe passerait en clair sur le réseau jusqu’à { $host }. Donnez une adresse https://.
invalid-mirror-twice = Un calendrier est déjà tenu à jour à l’adresse { $url }. Retirez-le d’abord, ou choisissez une autre collection.

help-caldav = Calendriers tenus à jour sur des serveurs CalDAV.
help-caldav-add = Tenir un calendrier à jour dans une collection d’un serveur CalDAV.
help-caldav-list = Montrer les calendriers tenus à jour, et comment s’est passé le dernier envoi.
help-caldav-remove = Ne plus tenir à jour un calendrier ; ce qui a été écrit reste sur le serveur.

opt-mirror = Code d’un calendrier tenu à jour
opt-mirror-url = Adresse de la collection, qui n’est qu’à ce calendrier
opt-mirror-user = Identifiant auprès du serveur
opt-mirror-removed = Aussi ceux qui sont retirés

mirror-count-written = { $count ->
    [one] un écrit
   *[other] { $count } écrits
}
mirror-count-unchanged = { $count ->
    [one] un inchangé
   *[other] { $count } inchangés
}
mirror-count-removed = { $count ->
    [one] un retiré
   *[other] { $count } retirés
}
mirror-count-restored = { $count ->
    [one] un perdu par le serveur et réécrit
   *[other] { $count } perdus par le serveur et réécrits
}
mirror-count-overwritten = { $count ->
    [one] un modifié sur le serveur et remplacé
   *[other] { $count } modifiés sur le serveur et remplacés
}
mirror-count-left = { $count ->
    [one] un laissé, car il est à d’autres sur le serveur
   *[other] { $count } laissés, car ils sont à d’autres sur le serveur
}
mirror-count-later = { $count ->
    [one] un remis au prochain passage
   *[other] { $count } remis au prochain passage
}
mirror-count-nothing = rien à envoyer
mirror-watching = Les calendriers sont tenus à jour d’ici. Ctrl+C arrête.

mirror-error-no-password = Cet ordinateur ne connaît pas le mot de passe du serveur. Confiez-le au trousseau, ou donnez-le par la variable d’environnement { $variable }.
mirror-error-refused = Le serveur refuse l’identifiant ou le mot de passe. Vérifiez-les, ou créez un mot de passe d’application.
mirror-error-forbidden = Le serveur ne permet pas d’écrire à cette adresse. Demandez le droit d’écriture, ou choisissez une autre collection.
mirror-error-unreachable = Le serveur ne répond pas ({ $detail }). Vérifiez l’adresse et le réseau ; l’envoi est retenté.
mirror-error-tls = La liaison chiffrée avec le serveur échoue ({ $detail }). Vérifiez son certificat.
mirror-error-not-a-calendar = À cette adresse, il n’y a pas de calendrier CalDAV ({ $detail }). Donnez l’adresse de la collection elle-même.
mirror-error-collection-missing = La collection n’existe pas et n’a pu être créée ({ $detail }). Créez-la sur le serveur.
mirror-error-full = Le serveur n’a plus de place.
mirror-error-busy = Le serveur demande d’attendre ({ $detail }) ; l’envoi est retenté.
mirror-error-server = Le serveur a répondu par une erreur ({ $detail }) ; l’envoi est retenté.
mirror-error-gone = « { $detail } » n’est plus au catalogue. Retirez ce calendrier.

invalid-mirror-removed = Le calendrier { $code } n’est plus tenu à jour.
invalid-mirror-watch-all = Le suivi continu porte sur tous les calendriers : ne donnez pas de code.

help-caldav-push = Mettre à jour les calendriers sur les serveurs CalDAV, et n’y écrire que ce qui a changé.
opt-mirror-watch = Continuer, et envoyer dès que quelque chose change
