# Calendriers tenus à jour sur des serveurs CalDAV

no-mirror = Aucun calendrier n’est tenu à jour sur un serveur CalDAV.
done-mirror = Calendrier { $code } : il sera tenu à jour à l’adresse { $url }.
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
