### What is refused, as the window says it: without naming commands or their options.

not-found = { $kind ->
    [booking] There is no booking “{ $key }”. Check its reference.
    [resource] There is no resource “{ $key }”. Check its code in the catalogue.
    [person] Nobody has the login “{ $key }”. Check the spelling.
    [platform] There is no platform “{ $key }”. Check its code in the catalogue.
    [partner] There is no partner “{ $key }”. Check its code in the catalogue.
    [unit] There is no unit “{ $key }”. Check the unit’s name.
    [occurrence] This booking has no date on { $key } (any more). Open it again to see its dates.
    [waiting] The waiting list has no “{ $key }” (any more). What you wait for is in Slots.
    [line] The booking has no such line: { $key }. Name one of its resources.
    [template] There is no template “{ $key }” (any more). Choose another.
    [ref] Nothing has the reference “{ $key }”. Give that of a booking, a downtime or a wish.
    [block] There is no downtime “{ $key }” (any more). Refresh the planning.
    [feed] There is no link “{ $key }”. Links are in Calendars.
    [calendar] There is no imported calendar “{ $key }”. Those there are, are in Calendars.
   *[other] “{ $key }” cannot be found ({ $kind }). Check the spelling.
}
illegal-transition = Not possible: { $ref } is “{ $state }”.
store-missing = There is no store yet: { $store }. Create it, or open another.
store-damaged = This is not a usable store: { $store } ({ $detail }). Check the address, or ask for a backup to be restored.
store-outdated = The store must be upgraded first: { $store }. Ask whoever looks after it.
warning-network-share = { $store } is on a network share, where two computers can damage a file. Ask for the shared data to be put on PostgreSQL.

invalid-template-code-taken = There is a template “{ $value }” already. Choose another code.
invalid-template-resource-gone = Resource { $resource } of template { $code } cannot be booked any more. Take another (equivalent: { $instead }).
invalid-copy-resource-gone = Resource { $resource } of { $ref } cannot be booked any more. Open the copy in the editor and take another (equivalent: { $instead }).
invalid-explain-what = Name a booking, or a resource and a start.
invalid-no-line = No resource is asked for. Add at least one.
invalid-reason-needed = A reason is needed. Write it down.
invalid-who-are-you = Nobody said who is acting. Choose your name from the File menu.
invalid-following-needs-occurrence = “And those that follow” needs a date to start from. Choose one.
invalid-now-only-on-files = The clock can be fixed only for a store that is a file.
invalid-demo-store-not-empty = { $store } already holds something. Choose another place for the demonstration.
invalid-backup-findings = The backup { $file } is not sound ({ $count } findings); nothing was touched. Take another one.
invalid-file-exists = { $file } is there already. Choose another name.
invalid-copy-schema-differs = The two stores have different schemas ({ $source }, { $target }). Upgrade both first.
invalid-no-open-proposal = There is no proposal (any more) to accept or refuse for { $ref }.
invalid-exchange-at-all-dates = A resource is exchanged at all dates of { $ref }. Choose all dates, or propose another time.
invalid-which-line = It is not clear which line of { $ref } is meant. Choose it.
invalid-nothing-to-edit = Nothing to change was named.
invalid-end-needs-start = A new end or duration needs a start as well.
invalid-wish-when = Give either a start with an end or a length, or a period and a length.
invalid-one-feed = Choose exactly one calendar: a resource, a platform, a person, a partner or all bookings.
invalid-certificate-and-key = Give the certificate and its key together.
invalid-calendar-which = { $subject } has several imported calendars ({ $calendars }). Choose which.
invalid-one-subject = Choose only one thing: a resource, a person or a partner.
invalid-hold-only-resources = Only a resource can be held by a timetable.
invalid-hold-or-soft = A timetable holds the resource or only warns, not both.
invalid-refresh-only-links = Only a link can be read again regularly.
invalid-take-or-all = Tick the bookings to move, or all of them.

mail-off = No mail server is named: nothing is written, nothing is sent. An administrator names one in Calendars, Mail.
mail-of-another-store = The mail server was named for another store, of which this one is a copy: nothing is sent from here. If this store takes its place, an administrator names it again in Calendars, Mail.
mail-no-password = This computer does not know the mail server’s password: nothing is sent from it.
invalid-mail-off = No mail server is named. An administrator names one in Calendars, Mail.
invalid-mirror-url-secret = The address holds a name or a password. Give them apart: they are not kept with it.
trail-differs = The audit trail of { $store } is no longer the one that this computer saw: entry { $seq } is missing or has changed (it ends at { $last }). Tell the administrator, who knows whether a backup was put back.
invalid-backups-of-files-only = Only a file is backed up here. A server has backups of its own: ask its administrator.
not-connected-password-missing = Connection refused: { $store }. The server wants a password. Keep it in the system’s keyring, in ~/.pgpass or in PGPASSWORD.
rights-missing = The rights are not installed in the database. Whoever keeps the server can install them.
rights-outdated = The rights installed are another version’s. Whoever keeps the server can renew them.
invalid-rights-not-set-up = The rights are not installed in the database. Whoever keeps the server has to install them first.
invalid-anchor = “{ $value }” is not an anchor. Write NUMBER:HASH, as verifying the trail shows it.
invalid-trail-file = { $file } is no audit trail exported with its seals. Export one from the audit trail.
invalid-reason-missing = A reason is needed. Write it.
invalid-trail-unsound = The audit trail is not sound ({ $count } findings): nothing is deleted. Verify it first.
invalid-retention-period = “{ $name }” is no period that can be set, or this is no number of days. There are: { $known }; at least one day.
invalid-nothing-proposed = Propose another time or another resource.
invalid-start-or-weeks = Say either the first date or by how many weeks.
invalid-only-of-the-whole = Learners, purpose, visibility and repetition belong to { $ref } as a whole. Change them for all dates, or for a date and those that follow.
