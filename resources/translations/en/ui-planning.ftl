## Planning

week-number = week { $week }
week-numbers = weeks { $first }–{ $last }
scale-day = Day
scale-week = Week
scale-two_weeks = 2 weeks
scale-month = Month
filter-platforms = Platforms
filter-kind = Kind
filter-partner = Partner
filter-chosen = { $name }: { $what }
filter-all = All
filter-requests = Requests
filter-approved = Approved
filter-ended = Declined and cancelled
filter-mine = My bookings
clear-filters = Clear the filters
filters = Filters
colour-by = Colour
colour-platform = Platform
colour-partner = Partner
colour-status = Status
filter-nights = Nights folded
category-equipment = Equipment
category-room = Rooms
category-staff = People
zoom = Zoom
hint-selected = { $count ->
    [one] 1 booking · { $count } line selected
   *[other] 1 booking · { $count } lines selected
}
move-not-yours = You cannot move “{ $title }”. Ask: { $who }.
move-nobodys = You cannot move “{ $title }”, and nobody else may at present.
hint-dragging = { $when } · free · Alt: no snapping, Esc: give up
hint-dragging-repacked = { $when } · fits: { $moved ->
    [one] { $moved } booking changes unit
   *[other] { $moved } bookings change unit
} · Alt: no snapping, Esc: give up
hint-dragging-bad = { $when } · { $bad ->
    [one] { $bad } line of { $count } in conflict
   *[other] { $bad } lines of { $count } in conflict
}
private-booking = Private booking
occupied = occupied { $hours }

## Details pane

inspector-empty = Nothing is selected
inspector-empty-hint = Click a booking to read it here, or draw a free slot to book.
more-actions = More actions
really-occupied = { $length } · occupied { $hours }
session-of = Session { $number } of { $count }
series-until = Until { $day }
inspector-instructions = Instructions for the platforms
inspector-funding = Funding
learners = { $count ->
    [one] { $count } learner
   *[other] { $count } learners
}
units = { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
line-count = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
margin-setup = Set-up { $length }
margin-turnaround = turnaround { $length }
units-given = { $count ->
    [one] Unit given: { $names }
   *[other] Units given: { $names }
}
awaiting = Waiting for { $who }
approved-automatically = Approved automatically
approved-by = Approved by { $who }, { $when }
declined-by = Declined by { $who }, { $when }
history = History
history-reason-displaced-by = in favour of { $what }
history-reason-room-for = to make room for { $what }
history-redo = did it again
history-breakdown = moved it because of a breakdown
history-unblock = lifted it
history-block-end = changed its end
history-expire = let the deadline pass
history-escalate = passed it on
history-check_in = checked in
history-release = gave the slot back
history-complete = finished
history-ask_again = asked again
history-take_offer = took the other slot that was offered
history-accept-offer = accepted the other slot that was offered
history-request = made the request
history-approve = approved
history-decline = declined
history-cancel = cancelled
history-move = moved it
history-edit = changed it
history-continue = continued a series
history-exchange = exchanged a resource
history-timetable = took over the timetable
history-detach = detached the calendar
history-undo = went back
history-block = declared the block
history-reassign = changed the unit
button-edit = Edit
button-duplicate = Duplicate
button-approve = Approve
button-decline = Decline

## Dropping, booking quickly

ways-title = { $bad ->
    [one] Not possible: { $bad } line of { $count } in conflict
   *[other] Not possible: { $bad } lines of { $count } in conflict
}
ways-searching = Looking for ways out…
ways-none = No other possibility nearby. Try another week or fewer resources.
quoted = “{ $title }”
free = free
free-of = { $free } of { $count } free
free-repacked = { $count ->
    [one] fits: { $count } booking changes unit
   *[other] fits: { $count } bookings change unit
}
free-too-few = { $free } free of { $wanted } wanted
taken-until = until { $when }
way-resource = Same slot: { $name }
way-resource-detail = { $site } · equivalent resource
way-unit = Same slot on { $unit }
way-unit-detail = { $name }, nothing else changes
way-time = { $when }
way-time-detail = All lines are free
way-skip = { $count ->
    [one] Without the date in conflict
   *[other] Without the { $count } dates in conflict
}
way-skip-detail = { $days }
quick-title = Title
quantity = Quantity
quick-automatic = Approved as soon as it is sent.
quick-request = The request goes to the platform’s manager.
more-options = More options
ask = Request
