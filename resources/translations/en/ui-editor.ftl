## The booking editor

editor-new = New booking
editor-edit = Edit { $ref }
editor-cancel = Cancel
editor-dismiss = Close
editor-name-site = { $name } ({ $site })
editor-colon = { ": " }
editor-task-preview = checking the booking
editor-task-sending = sending the booking
editor-task-saving = saving the changes

## Form

editor-title = Title
editor-title-example = Upstream culture, module 3
editor-untitled = untitled
editor-learners = Learners
editor-partner = Partner
editor-organiser = Organiser
editor-day = Date
editor-start = Start
editor-end = End
editor-last-day = Last day
editor-several-days = Over several days
editor-one-day = On one day only
editor-choose-day = Choose a day
editor-today = Today
editor-trainers = Trainers
editor-trainer-add = Add a person
editor-purpose = Purpose
editor-visibility = Visibility
editor-biosafety = Containment
editor-biosafety-none = None
editor-dossier = Dossier
editor-instructions = Instructions for the platforms
editor-instructions-example = Please prepare two bags of medium; beginners
editor-funding = Funding
editor-funding-example = Regional plan 2026
editor-task-funders = reading the funders
editor-visibility-partners = All partners
editor-visibility-private = Private
editor-remove = Remove { $name }
editor-exchange = Exchange { $name }
editor-wrong-title = Give it a title.
editor-wrong-day = Write a day, for example 1/12.
editor-wrong-time = Write for example 9:30.
editor-wrong-order = The end must follow the start.

## Repetition

editor-repetition = Repeats
editor-rhythm-never = Never
editor-rhythm-weekly = Every { $weekday }
editor-rhythm-fortnightly = Every 2 weeks
editor-rhythm-workdays = Every working day
editor-rhythm-custom = Custom
editor-rhythm-other = Special rule
editor-times = Number of times
editor-times-suffix = { " times" }
editor-until = Until
editor-until-instead = Until a day
editor-count-instead = Number of times
editor-interval = Number of weeks
editor-every = Every
editor-weeks = { $count ->
    [one] week
   *[other] weeks
}
editor-weekday-mo = M
editor-weekday-tu = T
editor-weekday-we = W
editor-weekday-th = T
editor-weekday-fr = F
editor-weekday-sa = S
editor-weekday-su = S
editor-dates = { $count } dates, { $first } to { $last }
editor-list-and = { $first } and { $last }
editor-list-more = { $named } and { $count ->
    [one] one more
   *[other] { $count } more
}

## Resources

editor-resources = Resources
editor-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
editor-availability = Availability
editor-common = Find a common slot
editor-common-tip = Look for times when all these resources are free together; what you typed is kept
editor-add-resource = Add a resource: name, kind or platform
editor-quantity = Quantity of { $name }
editor-units = { $count } units
editor-seats = { $count ->
    [one] { $count } seat
   *[other] { $count } seats
}
editor-category-equipment = equipment device
editor-category-room = room
editor-category-staff = person
editor-role-trainer = trainer
editor-no-line = Add the room, the equipment or the bench you need: their day appears here, with ways out where they are taken.
editor-looking = Checking…
editor-free = Free
editor-free-of = { $free } of { $total } free
editor-only-free-of = { $free ->
    [0] All { $total } are taken
    [one] Only 1 of { $total } free
   *[other] Only { $free } of { $total } free
}
editor-taken = Taken
editor-taken-until = Taken until { $time }
editor-taken-until-day = Taken until { $day }
editor-instead-free = { $name } is free
editor-take-instead = Take { $name } instead
editor-competing = { $count ->
    [one] Another request competes
   *[other] { $count } other requests compete
}
editor-timetable = { $count ->
    [one] A timetable already has something
   *[other] { $count } timetables already have something
}
editor-decision = Decided by { $who }
editor-approved-at-once = Approved at once
editor-own-time = As their calendar allows
editor-automatic = at once
editor-decider-me = yourself
editor-decider-manager = { $platform } manager
editor-decider-safety = { $platform } safety
editor-decider-host = host partner
editor-strip = { $name }, { $start } to { $end }
editor-strip-free = free
editor-strip-taken = taken
editor-strip-unknown = being checked

## Sessions

