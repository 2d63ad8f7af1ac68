## Les fichiers publiés

calendars-published = Fichiers publiés
calendars-publish = Publier
calendars-no-published = Aucun dossier. Des calendriers écrits dans un dossier partagé ou servi par un site web se lisent sans serveur de calendriers.
calendars-publish-heading = Publier des calendriers dans un dossier
calendars-publish-hint = Un fichier .ics par calendrier. Quiconque lit ce dossier lit les calendriers.
calendars-folder = Dossier
calendars-folder-example = Un dossier partagé, ou servi par un site web
calendars-choose-folder = Choisir un dossier…
calendars-folder-whole = Donnez le chemin entier du dossier.
calendars-which = Quels calendriers ?
calendars-of-resource = Ressources
calendars-of-platform = Plateformes
calendars-of-partner = Structures
calendars-of-person = Personnes
calendars-of-all = Toutes les réservations
calendars-not-yours = Vous ne pouvez pas diffuser ces calendriers à ce niveau de détail.
calendars-keep = Tenir à jour tant que la fenêtre est ouverte
calendars-keep-hint = Fenêtre fermée, les fichiers restent comme ils sont. Un serveur peut s’en charger : voyez le guide.
calendars-publish-now = Publier
calendars-publish-of = Publier « { $name } » maintenant
calendars-more-of = Autres actions sur « { $name } »
calendars-kept-up = tenu à jour
calendars-by-hand = à la demande
calendars-never-written = Jamais écrit
calendars-written = { $count ->
    [one] écrit le { $when } · 1 calendrier
   *[other] écrit le { $when } · { $count } calendriers
}
calendars-open-folder = Ouvrir le dossier
calendars-other-content = Changer ce qui est publié…
calendars-elsewhere = Autre dossier…
calendars-forget = Ne plus publier…
calendars-forget-question = Ne plus publier dans « { $name } » ? Les fichiers déjà écrits y restent et ne seront plus mis à jour.
calendars-forget-go = Ne plus publier
task-publishing = la publication des calendriers

## Le journal

journal = Journal de synchronisation
journal-about = Ce que montre le journal
journal-all = Tout
journal-of-links = Abonnements
journal-of-imported = Importés
journal-of-published = Publiés
journal-failures = Erreurs seulement
journal-more = Afficher la suite
journal-none = Rien encore. Ce qui est lu, importé et publié s’inscrira ici.
journal-none-failed = Aucune erreur.
journal-read = « { $name } » lu par { $client }
journal-share = « { $name } » : lien créé par { $by }
journal-renew-feed = « { $name } » : lien renouvelé par { $by }
journal-expire-feed = « { $name } » : fin du lien changée par { $by }
journal-revoke = « { $name } » : lien révoqué par { $by }
journal-imported = { $name } : { $what }
journal-unchanged = { $name } : relu, rien de nouveau
journal-failed = { $name } : { $why }
journal-detach = { $name } : détaché par { $by }
journal-keep = { $name } : { $by } a gardé une réservation à sa place
journal-published = { $changed ->
    [0] { $folder } : { $files } calendriers, tous à jour
    [one] { $folder } : 1 fichier mis à jour sur { $files }
   *[other] { $folder } : { $changed } fichiers mis à jour sur { $files }
}
journal-unpublished = { $folder } : { $why }
journal-events-new = { $count ->
    [one] 1 ajout
   *[other] { $count } ajouts
}
journal-events-changed = { $count ->
    [one] 1 changement
   *[other] { $count } changements
}
journal-events-gone = { $count ->
    [one] 1 retrait
   *[other] { $count } retraits
}
journal-events-conflicting = { $count ->
    [one] 1 en conflit
   *[other] { $count } en conflit
}
journal-events-none = relu, aucun événement changé
