### The command field

action-command = Find or book
command-placeholder = Find or book: 50 L bioreactor tue 2-5pm x6
command-description = Type what you want to book, or look for a booking, a resource, a person, an action. Arrows choose, Enter does it, Shift+Enter opens the editor, Escape leaves.
command-panel = What is understood and what is possible
command-rows = Proposals
command-hint = ↵ do it · Shift+↵ editor · ↑ ↓ choose · Esc leave

## What is understood

command-several = { $words }: { $count } possible
command-times = { $count ->
    [one] 1 session
   *[other] { $count } sessions, every week
}
command-until = every week until { $day }
command-except = except { $days }
command-learners = { $count ->
    [one] 1 learner
   *[other] { $count } learners
}
command-block = Block
command-lost = “{ $words }”?

## The verdict

command-choose = “{ $words }” may mean { $count } resources: choose one, or add the site.
command-checking = Checking…
command-free = { $count ->
    [one] Free.
   *[other] Free, all { $count } sessions.
}
command-some = { $bad ->
    [one] { $bad } of { $count } sessions is in conflict: nothing is sent like this.
   *[other] { $bad } of { $count } sessions are in conflict: nothing is sent like this.
}
command-block-free = Nobody is in the way.
command-no-time = No day or hour: a slot will be looked for.
command-is-free = free
command-is-taken = not possible

## The rows

command-ask = Request “{ $title }”
command-book = Book “{ $title }”
command-do-block = Make unavailable: { $name }
command-find = Find a slot
command-find-is = criteria filled in, search started
command-editor = Open the editor
command-editor-is = with all that is understood
command-editor-key = Shift+↵
command-title = Make it the title
command-which = Which one?
command-ways = What would do
command-resources = Resources
command-bookings = Bookings
command-people = People
command-actions = Actions
command-with-it = With these words
command-filter = Filter the planning: “{ $words }”
command-recent = Recent
command-examples = For example
command-example-1 = 50 L bioreactor tue 2-5pm x6
command-example-1-is = books six Tuesdays
command-example-2 = lecture room + 2 biosafety cabinets tomorrow morning "Asepsis"
command-example-2-is = several resources and a title
command-example-3 = flow cytometer 2 hours
command-example-3-is = without a day: finds a slot
