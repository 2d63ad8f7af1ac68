## Errors: one sentence, then what to do

booking-error = This could not be done ({ $detail }).
not-found = { $kind ->
    [booking] There is no booking “{ $key }”. “platform-booking list” shows those there are.
    [resource] There is no resource “{ $key }”. Check its code in the catalogue.
    [person] There is nobody with the login “{ $key }”. Check the spelling.
    [platform] There is no platform “{ $key }”. Check its code in the catalogue.
    [partner] There is no partner “{ $key }”. Check its code in the catalogue.
    [unit] There is no unit “{ $key }”. Check the name of the unit.
    [occurrence] There is no such date in this booking: { $key }. “platform-booking show” lists its dates.
    [waiting] The waiting list has no “{ $key }”. “platform-booking waiting” shows what you wait for.
    [line] The booking has no such line: { $key }. Name one of its resources.
    [template] There is no template “{ $key }”. “platform-booking template list” shows those there are.
    [ref] Nothing has the reference “{ $key }”. Give that of a booking, a block or a wish, or the code of a template.
    [block] There is no block “{ $key }”. Check its reference.
    [feed] Feed “{ $key }” does not exist. “platform-booking feed list” shows those that do.
    [event] The timetable does not have this event any more. Read it again.
    [calendar] There is no imported calendar “{ $key }”. “platform-booking ical calendars” shows those there are.
   *[other] “{ $key }” was not found ({ $kind }). Check the spelling.
}
not-found-near = Did you mean: { $near }?
catalogue-invalid = { $count ->
    [one] The catalogue holds a mistake; nothing was imported. Correct it and try again:
   *[other] The catalogue holds { $count } mistakes; nothing was imported. Correct them and try again:
}
conflict = { $count ->
    [one] The slot is already taken; nothing was booked. Choose one of the alternatives or another time.
   *[other] The slot is already taken ({ $count } conflicts); nothing was booked. Choose one of the alternatives or another time.
}
stale-version = { $ref } was changed by somebody else in the meantime. Look at it again, then repeat your change.
item-changed = “{ $key }” has been changed by somebody else in the meantime. Look at it again, then make your change anew.
rule-refused = { $count ->
    [one] A rule of the platform does not allow this:
   *[other] { $count } rules of the platform do not allow this:
}
illegal-transition = { $ref } is “{ $state }”, which does not allow this: { $action }. “platform-booking show { $ref }” says where it stands.
not-permitted = { $login } may not { $action }: { $subject }. Ask somebody who may.
not-permitted-at-all = { $login } may not { $action }. Ask somebody who may.
not-permitted-who = These people can: { $who_may }.
slot-taken = Somebody has just taken this slot; nothing was changed. Try again to see what is still free.
store-error = The store cannot be used: { $store }. Nothing was changed. Try again, or tell whoever looks after it.
store-unavailable = The store cannot be reached: { $store }. Check the address, the network and your access rights.
outcome-unknown = The line to the store was cut while saving, and the store no longer answers: it may be saved or not. Look before doing it again.
store-missing = There is no store yet: { $store }. Create it with “platform-booking init”, or try “platform-booking --demo”.
store-busy = Others are keeping the store busy: { $store }. Nothing was changed. Try again in a moment.
stopped = Stopped as you asked. Nothing was changed. Try again whenever you like.
store-read-only = The store cannot be written: { $store }. Check the access rights of the file and its folder.
store-full = There is no space left for the store: { $store }. Free some space, then try again.
store-damaged = This is not a usable store: { $store } ({ $detail }). Check the address, or bring back a backup with “platform-booking restore”.
store-newer = A newer version of Platform Booking made this store: { $store }. Install that version here.
store-outdated = The store must be upgraded first: { $store }. Run “platform-booking migrate”.
the-store = the store
unexpected = Something went wrong in Platform Booking itself; nothing more was done. Please send the report to those who look after it: { $file }
unexpected-unwritten = Something went wrong in Platform Booking itself; nothing more was done ({ $detail }).
interrupted = Interrupted.