editor-matrix = Sessions: lines and dates
editor-series = { $count ->
    [one] The session
   *[other] The { $count } sessions
}
editor-dates-good = { $count ->
    [0] none possible as it is
    [one] 1 possible as it is
   *[other] { $count } possible as they are
}
editor-dates-bad = { $count } to settle
editor-dates-skipped = { $count } skipped
editor-take-equivalents = Take the equivalents
editor-skip-dates = Skip these dates
editor-cell-skipped = skipped
editor-menu-take = Take { $name } at all dates
editor-menu-stand-in = { $name } stands in
editor-menu-skip = Skip this date
editor-menu-back = Put this date back
editor-ways-out = What would do
editor-way-resource = { $resource } instead of { $instead }
editor-way-unit = { $unit } of { $resource }
editor-way-time = Shift to { $day }, { $hours }
editor-way-time-series = The whole series from { $day }, { $hours }
editor-way-skip = { $count ->
    [one] Without the session of { $dates }
   *[other] Without these { $count } sessions: { $dates }
}

## What follows

editor-rules = Rules
editor-override-reason = Reason for the override
trouble-and-more = { $count ->
    [one] { $names } and { $count } other
   *[other] { $names } and { $count } others
}
editor-who-may-override = May grant an override: { $who }.
editor-after = After sending
editor-pending = { $count ->
    [0] nothing else to decide
   *[other] { $count } to decide
}
editor-at-once = confirmed at once
editor-send = Send
editor-send-one = Send the request
editor-send-many = { $count ->
    [one] Send 1 session
   *[other] Send { $count } sessions
}
editor-book-one = Book
editor-book-many = { $count ->
    [one] Book 1 session
   *[other] Book { $count } sessions
}
editor-save = Save the changes
editor-promise-no-line = Add at least one resource.
editor-promise-time = Correct the day or the time.
editor-promise-rule = { $count ->
    [one] A rule stands in the way: nothing can be sent like this.
   *[other] { $count } rules stand in the way: nothing can be sent like this.
}
editor-promise-override = { $count ->
    [one] A rule stands in the way: give the reason for the override to send it all the same.
   *[other] { $count } rules stand in the way: give the reason for the override to send it all the same.
}
editor-promise-none = { $count ->
    [one] The slot is taken: choose one of the ways out or another time.
   *[other] None of the { $count } sessions is possible like this: choose a way out or another time.
}
editor-promise-bad = { $count ->
    [one] 1 session in conflict
   *[other] { $count } sessions in conflict
}
editor-promise-bad-rest = { $count ->
    [one] will not be sent: { $dates }.
   *[other] will not be sent: { $dates }.
}
editor-promise-automatic = { $count ->
    [one] Everything is approved at once: the booking will be confirmed immediately.
   *[other] Everything is approved at once: the { $count } sessions will be confirmed immediately.
}
editor-promise-asks = To be decided by { $who }. The slot is kept for you until then.
editor-promise-competes = To be decided by { $who }. Until then others may ask for the same slot.
editor-promise-unchanged = Nothing has changed.
editor-promise-change = Will be changed: { $parts }.
editor-promise-conflict = { $count ->
    [one] The new slot is taken.
   *[other] The new slot is taken ({ $count } conflicts).
}
editor-part-title = the title
editor-part-learners = the number of learners
editor-part-purpose = the purpose
editor-part-visibility = the visibility
editor-part-biosafety = the containment level
editor-part-dossier = the dossier
editor-part-instructions = the instructions
editor-part-funding = the funding
editor-part-time = the time
editor-part-lines = the resources
editor-part-state = the state
editor-scope-this = This date
editor-scope-following = And following
editor-scope-all = All
editor-done-sent = { $count ->
    [one] Request sent: “{ $title }”
   *[other] Request sent: “{ $title }”, { $count } sessions
}
editor-done-booked = { $count ->
    [one] Booked: “{ $title }”
   *[other] Booked: “{ $title }”, { $count } sessions
}
editor-done-saved = Changes saved: “{ $title }”
editor-someone-faster = Taken just now: { $resource }, { $day } ({ $holder }). Nothing was sent; here is what is still possible.
editor-stale = { $who } changed this booking meanwhile: { $parts }. Nothing was saved.
editor-reload = Reload, keeping what I typed

## Drafts

editor-draft-saved = Draft kept at { $time }
editor-draft-found = Draft kept: { $at }, “{ $title }”
editor-draft-resume = Resume
editor-draft-discard = Discard
