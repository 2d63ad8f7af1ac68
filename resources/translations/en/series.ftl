help-edit = Change a booking or some dates of a series: title, time, resources, repetition.
opt-add = Resource to add: CODE or CODE:N
opt-remove = Resource to leave out
opt-exchange = Resource to exchange: CODE=OTHER
opt-quantity = Other quantity of a resource: CODE:N
opt-on-conflict-edit = Dates at which something is taken: refuse everything, or leave them as they are (skip)
opt-expected-version = Only if the booking still has this version
done-edit = { $ref } was changed; it is now: { $state }.
done-edit-dry = Dry run, nothing was written. Date by date:
done-split = It continues { $former }, which ends before this date.
left-as-they-are = Left as they are, because something is taken: { $dates }.
preview-conflicts = Something is taken on { $dates }. Choose another time, or leave these dates as they are with --on-conflict skip.
preview-kept = kept
preview-moved = moved
preview-added = new
preview-cancelled = cancelled
column-change = change
column-before = before
column-after = after
invalid-only-of-the-whole = Learners, purpose, visibility and repetition belong to { $ref } as a whole. Change them for all dates, or for a date and those that follow (--following).
invalid-resource-not-booked = { $value } is not part of { $ref } at these dates. Choose one of: { $allowed }.
invalid-nothing-to-edit = Nothing to change was named. Add an option such as --title, --start, --add or --rrule.
invalid-exchange-spec = “{ $value }” does not name an exchange. Write CODE=OTHER.
invalid-end-needs-start = A new end or duration needs --start as well.
