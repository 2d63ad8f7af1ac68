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
reason-timetable = The timetable { $codes } already has something
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

# The waiting list

invalid-already-free = It is free already: { $start }. Book it without waiting.
invalid-wish-over = The period that you ask for is over.
invalid-too-many-wishes = You are waiting for { $most } slots already. Withdraw some before you add more.
invalid-wish-when = Give either --start with --end or --duration, or --from, --to and --duration.
doing-wait = wait for
doing-withdraw = withdraw
doing-accept-offer = accept
doing-decline-offer = decline the offer of
doing-lapse = let pass
state-waiting = waiting
state-offered = offered
state-taken = accepted
state-lapsed = lapsed
state-withdrawn = withdrawn
wish-state-waiting = waiting
wish-state-offered = offered
wish-state-taken = accepted
wish-state-lapsed = lapsed
wish-state-withdrawn = withdrawn
wish-line = { $ref }  { $title }: { $state }{ $place ->
    [0] {""}
   *[other] , number { $place } in line
}
wish-offered = { $ref }  { $title }: offered { $when }, answer before { $until }
done-wait = { $ref }: you will be told as soon as a slot becomes free (number { $place } in line).
done-withdraw = { $ref } is off the waiting list.
done-accept-offer = { $ref } is now: { $state }.
done-decline-offer = { $ref }: the offer goes to the next in line.
nothing-waited-for = Nothing on the waiting list.
notice-slot-offered = A slot becomes free for “{ $title }”. Answer before { $until }: it is held for you until then ({ $wish }).
notice-offer-lapsed = The offer for “{ $title }” was not accepted in time; it goes to the next in line ({ $wish }).
due-slot-offered = { $ref } “{ $title }”: slot offered to { $persons }.
due-offer-lapsed = { $ref } “{ $title }”: the offer was not accepted in time.
due-wish-over = { $ref } “{ $title }”: the period waited for is over.
help-wait = Be told as soon as what you ask for becomes free: at an exact time, or anywhere in a period.
help-waiting = Your waiting list.
help-waiting-withdraw = Wait no longer.
help-offers = What is offered to you and waits for your answer.
help-accept-offer = Accept an offer: it becomes an ordinary request.
help-decline-offer = Decline an offer: it goes to the next in line.
opt-wish = Reference on the waiting list, for example W-2026-00001
opt-ended = Show what has ended too
