# The audit trail in the database, its copies, keeping the store and personal data.

trail-did-sql-insert = added by SQL
trail-did-sql-update = changed by SQL
trail-did-sql-delete = deleted by SQL
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
