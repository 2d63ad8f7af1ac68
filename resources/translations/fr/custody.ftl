# La piste d’audit dans la base, sa copie, la garde de la base et des données personnelles.

trail-did-sql-insert = a ajouté en SQL
trail-did-sql-update = a modifié en SQL
trail-did-sql-delete = a supprimé en SQL
deed-sql-insert = l’ajout en SQL
deed-sql-update = la modification en SQL
deed-sql-delete = la suppression en SQL
finding-decision-unrecorded = { $subject } : décision inconnue de la piste d’audit ({ $decision })
finding-decision-gone = { $subject } : décision disparue hors de la piste d’audit ({ $decision })
help-audit-export = Écrit toute la piste d’audit dans un fichier (une ligne JSON par entrée) qui se vérifie partout.
opt-trail-output = le fichier à écrire
opt-trail-file = une piste exportée à vérifier, sans la base
opt-accept-trail = prendre la piste telle qu’elle est désormais, quoi que ce poste en ait vu
done-audit-export = Piste d’audit écrite dans { $file } ({ $count } entrées).
invalid-trail-file = { $file } n’est pas une piste d’audit exportée. Exportez-en une avec « audit export ».
invalid-trail-file-line = { $file }, ligne { $line } : ce n’est pas une entrée de piste d’audit. Le fichier est abîmé : exportez-le de nouveau.
invalid-accept-file = « --accept » vaut pour la piste d’une base, pas pour un fichier.
trail-differs = La piste d’audit de { $store } n’est plus celle que ce poste a vue : l’entrée { $seq } manque ou a changé (elle finit à { $last }). Prévenez l’administrateur. Si une sauvegarde a été remise en place : « audit verify --accept ».
doing-schedule-backups = régler les sauvegardes automatiques
opt-backup-to = le dossier où ajouter une sauvegarde datée, les plus anciennes laissant la place
opt-keep = combien garder des dernières
opt-daily = combien garder : une par jour
opt-weekly = combien garder : une par semaine
opt-monthly = combien garder : une par mois
opt-automatic = une fenêtre ouverte sur ce fichier le fait aussi, une fois par jour
done-rotation = Dans le dossier : { $kept ->
    [one] { $kept } sauvegarde
   *[other] { $kept } sauvegardes
} ; { $removed ->
    [one] { $removed } plus ancienne supprimée
   *[other] { $removed } plus anciennes supprimées
}.
done-automatic = Une fenêtre ouverte ajoute désormais une sauvegarde par jour dans { $folder }.
done-no-automatic = Les fenêtres ouvertes ne sauvegardent plus d’elles-mêmes.
done-copy-compared = { $count } tables relues à l’arrivée : mêmes lignes, mêmes empreintes ; la piste d’audit y est la même.
invalid-backup-file-or-folder = Dites soit un fichier, soit un dossier avec « --to » (et « --keep », « --daily », « --weekly », « --monthly », « --automatic »).
invalid-backups-of-files-only = Une base sur un serveur n’est pas sauvegardée par les fenêtres : lancez « backup --to » par cron, ou « pg_dump ».
doing-export-person = exporter ce qui est détenu sur une personne
doing-pseudonymise = pseudonymiser une personne
doing-retention = régler les durées de conservation
help-admin-person = Les données d’une personne.
help-person-export = Écrit tout ce que la base détient sur une personne (JSON).
help-person-pseudonymise = Ne nomme plus une personne qui est partie : ni le catalogue, ni les textes, ni la piste d’audit, qui reste vérifiable.
help-admin-retention = Combien de temps les données personnelles sont gardées.
help-retention-show = Montre les durées de conservation.
help-retention-set = Règle une durée, en jours, ou « forever » pour ne rien effacer.
help-retention-apply = Efface ce qui a été gardé assez longtemps.
opt-person-login = l’identifiant de la personne
opt-person-output = le fichier à écrire ; sans lui, la sortie
opt-person-reason = pourquoi ; la piste d’audit le garde
opt-retention-what = persons, notices, messages, mail ou reads
opt-retention-days = un nombre de jours, ou « forever »
done-pseudonymise = La personne s’appelle désormais { $pseudonym } : { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
} et { $entries ->
    [one] { $entries } entrée
   *[other] { $entries } entrées
} de la piste d’audit ne la nomment plus. Les sauvegardes antérieures la nomment encore.
retention-persons = personnes parties, avant pseudonymisation
retention-notices = avis reçus
retention-messages = textes des messages, après la réservation
retention-mail = courriers envoyés
retention-reads = dernier lecteur d’un flux
retention-line = { $what } : { $days ->
    [0] gardé sans limite
    [one] { $days } jour
   *[other] { $days } jours
}
retention-done = { $what } : { $count ->
    [one] { $count } effacé
   *[other] { $count } effacés
}
retention-would = { $what } : { $count } à effacer
retention-nothing = Aucune durée n’est réglée : rien n’est effacé.
invalid-retention-period = « { $name } » n’est pas une durée réglable, ou pas un nombre de jours. Possibles : { $known } ; au moins un jour, ou « forever ».
invalid-reason-missing = Dites pourquoi, avec « --reason ».
invalid-pseudonymise-oneself = On ne se pseudonymise pas soi-même : demandez à un autre administrateur.
invalid-person-manages = { $person } est encore responsable ou suppléant de { $platforms }. Nommez d’abord quelqu’un d’autre.
invalid-person-has-bookings = { $person } a encore { $count } réservations à venir, dont { $refs }. Annulez-les ou confiez-les d’abord.
invalid-login-is-code = L’identifiant { $person } est aussi un code du catalogue : il ne peut pas être remplacé sans risque. Changez d’abord ce code.
invalid-trail-unsound = La piste d’audit n’est pas saine ({ $count } anomalies) : rien n’est effacé. Voyez « audit verify ».
trail-did-pseudonymise = a pseudonymisé
trail-did-retention = a effacé après la durée de conservation
trail-did-export-person = a exporté les données personnelles
trail-kind-trail = piste d’audit
trail-file-clean = { $file } : { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}, aucun sceau rompu, rien ne manque ni n’a été modifié.
doing-restore-store = remettre une sauvegarde en place
doing-copy-whole-store = copier la base entière
invalid-restore-of-files-only = { $store } est sur un serveur, et ne se remplace pas d’ici. Ouvrez la sauvegarde et copiez-la dans une base vide, ou adressez-vous à qui tient le serveur.
not-keeper = Impossible avec l’identifiant { $login } : { $action }. Seul le peut qui tient le serveur ({ $subject }) ; rien n’a été modifié.
doing-rewrite-store = effacer ou réécrire ce que la base garde
person-partial = Attention : ce fichier ne contient que ce que cet identifiant peut lire. Seul qui tient le serveur lit tout.