## Input that cannot be understood

invalid-naive-datetime = The time { $value } has no time zone. Add an offset, for example +02:00.
invalid-moment-unreadable = “{ $value }” is not a date and time. Write it like 2026-10-06T09:00.
invalid-moment-out-of-range = “{ $value }” is too far away. Choose a year between { $first } and { $last }.
invalid-moment-seconds = “{ $value }” has seconds. Times are whole minutes, for example 09:00.
invalid-moment-skipped = “{ $value }” does not exist: the clocks skip that hour ({ $zone }). Choose another time.
invalid-day-unreadable = “{ $value }” is not a date. Write it like 2026-10-06.
invalid-duration-unreadable = “{ $value }” is not a duration. Write it like 3h, 90min, 1h30 or 2d.
invalid-duration-out-of-range = The duration “{ $value }” is not possible. It must be between one minute and { $days } days.
invalid-weekday-unreadable = “{ $value }” is not a day of the week. Write them like mon,tue or mon-fri.
invalid-hours-unreadable = “{ $value }” are not hours of the day. Write them like 08:00-18:00.
invalid-unknown-time-zone = There is no time zone “{ $value }”. Write it like Europe/Paris.
invalid-end-before-start = The end ({ $end }) is not after the start ({ $start }). Correct one of them.
invalid-end-or-duration = Give either an end or a duration, and not both.
invalid-rule-frequency = The repetition “{ $value }” is not offered. Use one of: { $allowed }.
invalid-rule-count-and-until = The repetition has both COUNT and UNTIL. Keep one of them.
invalid-rule-endless = The repetition has no end. Add COUNT or UNTIL.
invalid-rule-part = { $value } cannot be used with FREQ={ $freq }. Leave it out or choose another frequency.
invalid-rule-part-unknown = The repetition has an unknown part “{ $value }”. Use only: { $allowed }.
invalid-rule-yearly-needs-month = A yearly repetition by weekday needs a month. Add BYMONTH.
invalid-rule-too-long = The repetition goes on for too long. It may cover { $years } years at most.
invalid-rule-too-many = The repetition has too many dates. There may be { $limit } at most; split it.
invalid-rule-no-date = The repetition does not give any date. Check the rule and the start.
invalid-rule-unreadable = “{ $value }” is not a repetition. Write it like FREQ=WEEKLY;COUNT=10.
invalid-rule-number = { $part }={ $value } is not possible. Give a number between { $low } and { $high }.
invalid-rule-weekday = “{ $value }” is not a weekday that can be used here ({ $freq }). Use MO, TU, WE, TH, FR, SA or SU.
invalid-rule-until = UNTIL={ $value } is not a date. Write it like 20261218.
invalid-no-date-left = All the dates are left out. Keep at least one.
invalid-no-line = No resource is asked for. Name at least one with --resource.
invalid-title = The title is missing or too long. Give one of at most { $longest } characters, on one line.
invalid-learners = { $value } learners are not possible. Give a number between 0 and { $most }.
invalid-choice = “{ $value }” is not possible for { $what }. Choose one of: { $allowed }.
invalid-quantity-not-positive = { $value } × { $resource } asks for nothing. Ask for at least one.
invalid-quantity-exceeds-pool = { $resource } has only { $units } units; { $value } were asked for. Ask for fewer.
invalid-reason-needed = A reason is needed. Give it with --reason (or --override).
invalid-nothing-to-undo = There is nothing to undo.
invalid-nothing-to-exchange = { $ref } already uses that resource. Choose another one.
invalid-no-such-line = { $ref } has no line { $value }. Choose one of its lines.
invalid-exchange-when-over = A date of { $ref } is already over, so its resource stays. Cancel the dates to come and ask again.
invalid-who-are-you = Nobody said who is acting. Give your login with --as, or set PLATFORM_BOOKING_AS.
invalid-following-needs-occurrence = “--following” needs a date to start from. Add --occurrence.
invalid-resource-spec = “{ $value }” does not name a resource. Write CODE or CODE:NUMBER, for example ROOM-1 or PIPETTE:3; for a campaign BIO@D+7/2d.
invalid-anchor = “{ $value }” is not an anchor. Write NUMBER:HASH as “audit verify” prints it.
invalid-now-only-on-files = The clock can be fixed only for a store that is a file. Leave --now out.
invalid-one-selection = Choose one calendar only: a resource, a platform, a person, a partner or a booking.
invalid-demo-store-not-empty = { $store } already holds something. Choose another place with --store for the demonstration.
invalid-count-too-small = { $value } is too few. Give at least { $least }.
invalid-backup-findings = The backup { $file } is not sound ({ $count } findings); nothing was touched. Take another one, or add --accept-findings.
invalid-file-name = “{ $file }” cannot be the name of a file. Choose another name.
invalid-file-is-folder = { $file } is a folder. Give the name of a file.
invalid-file-exists = { $file } is there already. Choose another name, or add --overwrite.
invalid-file-unreadable = { $path } cannot be read ({ $detail }). Check its name and access rights.
invalid-file-unwritable = { $path } cannot be written ({ $detail }). Check its name and access rights.
invalid-file-too-large = { $path } is too large. A catalogue has { $megabytes } MB at most.
invalid-search-too-long = The period to search is too long. It may cover { $days } days at most.
invalid-sessions = { $value } sessions are not possible. Give a number between 1 and { $most }.
invalid-folder-missing = The folder { $folder } does not exist. Create it or choose another one.
invalid-backup-onto-store = { $file } is the store itself. Choose another name for the backup.
invalid-restore-from-itself = { $file } is the store itself. Choose a backup.
invalid-restore-target-not-empty = The store { $store } is not empty ({ $table }). Restore into an empty database.
invalid-copy-target-not-empty = The target is not empty ({ $table }). Copy into a new store.
invalid-copy-schema-differs = The two stores have different schemas ({ $source }, { $target }). Run “platform-booking migrate” on both.
invalid-store-address = “{ $value }” is not the address of a store. Give a file or postgresql://host/database.

## Mistakes in a catalogue file

problem-toml-unreadable = the file is not valid TOML ({ $detail })
problem-not-a-table-list = { $table } must be a list of tables: write [[{ $table }]]
problem-missing = “{ $field }” is missing
problem-wrong-type = “{ $field }” has the wrong type; expected: { $expected }
problem-empty-code = the code is empty
problem-bad-code = “{ $value }” cannot be a code; use letters, digits, hyphens, dots and underscores
problem-duplicate = “{ $code }” occurs twice
problem-unknown-reference = “{ $field }” names “{ $value }”, which does not exist
problem-bad-choice = “{ $value }” is not possible for “{ $field }”; choose one of: { $allowed }
problem-bad-text = “{ $field }” is empty, has several lines or is too long (at most { $longest } characters)
problem-bad-date = “{ $field }” is not a date: { $value }
problem-bad-hours = these are not hours of the day: { $value }
problem-bad-number = “{ $field }” must be between { $low } and { $high }, not { $value }
problem-bad-zone = there is no time zone “{ $value }”
problem-dates-reversed = the end is before the start
problem-self-equivalent = a resource cannot be equivalent to itself
problem-duplicate-unit = the unit “{ $value }” occurs twice
problem-reserved-code = the code “{ $value }” is reserved; choose another one
problem-unknown-key = “{ $key }” is unknown and was ignored
problem-unknown-table = the table “{ $table }” is unknown and was ignored
problem-unknown-role = the role “{ $value }” is unknown and was ignored
problem-other = { $code } { $detail }

## Rules and what to do about them

