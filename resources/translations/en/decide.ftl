## Deciding together: deadlines, questions, proposals, notices

invalid-message-text = The message is empty, longer than { $longest } characters, or holds signs that cannot be kept. Write it anew.
invalid-no-open-question = Nobody is waiting for an answer about { $ref }.
invalid-no-open-proposal = There is no proposal (any more) to accept or refuse for { $ref }. “platform-booking show { $ref }” says what was proposed.
invalid-nothing-proposed = Propose another time (--start) or another resource (--instead).
invalid-exchange-at-all-dates = A resource is exchanged at all dates of { $ref }. Leave out --occurrence, or propose another time.
invalid-which-line = It is not clear which line of { $ref } is meant. Name its resource with --resource.
doing-take_offer = accept what is offered for
doing-ask = ask about
doing-answer = answer for
doing-propose = propose something for
doing-accept = accept a proposal for
doing-decline-proposal = refuse a proposal for

message-question = question
message-answer = answer
message-proposal = proposal
message-accepted = proposal accepted
message-refused = proposal refused
proposal-when = { $date } → { $when }
proposal-resource = { $resource } instead of { $instead_of }
proposal-for-rival = in place of what was declined for { $rival }

deadline-expire = expires { $at }
deadline-escalate = reaches others { $at }
waits-for-organiser = waiting for the organiser

due-expired = { $ref } “{ $title }”: the request has expired ({ $dates }).
due-escalated = { $ref } “{ $title }”: the request has reached { $persons }.
due-nothing = Nothing was due.

notice-unreadable = A message that this program cannot read.
notice-approved = { $by } approved “{ $title }”: { $status }.
notice-declined = { $by } declined “{ $title }”: { $reason }
notice-displaced = “{ $title }” had to give way to another request ({ $dates }). { $offers ->
    [0] Nothing near was free.
    [one] There is an offer that you can accept.
   *[other] There are { $offers } offers that you can accept.
}
notice-question = { $by } asks about “{ $title }”: { $text }
notice-answer = { $by } answered about “{ $title }”: { $text }
notice-proposal = { $by } proposes something else for “{ $title }”. { $text }
notice-proposal-accepted = { $by } accepted your proposal for “{ $title }”.
notice-proposal-refused = { $by } refused your proposal for “{ $title }”. { $text }
notice-withdrawn = { $by } took back what was decided on “{ $title }”: { $status }.
notice-restored = { $by } decided on “{ $title }” once more: { $status }.
notice-expired = Nobody decided on “{ $title }” in time: the request has expired ({ $dates }).
notice-escalated = “{ $title }” has been waiting for too long: you may decide as well.
notices-none = No notices.
notices-new = new

label-displaced = These requests would give way:
label-offered = Offered in their place:
label-messages = Messages
label-proposals = Open proposals (“accept { $ref }” takes the first one)
label-deadline = Deadline
column-deadline = Deadline
done-approve-dry = Dry run, nothing was written: { $ref } would be { $state }.
done-ask = Your question about { $ref } was sent to { $organiser }.
done-answer = Your answer about { $ref } was sent.
done-propose = Your proposal for { $ref } was sent to { $organiser }.
done-propose-dry = Dry run, nothing was written: the proposal fits.
done-accept = The proposal was accepted; { $ref } is now: { $state }.
done-decline-proposal = The proposal for { $ref } was refused; the request goes on waiting.
done-read = { $count ->
    [one] One notice marked as read.
   *[other] { $count } notices marked as read.
}
help-ask = Ask the organiser of a request for information.
help-answer = Answer a question about your request.
help-propose = Propose another time or resource for a request.
help-accept = Accept a proposal: one action, and the proposer has agreed.
help-decline-proposal = Refuse a proposal; what was asked for goes on waiting.
help-due = Carry out what is due: requests that expire or reach others.
help-notices = What you were told: decisions, questions, proposals.
opt-refs = References of one or more bookings
opt-occurrences = Date of one occurrence (may be repeated)
opt-message = Message
opt-instead = Code of the resource to take instead
opt-line-resource = Code of the resource of the line that is meant
opt-proposal = Number of the proposal, where there are several
opt-new-start = New start, for example 2026-10-06T09:00
opt-new-end = New end
opt-read = Mark all as read
opt-all = Also those that were read
