# Copier, déplacer, choisir à plusieurs : ce que le planning dit.

action-paste = Coller au curseur
hint-copied = Copiée. Cliquez un créneau libre, puis Ctrl+V pour la coller là.
hint-nothing-to-paste = Rien à coller : copiez d’abord une réservation (Ctrl+C).
hint-paste-where = Cliquez d’abord un créneau libre, ou allez-y avec les flèches.
move-title = Déplacer
move-question = Quand déplacer « { $title } » ?
move-one-date = Cette séance seulement. Pour toute la série, ouvrez la réservation.
move-day = Jour
move-time = Début
move-free = { $when } : tout est libre.
move-unclear = Indiquez un jour et une heure.
move-send = Déplacer
