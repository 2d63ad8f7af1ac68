### What is left of a session that broke off, the server that is lost, waiting.

unfinished-resume = Go on
unfinished-later = Later
unfinished-booking = “{ $title }” was not sent: a draft of { $at }.
unfinished-change = Your changes to “{ $title }” were not saved: a draft of { $at }.
unfinished-decline = “{ $title }” was not declined: a reason written on { $at }.
unfinished-cancel = “{ $title }” was not cancelled: a reason written on { $at }.
unfinished-ask = A question about “{ $title }” was not sent, written on { $at }.
unfinished-answer = An answer about “{ $title }” was not sent, written on { $at }.
unfinished-propose = A proposal for “{ $title }” was not sent, written on { $at }.
unfinished-message = A message about “{ $title }” was not sent, written on { $at }.
unfinished-item = “{ $title }”: changes were not saved, typed on { $at }.
unfinished-block = “{ $title }” was not made unavailable: typed on { $at }.
unfinished-breakdown = A breakdown of “{ $title }” was not reported: typed on { $at }.
unfinished-unblock = “{ $title }” was not made available again: reason written on { $at }.
unfinished-door = An override was not sent, its reason written on { $at }. The rule: { $title }
unfinished-more = { $count ->
    [one] And one text more.
   *[other] And { $count } texts more.
 }
unfinished-over = This is not possible any more: somebody did it meanwhile, or the date is over. Your text: “{ $text }”

reason-door-title = Begin all the same
reason-door-question = { $title }
reason-door-hint = As you answer for the equipment, you may allow it. The reason is kept in the audit trail.
reason-door-placeholder = For example: supervised by somebody qualified
reason-door-send = Begin by override

offline-since = Offline since { $time }, read only. What you write is kept on this computer; everything comes back by itself.
offline-over = Online again
offline-rest = Offline: possible as soon as the store is back.

task-closure-concerns = Looking for bookings concerned
closure-concerns-title = Bookings concerned
closure-concerns = { $count ->
    [one] One booked date falls within “{ $name }”.
   *[other] { $count } booked dates fall within “{ $name }”.
 }
closure-concerns-hint = The closure is saved, nothing is cancelled. Open each date in the planning to move it, cancel it or leave it.
closure-column-what = Booking
closure-column-when = Date
closure-column-where = Resource
closure-open = Open in the planning
closure-leave = Later

empty-store = This store is empty
empty-store-hint = Import a catalogue (a TOML file, shown before it is written), or make partners, platforms and resources by hand.
empty-store-catalogue-import = Import a catalogue…
empty-store-show-administration = Make them by hand
empty-store-open-store = Another store…
administration-empty = Nothing in this list yet.

done-gave-way = { $count ->
    [one] “{ $titles }” gave way
   *[other] { $count } requests gave way
 }
