# Finding a slot: reasons of proposals, and what is missing when nothing fits.

nothing-found = No slot in this period brings together all that is asked for.
reason-earliest = As early as can be
reason-every-week = Same day, same hour every week
reason-weeks-left-out = Same day, same hour; { $count ->
    [one] one week left out
   *[other] { $count } weeks left out
} ({ $dates })
reason-same-hour = Same hour, different days
reason-same-units = Same units all along
reason-units-change = { $resource }: the unit changes with the date
reason-instead = { $resource } instead of { $instead_of }
reason-others-change-unit = { $count ->
    [one] One other booking changes unit, not time
   *[other] { $count } other bookings change unit, not time
}
reason-asked-too = Also asked for by { $refs }, undecided
reason-nobody-displaced = Nobody has to give way
reason-within-opening = Within the opening hours of all
reason-outside-opening = { $count ->
    [one] One date outside opening hours: { $dates }
   *[other] { $count } dates outside opening hours: { $dates }
}

bottleneck = { $resource } is free for only { $share } % of the possible starts.
bottleneck-never = { $resource } is never free for so long.
miss-sessions = With { $sessions ->
    [one] one session
   *[other] { $sessions } sessions
} instead of { $wanted }: { $when }
miss-units = With { $resource } × { $quantity }: { $when }
miss-without = Without { $resource }: { $when }
miss-shorter = In { $length }: { $when }
miss-hours = Outside the hours that were asked for: { $when }
miss-days = On another day of the week: { $when }
lasting-minutes = { $minutes } min
lasting-full-hours = { $hours } h
lasting-hours = { $hours } h { $minutes }

map-legend = From { $first } to { $last }, one place an hour: { $shades } from none to all; blank: not asked for.
weekday-0 = Mon
weekday-1 = Tue
weekday-2 = Wed
weekday-3 = Thu
weekday-4 = Fri
weekday-5 = Sat
weekday-6 = Sun

opt-resource-any = Code of a resource, or of several of which any will do: CODE, CODE:N, CODE|CODE2:N; @login for a person
opt-any = Also take resources that are declared equivalent, at any partner
opt-map = Show where it is possible, day by day and hour by hour
