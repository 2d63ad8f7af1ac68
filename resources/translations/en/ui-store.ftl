## The store: backups, bringing one back, copying

care-page-check = Check
care-page-backups = Backups
care-page-copy = Copy
care-store = Store: { $store }
care-progress = { $task }: { $done } of { $total }
task-backups = the backups
backups-folder = Folder of backups
backups-no-folder = Choose where they are, or will be
backups-now = Back up now
backups-examine = Verify
backups-examining = Verifying the backup
backups-other = Another one…
backups-column-made = Made
backups-column-size = Size
backups-column-file = File
backups-column-state = Verified
backups-not-examined = not read yet
backups-sound = sound
backups-unsound = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
backups-restore = Bring back…
backups-restore-question = Put the store back to what { $file } holds? What was saved since will not be in it any more. What it holds today is kept in a file beside the store. All other windows that are open on this store must be closed. This window closes, and opens again.
backups-restore-go = Bring back
backups-restore-unsound = Bring back…
backups-restore-unsound-question = { $file } is not sound ({ $count } findings, told in the result). Bring it back all the same? What was saved since will not be in the store any more. What it holds today is kept in a file beside it. This window closes, and opens again.
backups-restore-unsound-go = Bring back all the same
backups-restore-hint = A backup is read as a whole before it is brought back, and what the store holds today is kept beside it.
backups-server-hint = A store on a server is not replaced from here: whoever keeps the server does that, or one opens a backup and copies its content into an empty store. What is written here is a file that opens anywhere.
backups-automatic = Add a backup once a day
backups-keep = A window that is open on this store sees to it. How many are kept; the others make room as soon as the new one is verified:
backups-last = Last ones
backups-daily = A day
backups-weekly = A week
backups-monthly = A month
backups-saved = An open window adds a backup a day to { $folder } from now on.
backups-stopped = Open windows back up nothing by themselves any more.
restoring = Bringing { $file } back…
task-restoring = bringing a backup back
copy-hint = Everything is copied, then read again where it arrived and compared row by row; the audit trail is the same there. The store here stays as it is: what is saved in it afterwards does not follow.
copy-file = Into a file
copy-server = Onto a server
copy-path = New file
copy-file-name = copy.sqlite
copy-go = Copy
copying-store = Copying the store
copy-open = Open the copy
copy-table = { $name }: { $count }, SHA-256 { $hash }
server-create = Make the store here
backups-keep-server = How many are kept; the others make room as soon as the new one is verified:
