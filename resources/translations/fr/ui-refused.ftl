### Ce qui est refusé, dit dans la fenêtre : sans nommer les commandes ni leurs options.

not-found = { $kind ->
    [booking] La réservation « { $key } » n’existe pas. Vérifiez sa référence.
    [resource] La ressource « { $key } » n’existe pas. Vérifiez son code dans le catalogue.
    [person] Personne n’a l’identifiant « { $key } ». Vérifiez l’orthographe.
    [platform] La plateforme « { $key } » n’existe pas. Vérifiez son code dans le catalogue.
    [partner] La structure partenaire « { $key } » n’existe pas. Vérifiez son code dans le catalogue.
    [unit] L’unité « { $key } » n’existe pas. Vérifiez le nom de l’unité.
    [occurrence] Cette réservation n’a pas (ou plus) de date le { $key }. Rouvrez-la pour voir ses dates.
    [waiting] La liste d’attente n’a pas (ou plus) de « { $key } ». Ce que vous attendez est dans Créneaux.
    [line] La réservation n’a pas cette ligne : { $key }. Indiquez l’une de ses ressources.
    [template] Le modèle « { $key } » n’existe pas (ou plus). Choisissez-en un autre.
    [ref] Rien ne porte la référence « { $key } ». Donnez celle d’une réservation, d’une indisponibilité ou d’une attente.
    [block] L’indisponibilité « { $key } » n’existe pas (ou plus). Actualisez le planning.
    [feed] Le lien « { $key } » n’existe pas. Les liens sont dans Calendriers.
    [calendar] Le calendrier importé « { $key } » n’existe pas. Ceux qui existent sont dans Calendriers.
   *[other] « { $key } » est introuvable ({ $kind }). Vérifiez l’orthographe.
}
illegal-transition = Impossible : { $ref } est « { $state } ».
store-missing = La base n’existe pas encore : { $store }. Créez-la, ou ouvrez-en une autre.
store-damaged = Cette base est inutilisable : { $store } ({ $detail }). Vérifiez l’adresse, ou demandez la restauration d’une sauvegarde.
store-outdated = La base doit d’abord être mise à niveau : { $store }. Adressez-vous à la personne qui s’en occupe.
warning-network-share = { $store } est sur un partage réseau, où deux ordinateurs peuvent abîmer un fichier. Demandez à mettre les données partagées sur PostgreSQL.

invalid-template-code-taken = Le modèle « { $value } » existe déjà. Choisissez un autre code.
invalid-template-resource-gone = La ressource { $resource } du modèle { $code } ne peut plus être réservée. Prenez-en une autre (équivalentes : { $instead }).
invalid-copy-resource-gone = La ressource { $resource } de { $ref } ne peut plus être réservée. Ouvrez la copie dans l’éditeur et prenez-en une autre (équivalentes : { $instead }).
invalid-explain-what = Indiquez une réservation, ou une ressource et un début.
invalid-no-line = Aucune ressource n’est demandée. Ajoutez-en au moins une.
invalid-reason-needed = Il faut un motif. Écrivez-le.
invalid-who-are-you = On ne sait pas qui agit. Choisissez votre nom par le menu Fichier.
invalid-following-needs-occurrence = « Et les suivantes » demande une date de départ. Choisissez-en une.
invalid-now-only-on-files = L’horloge ne se fixe que pour une base qui est un fichier.
invalid-demo-store-not-empty = { $store } contient déjà quelque chose. Choisissez un autre emplacement pour la démonstration.
invalid-backup-findings = La sauvegarde { $file } n’est pas saine ({ $count } anomalies) ; rien n’a été touché. Prenez-en une autre.
invalid-file-exists = { $file } existe déjà. Choisissez un autre nom.
invalid-copy-schema-differs = Les deux bases n’ont pas le même schéma ({ $source }, { $target }). Mettez d’abord les deux à niveau.
invalid-no-open-proposal = Il n’y a pas (ou plus) de proposition à accepter ou à refuser pour { $ref }.
invalid-exchange-at-all-dates = Une ressource s’échange à toutes les dates de { $ref }. Choisissez toutes les dates, ou proposez un autre horaire.
invalid-which-line = On ne sait pas quelle ligne de { $ref } est visée. Choisissez-la.
invalid-nothing-to-edit = Aucune modification n’est indiquée.
invalid-end-needs-start = Une nouvelle fin ou durée demande aussi un début.
invalid-wish-when = Indiquez soit un début avec une fin ou une durée, soit une période et une durée.
invalid-one-feed = Choisissez exactement un calendrier : une ressource, une plateforme, une personne, une structure ou toutes les réservations.
invalid-certificate-and-key = Donnez le certificat et sa clé ensemble.
invalid-calendar-which = { $subject } a plusieurs calendriers importés ({ $calendars }). Choisissez lequel.
invalid-one-subject = Choisissez une seule chose : une ressource, une personne ou une structure.
invalid-hold-only-resources = Seule une ressource peut être occupée par un emploi du temps.
invalid-hold-or-soft = Un emploi du temps occupe la ressource ou avertit seulement, pas les deux.
invalid-refresh-only-links = Seul un lien peut être relu régulièrement.
invalid-take-or-all = Cochez les réservations à déplacer, ou toutes.

mail-off = Aucun serveur de courrier n’est indiqué : rien n’est écrit, rien ne part. Un administrateur en indique un dans Calendriers, Courriers.
mail-of-another-store = Le serveur de courrier a été indiqué pour une autre base, dont celle-ci est une copie : rien ne part d’ici. Si cette base la remplace, un administrateur l’indique de nouveau dans Calendriers, Courriers.
mail-no-password = Cet ordinateur ne connaît pas le mot de passe du serveur de courrier : rien n’en part.
invalid-mail-off = Aucun serveur de courrier n’est indiqué. Un administrateur en indique un dans Calendriers, Courriers.
invalid-mirror-url-secret = L’adresse contient un nom ou un mot de passe. Donnez-les à part : ils ne sont pas gardés avec elle.
trail-differs = La piste d’audit de { $store } n’est plus celle que ce poste a vue : l’entrée { $seq } manque ou a changé (elle finit à { $last }). Prévenez l’administrateur ; lui sait si une sauvegarde a été remise en place.
invalid-backups-of-files-only = Seul un fichier a ses sauvegardes ici. Un serveur a les siennes : demandez à son administrateur.
not-connected-password-missing = Connexion refusée : { $store }. Le serveur demande un mot de passe. Gardez-le dans le trousseau du système, dans ~/.pgpass ou dans PGPASSWORD.
rights-missing = Les droits ne sont pas installés dans la base. Qui s’occupe du serveur peut les installer.
rights-outdated = Les droits installés datent d’une autre version. Qui s’occupe du serveur peut les renouveler.
invalid-rights-not-set-up = Les droits ne sont pas installés dans la base. Qui s’occupe du serveur doit d’abord les installer.
invalid-anchor = « { $value } » n’est pas un repère. Écrivez NUMÉRO:EMPREINTE, comme la vérification de la piste l’affiche.
invalid-trail-file = { $file } n’est pas une piste d’audit exportée avec ses sceaux. Exportez-en une depuis la piste d’audit.
invalid-reason-missing = Il faut un motif. Écrivez-le.
invalid-trail-unsound = La piste d’audit n’est pas saine ({ $count } anomalies) : rien n’est effacé. Vérifiez-la d’abord.
invalid-retention-period = « { $name } » n’est pas une durée réglable, ou pas un nombre de jours. Possibles : { $known } ; au moins un jour.
invalid-nothing-proposed = Proposez un autre horaire ou une autre ressource.
invalid-start-or-weeks = Dites soit la première date, soit de combien de semaines.
invalid-only-of-the-whole = Apprenants, finalité, visibilité et répétition appartiennent à { $ref } tout entière. Modifiez-les pour toutes les dates, ou pour une date et les suivantes.
