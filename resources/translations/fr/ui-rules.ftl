## Règles, dans la gestion

administration-rule-platform = Comme la plateforme : { $said }
administration-rule-default = Par défaut : { $said }
administration-effect-inherited = par défaut
administration-effect-off = ne s’applique pas
administration-effect-on = fixer ici
administration-effect-yes = oui
administration-effect-no = non
administration-effect-refuse = refuse toujours
administration-effect-override = refuse, sauf dérogation
administration-effect-warn = avertit seulement
administration-effect-expire = la demande expire
administration-effect-escalate = la demande est transmise à d’autres
administration-supervised-by-managers = un responsable de la plateforme
administration-per-day = par jour
administration-per-week = par semaine
administration-per-month = par mois
administration-per-year = par an
administration-unit-minutes = minutes
administration-unit-hours = heures
administration-unit-days = jours
administration-no-quota-hours = sans limite d’heures
administration-no-quota-count = sans limite de séances
administration-counted-days = { $count ->
    [one] { " " }jour
   *[other] { " " }jours
}
administration-counted-persons = { $count ->
    [one] { " " }personne
   *[other] { " " }personnes
}
administration-counted-quota-hours = { $count ->
    [one] { " " }heure
   *[other] { " " }heures
}
administration-counted-quota-count = { $count ->
    [one] { " " }séance
   *[other] { " " }séances
}
administration-counted-absences-count = { $count ->
    [one] { " " }absence
   *[other] { " " }absences
}
administration-counted-absences-days = { $count ->
    [one] { " " }jour
   *[other] { " " }jours
}
administration-counted-absences-suspend_days = { $count ->
    [one] { " " }jour de suspension
   *[other] { " " }jours de suspension
}
administration-level-from = { "dès le niveau " }
