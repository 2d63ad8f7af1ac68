# Ce que fait, de temps en temps, qui tient la base et le catalogue.

action-catalogue-import = Importer un catalogue…
action-catalogue-export = Exporter le catalogue…
action-store-care = Contrôle, sauvegardes et copie…
action-used-hours = Heures utilisées…

## Catalogue

catalogue-filter = Catalogues (*.toml);;Tous les fichiers (*)
catalogue-file-name = catalogue.toml
catalogue-import-title = Importer { $file }
catalogue-import-hint = Un import ajoute et met à jour d’après les codes ; il ne supprime rien. Il s’annule comme toute modification.
catalogue-reading = Lecture du fichier
catalogue-kind = Élément
catalogue-code = Code
catalogue-what-changes = Ce qui change
catalogue-is-new = nouveau
catalogue-would-change = { $added } à ajouter, { $updated } à modifier, { $unchanged } sans changement.
catalogue-import-send = Importer
catalogue-imported = Catalogue importé depuis { $file }

## Contrôle et sauvegarde

care-title = Contrôle, sauvegardes et copie
care-hint = Un contrôle relit tout : fichier, protections, références, doubles réservations, piste d’audit. Rien n’est modifié, et les autres peuvent continuer à travailler.
care-check = Contrôler
care-backup = Sauvegarder…
care-result = Résultat
care-nothing-yet = Le résultat s’affichera ici.
care-checking = Contrôle de la base
care-backing-up = Sauvegarde de la base
care-file-name = sauvegarde-{ $day }.sqlite
care-filter = Sauvegardes (*.sqlite)
care-trail-broken = Attention : la piste d’audit n’est pas intacte. Le contrôle dit où.

## Heures utilisées

used-hint = Ce qui a été réservé et accordé, et ce qu’il en est advenu. Les heures utilisées vont de l’arrivée à la fin signalées.
used-by = Total par
used-staff = Temps des personnes
used-none = Aucune heure réservée pendant cette période.
used-file-name = heures-utilisees

## Au choix de chacun

action-density-compact = Lignes serrées
action-density-normal = Lignes normales
action-density-comfort = Lignes aérées
action-single-keys = Raccourcis d’une seule lettre
action-column-wider = Élargir la colonne des ressources
action-column-narrower = Rétrécir la colonne des ressources
action-column-fit = Ajuster la colonne aux noms
action-history = Historique…
template-rename = Renommer ou partager
template-retire = Retirer
done-template-retired = Modèle « { $name } » retiré
