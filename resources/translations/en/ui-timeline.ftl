## The planning board: rows, headers, and what a drag would do

timeline-name = Planning
timeline-description = Bookings by resource and hour. Arrow keys move the cursor, Tab goes to the next booking of the row, Enter opens it.
timeline-people = People
timeline-resources = Resources
timeline-listed = { $listed } of { $total }
timeline-places = { $count ->
    [one] { $count } seat
   *[other] { $count } seats
}
timeline-units = { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
timeline-persons = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
timeline-taken = Busy
timeline-quantity = ×{ $count }
timeline-quantity-short = { $count } u.
timeline-more = +{ $count } more
timeline-week = week { $number }
timeline-week-short = W{ $number }
timeline-occupation = { $percent }%
timeline-free-warned = free, but a timetable has something else
timeline-free = free
timeline-busy-until = busy until { $time }
timeline-impossible = impossible
timeline-empty = No resource matches the filters.
timeline-kind-maintenance = Maintenance
timeline-kind-calibration = Calibration
timeline-kind-closure = Closure
timeline-kind-breakdown = Breakdown
timeline-kind-timetable = Timetable
timeline-hour-spoken = { $hour }:{ $minute ->
    [0] 00
   *[other] { $minute }
}
timeline-span-spoken = { $day } from { $start } to { $end }
timeline-span-spoken-days = from { $day } at { $start } to { $last } at { $end }
timeline-bar-spoken = { $title }, { $span }, { $state }, { $resources ->
    [one] { $resources } resource
   *[other] { $resources } resources
}
timeline-block-spoken = Unavailable: { $title }, { $span }
timeline-slot-spoken = { $resource }, { $day }, { $time }, free
timeline-range-spoken = { $resource }, { $span }. Enter to book.
timeline-fits-spoken = { $span }: free
timeline-conflict-spoken = { $span }: impossible
timetable-only-warns = Imported timetable: it warns without holding the resource.
timetable-untitled = (no title)
timeline-close-all = Close or open all platforms
