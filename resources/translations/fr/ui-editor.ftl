## L’éditeur de réservation

editor-new = Nouvelle réservation
editor-edit = Modifier { $ref }
editor-cancel = Annuler
editor-dismiss = Fermer
editor-name-site = { $name } ({ $site })
editor-colon = { " : " }
editor-task-preview = vérification de la réservation
editor-task-sending = envoi de la réservation
editor-task-saving = enregistrement des modifications

## Formulaire

editor-title = Intitulé
editor-title-example = TP Culture amont, module 3
editor-untitled = sans intitulé
editor-learners = Apprenants
editor-partner = Structure
editor-organiser = Organisateur
editor-day = Date
editor-start = Début
editor-end = Fin
editor-last-day = Date de fin
editor-several-days = Sur plusieurs jours
editor-one-day = Sur un seul jour
editor-choose-day = Choisir une date
editor-today = Aujourd’hui
editor-trainers = Formateurs
editor-trainer-add = Ajouter une personne
editor-purpose = Nature
editor-visibility = Visibilité
editor-biosafety = Confinement
editor-biosafety-none = Aucun
editor-dossier = Dossier
editor-instructions = Consignes aux plateformes
editor-instructions-example = Prévoir deux poches de milieu ; groupe débutant
editor-funding = Financement
editor-funding-example = Plan régional 2026
editor-task-funders = lecture des financeurs
editor-visibility-partners = Tous les partenaires
editor-visibility-private = Privée
editor-remove = Retirer { $name }
editor-exchange = Échanger { $name }
editor-wrong-title = Donnez un intitulé.
editor-wrong-day = Écrivez une date, par exemple 1/12.
editor-wrong-time = Écrivez par exemple 9h30.
editor-wrong-order = La fin doit suivre le début.

## Répétition

editor-repetition = Répétition
editor-rhythm-never = Jamais
editor-rhythm-weekly = Chaque { $weekday }
editor-rhythm-fortnightly = Toutes les 2 semaines
editor-rhythm-workdays = Chaque jour ouvré
editor-rhythm-custom = Personnalisée
editor-rhythm-other = Règle particulière
editor-times = Nombre de fois
editor-times-suffix = { " fois" }
editor-until = Jusqu’au
editor-until-instead = Jusqu’à une date
editor-count-instead = Nombre de fois
editor-interval = Nombre de semaines
editor-every = Intervalle
editor-weeks = { $count ->
    [one] semaine
   *[other] semaines
}
editor-weekday-mo = L
editor-weekday-tu = M
editor-weekday-we = M
editor-weekday-th = J
editor-weekday-fr = V
editor-weekday-sa = S
editor-weekday-su = D
editor-dates = { $count } dates, du { $first } au { $last }
editor-list-and = { $first } et { $last }
editor-list-more = { $named } et { $count ->
    [one] une autre
   *[other] { $count } autres
}

## Ressources

editor-resources = Ressources
editor-lines = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
editor-availability = Disponibilité
editor-common = Trouver un créneau commun
editor-common-tip = Chercher quand toutes ces ressources sont libres ensemble ; ce que vous avez saisi est gardé
editor-add-resource = Ajouter une ressource : nom, type ou plateforme
editor-quantity = Quantité de { $name }
editor-units = { $count } unités
editor-seats = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
editor-category-equipment = équipement appareil
editor-category-room = salle local
editor-category-staff = personne
editor-role-trainer = formateur
editor-no-line = Ajoutez la salle, l’équipement ou le poste qu’il vous faut : leur journée s’affiche ici, avec les solutions s’ils sont pris.
editor-looking = Vérification…
editor-free = Libre
editor-free-of = { $free } sur { $total } libres
editor-only-free-of = { $free ->
    [0] Les { $total } sont pris
    [one] 1 seul libre sur { $total }
   *[other] { $free } libres sur { $total }
}
editor-taken = Déjà pris
editor-taken-until = Occupé jusqu’à { $time }
editor-taken-until-day = Occupé jusqu’au { $day }
editor-instead-free = { $name } est libre
editor-take-instead = Prendre { $name } à la place
editor-competing = { $count ->
    [one] Une autre demande en concurrence
   *[other] { $count } autres demandes en concurrence
}
editor-timetable = { $count ->
    [one] Un emploi du temps prévoit déjà quelque chose
   *[other] { $count } emplois du temps prévoient déjà quelque chose
}
editor-decision = Décision : { $who }
editor-approved-at-once = Approbation d’office
editor-own-time = Selon son agenda
editor-automatic = d’office
editor-decider-me = vous-même
editor-decider-manager = resp. { $platform }
editor-decider-safety = sécurité { $platform }
editor-decider-host = structure d’accueil
editor-strip = { $name }, de { $start } à { $end }
editor-strip-free = libre
editor-strip-taken = déjà pris
editor-strip-unknown = en cours de vérification

## Séances

