action-breakdown = Breakdown…
breakdown-title = Breakdown
breakdown-heading = What is down?
breakdown-resource-field = Resource
breakdown-unit-field = Unit
breakdown-all-units = All units
breakdown-start-day = Down since
breakdown-start-time = Time
breakdown-end-day = Until, as far as is known
breakdown-end-time = Time
breakdown-reason-hint = What happened; the organisers will read it
breakdown-looking = Looking for the bookings that are affected…
breakdown-unclear = This day or time cannot be understood.
breakdown-affected = { $count ->
    [0] Nobody is affected: the resource will simply be unavailable.
    [one] One booking is affected. Unticked, it loses its place and its organiser is told.
   *[other] { $count } booking lines are affected. Unticked, a line loses its place and its organiser is told.
}
breakdown-list = Affected bookings
breakdown-column-booking = Booking
breakdown-column-now = Planned so far
breakdown-column-proposal = Proposal
breakdown-there = { $resource } · { $units }
breakdown-goes-unit = Another unit
breakdown-goes-resource = Equivalent resource
breakdown-goes-time = Another time
breakdown-goes-none = Loses its place
breakdown-goes-none-detail = Nothing else is free
breakdown-goes-left = Loses its place
breakdown-goes-left-detail = Unticked
breakdown-goes-in-use = Ends
breakdown-goes-in-use-detail = Being used when it broke down
breakdown-block = Mark as down
breakdown-move = { $count ->
    [one] move 1 booking
   *[other] move { $count } bookings
}
breakdown-lose = { $count ->
    [one] drop 1 line
   *[other] drop { $count } lines
}
breakdown-tell = { $count ->
    [one] tell 1 person
   *[other] tell { $count } people
}
breakdown-losing = { $count ->
    [one] Loses its place: { $names }
   *[other] Lose their place: { $names }
}
done-breakdown = { $resource }: marked as down
task-breakdown = looking for affected bookings
task-breakdown-doing = marking as down
