# La piste d’audit dans la base, sa copie, la garde de la base et des données personnelles.

trail-did-sql-insert = a ajouté en SQL
trail-did-sql-update = a modifié en SQL
trail-did-sql-delete = a supprimé en SQL
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
