## Deciding together: what the window says

action-propose = Propose something else…
action-ask = Ask for information…
action-answer = Answer the question…
action-accept = Accept the proposal
action-refuse = Refuse the proposal
button-answer = Answer
button-accept = Accept the proposal
button-refuse = Refuse
task-sending = sending the message
task-reading-notices = reading the notices
task-due = carrying out what is due
done-asked = Question sent to { $who }
done-answered = Answer sent for “{ $title }”
done-proposed = Proposal sent to { $who }
done-accepted = Proposal accepted for “{ $title }”
done-refused = Proposal refused for “{ $title }”
done-declined-many = { $count ->
    [0] No request declined
    [one] One request declined
   *[other] { $count } requests declined
}
reason-ask-title = Ask for information
reason-ask-question = What do you want to know about “{ $title }”?
reason-ask-hint = The organiser is told; the request goes on waiting for your decision.
reason-ask-placeholder = For example: which strain, which containment level?
reason-ask-send = Send the question
reason-answer-title = Answer the question
reason-answer-question = Your answer for “{ $title }”
reason-answer-hint = Whoever asked is told.
reason-answer-placeholder = Your answer
reason-answer-send = Send the answer

conversation = Conversation
conversation-question = { $who } asks for information
conversation-answer = { $who } answered
conversation-proposal = { $who } proposes something else
conversation-offer = Offered by { $who } in place of what was declined
conversation-accepted = { $who } accepted the proposal
conversation-refused = { $who } refused the proposal
conversation-instead = { $resource } instead of { $instead_of }

requests-propose = Propose
requests-ask = Ask for information
requests-no-date = No date is ticked: tick those you decide on.
requests-deadline-expire = expires { $at }
requests-deadline-escalate = escalates { $at }
requests-verdict-asked = Waiting for the organiser
requests-dates-title = Dates
requests-dates-ticked = your decision is about { $count } of { $total }
requests-dates-all = All
requests-dates-none = None
requests-displaced = { $count ->
    [one] If you approve, one request gives way
   *[other] If you approve, { $count } requests give way
}
requests-displaced-note = They are declined at the same time; their organisers can accept these offers with one action.
requests-displaced-nothing = Nothing else is free nearby.

propose-title = Propose something else
propose-question = What do you propose for “{ $title }”?
propose-hint = Nothing is held in advance. If the organiser accepts, you have agreed already; other platforms decide as usual.
propose-looking = Looking for what is free…
propose-none = Nothing is free nearby: give a time.
propose-other = Another time (same length; a series is shifted as a whole)
propose-day = Day
propose-time = Start
propose-message = Message to the organiser (optional)
propose-send = Propose
propose-unclear = The day or the time cannot be understood.

told = Notices
told-tip = Decisions, questions, proposals and offers that concern you
told-read-all = Mark all as read
told-nothing = No notices: whatever concerns you will show here.
told-new = new

history-accept = accepted a proposal
