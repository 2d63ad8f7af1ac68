# Finding a slot

screen-slots = Slots
action-show-slots = Slots
slots-title = Find a slot
slots-subtitle = several resources free at the same time
slots-resources = Resources needed together
slots-add = Resource or person
slots-any = Take equivalents too
slots-any-tip = A resource that is declared equivalent will do as well, at any partner.
slots-closed = closed
slots-quantity = Number: { $name }
slots-remove = Remove { $name }
slots-length = Duration
slots-sessions = Sessions
slots-since = From
slots-until = To
slots-weekdays = Days
slots-between = Between
slots-and = and
slots-wrong-length = Write for example 3h, 90min or 2d.
slots-wrong-period = The end is before the start.
slots-wrong-hours = The end is before the start.
slots-map = Where the combination is possible
slots-map-summary = Possible on { $days } days of { $of }.
slots-map-share = { $percent }% of starts
slots-none = no start
slots-some = some
slots-most = most
slots-all = all
slots-found = { $count ->
    [0] No proposal
    [one] One proposal
   *[other] { $count } proposals
}
slots-order = without reservation first, then regular, then same units, then soonest
slots-tell-me = Tell me when a slot becomes free
slots-book = Book
slots-book-named = Book: { $when }
slots-weekly = { $day }s, { $hours }
slots-several-days = Several days, { $hours }
slots-count = { $count } sessions
slots-would-fit = What would fit:
slots-look-so = Look for this
slots-empty = Choose the resources that you need at the same time: common slots show here.
slots-empty-action = Choose a resource
slots-hint = ↑ ↓ walk · Enter book · F5 look again
slots-waiting = My waiting list
slots-accept = Accept
slots-decline = Decline
slots-withdraw = Withdraw
slots-offered = Offered { $when }; answer before { $until }
slots-waits-at = Waiting for { $when }, number { $place } in line
slots-waits-between = Waiting between { $since } and { $until }, number { $place } in line
slots-waited = You will be told as soon as a slot becomes free for “{ $title }”.
slots-accept-done = “{ $title }” is asked for.
slots-decline-done = The offer for “{ $title }” goes to the next in line.
slots-withdraw-done = “{ $title }” is off the waiting list.
task-finding = Looking for slots…
task-waiting = Joining the waiting list…
task-answering = Sending the answer…
