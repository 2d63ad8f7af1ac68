## The window: frame, actions, tasks, first steps

app-name = Platform Booking
nobody = Nobody
you-are = You are { $name }; change person
today = Today
book = Book
back = Back
close = Close
dismiss = Hide
reason = Reason
search-planning = Find a resource or a booking
search-agenda = Find
screen-planning = Planning
screen-agenda = Agenda
screen-requests = Requests

## Menus and actions

menu-file = File
menu-edit = Edit
menu-booking = Booking
menu-view = View
menu-help = Help
menu-planning-keys = On the planning
action-new-booking = New booking
action-export-selection = Export the booking (.ics)…
action-export-calendar = Export a calendar (.ics)…
action-export-mine = Export my calendar (.ics)…
action-open-store = Open another store…
action-change-person = Change person…
action-quit = Quit
action-undo = Undo
action-redo = Redo
action-search = Find
action-open = Show on the planning
action-edit = Edit
action-duplicate = Duplicate
action-move = Move…
action-approve = Approve
action-decline = Decline…
action-tick = Tick
action-copy-ref = Copy the reference
action-cancel = Cancel the booking…
action-show-planning = Planning
action-show-agenda = Agenda
action-show-requests = Requests
action-show-administration = Management
action-save = Save
action-today = Go to today
action-previous = Previous period
action-next = Next period
action-go-to-date = Go to a date…
action-scale-day = Day
action-scale-week = Week
action-scale-two-weeks = Two weeks
action-scale-month = Month
action-fold = Fold or unfold nights
action-zoom-in = Zoom in
action-zoom-out = Zoom out
action-zoom-reset = Original size
action-filters = Filters
action-inspector = Details pane
action-refresh = Refresh
action-stop = Stop waiting
action-next-region = Next region
action-text-100 = Text at 100%
action-text-125 = Text at 125%
action-text-150 = Text at 150%
action-text-200 = Text at 200%
action-theme-system = System colours
action-theme-light = Light colours
action-theme-dark = Dark colours
action-language-fr = Français
action-language-en = English
action-keys = Keyboard shortcuts
action-about = About
keys-hint = F1 Shortcuts
keys-cursor = Move the cursor
keys-range = Extend a range
keys-day-edges = Start or end of the day
keys-bars = Next or previous booking
keys-enter = Open, or create on the range
keys-preview = Preview
keys-move = Move the selection by a step
keys-resize = Lengthen or shorten by a step
keys-alternative = Take a proposed way out
keys-escape = Give up

cancel-date = Cancel this session…
cancel-following = Cancel this session and those that follow…
cancel-all = Cancel all sessions…

## Tasks and states

task-opening = opening the store
task-reading-planning = reading the planning
task-reading-booking = reading the booking
task-reading-agenda = reading the agenda
task-reading-requests = reading the requests
task-checking = checking availability
task-approving = approving
task-declining = declining
task-cancelling = cancelling
task-moving = moving
task-booking = sending the booking
task-saving = saving
task-undoing = undoing
task-exporting = exporting the calendar
waiting-for = Waiting for the store: { $what }…
waiting-stop = Stop
waiting-stop-hint = Stop waiting: what is under way is interrupted, and nothing is changed by half
opening-store = Opening { $store }…
live-connecting = Connecting…
live-on = Live
live-on-changed = Live · last change { $age } ago
live-lost = Offline since { $time }
toast-undo = Undo
done-approved = “{ $title }” approved
done-approved-step = You have approved “{ $title }”; other decisions are awaited
done-approved-many = { $count ->
    [0] No request approved
    [one] { $count } request approved
   *[other] { $count } requests approved
}
batch-left = { $count ->
    [one] { $count } request could not be approved and still waits:
   *[other] { $count } requests could not be approved and still wait:
}
    { $reasons }
done-declined = “{ $title }” declined
done-cancelled = “{ $title }” cancelled
done-made-room = { $count ->
    [one] { $count } booking changed unit
   *[other] { $count } bookings changed unit
}
done-moved = “{ $title }” moved: { $when }
undo-what = Undo: { $what }
redo-what = Redo: { $what }
undo-refused = “{ $what }” could not be undone. { $why }
redo-refused = “{ $what }” could not be done again. { $why }
done-undone = Undone: { $what }
done-redone = Done again: { $what }
done-exported = File written: { $file }
done-copied = { $ref } copied
export-heading = Export a calendar
export-hint = An .ics file that Outlook, Google Calendar, Thunderbird or Apple Calendar read. It is a picture of this moment: it does not update itself.
export-save = Save the file…
export-scope = What is told
export-resource = Resource
export-platform = Platform
export-person = Person
export-partner = Partner
scope-full = Everything
scope-full-hint = Titles, organisers, resources, set-up and turnaround. Others’ private bookings stay “busy”.
scope-partner = For partners
scope-partner-hint = Titles and partners, no persons. Private bookings stay “busy”.
scope-busy = Busy only
scope-busy-hint = Only when it is taken.
export-title = Export the calendar of { $name }
export-filter = iCalendar file (*.ics)
unexpected-window = Something unexpected happened; your data are safe. Detail: { $detail }

## Reasons

reason-decline-title = Decline the request
reason-decline-question = Decline “{ $title }”?
reason-decline-hint = The organiser will read your reason.
reason-decline-placeholder = For example: maintenance that day, try the week after
reason-decline-send = Decline
reason-cancel-title = Cancel the booking
reason-cancel-question = Cancel “{ $title }”?
reason-cancel-hint = Those concerned will read your reason. The slot becomes free.
reason-cancel-placeholder = For example: group postponed
reason-cancel-send = Cancel the booking

## First steps, people, about

first-title = Welcome to Platform Booking
first-hint = Reserve equipment and rooms by whole sessions, never double-booked.
first-demo = Look around in the demonstration
first-demo-hint = A sample store: 14 partners, 10 platforms, months of bookings. Nothing real.
first-new = Create a store on this computer
first-new-hint = A file of your own. Then import your catalogue.
first-open = Open an existing store
first-open-hint = An .sqlite file that is there already.
first-server = Connect to the shared store
first-server-hint = The consortium’s PostgreSQL server, with your login.
first-address = Server address
first-connect = Connect
who-title = Who are you?
who-hint = On a file, people choose their name: whoever can write the file is trusted. On the shared store, your login counts.
who-search = Find a name
who-enter = Enter
about-version = Version { $version }
about-what = Reserve shared bioproduction equipment and training rooms by whole sessions. Nobody is ever double-booked.
about-store = Store: { $store }
about-licences = MIT licence. Icons by Lucide (ISC), typeface Inter (OFL).
