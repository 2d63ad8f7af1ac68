## Several things chosen on the planning

chosen-sessions = { $count ->
    [one] { $count } session
   *[other] { $count } sessions
}
chosen-blocks = { $count ->
    [one] { $count } unavailability among them, left as it is
   *[other] { $count } unavailabilities among them, left as they are
}
chosen-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
chosen-where = { $name } + { $more }
chosen-none = Choose nothing
chosen-drop = No longer choose
chosen-approve = Approve
chosen-decline = Decline
chosen-move = Move
chosen-cancel = Cancel
together-not-yours = This is not yours to decide. Ask { $who }.
together-is = No effect: it is { $state }.
