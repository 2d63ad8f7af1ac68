# Copying, moving, choosing several: what the planning says.

action-open-here = Open
action-paste = Paste at the cursor
hint-copied = Copied. Click a free slot, then Ctrl+V to paste it there.
hint-nothing-to-paste = Nothing to paste: copy a booking first (Ctrl+C).
hint-paste-where = Click a free slot first, or go there with the arrow keys.
move-title = Move
move-question = Move “{ $title }” to when?
move-one-date = This session only. To move the whole series, open the booking.
move-day = Day
move-time = Start
move-nearest = Free, and nearest:
move-free = { $when }: everything is free.
move-unclear = Give a day and a time.
move-send = Move

## Choosing several

several-chosen = { $count } items chosen
several-hint = A approves, D declines, dragging or Ctrl+arrows move, Del cancels: all of them at once. Esc chooses nothing.
timeline-chosen-spoken = { $count ->
    [0] Nothing is chosen
    [one] { $count } item chosen
   *[other] { $count } items chosen
}
keys-tick = Choose the focused bar as well
together-what = Booking
together-when = When
together-verdict = What becomes of it
together-why = Give a reason.
together-count = { $left ->
    [0] Nothing is in the way.
    [one] Possible: { $going } · { $left } stays as it is
   *[other] Possible: { $going } · { $left } stay as they are
}
together-left = { $count ->
    [one] One booking stays as it is:
   *[other] { $count } bookings stay as they are:
}
    { $reasons }
together-approve-title = { $count ->
    [one] Approve { $count } booking
   *[other] Approve { $count } bookings
}
together-decline-title = { $count ->
    [one] Decline { $count } booking
   *[other] Decline { $count } bookings
}
together-cancel-title = { $count ->
    [one] Cancel { $count } session
   *[other] Cancel { $count } sessions
}
together-approve-goes = will be approved
together-decline-goes = will be declined
together-cancel-goes = will be cancelled
together-approve-send = Approve ({ $count })
together-decline-send = Decline ({ $count })
together-cancel-send = Cancel the sessions ({ $count })
together-approve-done = { $count ->
    [one] { $count } booking approved
   *[other] { $count } bookings approved
}
together-decline-done = { $count ->
    [one] { $count } booking declined
   *[other] { $count } bookings declined
}
together-cancel-done = { $count ->
    [one] { $count } session cancelled
   *[other] { $count } sessions cancelled
}

## Moving together

hint-moving-several = { $when } · free for all { $count } sessions, which move together · Esc: give up
shift-title = { $count ->
    [one] Move { $count } session
   *[other] Move { $count } sessions together
}
shift-day = The first begins on
shift-time = at
shift-hint = All move by as much: all of them, or none.
shift-goes = fits there
shift-count = { $left ->
    [0] { $going ->
        [one] It can be moved.
       *[other] All { $going } can be moved.
    }
    [one] One session does not fit there: none is moved.
   *[other] { $left } sessions do not fit there: none is moved.
}
shift-done = { $count ->
    [one] { $count } session moved
   *[other] { $count } sessions moved
}
