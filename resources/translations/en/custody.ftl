# The audit trail in the database, its copies, keeping the store and personal data.

trail-did-sql-insert = added by SQL
trail-did-sql-update = changed by SQL
trail-did-sql-delete = deleted by SQL
finding-decision-unrecorded = { $subject }: a decision that the audit trail does not know ({ $decision })
finding-decision-gone = { $subject }: a decision is gone without the audit trail ({ $decision })
