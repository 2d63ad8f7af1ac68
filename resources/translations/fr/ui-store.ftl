## La base : sauvegardes, remise en place, copie

care-page-check = Contrôle
care-page-backups = Sauvegardes
care-page-copy = Copie
care-store = Base : { $store }
care-progress = { $task } : { $done } sur { $total }
task-backups = les sauvegardes
backups-folder = Dossier des sauvegardes
backups-no-folder = Choisissez où elles sont, ou seront
backups-now = Sauvegarder maintenant
backups-examine = Vérifier
backups-examining = Vérification de la sauvegarde
backups-other = Une autre…
backups-column-made = Faite
backups-column-size = Taille
backups-column-file = Fichier
backups-column-state = Vérification
backups-not-examined = pas encore relue
backups-sound = saine
backups-unsound = { $count ->
    [one] { $count } anomalie
   *[other] { $count } anomalies
}
backups-restore = Remettre en place…
backups-restore-question = Remettre la base dans l’état de { $file } ? Ce qui a été enregistré depuis n’y sera plus. Le contenu d’aujourd’hui est gardé dans un fichier à côté de la base. Toutes les autres fenêtres ouvertes sur cette base doivent être fermées. Cette fenêtre se ferme, puis se rouvre.
backups-restore-go = Remettre en place
backups-restore-unsound = Remettre en place…
backups-restore-unsound-question = { $file } n’est pas saine ({ $count } anomalies, dites dans le résultat). La remettre en place malgré tout ? Ce qui a été enregistré depuis n’y sera plus. Le contenu d’aujourd’hui est gardé dans un fichier à côté de la base. Cette fenêtre se ferme, puis se rouvre.
backups-restore-unsound-go = Remettre en place malgré tout
backups-restore-hint = Une sauvegarde est relue en entier avant d’être remise en place, et le contenu d’aujourd’hui est gardé à côté.
backups-server-hint = Une base sur un serveur n’est pas remplacée d’ici : qui tient le serveur le fait, ou l’on ouvre une sauvegarde et l’on en copie le contenu dans une base vide. Ce qui s’écrit ici est un fichier, qui s’ouvre partout.
backups-automatic = Ajouter une sauvegarde par jour
backups-keep = Une fenêtre ouverte sur cette base s’en charge. Combien en garder ; les autres laissent la place, dès que la nouvelle est vérifiée :
backups-last = Dernières
backups-daily = Par jour
backups-weekly = Par semaine
backups-monthly = Par mois
backups-saved = Une fenêtre ouverte ajoute désormais une sauvegarde par jour dans { $folder }.
backups-stopped = Les fenêtres ouvertes ne sauvegardent plus d’elles-mêmes.
restoring = Remise en place de { $file }…
task-restoring = la remise en place d’une sauvegarde
copy-hint = Tout est copié, puis relu à l’arrivée et comparé ligne à ligne ; la piste d’audit y est la même. La base d’ici reste comme elle est : ce qui y sera enregistré ensuite ne suivra pas.
copy-file = Dans un fichier
copy-server = Sur un serveur
copy-path = Nouveau fichier
copy-file-name = copie.sqlite
copy-go = Copier
copying-store = Copie de la base
copy-open = Ouvrir la copie
copy-table = { $name } : { $count }, SHA-256 { $hash }
server-create = Créer la base ici
backups-keep-server = Combien en garder ; les autres laissent la place, dès que la nouvelle est vérifiée :
