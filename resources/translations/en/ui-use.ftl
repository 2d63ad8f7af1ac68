# On the day, and blocks: what the window says.

action-check-in = Check in
action-finish = Finish
action-no-show = Note a no-show
button-check-in = Check in
button-finish = Finish
button-no-show = No-show
task-using = Noting the use
done-check-in = “{ $title }”: checked in
done-finish = “{ $title }”: finished, the time left is free
done-no-show = “{ $title }”: nobody came, the time is given back

action-new-block = Unavailability…
action-unblock = Lift the unavailability…
action-block-end = Change the end…
button-unblock = Lift
button-block-end = Change the end
task-blocking = Noting the unavailability
done-blocked = { $name }: made unavailable
done-lifted = { $name }: available again
done-block-ends = { $name }: end of the unavailability changed
reason-unblock-title = Lift the unavailability
reason-unblock-question = Lift the unavailability of { $title }?
reason-unblock-hint = The units are free again at once.
reason-unblock-placeholder = For example: repair done
reason-unblock-send = Lift
block-title = Unavailability
block-heading = Make a resource unavailable
block-hint = Nobody can book during that time. Bookings already made are shown first.
block-send = Make unavailable
block-resource = Resource
block-unit = Unit
block-all-units = All
block-kind = Kind
block-start-day = From
block-start-time = From (time)
block-end-day = To
block-end-time = Until
block-reason-placeholder = For example: yearly maintenance
block-end-title = End of the unavailability
block-end-question = Until when is { $name } unavailable?
block-end-send = Change the end
block-in-the-way = { $count ->
    [one] One slot is taken: nothing was changed. Choose another time, or cancel it first.
   *[other] { $count } slots are taken: nothing was changed. Choose another time, or cancel them first.
}
block-taken = “{ $title }” ({ $ref }), { $unit }, { $when }