editor-matrix = Séances : lignes et dates
editor-series = { $count ->
    [one] La séance
   *[other] Les { $count } séances
}
editor-dates-good = { $count ->
    [0] aucune possible telle quelle
    [one] 1 possible telle quelle
   *[other] { $count } possibles telles quelles
}
editor-dates-bad = { $count } à régler
editor-dates-skipped = { $count ->
    [one] 1 sautée
   *[other] { $count } sautées
}
editor-take-equivalents = Prendre les équivalents
editor-skip-dates = Sauter ces dates
editor-cell-skipped = sautée
editor-menu-take = Prendre { $name } à toutes les dates
editor-menu-stand-in = Remplacer par { $name }
editor-menu-skip = Sauter cette date
editor-menu-back = Rétablir cette date
editor-ways-out = Ce qui conviendrait
editor-way-resource = { $resource } à la place de { $instead }
editor-way-unit = { $unit } de { $resource }
editor-way-time = Décaler au { $day }, { $hours }
editor-way-time-series = Toute la série à partir du { $day }, { $hours }
editor-way-skip = { $count ->
    [one] Sans la séance du { $dates }
   *[other] Sans ces { $count } séances : { $dates }
}

## Ce qui suivra

editor-rules = Règles
editor-override-reason = Motif de la dérogation
trouble-and-more = { $count ->
    [one] { $names } et { $count } autre
   *[other] { $names } et { $count } autres
}
editor-who-may-override = Peuvent accorder une dérogation : { $who }.
editor-after = Après l’envoi
editor-pending = { $count ->
    [0] rien d’autre à décider
    [one] 1 à décider
   *[other] { $count } à décider
}
editor-at-once = aussitôt confirmé
editor-send = Envoyer
editor-send-one = Envoyer la demande
editor-send-many = { $count ->
    [one] Envoyer 1 séance
   *[other] Envoyer { $count } séances
}
editor-book-one = Réserver
editor-book-many = { $count ->
    [one] Réserver 1 séance
   *[other] Réserver { $count } séances
}
editor-save = Enregistrer les modifications
editor-promise-no-line = Ajoutez au moins une ressource.
editor-promise-time = Corrigez la date ou l’horaire.
editor-promise-rule = { $count ->
    [one] Une règle s’y oppose : rien ne peut être envoyé ainsi.
   *[other] { $count } règles s’y opposent : rien ne peut être envoyé ainsi.
}
editor-promise-override = { $count ->
    [one] Une règle s’y oppose : donnez le motif de la dérogation pour envoyer quand même.
   *[other] { $count } règles s’y opposent : donnez le motif de la dérogation pour envoyer quand même.
}
editor-promise-none = { $count ->
    [one] Le créneau est déjà pris : choisissez l’une des solutions proposées ou un autre horaire.
   *[other] Aucune des { $count } séances n’est possible ainsi : choisissez une solution ou un autre horaire.
}
editor-promise-bad = { $count ->
    [one] 1 séance en conflit
   *[other] { $count } séances en conflit
}
editor-promise-bad-rest = { $count ->
    [one] ne sera pas envoyée : { $dates }.
   *[other] ne seront pas envoyées : { $dates }.
}
editor-promise-automatic = { $count ->
    [one] Tout est approuvé d’office : la réservation sera aussitôt confirmée.
   *[other] Tout est approuvé d’office : les { $count } séances seront aussitôt confirmées.
}
editor-promise-asks = Décision attendue : { $who }. Le créneau vous est gardé d’ici là.
editor-promise-competes = Décision attendue : { $who }. D’ici là, d’autres peuvent demander le même créneau.
editor-promise-unchanged = Rien n’a changé.
editor-promise-change = Sera modifié : { $parts }.
editor-promise-conflict = { $count ->
    [one] Le nouveau créneau est déjà pris.
   *[other] Le nouveau créneau est déjà pris ({ $count } conflits).
}
editor-part-title = l’intitulé
editor-part-learners = le nombre d’apprenants
editor-part-purpose = la nature
editor-part-visibility = la visibilité
editor-part-biosafety = le confinement
editor-part-dossier = le dossier
editor-part-instructions = les consignes
editor-part-funding = le financement
editor-part-time = l’horaire
editor-part-lines = les ressources
editor-part-state = l’état
editor-scope-this = Cette date
editor-scope-following = Et les suivantes
editor-scope-all = Toutes
editor-done-sent = { $count ->
    [one] Demande envoyée : « { $title } »
   *[other] Demande envoyée : « { $title } », { $count } séances
}
editor-done-booked = { $count ->
    [one] Réservé : « { $title } »
   *[other] Réservé : « { $title } », { $count } séances
}
editor-done-saved = Modifications enregistrées : « { $title } »
editor-someone-faster = Pris à l’instant : { $resource }, { $day } ({ $holder }). Rien n’a été envoyé ; voici ce qui reste possible.
editor-stale = { $who } a modifié cette réservation entre-temps : { $parts }. Rien n’a été enregistré.
editor-reload = Recharger en gardant ma saisie

## Brouillons

editor-draft-saved = Brouillon enregistré à { $time }
editor-draft-found = Brouillon enregistré : { $at }, « { $title } »
editor-draft-resume = Reprendre
editor-draft-discard = Effacer
