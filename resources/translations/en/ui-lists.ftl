## Lists: what they have in common

lists-clear-filters = Clear the filters
lists-retry = Try again
lists-loading = Reading…
lists-unnamed = Taken

## Agenda

agenda-column-time = Time
agenda-column-booking = Booking
agenda-column-resources = Resources
agenda-column-partner = Organisation
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
agenda-period-two-weeks = 2 weeks
agenda-period-month = 1 month
agenda-group-by = Group by
agenda-group-day = Day
agenda-group-resource = Resource
agenda-group-partner = Organisation
agenda-my-platforms = My platforms
agenda-my-bookings = My bookings
agenda-filter-category = Type
agenda-filter-partner = Organisation
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
agenda-cancel-date = Cancel this date…
agenda-cancel-following = Cancel this date and those after…
agenda-cancel-all = Cancel the whole series…
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