violation-too-long-ago = The date { $start } is too long ago.
violation-in-the-past = The date { $start } is already over.
violation-beyond-horizon = The date { $end } is too far ahead (the latest is { $latest }).
violation-over-capacity = { $learners } learners do not fit: there are { $capacity } seats.
violation-already-over = This is already over since { $end }.
remedy-choose-later = Choose a later date.
remedy-check-date = Check that the date is the one you mean.
remedy-choose-earlier = Choose an earlier date.
remedy-larger-room = Take a larger room or fewer learners.
remedy-past-is-kept = What has taken place is kept as it was; choose a date to come.
who-can-override = May be set aside, with a reason, by: { $who }.

## Alternatives and conflicts

alternative-time = another time: { $when }
alternative-unit = another unit: { $unit } of { $resource }, { $when }
alternative-resource = { $resource } instead of { $instead_of }, { $when }
alternative-skip = without { $count ->
    [one] the date { $dates }
   *[other] these { $count } dates: { $dates }
} (--on-conflict skip)
alternatives-title = What would fit:
conflict-line = { $resource } ({ $unit }), { $when }: { $holder }
holder-self = this very request
skipped-dates = Left out because they are taken: { $dates }.
competing-requests = Other requests compete for the same slot: { $refs }.
displaced-requests = These competing requests were declined by it: { $refs }.
unit-reassigned = { $ref } makes room: { $resource } unit { $unit_to } instead of { $unit_from }, { $date }.
notice-unit-changed = “{ $title }” gets unit { $unit_to } of { $resource } instead of { $unit_from } ({ $dates }), to make room for { $because_of }. Its times stay.

## States, actions, kinds

state-requested = requested
state-approved = approved
state-partly_approved = partly approved
state-declined = declined
state-cancelled = cancelled
state-expired = expired
state-in_use = in use
state-completed = completed
state-no_show = no show
doing-act = act
doing-approve = approve
doing-decline = decline
doing-cancel = cancel
doing-move = move
doing-book = book
doing-block = block
doing-expire = let expire
doing-check_in = check in
doing-release = release
doing-complete = complete
doing-ask_again = ask again for
doing-import-catalogue = change the catalogue
doing-import = import
doing-override = set a rule aside for
doing-edit = edit
doing-exchange = exchange a resource of
doing-undo = undo
step-manager = platform manager
step-safety = safety
step-host = host
block-maintenance = maintenance
block-calibration = calibration
block-closure = closure
block-breakdown = breakdown
block-timetable = timetable
purpose-training = training
purpose-research = research
purpose-industry = industry
purpose-service = service
verdict-granted = approved
verdict-approved = approved
verdict-declined = declined
verdict-withdrawn = decision withdrawn
catalogue-partners = Partners
catalogue-persons = Persons
catalogue-platforms = Platforms
catalogue-resources = Resources
catalogue-qualifications = Qualifications
catalogue-closures = Closures

## Headings

column-ref = Reference
column-title = Title
column-when = When
column-status = State
column-resources = Resources
column-organiser = Organiser
column-resource = Resource
column-unit = Unit
column-units = Units
column-step = Step
column-dates = Dates
column-date = Date
column-seq = No.
column-at = When
column-actor = Who
column-action = Action
column-subject = Subject
column-reason = Reason
label-partner = Partner
label-organiser = Organiser
label-purpose = Purpose
label-learners = Learners
label-funding = Funder
label-instructions = Instructions
label-repetition = Repetition
label-zone = Time zone
label-decisions = Decisions
label-awaiting = Waiting for
more-dates = { $first } (+{ $count } more)

## What the commands say

