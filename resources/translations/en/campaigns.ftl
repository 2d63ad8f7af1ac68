# Campaigns: lines with a day and a length of their own.

campaign-day = D{ $days }
campaign-day-later = { $day } + { $length }
invalid-offset-unreadable = “{ $value }” is not an offset. Write for example D+7, +7d, +2h or D-1.

## Templates

template-shown = { $code }: { $name }
done-template-save = Template { $code } is kept: { $name }
done-template-retire = Template { $code } is retired: { $name }
no-templates = No templates. “template save REF” keeps a booking as one.
template-gone = { $code } cannot be booked any more, and nothing equivalent is declared.
template-gone-instead = { $code } cannot be booked any more; in its place: { $instead } (--instead { $code }=…)
shared-private = only me
shared-partner = my organisation
shared-network = the whole network
column-code = Code
column-name = Name
column-shared = Shared
column-owner = Author
column-last-used = Last used
invalid-template-unreadable = This template cannot be read ({ $detail }). Save it again from a booking.
invalid-template-code = “{ $value }” cannot be the code of a template. Use letters, digits and dashes, for example TP-CHO.
invalid-template-code-taken = There is a template “{ $value }” already. Choose another code or add --replace.
invalid-template-name = The template’s name is missing or too long. Give one of at most { $longest } characters, on one line.
invalid-template-resource-gone = Resource { $resource } of template { $code } cannot be booked any more. Take another with --instead { $resource }=CODE (equivalent: { $instead }).
invalid-instead-unreadable = “{ $value }” does not say what to take instead of what. Write OLD=NEW.
doing-save-template = save a template
doing-edit-template = change this template
doing-share-template = share a template with the whole network
doing-duplicate = duplicate
help-template = Templates: bookings to be made again.
help-template-save = Keep a booking as a template.
help-template-list = List the templates that can be used.
help-template-show = Show a template.
help-template-book = Book from a template.
help-template-edit = Change a template, or put it back in use.
help-template-retire = Retire a template.
opt-template-code = Code of the template
opt-template-name = Name of the template
opt-template-replace = Replace the template that has this code
opt-template-retired = Show retired templates too
opt-shared = private (only me), partner (my organisation) or network (the whole network)
opt-instead-of = Resource to take instead of another: OLD=NEW (may be repeated)

## Duplicating

help-duplicate = Make one or several bookings again at other dates: all of them, or none.
opt-copy-refs = References of the bookings
opt-copy-start = Start of the first date
opt-weeks = Shift by so many weeks (52: next year, same weekdays)
opt-weekdays-kept = With --start: by whole weeks, so that weekdays stay
column-was = Before
column-becomes = New date
column-verdict = Verdict
copy-preview = { $ref } { $title }
copy-free = free
copy-closed = closed: { $names }.
copy-taken = taken: { $holders }.
invalid-start-or-weeks = Say either the first date (--start) or by how many weeks (--weeks).
invalid-weeks = { $value } weeks is impossible. Give a number between 1 and { $most }, negative to go back.
invalid-nothing-to-copy = No booking is named.
invalid-copy-resource-gone = Resource { $resource } of { $ref } cannot be booked any more. Take another with --instead { $resource }=CODE (equivalent: { $instead }).

invalid-line-own-length = Line { $resource } has a length of its own: pulling its edge does not change it. Move the whole campaign, or duplicate it and cancel this one.
