# Flux de calendrier : liens, serveur, fichiers publiés

feed-resource = ressource { $subject }
feed-platform = plateforme { $subject }
feed-person = personne { $subject }
feed-partner = structure partenaire { $subject }
feed-all = toutes les réservations
feed-scope-full = tout
feed-scope-partner = sans les personnes
feed-scope-busy = occupé ou libre
feed-unread = jamais lu
feed-read = { $count ->
    [one] lu une fois, le { $at }, par { $client }
   *[other] lu { $count } fois, la dernière le { $at }, par { $client }
}
feed-ends = jusqu’au { $at }
feed-is-revoked = révoqué le { $at }
no-feed = Aucun flux.
done-feed = Flux { $code } : { $link }
feed-once = Conservez ce lien : il n’est montré qu’une fois, et quiconque l’a peut lire ce calendrier. « platform-booking feed revoke » le coupe.
done-feed-revoked = Le flux { $code } est coupé. Son lien ne donne plus rien.
serving = Les flux sont servis à l’adresse { $address }. Ctrl+C arrête.
done-publish = Fichiers : { $written } écrits, { $unchanged } inchangés, { $removed } retirés.

doing-share = partager
doing-revoke = révoquer
doing-renew-feed = renouveler
doing-expire-feed = changer la fin de

invalid-one-feed = Choisissez exactement un calendrier : --resource, --platform, --person, --partner ou --all.
invalid-feed-label = Le libellé est trop long ou contient des signes impossibles. Écrivez au plus { $longest } signes, sur une ligne.
invalid-feed-revoked = Le flux { $code } est révoqué, pour toujours. Créez-en un autre.
invalid-expires-past = « { $value } » est déjà passé. Donnez une fin à venir.
invalid-feed-address = Impossible d’écouter sur { $host }, port { $port } ({ $detail }). Choisissez une autre adresse ou un autre port.
invalid-feed-certificate = Le certificat { $certificate } et sa clé { $key } ne peuvent être lus ({ $detail }). Donnez deux fichiers PEM qui vont ensemble, la clé sans mot de passe.
invalid-certificate-and-key = Donnez --certificate et --key ensemble.

help-feed = Liens vers des calendriers.
help-feed-create = Créer un lien vers un calendrier, auquel on s’abonne.
help-feed-list = Montrer les liens, qui les a lus et quand.
help-feed-expire = Donner une fin à un lien, ou la retirer.
help-feed-revoke = Couper un lien, tout de suite et pour toujours.
help-ical-publish = Écrire les calendriers dans un dossier, et n’y changer que ce qui a changé.
help-ical-serve = Servir les flux sur le réseau.

opt-feed = Code d’un flux
opt-feed-all = Toutes les réservations
opt-feed-ended = Aussi ceux qui sont révoqués ou arrivés à leur fin
opt-feed-label = À quoi ou à qui sert ce lien
opt-feed-url = Adresse à laquelle le serveur des flux est joignable, pour un lien complet
opt-expires = Dernier jour, ou instant de fin ; sans rien, le lien n’a pas de fin
opt-host = Adresse sur laquelle écouter
opt-port = Port ; 0 en choisit un
opt-certificate = Certificat avec sa chaîne (PEM), pour servir en HTTPS sans mandataire
opt-key = Clé du certificat (PEM)
opt-access-log = Noter chaque requête, sans lien ni adresse
opt-folder = Dossier
opt-publish-kind = resource, platform, partner, person ou all ; plusieurs fois si l’on veut
opt-watch = Continuer, et réécrire dès que quelque chose change
