# The editor of a campaign, templates, copies.

editor-day-letter = d
editor-line-time = Day and length of { $name }
editor-line-time-hint = D+7: seven days after the start, at the same time. Empty: as the session.
editor-line-time-apply = Apply
editor-offset = Offset
editor-offset-example = D+7
editor-own-length = Own length
editor-length-example = 2d, 36h
editor-set-line-time = Give { $name } a day and a length of its own

action-new-from-template = From a template
action-save-template = Save as a template
template-hint = Everything the template holds, ready to be read again and sent.
template-search = Find a template
template-none = No templates yet. “Save as a template” keeps a booking to make it again.
template-use = Use
template-last-used = last used on { $day }
template-by = { $who } ({ $code })
template-line-gone = { $name } cannot be booked any more: this line is left out.
template-line-gone-instead = { $name } cannot be booked any more: { $instead } takes its place.
template-keep = Save
template-keep-hint = Lines, quantities, offsets, lengths, rhythm, purpose and trainers; not the dates.
template-name = Name
template-code = Code
template-shared = Who may use it
task-templates = reading the templates
task-saving-template = saving the template
done-template-kept = Template “{ $name }” saved

duplicate-title = Duplicate “{ $title }”
duplicate-year = Next year, same weeks
duplicate-weeks = By whole weeks
duplicate-day = On this date
duplicate-first-day = First date
duplicate-was = Before
duplicate-becomes = New date
duplicate-verdict = Verdict
duplicate-free = Free
duplicate-taken = Taken: { $holders }.
duplicate-closed = Closed: { $names }.
duplicate-skip = Leave out the dates that are taken
duplicate-send = { $count ->
    [0] Book
    [one] Book { $count } date
   *[other] Book { $count } dates
}
duplicate-edit = Open in the editor
task-copies = checking the new dates
