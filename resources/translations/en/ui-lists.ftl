## Lists: what they have in common

lists-clear-filters = Clear the filters
lists-retry = Try again
lists-loading = Reading…
lists-unnamed = Taken

## Agenda

agenda-column-time = Time
agenda-column-booking = Booking
agenda-column-resources = Resources
agenda-column-partner = Partner
agenda-column-state = Status
agenda-bookings = { $count ->
    [0] no booking
    [one] { $count } booking
   *[other] { $count } bookings
}
agenda-blocks = { $count ->
    [one] { $count } downtime
   *[other] { $count } downtimes
}
agenda-today = today
agenda-no-partner = Downtimes
agenda-taken = Taken
agenda-block = Downtime
agenda-period-day = 1 day
agenda-period-week = 1 week
agenda-period-two_weeks = 2 weeks
agenda-period-month = 1 month
agenda-group-by = Group by
agenda-group-day = Day
agenda-group-resource = Resource
agenda-group-partner = Partner
agenda-my-platforms = My platforms
agenda-my-bookings = My bookings
agenda-filter-category = Type
agenda-filter-partner = Partner
agenda-filter-state = Status
agenda-filter-all = All
agenda-category-equipment = Equipment
agenda-category-room = Rooms
agenda-category-staff = People
agenda-states-approved = Approved
agenda-states-requested = Requested
agenda-states-partly_approved = Partly approved
agenda-states-block = Downtimes
agenda-states-ended = Declined, cancelled, expired
agenda-state-requested = Requested
agenda-state-approved = Approved
agenda-state-partly_approved = Partly
agenda-state-declined = Declined
agenda-state-cancelled = Cancelled
agenda-state-expired = Expired
agenda-state-in_use = In use
agenda-state-completed = Completed
agenda-state-no_show = No-show
agenda-empty = No booking in this period.
agenda-empty-filtered = No booking matches the filters.
agenda-hint = ↑ ↓ browse · Enter show on the planning · E edit · A approve
agenda-hour = { $minute ->
    [0] { $hour } o’clock
   *[other] { $hour } { $minute }
}
agenda-span = { $day } from { $start } to { $end }
agenda-span-days = from { $day } at { $start } to { $last } at { $end }
agenda-spoken = { $title }, { $span }, { $state }, { $resources ->
    [one] { $resources } resource
   *[other] { $resources } resources
}
agenda-spoken-series = { $title }, { $span }, { $state }, { $resources ->
    [one] { $resources } resource
   *[other] { $resources } resources
}, session { $number } of { $dates }

## Requests

requests-search = Find a request
requests-waiting = { $count ->
    [0] nothing to decide
   *[other] { $count } to decide
}
requests-mine = To decide { $count }
requests-elsewhere = Waiting for others { $count }
requests-tick-all = Tick all
requests-ticked = { $count } ticked
requests-decline-many = Decline…
requests-approve-many = { $count ->
    [0] Approve
    [one] Approve
   *[other] Approve the { $count }
}
requests-many = { $count } requests
requests-approve = Approve
requests-decline = Decline
requests-approve-line = Approve only { $resource }
requests-decline-line = Decline only { $resource }…
requests-hint = ↑ ↓ browse · A approve · D decline · P propose · X tick
requests-pick = Choose a request.
requests-nothing = Nothing to decide.
requests-nothing-until = Nothing to decide. Next deadline: { $day }.
requests-none-found = No request matches.
requests-dates = { $first } · { $count } dates
requests-age-days = for { $count } d
requests-age-hours = for { $count } h
requests-age-minutes = for { $count } min
requests-verdict-ok = Rules met
requests-verdict-warning = To check
requests-verdict-conflict = Conflict
requests-learners = { $count ->
    [one] { $count } learner
   *[other] { $count } learners
}
requests-unit = No. { $unit }
requests-taken = { $resource } is taken { $when }
requests-competing = { $resource } is also asked for { $when }
requests-by = “{ $title }”, { $ref }
requests-more-conflicts = { $count ->
    [one] and { $count } more conflict
   *[other] and { $count } more conflicts
}
requests-solution = { $place } is equivalent and free at all the dates that wait.
requests-solution-unit = { $place } is free at all the dates that wait.
requests-solution-take = Approve on this equivalent
requests-solution-unit-take = Approve on { $place }
requests-around = Around the request
requests-around-note = and what could take its place
requests-instructions = The organiser’s instructions
requests-open-planning = Open on the planning
requests-role-asked = asked for
requests-role-pool = same pool
requests-role-equivalent = equivalent
requests-free-here = Free all the time
requests-lines = Lines of the request
requests-lines-mine = { $count } for you
requests-column-resource = Resource
requests-column-period = Period
requests-column-decider = Decides
requests-column-state = Status
requests-you = You
requests-nobody = Nobody is named
requests-automatic = Automatic
requests-to-decide = To decide
requests-message = Message to the organiser (optional, needed to decline)
requests-message-hint = Your answer stays in the booking’s history.
requests-rules = Rules of the platform
requests-availability = Availability
requests-availability-free = Free at all dates
requests-availability-conflict = { $count ->
    [one] { $count } overlap
   *[other] { $count } overlaps
}
requests-availability-later = { $count ->
    [one] { $count } competing request, declined once all have decided
   *[other] { $count } competing requests, declined once all have decided
}
requests-availability-competing = { $count ->
    [one] { $count } competing request, declined if you approve
   *[other] { $count } competing requests, declined if you approve
}
requests-rule-past = Date to come
requests-rule-past-ok = Nothing is over yet
requests-rule-horizon = Date near enough
requests-rule-horizon-ok = Less than five years ahead
requests-rule-capacity = Room capacity
requests-rule-capacity-ok = Seats enough for the group
requests-record-period = Bookings of the last 12 months, all platforms
requests-record-kept = Dates kept
requests-record-of = { $kept } of { $total }
requests-record-late = Late cancellations
requests-record-refused = Earlier refusals
requests-record-spoken = Dates kept, month by month: { $months }