done-init = The store is ready: { $store }
done-init-there = The store was there already: { $store }
done-migrate = The store was upgraded: { $store }
done-migrate-current = The store was up to date already: { $store }
done-backup-kept = The former content is kept here: { $file }
done-backup = Backup written and verified: { $file }
done-restore = The backup { $file } was restored to { $store }.
done-copy = { $count ->
    [one] One row was copied to { $store }.
   *[other] { $count } rows were copied to { $store }.
}
done-trail-broken = Careful: the audit trail is not intact; “platform-booking audit verify” says where.
done-import = Catalogue: { $added } added, { $updated } updated, { $unchanged } unchanged.
done-import-dry = Dry run, nothing was written: { $added } to add, { $updated } to update, { $unchanged } unchanged.
import-added = + { $kind }: { $codes }
import-updated = ~ { $kind }: { $code } ({ $fields })
done-file = Written: { $file }
done-book = Booking { $ref }: { $state }.
done-book-dry = Dry run, nothing was written: the booking would be “{ $state }”.
done-approve = { $ref } is now: { $state }.
done-decline = { $ref } is now: { $state }.
done-cancel = { $ref } is now: { $state }.
done-move = { $ref } was moved; it is now: { $state }.
done-move-dry = Dry run, nothing was written: the move is possible.
done-block = Block { $ref }: { $resource } ({ $units }), { $when }.
done-block-dry = Would be blocked: { $resource } ({ $units }), { $when }. Nothing is written.
nothing-listed = No booking.
nothing-waits = Nothing is waiting for your decision.
check-clean = Everything is sound.
check-found = { $count ->
    [one] One finding:
   *[other] { $count } findings:
}
check-anchor = The audit trail ends at { $seq }:{ $hash }
finding-overlap = { $resource } ({ $unit }) is booked twice: { $first } and { $second }
finding-trail-gap = the audit trail has a gap before entry { $seq }
finding-trail-unlinked = entry { $seq } of the audit trail does not follow the one before
finding-trail-altered = entry { $seq } of the audit trail was altered
finding-file-damaged = the file is damaged: { $detail }
finding-guard-missing = a guard of the store is missing: { $guard }
finding-table-missing = a table is missing: { $table }
finding-constraint-missing = { $table }: the constraint { $constraint } is missing
finding-constraint-unproven = { $table }: the constraint { $constraint } was never proved
finding-subject-unrecorded = { $subject }: the audit trail knows nothing of it
finding-subject-changed = { $subject }: changed without the audit trail
finding-subject-gone = { $subject }: gone without the audit trail
finding-subject-unreadable = { $subject }: cannot be read
finding-anchor-missing = the audit trail has no entry { $seq } (it ends at { $last }): it was cut
finding-anchor-differs = the entry { $seq } of the audit trail is another one: it was written anew
finding-other = { $code } ({ $detail })

window-unavailable = { $reason ->
    [screen] There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set. Open the window from a desktop, or use the commands: “platform-booking --help”.
   *[libraries] The window cannot open: system libraries are missing. Install them, for example: “sudo apt install { $install }”. The commands work without them: “platform-booking --help”.
}

start-demo =
    The demonstration store is ready: { $store }

    Try these next:
demo-list = what is booked
demo-inbox = what waits for the manager’s decision
demo-show = one booking in detail
demo-approve = approve a request
demo-free = a free slot

## Usage mistakes

usage-no-such-option = There is no option { $option }. “{ $command } --help” shows those there are.
usage-no-such-option-near = There is no option { $option }. Did you mean { $near }?
usage-missing-option = The option { $option } is missing. “{ $command } --help” explains it.
usage-missing-argument = { $option } is missing. “{ $command } --help” explains it.
usage-needs-value = The option { $option } needs a value, and only one. “{ $command } --help” explains it.
usage-bad-value = The value given for { $option } is not possible. “{ $command } --help” explains it.
usage-bad-value-choices = The value given for { $option } is not possible. Choose one of: { $allowed }.
usage-no-such-command = There is no command “{ $name }”. “{ $command } --help” shows those there are.
usage-missing-command = A command is missing. “{ $command } --help” shows those there are.
usage-extra-argument = Too many arguments. “{ $command } --help” shows what is expected.
usage-other = The command cannot be understood. “{ $command } --help” explains it.

## Help

