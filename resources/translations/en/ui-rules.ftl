## Rules, in Manage

administration-rule-platform = As the platform: { $said }
administration-rule-default = By default: { $said }
administration-effect-inherited = by default
administration-effect-off = does not apply
administration-effect-on = set here
administration-effect-yes = yes
administration-effect-no = no
administration-effect-refuse = always refuses
administration-effect-override = refuses, unless set aside
administration-effect-warn = only warns
administration-effect-expire = the request expires
administration-effect-escalate = the request goes on to others
administration-supervised-by-managers = a manager of the platform
administration-per-day = a day
administration-per-week = a week
administration-per-month = a month
administration-per-year = a year
administration-unit-minutes = minutes
administration-unit-hours = hours
administration-unit-days = days
administration-no-quota-hours = any number of hours
administration-no-quota-count = any number of sessions
administration-counted-days = { $count ->
    [one] { " " }day
   *[other] { " " }days
}
administration-counted-persons = { $count ->
    [one] { " " }person
   *[other] { " " }people
}
administration-counted-quota-hours = { $count ->
    [one] { " " }hour
   *[other] { " " }hours
}
administration-counted-quota-count = { $count ->
    [one] { " " }session
   *[other] { " " }sessions
}
administration-counted-absences-count = { $count ->
    [one] { " " }absence
   *[other] { " " }absences
}
administration-counted-absences-days = { $count ->
    [one] { " " }day
   *[other] { " " }days
}
administration-counted-absences-suspend_days = { $count ->
    [one] { " " }day suspended
   *[other] { " " }days suspended
}
administration-level-from = { "from level " }
