series-title = Change the series
series-heading = Change “{ $title }”
series-scope-this = 1 · This date
series-scope-following = 2 · This and following
series-scope-all = 3 · All dates
series-looking = Looking at every date…
series-dates = Dates before and after
series-column-change = Change
series-column-before = Before
series-column-after = After
series-column-resources = Resources
series-kind-kept = Kept
series-kind-moved = Moved
series-kind-added = New
series-kind-cancelled = Cancelled
series-kind-conflict = In conflict
series-count-kept = { $count ->
    [one] 1 date kept at its time
   *[other] { $count } dates kept at their times
}
series-count-moved = { $count } moved
series-count-added = { $count } new
series-count-cancelled = { $count } cancelled
series-count-conflict = { $count } in conflict, left as { $count ->
    [one] it is
   *[other] they are
}
series-taken-by = Taken: { $who }
series-send = Change
series-send-count = { $count ->
    [one] Change 1 date
   *[other] Change { $count } dates
}
series-skip = Change the others
series-done = The series “{ $title }” was changed
editor-see-dates = See the dates…
