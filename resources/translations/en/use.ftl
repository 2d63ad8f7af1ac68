## Breakdowns, blocks, and what happens on the day

help-breakdown = Mark a unit (or all of a resource) as down: see who is affected, move them, tell them. Without --all or --take nobody is displaced.
help-blocks = List the times in which units cannot be used.
help-unblock = Lift a block: from now on, or wholly where it has not begun.
help-block-end = Give a block another end: repaired earlier, or later.
help-check-in = Say that somebody has come.
help-finish = Say that somebody is done; the rest of the time is free for others.
help-no-show = Say that nobody came; the time is given back.
opt-take = Move only these, by their numbers in the list; the others lose their place and are told.
opt-take-all = Move all that can be moved; the others lose their place and are told.
opt-block-ref = Ref of the block, like I-2026-00001.
opt-blocks-over = Also those that are past or lifted.

breakdown-dry = Nothing has been written. { $resource } ({ $units }) would be down { $when }.
breakdown-row = { $number }. { $ref } “{ $title }”, { $date }: { $what }
breakdown-unit = other unit, { $units }
breakdown-resource = { $resource } instead ({ $units })
breakdown-time = other time, { $when }
breakdown-none = nothing is free: loses its place
breakdown-left = not moved: loses its place
breakdown-in-use = in use: ends when the unit went down
breakdown-undecided = { $count ->
    [one] One booking is affected and nothing was written. Repeat with --all, or with --take and its number.
   *[other] { $count } bookings are affected and nothing was written. Repeat with --all, or with --take and their numbers.
}
block-row = { $ref } · { $resource } ({ $units }) · { $when } · { $kind } · { $reason }
blocks-none = No unit is blocked.
done-unblock = Block { $ref } of { $resource } is lifted.
done-block-end = Block { $ref } of { $resource }: { $when }.
done-use = { $ref } is now: { $state }.

invalid-breakdown-over = That time is over already. Give an end that is still to come.
invalid-block-end-over = The end is in the past. To let the unit go now, lift the block (unblock).
invalid-no-such-affected = There is no booking number { $value } in the list; it ends at { $most }.
affected-changed = The affected bookings have changed in the meantime. Nothing was done: read the list again, then repeat.
invalid-take-or-all = --take and --all cannot be said together.
invalid-numbers = “{ $value }” is not a list of numbers like 1,3.
violation-no-show-late = That is too long ago: a no-show could be noted until { $end }.
violation-too-early = It is too early: possible from { $start }.
remedy-wait-until-then = Wait until then.
doing-unblock = lift the block
doing-block-end = change the end of the block

notice-breakdown = { $resource } is down ({ $reason }). “{ $title }”: { $moved ->
    [0] {""}
    [one] one line was moved. {""}
   *[other] { $moved } lines were moved. {""}
}{ $lost ->
    [0] {""}
    [one] One line lost its place.
   *[other] { $lost } lines lost their place.
}
notice-breakdown-undone = The breakdown is taken back: “{ $title }” is where it was ({ $status }).
notice-breakdown-again = The breakdown stands again: “{ $title }” was moved ({ $status }).
notice-no-show = Nobody came for “{ $title }”: its time was given back.
notice-colleague-joined = { $by } put you on “{ $title }” ({ $dates }).
notice-colleague-left = { $by } took you off “{ $title }” ({ $dates }).
due-no-show = { $ref } “{ $title }”: nobody came, the time was given back ({ $dates }).
due-completed = { $ref } “{ $title }”: completed ({ $dates }).
help-used-hours = Hours booked and what became of them: used, missed, given back early.
opt-used-hours-by = Added up by resource, platform or partner.
used-hours-staff = { $code }, people’s time: { $booked } h booked, { $used } h used, { $no_show } h of no-show, { $released } h given back early
used-hours-row = { $code }: { $booked } h booked, { $used } h used, { $no_show } h missed, { $released } h given back early

## The table of hours

used-title = Hours used
used-total = Total
used-code = Code
used-by-resource = Resource
used-by-platform = Platform
used-by-partner = Partner
used-hours-booked = Booked
used-hours-used = Used
used-hours-no_show = No-show
used-hours-released = Given back early
