## La piste d’audit dans la fenêtre

action-audit-trail = Piste d’audit…
trail-hint = Qui a fait quoi, quand et pourquoi. Rien ne peut y être effacé : chaque entrée scelle la précédente.
trail-subject-hint = Référence, code ou identifiant
trail-who = Personne
trail-everybody = Tout le monde
trail-from = Du
trail-to = Au
trail-find = Chercher
trail-count = { $count ->
    [0] Aucune entrée
    [one] 1 entrée
   *[other] { $count } entrées
}
trail-count-most = Les { $count } dernières entrées ; resserrez la recherche pour voir les plus anciennes.
trail-changes = Ce qui a changé
trail-pick = Choisissez une entrée pour voir ce qui a changé.
trail-set = { $path } : { $after }
trail-unset = { $path } : { $before } (retiré)
trail-changed = { $path } : { $before } → { $after }
trail-verify = Vérifier la piste
trail-clean = La piste est intacte : aucun sceau rompu, rien de modifié hors de l’application.
trail-found = { $count ->
    [one] 1 anomalie :
   *[other] { $count } anomalies :
}
trail-export = Exporter (CSV)…
trail-file-name = piste-audit
trail-close = Fermer
task-reading-trail = la lecture de la piste d’audit
task-verifying-trail = la vérification de la piste d’audit
task-backup = la sauvegarde de la base
trail-take = Exporter avec les sceaux…
trail-take-hint = Toute la piste dans un fichier, qui se vérifie sur n’importe quel autre ordinateur, sans la base
trail-verify-file = Vérifier un fichier…
trail-verify-file-hint = Une piste exportée avec ses sceaux, de cette base ou d’une autre
trail-files = Pistes d’audit (*.jsonl);;Tous les fichiers (*)
trail-accept = La prendre telle qu’elle est
trail-accept-hint = Une sauvegarde a été remise en place, et c’est voulu : ce poste s’en tient désormais à la piste d’aujourd’hui
task-taking-trail = l’export de la piste d’audit
