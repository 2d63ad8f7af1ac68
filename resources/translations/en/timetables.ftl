## Imported timetables

help-ical-import = Import a timetable (.ics file or link) for a resource, a person or a partner. Do it again without fear: nothing is counted twice. Without --resource, --person or --partner it is your own.
help-ical-calendars = List imported calendars, how old they are, and their errors.
help-ical-refresh = Read calendars imported from a link again; without a code, those whose time has come (to be run regularly).
help-ical-detach = Detach an imported calendar: it holds and warns no longer.
opt-ical-source = .ics file, or link (https://…, webcal://…)
opt-ical-calendar = Code of the calendar, where the resource or person has several
opt-ical-soft = Only warn, without holding the resource
opt-ical-hold = Hold the resource: its timetable is the master
opt-ical-every = Read the link again every N minutes
opt-ical-codes = Codes of calendars
opt-ical-detached = Also those that were detached

doing-refresh = read a calendar again
doing-detach = detach a calendar

imported-title = { $code } “{ $name }”: { $new } new, { $moved } moved, { $changed } changed, { $gone } gone, { $unchanged } unchanged
imported-dry = Nothing was written. This is what the import would do:
imported-event = { $kind ->
    [new] + { $summary }, { $when }
    [moved] → { $summary }, { $when } (before: { $before })
    [changed] ~ { $summary }, { $when }
    [gone] − { $summary }, { $when }
   *[other] { $summary }, { $when }
}
imported-no-title = (no title)
imported-conflicts = { $count ->
    [one] One event falls on a slot that is taken. It is kept and shown, without holding the resource:
   *[other] { $count } events fall on slots that are taken. They are kept and shown, without holding the resource:
}
imported-conflict = { $summary }, { $when }: { $holders }
imported-rejected = { $count ->
    [one] One event cannot be read and was not imported:
   *[other] { $count } events cannot be read and were not imported:
}
imported-rejected-event = line { $line }, { $summary }: { $why }
imported-passed-over = Left aside: { $cancelled } cancelled, { $free } that keep their time free, { $outside } outside the period that is read.
detached = { $code } is detached: it holds and warns no longer (events to come: { $count }).

calendar-row = { $code } ({ $subject }) “{ $name }”: { $events } to come, { $conflicts } in conflict, read { $age }
calendar-never = never
calendar-age = { $age } ago
calendar-soft = only warns
calendar-hard = holds the resource
no-calendars = No imported calendar. “platform-booking ical import FILE --resource CODE” imports one.
refreshed-failed = { $code } could not be read again; the last good copy ({ $age }) still counts. { $why }
refreshed-nothing = No calendar is due to be read again.

timetable-disagrees = The timetable { $code } already has something: { $title }, { $when }
timetable-busy = busy

## What was misunderstood or left out

remark-encoding-guessed = The file is not UTF-8; it was read as a Windows file. Check the accents.
remark-calendar-cut-off = The file stops before its end. Events missing from it are kept; download it again.
remark-zone-unknown = The time zone “{ $zone }” is unknown; its times are read as those of { $instead }. Check one of them.
remark-zone-guessed = The time zone “{ $zone }” is read as { $instead }. Check a time in summer.
remark-zone-broken = The description of the time zone “{ $zone }” cannot be read; only its name counts.
remark-events-of-our-own = Events that come from Platform Booking itself and were not imported: { $count }.
remark-event-cut-off = the file stops in the middle of it
remark-event-no-start = it has no start
remark-event-bad-time = the date “{ $value }” does not exist
remark-event-bad-length = the duration “{ $value }” cannot be read
remark-event-no-length = it starts and ends at the same moment
remark-event-ends-before = it ends before it starts
remark-event-too-long = it lasts { $days } days; the longest possible is { $most } days
remark-event-unreadable = its values make no sense ({ $detail })
remark-rule-too-fine = it comes several times an hour ({ $rule })
remark-rule-no-step = its repetition does not advance ({ $rule })
remark-rule-too-many = its repetition gives more than { $most } dates
remark-rule-too-slow = its repetition gives no date in reasonable time
remark-rule-unreadable = its repetition cannot be read ({ $rule })

## What keeps a calendar from being read

invalid-calendar-not-one = { $found ->
    [empty] The answer is empty. Check the link or the file.
    [html] This is a web page and no calendar: the link has expired or asks for a login. Copy a new one.
   *[other] This is no calendar (.ics file). Check the link or the file.
}
invalid-calendar-too-large = The file is larger than { $most } MB. Export a shorter period.
invalid-calendar-too-long = The calendar holds more than { $most } events. Export a shorter period.
invalid-calendar-too-slow = The calendar could not be read within { $seconds } seconds. Export a shorter period.
invalid-calendar-crashed = The calendar could not be read ({ $detail }). Pass it on to whoever looks after Platform Booking.
invalid-calendar-emptied = The calendar no longer holds any event, while { $count } are to come: the link has probably expired. Copy a new one, or detach the calendar.
invalid-calendar-of-another = The calendar { $calendar } is that of { $subject }. Choose another code.
invalid-calendar-which = { $subject } has several imported calendars ({ $calendars }). Say which with --calendar.
invalid-calendar-code = “{ $value }” cannot be the code of a calendar. Use letters, digits, dots and dashes.
invalid-calendar-detached = The calendar { $calendar } is detached already.
invalid-one-subject = Give only one of these options: --resource, --person or --partner.
invalid-hold-only-resources = Only a resource can be held by a timetable. Leave out --hold.
invalid-hold-or-soft = Give either --hold or --soft, not both.
invalid-refresh-only-links = Only a link can be read again regularly. Leave out --every.
invalid-refresh-minutes = Every { $value } minutes is not possible: choose between { $least } and { $most }.
invalid-refresh-file = The calendar { $calendar } comes from a file or is detached: import a file again.
invalid-block-of-timetable = { $ref } comes from an imported timetable. Change it at its source, or detach the calendar.
invalid-fetch-scheme = “{ $scheme }” links are not accepted. Use https:// or webcal://.
invalid-fetch-timeout = The calendar’s server did not answer in time. Try again later.
invalid-fetch-unreachable = The calendar’s server cannot be reached ({ $detail }). Check the link and the network.
invalid-fetch-too-large = The calendar is larger than { $most } MB. Export a shorter period.
invalid-fetch-refused = The server refuses this link ({ $status }): it asks for a login or was revoked. Copy a new one.
invalid-fetch-gone = The calendar is no longer at this address ({ $status }). Copy its new link.
invalid-fetch-status = The calendar’s server answers with an error ({ $status }). Try again later.

notice-timetable-collides = “{ $title }” ({ $dates }) collides with the timetable “{ $calendar }”. The booking keeps its place; move it, or settle it with whoever keeps that timetable.

finding-block-differs = { $holder }: its units are taken at another time than it says
finding-timetable-unheld = { $calendar }, event { $key }: what it says that it holds and the block that does are not the same
finding-timetable-stray = { $holder } holds the resource for a timetable that does not ask for it