panel-options = Options
panel-arguments = Arguments
panel-commands = Commands
help-app = Reserve shared bioproduction equipment and training rooms: whole sessions, never double-booked.
help-help = Show this help.
help-init = Create the store.
help-migrate = Upgrade the store to this version.
help-check = Examine the whole store: double bookings, audit trail, references.
help-catalogue = Partners, persons, platforms and resources.
help-catalogue-import = Add and update the catalogue from a TOML file; nothing is deleted.
help-catalogue-export = Write the catalogue as TOML.
help-book = Request a booking: everything or nothing.
help-list = List bookings.
help-show = Show one booking.
help-approve = Approve a request.
help-decline = Decline a request, with a reason.
help-cancel = Cancel a booking or some of its dates, with a reason.
help-move = Move a booking or some of its dates.
help-block = Make units unavailable: maintenance, calibration, closure, breakdown.
help-inbox = Requests that wait for your decision.
help-find = Find free slots for several resources together.
help-ical = Calendars.
help-ical-export = Write a calendar file (iCalendar).
help-audit = The audit trail.
help-audit-list = List the audit trail.
help-audit-verify = Verify the audit trail.
help-backup = Write a verified backup.
help-restore = Bring back a backup; the former content is kept.
help-copy = Copy the store into another, empty one.
opt-store = Address of the store: a file or postgresql://… (PLATFORM_BOOKING_STORE)
opt-as = Login of the person who acts (PLATFORM_BOOKING_AS)
opt-lang = Language: fr or en
opt-json = Print JSON
opt-now = Fix the clock (stores that are files only)
opt-demo = Use a demonstration store
opt-version = Show the version
opt-init-demo = Fill the new store with a demonstration
opt-file = File
opt-output = File to write instead of the screen
opt-dry-run = Show what would happen, write nothing
opt-title = Title
opt-resource = Code of a resource, if need be with quantity, own offset and own length: CODE:N, CODE@D+7, CODE:2@D+7/2d
opt-resource-code = Code of a resource
opt-start = Start, for example 2026-10-06T09:00
opt-end = End
opt-duration = Duration: 3h, 90min, 2d
opt-rrule = Repetition: FREQ=WEEKLY;COUNT=10
opt-except = Date to leave out (may be repeated)
opt-learners = Number of learners
opt-purpose = training, research, industry or service
opt-trainer = Login of a trainer (may be repeated)
opt-on-conflict = refuse everything, or skip the dates that are taken
opt-override = Reason for setting a rule aside
opt-from = From
opt-to = To
opt-platform = Code of a platform
opt-person = Login of a person
opt-partner = Code of a partner
opt-state = State
opt-ref = Reference of the booking
opt-occurrence = Date of one occurrence
opt-following = That date and those that follow
opt-reason = Reason
opt-unit = Resource, with one unit if need be: CODE:UNIT
opt-kind = maintenance, calibration, closure or breakdown
opt-sessions = Number of sessions
opt-weekdays = Days of the week: mon,tue or mon-fri
opt-between = Hours of the day: 08:00-18:00
opt-scope = full, partner or busy
opt-booking = Reference of a booking
opt-subject = Reference, code or login the entries are about
opt-actor = Login of who acted
opt-last = Only the last entries, so many
opt-anchor = Entry seen earlier, as NUMBER:HASH
opt-overwrite = Replace a file that is there
opt-accept-findings = Restore although the backup is not sound
opt-copy-to = Address of the new store

warning-network-share = { $store } is on a network share, where two computers can damage a file. Put shared data on PostgreSQL: “platform-booking copy --to postgresql://…”.
finding-value-unreadable = { $table } { $key }: the value of { $column } cannot be read
finding-rule-broken = { $table } { $key } breaks the rule { $rule }
finding-reference-broken = { $table } { $key } refers to a { $to } that is not there
finding-unit-of-other-resource = { $holder } holds { $unit } of { $other } although it asked for { $resource }
finding-allocation-count = { $holder }, line { $line }, date { $occurrence }: { $found } units instead of { $quantity }
finding-holder-empty = { $holder } has no line, date or unit
finding-unreadable = part of the store could not be read ({ $part }): { $detail }
