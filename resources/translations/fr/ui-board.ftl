# Copier, déplacer, choisir à plusieurs : ce que le planning dit.

action-open-here = Ouvrir
action-paste = Coller au curseur
hint-copied = Copiée. Cliquez un créneau libre, puis Ctrl+V pour la coller là.
hint-nothing-to-paste = Rien à coller : copiez d’abord une réservation (Ctrl+C).
hint-paste-where = Cliquez d’abord un créneau libre, ou allez-y avec les flèches.
move-title = Déplacer
move-question = Quand déplacer « { $title } » ?
move-one-date = Cette séance seulement. Pour toute la série, ouvrez la réservation.
move-day = Jour
move-time = Début
move-nearest = Libre au plus près :
move-free = { $when } : tout est libre.
move-unclear = Indiquez un jour et une heure.
move-send = Déplacer

## Choisir à plusieurs

several-chosen = { $count } éléments choisis
several-hint = A approuver, D refuser, glisser ou Ctrl+flèches déplacer, Suppr annuler : pour tous à la fois. Échap : ne rien choisir.
timeline-chosen-spoken = { $count ->
    [0] Rien n’est choisi
    [one] { $count } élément choisi
   *[other] { $count } éléments choisis
}
keys-tick = Choisir aussi la barre où est le focus
together-what = Réservation
together-when = Quand
together-verdict = Ce qu’il en sera
together-why = Donnez un motif.
together-count = { $left ->
    [0] Rien ne s’y oppose.
    [one] Possible : { $going } · { $left } reste en l’état
   *[other] Possible : { $going } · { $left } restent en l’état
}
together-left = { $count ->
    [one] Une réservation reste en l’état :
   *[other] { $count } réservations restent en l’état :
}
    { $reasons }
together-approve-title = { $count ->
    [one] Approuver { $count } réservation
   *[other] Approuver { $count } réservations
}
together-decline-title = { $count ->
    [one] Refuser { $count } réservation
   *[other] Refuser { $count } réservations
}
together-cancel-title = { $count ->
    [one] Annuler { $count } séance
   *[other] Annuler { $count } séances
}
together-approve-goes = sera approuvée
together-decline-goes = sera refusée
together-cancel-goes = sera annulée
together-approve-send = Approuver ({ $count })
together-decline-send = Refuser ({ $count })
together-cancel-send = Annuler les séances ({ $count })
together-approve-done = { $count ->
    [one] { $count } réservation approuvée
   *[other] { $count } réservations approuvées
}
together-decline-done = { $count ->
    [one] { $count } réservation refusée
   *[other] { $count } réservations refusées
}
together-cancel-done = { $count ->
    [one] { $count } séance annulée
   *[other] { $count } séances annulées
}

## Déplacer ensemble

hint-moving-several = { $when } · libre pour les { $count } séances, qui se déplacent ensemble · Échap : abandonner
shift-title = { $count ->
    [one] Déplacer { $count } séance
   *[other] Déplacer { $count } séances ensemble
}
shift-day = La première commence le
shift-time = à
shift-hint = Toutes se décalent d’autant : toutes, ou aucune.
shift-goes = y tient
shift-count = { $left ->
    [0] { $going ->
        [one] Elle peut être déplacée.
       *[other] Les { $going } peuvent être déplacées.
    }
    [one] Une séance n’y tient pas : aucune n’est déplacée.
   *[other] { $left } séances n’y tiennent pas : aucune n’est déplacée.
}
shift-done = { $count ->
    [one] { $count } séance déplacée
   *[other] { $count } séances déplacées
}
