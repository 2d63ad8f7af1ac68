## The screen of calendars

screen-calendars = Calendars
action-show-calendars = Calendars
calendars-title = Calendars and synchronisation
calendars-errors = { $count ->
    [0] Everything is up to date
    [one] 1 calendar in error
   *[other] { $count } calendars in error
}
calendars-known = Last known state
calendars-sync = Sync all
calendars-screen-hint = F5 syncs everything · ↑ ↓ from link to link
calendars-ago = { $length } ago
export-all = Everything
calendars-all = All bookings

## The links

calendars-feeds = Subscriptions
calendars-feeds-hint = to add in Outlook, Google Calendar, Apple Calendar…
calendars-new-feed = New subscription
calendars-no-feed = No subscription yet. A link shows a calendar, always up to date, in the diary of whoever subscribes.
calendars-copy = Copy
calendars-copy-of = Copy the link “{ $name }”
calendars-until = until { $when }
calendars-unread = Never read
calendars-read = { $ago } · { $client }
calendars-client-unknown = unknown program
calendars-live = Up to date
calendars-waiting = Waiting for a subscriber
calendars-revoked = Revoked
calendars-ended = Expired
calendars-pick = Choose a subscription: its link, what its subscribers see and how to take it back are shown here.
calendars-code = The link to scan
calendars-scan = Scan it with a camera
calendars-link = Link
calendars-copy-link = Copy the link
calendars-copied = Link copied.
calendars-once = Copy it now: to be safe, it is kept nowhere in plain text.
calendars-kept-secret = The link was shown only when it was made. Lost? Renew it, then send the new one to its subscribers.
calendars-address = Address of the calendar server
calendars-address-example = https://bookings.example.org
calendars-address-hint = Where “platform-booking ical serve” can be reached. Ask your IT department.
calendars-seen = What subscribers see
calendars-sees-time = The times that are taken
calendars-sees-title = Titles, resources and partners
calendars-sees-people = Names of people
calendars-shown = shown
calendars-hidden = hidden
calendars-safety = Safety
calendars-safety-hint = Whoever has this link can read the calendar. Renewing or revoking it cuts off the devices that subscribed.
calendars-renew = Renew the link…
calendars-renew-question = Renew the link “{ $name }”? Devices that subscribed to the old one will receive nothing more.
calendars-renew-go = Renew
calendars-revoke = Revoke the link…
calendars-revoke-question = Revoke the link “{ $name }”? Devices that subscribed will receive nothing more, and it cannot be brought back.
calendars-revoke-go = Revoke
calendars-revoke-done = The link “{ $name }” is revoked.
calendars-made = The link “{ $name }” is ready. Copy it now.
calendars-new-feed-hint = The link gives a calendar that is always up to date to whoever receives it, without a password.
calendars-create = Make the link
calendars-label = Name (optional)
calendars-ends = The link has an end
calendars-last-day = Last day of the link

## Imported calendars

calendars-timetables = Imported calendars
calendars-import = Import
calendars-no-timetable = No imported calendar. An imported timetable counts in conflicts: a room that is taken by a class is no longer offered.
calendars-hard = holds the resource
calendars-soft = only warns
calendars-events = { $count ->
    [0] no event to come
    [one] 1 event to come
   *[other] { $count } events to come
}
calendars-age = { $events } · read { $ago }
calendars-kept = { $count ->
    [0] No event had been read yet.
    [one] The event that was read still counts.
   *[other] The { $count } events that were read still count.
}
calendars-rejected = { $count ->
    [one] 1 unreadable event was not imported.
   *[other] { $count } unreadable events were not imported.
}
calendars-collision = “{ $title }” ({ $ref }) collides with { $event }, { $when }
calendars-collision-private = A private booking ({ $ref }) collides with { $event }, { $when }
calendars-some-event = a class
calendars-show-booking = Show the booking
calendars-show-booking-of = Show “{ $title }” on the planning
calendars-move = Move…
calendars-move-of = Move “{ $title }”
calendars-keep-booking = Keep
calendars-keep-booking-of = Keep “{ $title }” in its place
calendars-kept-booking = { $ref } keeps its place. This conflict is not shown any more unless the timetable moves.
calendars-blocked = While the resource is out of use: { $event }, { $when }
calendars-more-conflicts = { $count ->
    [one] and 1 more conflict
   *[other] and { $count } more conflicts
}
calendars-retry = Try again
calendars-reconnect = New link…
calendars-refresh-of = Read “{ $name }” again
calendars-replace-of = New file for “{ $name }”
calendars-detach-of = Detach “{ $name }”
calendars-detach = Detach the calendar
calendars-detach-question = Detach “{ $name }”? Its events to come will hold nothing and warn no longer.
calendars-detach-go = Detach
calendars-detached = “{ $name }” is detached.
calendars-refreshed = { $failed ->
    [0] { $count ->
        [one] 1 calendar read again.
       *[other] { $count } calendars read again.
    }
    [one] { $count } read again, 1 in error: see its row.
   *[other] { $count } read again, { $failed } in error: see their rows.
}
calendars-imported = “{ $name }”: { $new } new, { $moved } moved, { $gone } gone.
calendars-import-heading = Import a timetable
calendars-import-hint = An .ics file or a link. Importing it again counts nothing twice; nothing is written before the preview.
calendars-source = File or link
calendars-source-example = https://… or an .ics file
calendars-choose-file = Choose a file…
calendars-file-kinds = Calendars (*.ics *.ical *.ifb);;All files (*)
calendars-whose = Whose timetable is it?
calendars-hold = Holds the resource: this timetable decides
calendars-hold-hint = Without it, the timetable only warns.
calendars-preview = Preview
calendars-preview-empty = What the import would change will be shown here.
calendars-look = Show the preview
calendars-import-now = Import
task-reading-calendars = reading the calendars
task-sending-mail = Sending mail…
task-reading-calendar = reading a calendar
task-making-link = making a link
task-revoking = revoking
