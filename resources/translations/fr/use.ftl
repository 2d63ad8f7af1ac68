## Pannes, indisponibilités, et ce qui se passe le jour même

help-breakdown = Déclarer une unité (ou toute une ressource) en panne : voir qui est touché, déplacer, prévenir. Sans --all ni --take, personne n’est déplacé.
help-blocks = Lister les indisponibilités.
help-unblock = Lever une indisponibilité : à partir de maintenant, ou entièrement si elle n’a pas commencé.
help-block-end = Changer la fin d’une indisponibilité : réparation plus tôt ou plus tard.
help-check-in = Signaler l’arrivée.
help-finish = Signaler la fin de l’utilisation ; le reste du temps est libre pour les autres.
help-no-show = Signaler une absence ; le créneau est rendu.
opt-take = Ne déplacer que celles-ci, par leur numéro dans la liste ; les autres perdent leur place et sont prévenues.
opt-take-all = Déplacer tout ce qui peut l’être ; les autres perdent leur place et sont prévenues.
opt-block-ref = Référence de l’indisponibilité, comme I-2026-00001.
opt-blocks-over = Aussi celles qui sont passées ou levées.

breakdown-dry = Rien n’a été écrit. { $resource } ({ $units }) serait en panne { $when }.
breakdown-row = { $number }. { $ref } « { $title } », { $date } : { $what }
breakdown-unit = autre unité, { $units }
breakdown-resource = { $resource } à la place ({ $units })
breakdown-time = autre horaire, { $when }
breakdown-none = rien de libre : perd sa place
breakdown-left = pas déplacée : perd sa place
breakdown-in-use = en cours d’utilisation : s’arrête au moment de la panne
breakdown-undecided = { $count ->
    [one] Une réservation est touchée et rien n’a été écrit. Recommencez avec --all, ou avec --take et son numéro.
   *[other] { $count } réservations sont touchées et rien n’a été écrit. Recommencez avec --all, ou avec --take et leurs numéros.
}
block-row = { $ref } · { $resource } ({ $units }) · { $when } · { $kind } · { $reason }
blocks-none = Aucune indisponibilité.
done-unblock = L’indisponibilité { $ref } de { $resource } est levée.
done-block-end = Indisponibilité { $ref } de { $resource } : { $when }.
done-use = { $ref } : { $state }.

invalid-breakdown-over = Cette période est déjà passée. Donnez une fin à venir.
invalid-block-end-over = La fin est passée. Pour libérer l’unité maintenant, levez l’indisponibilité (unblock).
invalid-no-such-affected = Il n’y a pas de réservation numéro { $value } dans la liste, qui s’arrête à { $most }.
affected-changed = Les réservations touchées ont changé entre-temps. Rien n’a été fait : relisez la liste, puis recommencez.
invalid-take-or-all = --take et --all ne vont pas ensemble.
invalid-numbers = « { $value } » n’est pas une liste de numéros comme 1,3.
violation-no-show-late = C’est trop ancien : une absence pouvait être notée jusqu’au { $end }.
violation-too-early = C’est trop tôt : possible à partir de { $start }.
remedy-wait-until-then = Attendez jusque-là.
doing-unblock = lever l’indisponibilité
doing-block-end = changer la fin de l’indisponibilité

notice-breakdown = { $resource } est en panne ({ $reason }). « { $title } » : { $moved ->
    [0] {""}
    [one] une ligne a été déplacée. {""}
   *[other] { $moved } lignes ont été déplacées. {""}
}{ $lost ->
    [0] {""}
    [one] Une ligne a perdu sa place.
   *[other] { $lost } lignes ont perdu leur place.
}
notice-breakdown-undone = La panne est annulée : « { $title } » est revenue à sa place ({ $status }).
notice-breakdown-again = La panne est rétablie : « { $title } » a été déplacée ({ $status }).
notice-no-show = Personne n’est venu pour « { $title } » : le créneau a été rendu.
notice-colleague-joined = { $by } vous a inscrit à « { $title } » ({ $dates }).
notice-colleague-left = { $by } vous a retiré de « { $title } » ({ $dates }).
due-no-show = { $ref } « { $title } » : personne n’est venu, le créneau a été rendu ({ $dates }).
due-completed = { $ref } « { $title } » : utilisation terminée ({ $dates }).
help-used-hours = Heures réservées et ce qu’elles sont devenues : utilisées, manquées, rendues plus tôt.
opt-used-hours-by = Total par ressource, plateforme ou partenaire (resource, platform, partner).
used-hours-staff = { $code }, temps des personnes : { $booked } h réservées, { $used } h utilisées, { $no_show } h d’absence, { $released } h rendues plus tôt
used-hours-row = { $code } : { $booked } h réservées, { $used } h utilisées, { $no_show } h d’absence, { $released } h rendues plus tôt

## Le tableau des heures

used-title = Heures utilisées
used-total = Total
used-code = Code
used-by-resource = Ressource
used-by-platform = Plateforme
used-by-partner = Structure
used-hours-booked = Réservées
used-hours-used = Utilisées
used-hours-no_show = Absences
used-hours-released = Rendues plus tôt
