## The rules of booking

invalid-biosafety = The containment level goes from 0 (none) to { $most }, not { $value }.
invalid-dossier = The dossier’s reference is one line of at most { $longest } characters.
invalid-instructions = Instructions are at most { $longest } characters, without control characters. Shorten them.
invalid-funding = The funder is one line of at most { $longest } characters.
violation-too-soon = { $start } is too soon: ask at least { $hours } h ahead (possible from { $earliest }).
violation-outside-opening = { $count ->
    [one] Outside opening hours: { $dates }.
   *[other] Outside opening hours at { $count } dates: { $dates }.
}
violation-closed = Closed from { $start } to { $end } ({ $name }): { $dates }.
violation-holiday = { $count ->
    [one] Public holiday ({ $name }): { $dates }.
   *[other] { $count } public holidays: { $dates }.
}
violation-too-short = { $length } is too short: at least { $limit }.
violation-too-long = { $length } is too long: at most { $limit }.
violation-quota-person-hours = Over the quota per person { quota-when }: { $used } h booked already, { $asked } h asked for, at most { $allowed } h { quota-per }.
violation-quota-person-count = Over the quota per person { quota-when }: { $used } sessions booked already, { $asked } asked for, at most { $allowed } { quota-per }.
violation-quota-partner-hours = Over the organisation’s quota { quota-when }: { $used } h booked already, { $asked } h asked for, at most { $allowed } h { quota-per }.
violation-quota-partner-count = Over the organisation’s quota { quota-when }: { $used } sessions booked already, { $asked } asked for, at most { $allowed } { quota-per }.
quota-when = { $period ->
    [day] on { $start }
    [week] in the week of { $start }
    [month] in the month that begins on { $start }
   *[year] in the year that begins on { $start }
}
quota-per = { $period ->
    [day] a day
    [week] a week
    [month] a month
   *[year] a year
}
violation-qualification-missing = Nobody who takes part holds the qualification “{ $name }”.
violation-qualification-expired = The qualification “{ $name }” is no longer valid on the day (until { $until }): { $dates }.
violation-biosafety-too-low = Containment too low: BSL-{ $level } for work at BSL-{ $needed }.
violation-biosafety-expired = The containment authorisation ends on { $until }: { $dates }.
violation-dossier-missing = Work at BSL-{ $level } needs the reference of its dossier (declaration or authorisation).
violation-lone-worker = Lone work: { $persons } person present, at least { $least } needed.
violation-supervisor-missing = Somebody who supervises must take part.
violation-suspended = You may not book until { $until } inclusive.
violation-missed-too-often = { $count } no-shows within { $days } days: booking is possible again after { $until }.
remedy-ask-earlier = Choose a later date.
remedy-within-opening = Choose an hour when it is open.
remedy-other-day = Choose another day.
remedy-longer = Make the booking longer.
remedy-shorter = Make the booking shorter.
remedy-other-period = Choose another period, or release what you do not use.
remedy-bring-qualified = Add somebody who is qualified.
remedy-renew-qualification = Have the qualification renewed, or add somebody who is qualified.
remedy-contained-room = Take a place authorised for that level.
remedy-renew-authorisation = Have the authorisation renewed, or choose an earlier date.
remedy-give-dossier = Give the dossier’s reference.
remedy-bring-somebody = Add a second person.
remedy-bring-supervisor = Add somebody who supervises.
remedy-ask-coordinator = Ask your organisation’s coordinator.
remedy-wait-or-ask = Wait until then, or ask the manager.
remedy-people = For instance: { $people }.
explain-would-book = Nothing stands against it: the booking would be { $approval ->
    [approved] approved at once.
   *[requested] requested.
}
explain-would-not = As it stands it would be refused.
explain-holds = yes
explain-fails = no
explain-warns = note
explain-title = Rule by rule:
explain-next = The nearest that would do:
explain-nothing = Nothing would do by changing only the time or the resource.
explain-who = May set it aside: { $who }
rule-past = Date to come
rule-horizon = Booking horizon
rule-lead_time = Lead time
rule-opening = Opening hours
rule-closures = Closures
rule-holidays = Public holidays
rule-duration = Duration
rule-quota_person = Quota per person
rule-quota_partner = Quota per organisation
rule-qualification = Qualifications
rule-capacity = Room capacity
rule-biosafety = Containment
rule-dossier = Containment dossier
rule-lone_worker = Lone work
rule-supervisor = Supervision
rule-suspended = Suspension
rule-no_shows = No-shows
rule-units = Free units
problem-unknown-rule = Unknown rule: { $rule }.
problem-unknown-rule-near = Unknown rule: { $rule }. Did you mean { $near }?
problem-bad-rule = The rule { $rule } is not well said. Expected: { $expected }.
span-days = { $count } d
span-hours = { $count } h
span-hours-minutes = { $hours } h { $minutes }
span-minutes = { $count } min
help-explain = Say why a booking would be refused or not: rule by rule, and what would do
opt-biosafety = Containment level needed (0 to 4)
opt-dossier = Reference of the containment dossier
opt-instructions = Instructions for the platforms
opt-funding = Funder, for example “Regional plan 2026”
invalid-explain-what = Give a ref, or --resource and --start as for “book”.
rule-shortest = Least duration
rule-longest = Longest duration
rule-decide_within = Time to decide
rule-on_deadline = After that time
rule-offer_hours = An offer holds for
rule-check_in = Check-in on arrival
rule-check_in_from = Check-in possible before the start
rule-no_show_after = No-show after
