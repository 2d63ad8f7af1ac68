# The audit trail in the database, its copies, keeping the store and personal data.

trail-did-sql-insert = added by SQL
trail-did-sql-update = changed by SQL
trail-did-sql-delete = deleted by SQL
deed-sql-insert = the addition by SQL
deed-sql-update = the change by SQL
deed-sql-delete = the deletion by SQL
finding-decision-unrecorded = { $subject }: a decision that the audit trail does not know ({ $decision })
finding-decision-gone = { $subject }: a decision is gone without the audit trail ({ $decision })
help-audit-export = Write the whole audit trail to a file (a line of JSON an entry) that can be verified anywhere.
opt-trail-output = the file to write
opt-trail-file = an exported trail to verify, without the store
opt-accept-trail = take the trail as it is from now on, whatever this computer saw of it
done-audit-export = Audit trail written to { $file } ({ $count } entries).
invalid-trail-file = { $file } is no exported audit trail. Export one with “audit export”.
invalid-trail-file-line = { $file }, line { $line }: this is no entry of an audit trail. The file is spoilt: export it again.
invalid-accept-file = “--accept” is for the trail of a store, not for a file.
trail-differs = The audit trail of { $store } is no longer the one that this computer saw: entry { $seq } is missing or has changed (it ends at { $last }). Tell the administrator. If a backup was put back: “audit verify --accept”.
doing-schedule-backups = set the automatic backups
opt-backup-to = the folder in which to add a dated backup, the oldest making room
opt-keep = how many of the last to keep
opt-daily = how many to keep: one a day
opt-weekly = how many to keep: one a week
opt-monthly = how many to keep: one a month
opt-automatic = a window that is open on this file does it too, once a day
done-rotation = In the folder: { $kept ->
    [one] { $kept } backup
   *[other] { $kept } backups
}; { $removed ->
    [one] { $removed } older one
   *[other] { $removed } older ones
} removed.
done-automatic = An open window now adds a backup a day in { $folder }.
done-no-automatic = Open windows make no backups by themselves any more.
done-copy-compared = { $count } tables read again where they arrived: the same rows, the same hashes; the audit trail is the same there.
invalid-backup-file-or-folder = Say either a file, or a folder with “--to” (and “--keep”, “--daily”, “--weekly”, “--monthly”, “--automatic”).
invalid-backups-of-files-only = A store on a server is not backed up by windows: run “backup --to” from cron, or “pg_dump”.
doing-export-person = export what is held about a person
doing-pseudonymise = pseudonymise a person
doing-retention = set retention periods
help-admin-person = A person's data.
help-person-export = Write everything that the store holds about a person (JSON).
help-person-pseudonymise = Name a person who left no more: not in the catalogue, in no text, nor in the audit trail, which still verifies.
help-admin-retention = How long personal data is kept.
help-retention-show = Show the retention periods.
help-retention-set = Set a period, in days, or “forever” to delete nothing.
help-retention-apply = Delete what was kept long enough.
opt-person-login = the person's login
opt-person-output = the file to write; without it, the output
opt-person-reason = why; the audit trail keeps it
opt-retention-what = persons, notices, messages, mail or reads
opt-retention-days = a number of days, or “forever”
done-pseudonymise = The person is now called { $pseudonym }: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} and { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} of the audit trail no longer name them. Earlier backups still do.
retention-persons = persons who left, before they are pseudonymised
retention-notices = notices received
retention-messages = texts of messages, after the booking
retention-mail = mail sent
retention-reads = last reader of a feed
retention-line = { $what }: { $days ->
    [0] kept without limit
    [one] { $days } day
   *[other] { $days } days
}
retention-done = { $what }: { $count } deleted
retention-would = { $what }: { $count } to delete
retention-nothing = No period is set: nothing is deleted.
invalid-retention-period = “{ $name }” is no period that can be set, or this is no number of days. There are: { $known }; at least one day, or “forever”.
invalid-reason-missing = Say why, with “--reason”.
invalid-pseudonymise-oneself = Nobody pseudonymises themselves: ask another administrator.
invalid-person-manages = { $person } is still manager or deputy of { $platforms }. Name somebody else first.
invalid-person-has-bookings = { $person } still has { $count } bookings to come, such as { $refs }. Cancel them or hand them over first.
invalid-login-is-code = The login { $person } is also a code of the catalogue: it cannot be replaced safely. Change that code first.
invalid-trail-unsound = The audit trail is not sound ({ $count } findings): nothing is deleted. See “audit verify”.
trail-did-pseudonymise = pseudonymised
trail-did-retention = deleted after the retention period
trail-did-export-person = exported the personal data
trail-kind-trail = audit trail
trail-file-clean = { $file }: { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}, no seal is broken, nothing is missing or was changed.
doing-restore-store = bring a backup back
doing-copy-whole-store = copy the whole store
invalid-restore-of-files-only = { $store } is on a server, and is not replaced from here. Open the backup and copy it into an empty store, or ask whoever keeps the server.
not-keeper = Not possible with the login { $login }: { $action }. Only whoever keeps the server can ({ $subject }); nothing was changed.
doing-rewrite-store = delete or rewrite what the store holds
person-partial = Note: this file holds only what this login may read. Only whoever keeps the server reads everything.
