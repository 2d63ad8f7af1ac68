# What whoever looks after the store and the catalogue does now and then.

action-catalogue-import = Import a catalogue…
action-catalogue-export = Export the catalogue…
action-store-care = Check, backups and copy…
action-used-hours = Hours used…

## Catalogue

catalogue-filter = Catalogues (*.toml);;All files (*)
catalogue-file-name = catalogue.toml
catalogue-import-title = Import { $file }
catalogue-import-hint = An import adds and updates by code; it deletes nothing. It can be undone like any change.
catalogue-reading = Reading the file
catalogue-kind = Item
catalogue-code = Code
catalogue-what-changes = What changes
catalogue-is-new = new
catalogue-would-change = { $added } to add, { $updated } to change, { $unchanged } unchanged.
catalogue-import-send = Import
catalogue-imported = Catalogue imported from { $file }

## Check and backup

care-title = Check, backups and copy
care-hint = A check reads everything again: file, guards, references, double bookings, audit trail. Nothing is changed, and others can go on working.
care-check = Check
care-backup = Back up…
care-result = Result
care-nothing-yet = The result will be shown here.
care-checking = Checking the store
care-backing-up = Backing up the store
care-file-name = backup-{ $day }.sqlite
care-filter = Backups (*.sqlite)
care-trail-broken = Warning: the audit trail is not intact. The check says where.

## Hours used

used-hint = What was booked and granted, and what became of it. Hours used go from the check-in to the finish that were said.
used-by = Total by
used-staff = People’s time
used-none = No hours were booked in this period.
used-file-name = hours-used

## As each likes it

action-density-compact = Compact rows
action-density-normal = Normal rows
action-density-comfort = Roomy rows
action-single-keys = Single-letter shortcuts
action-column-wider = Widen the column of resources
action-column-narrower = Narrow the column of resources
action-column-fit = Fit the column to the names
action-history = History…
template-rename = Rename or share
template-retire = Put away
done-template-retired = Template “{ $name }” put away
