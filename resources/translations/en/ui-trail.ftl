## The audit trail in the window

action-audit-trail = Audit trail…
trail-hint = Who did what, when and why. Nothing can be erased from it: each entry seals the one before.
trail-subject-hint = Reference, code or login
trail-who = Person
trail-everybody = Everybody
trail-from = From
trail-to = To
trail-find = Find
trail-count = { $count ->
    [0] No entry
    [one] 1 entry
   *[other] { $count } entries
}
trail-count-most = The last { $count } entries; narrow the search to see earlier ones.
trail-changes = What changed
trail-pick = Choose an entry to see what changed.
trail-set = { $path }: { $after }
trail-unset = { $path }: { $before } (removed)
trail-changed = { $path }: { $before } → { $after }
trail-verify = Verify the trail
trail-clean = The trail is whole: no seal is broken, nothing was changed behind the application’s back.
trail-found = { $count ->
    [one] 1 finding:
   *[other] { $count } findings:
}
trail-export = Export (CSV)…
trail-file-name = audit-trail
trail-close = Close
task-reading-trail = reading the audit trail
task-verifying-trail = verifying the audit trail
task-backup = backing up the store
trail-take = Export with seals…
trail-take-hint = The whole trail in a file that can be verified on any other computer, without the store
trail-verify-file = Verify a file…
trail-verify-file-hint = A trail exported with its seals, from this store or another
trail-files = Audit trails (*.jsonl);;All files (*)
trail-accept = Take it as it is
trail-accept-hint = A backup was put back, and that is as it should be: from now on this computer holds to the trail of today
task-taking-trail = exporting the audit trail
