## What would do instead, in the window

editor-way-add = Add { $lines }
editor-way-length = { $hours } instead, on { $day }
editor-way-also-time = on { $day }, { $hours }
editor-way-also-add = with { $lines } as well
editor-way-also-skip = without { $dates }
way-add = Same slot, with { $lines } as well
way-add-detail = Opens in the editor
way-length = { $when }
way-length-detail = Another length
duplicate-why-rule = { $count ->
    [0] A rule refuses the whole: it is named below.
    [1] A rule refuses one date: see its verdict, or take one of the ways out.
   *[other] A rule refuses { $count } dates: see their verdicts, or take one of the ways out.
}
duplicate-why-taken = { $count ->
    [one] One date is taken: leave it out, or take one of the ways out.
   *[other] { $count } dates are taken: leave them out, or take one of the ways out.
}
ways-leave = Give up
