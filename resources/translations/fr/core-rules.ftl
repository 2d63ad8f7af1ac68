## Les règles de réservation

invalid-biosafety = Le niveau de confinement va de 0 (aucun) à { $most }, pas { $value }.
invalid-dossier = La référence du dossier tient sur une ligne de { $longest } caractères au plus.
invalid-instructions = Les consignes tiennent en { $longest } caractères au plus, sans caractère de contrôle. Raccourcissez-les.
invalid-funding = Le financeur tient sur une ligne de { $longest } caractères au plus.
violation-too-soon = Le { $start }, c’est trop tôt : il faut demander au moins { $hours } h à l’avance (possible dès le { $earliest }).
violation-outside-opening = { $count ->
    [one] En dehors des horaires d’ouverture : { $dates }.
   *[other] En dehors des horaires d’ouverture à { $count } dates : { $dates }.
}
violation-closed = Fermé du { $start } au { $end } ({ $name }) : { $dates }.
violation-holiday = { $count ->
    [one] Jour férié ({ $name }) : { $dates }.
   *[other] { $count } jours fériés : { $dates }.
}
violation-too-short = { $length }, c’est trop court : au moins { $limit }.
violation-too-long = { $length }, c’est trop long : au plus { $limit }.
violation-quota-person-hours = Quota par personne dépassé { quota-when } : { $used } h déjà réservées, { $asked } h demandées, { $allowed } h { quota-per } au plus.
violation-quota-person-count = Quota par personne dépassé { quota-when } : { $used } séances déjà réservées, { $asked } demandées, { $allowed } { quota-per } au plus.
violation-quota-partner-hours = Quota de la structure dépassé { quota-when } : { $used } h déjà réservées, { $asked } h demandées, { $allowed } h { quota-per } au plus.
violation-quota-partner-count = Quota de la structure dépassé { quota-when } : { $used } séances déjà réservées, { $asked } demandées, { $allowed } { quota-per } au plus.
quota-when = { $period ->
    [day] le { $start }
    [week] la semaine du { $start }
    [month] le mois qui commence le { $start }
   *[year] l’année qui commence le { $start }
}
quota-per = { $period ->
    [day] par jour
    [week] par semaine
    [month] par mois
   *[year] par an
}
violation-qualification-missing = Aucune des personnes prévues n’a l’habilitation « { $name } ».
violation-qualification-expired = L’habilitation « { $name } » n’est plus valable à la date voulue (jusqu’au { $until }) : { $dates }.
violation-biosafety-too-low = Niveau de confinement insuffisant : L{ $level } pour un travail L{ $needed }.
violation-biosafety-expired = L’agrément de confinement n’est plus valable après le { $until } : { $dates }.
violation-dossier-missing = Un travail L{ $level } demande la référence de son dossier (déclaration ou autorisation).
violation-lone-worker = Travail isolé : { $persons } personne présente, au moins { $least } demandées.
violation-supervisor-missing = Il faut un encadrant parmi les personnes prévues.
violation-suspended = Vos réservations sont suspendues jusqu’au { $until } inclus.
violation-missed-too-often = { $count } absences en moins de { $days } jours : réservation possible à nouveau après le { $until }.
remedy-ask-earlier = Choisissez une date plus tardive.
remedy-within-opening = Choisissez une heure d’ouverture.
remedy-other-day = Choisissez un autre jour.
remedy-longer = Allongez la réservation.
remedy-shorter = Raccourcissez la réservation.
remedy-other-period = Choisissez une autre période, ou libérez ce que vous n’utilisez pas.
remedy-bring-qualified = Ajoutez une personne habilitée.
remedy-renew-qualification = Faites renouveler l’habilitation, ou ajoutez une personne habilitée.
remedy-contained-room = Prenez un local agréé pour ce niveau.
remedy-renew-authorisation = Faites renouveler l’agrément, ou choisissez une date antérieure.
remedy-give-dossier = Indiquez la référence du dossier.
remedy-bring-somebody = Ajoutez une deuxième personne.
remedy-bring-supervisor = Ajoutez un encadrant.
remedy-ask-coordinator = Adressez-vous à la coordination de votre structure.
remedy-wait-or-ask = Attendez cette date ou adressez-vous à la personne responsable.
remedy-people = Par exemple : { $people }.
explain-would-book = Rien ne s’y oppose : la réservation serait { $approval ->
    [approved] approuvée d’office.
   *[requested] demandée.
}
explain-would-not = En l’état, ce serait refusé.
explain-holds = oui
explain-fails = non
explain-warns = à noter
explain-title = Règle par règle :
explain-next = Le plus proche qui convienne :
explain-nothing = Rien ne conviendrait en changeant seulement l’heure ou la ressource.
explain-who = Peut accorder une dérogation : { $who }
rule-past = Date à venir
rule-horizon = Horizon de réservation
rule-lead_time = Délai de demande
rule-opening = Horaires d’ouverture
rule-closures = Fermetures
rule-holidays = Jours fériés
rule-duration = Durée
rule-quota_person = Quota par personne
rule-quota_partner = Quota par structure
rule-qualification = Habilitations
rule-capacity = Jauge des salles
rule-biosafety = Confinement
rule-dossier = Dossier de confinement
rule-lone_worker = Travail isolé
rule-supervisor = Encadrement
rule-suspended = Suspension
rule-no_shows = Absences
rule-units = Unités libres
problem-unknown-rule = Règle inconnue : { $rule }.
problem-unknown-rule-near = Règle inconnue : { $rule }. Vouliez-vous dire { $near } ?
problem-bad-rule = La règle { $rule } est mal formulée. Attendu : { $expected }.
span-days = { $count } j
span-hours = { $count } h
span-hours-minutes = { $hours } h { $minutes }
span-minutes = { $count } min
help-explain = Dire pourquoi une réservation serait refusée ou non : règle par règle, et ce qui conviendrait
opt-biosafety = Niveau de confinement nécessaire (0 à 4)
opt-dossier = Référence du dossier de confinement (DUO)
opt-instructions = Consignes aux plateformes
opt-funding = Financeur, par exemple « Plan régional 2026 »
invalid-explain-what = Donnez une référence, ou --resource et --start comme pour « book ».
rule-shortest = Durée minimale
rule-longest = Durée maximale
rule-decide_within = Délai de décision
rule-on_deadline = Passé ce délai
rule-offer_hours = Durée de validité d’une offre
rule-check_in = Pointage à l’arrivée
rule-check_in_from = Pointage possible avant le début
rule-no_show_after = Absence constatée après
