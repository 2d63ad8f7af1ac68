# La piste d’audit dans la base, sa copie, la garde de la base et des données personnelles.

trail-did-sql-insert = a ajouté en SQL
trail-did-sql-update = a modifié en SQL
trail-did-sql-delete = a supprimé en SQL
finding-decision-unrecorded = { $subject } : décision inconnue de la piste d’audit ({ $decision })
finding-decision-gone = { $subject } : décision disparue hors de la piste d’audit ({ $decision })
