server-hosts = Server (or several, between commas)
server-port = Port
server-database = Database
server-login = Login
server-password = Password
server-keep = Keep the password in the system’s keyring
server-no-keyring = No keyring here: the password will be asked for again
server-tls = Line
server-tls-verify-full = Encrypted, server verified (recommended)
server-tls-verify-ca = Encrypted, authority verified, not the server’s name
server-tls-require = Encrypted, server not verified
server-tls-prefer = Encrypted if the server can
server-tls-disable = In clear
server-authority = Authority’s certificate
server-authority-system = Authorities that this system knows
server-browse = Choose…
server-test = Test the connection
server-trying = Connecting…
server-found = Connected: PostgreSQL { $version }, login { $login }.
server-encrypted = The line is encrypted.
server-in-clear = The line is not encrypted.
server-has-store = The Platform Booking store is there.
server-has-no-store = There is no Platform Booking store here yet.
presence = { $count ->
    [one] 1 computer connected
   *[other] { $count } computers connected
}
clock-wrong = This computer’s clock: { $lag } { $side ->
    [behind] slow
   *[ahead] fast
}
clock-wrong-hint = The server’s time is the one that counts. Have this computer’s clock set right.
account-heading = Access to the server
task-account = Access to the server
doubt-saved = The store is back: it had been saved.
doubt-not-saved = The store is back: nothing had been saved. All that you typed is here; send it again.
task-doubt = Checking whether it was saved
doubt-nothing = The store is back: nothing had been saved. You can do it again.
## Logins of the server

action-server-access = Access to the server…
server-access-hint = Store: { $store }. The catalogue says who is who and who answers for what; the server, who may log in.
server-access-current = The rights are installed in the store, those of this version.
account-keeper-knows = Only whoever keeps the server sees and changes logins. Prepare the SQL for them: all that is left is to run it.
account-only-sql = Only whoever keeps the server can do this. Prepare the SQL and hand it over.
account-more = More
account-prepare = Prepare the SQL
account-invite = Give a login
account-renew = New password
account-update = Bring in step with the catalogue
account-suspend = Suspend
account-restore = Restore
account-remove = Remove the login
account-setup = Install the rights
account-machine = Login for a machine
account-invite-title = Give { $name } a login
account-invite-means = The person will be able to log in to the server with a login and a password, and to do what the role allows, nothing else. Hand over password and address in person, or by two different ways.
account-renew-title = New password for { $name }
account-renew-means = The old password will not do any more at the next log-in. Windows that are open go on.
account-update-title = Rights of { $name }
account-update-means = To be done when the role has changed in the catalogue: the groups on the server will be those that the catalogue gives today.
account-suspend-title = Suspend { $name }
account-suspend-means = The person will not be able to log in any more, and open windows are cut off at once. Bookings stay. It can be taken back at any time.
account-restore-title = Restore { $name }
account-restore-means = The person will be able to log in again, with the password from before.
account-remove-title = Remove the login of { $name }
account-remove-means = The login is gone from the server, and open windows are cut off. The person stays in the catalogue, and in what they did; to come back takes a new login.
account-setup-title = Install the rights in the store
account-setup-means = Makes or updates roles, rights and guards of this version. To be done again after each upgrade. Nobody loses a login; what is under way ends first.
account-machine-title = Login for a machine
account-machine-means = For a server of calendars, which only reads, or for the service that does what time brings about: deadlines, offers, mail.
account-machine-role = Login of the machine
account-machine-for = What it is for
account-for-feeds = Serve calendars (reads only)
account-for-service = Deadlines, offers and mail
account-password = Password
account-password-invented = Empty: a password that nobody guesses
account-handed-password = Password, shown this once
account-handed-address = Address to hand over
account-copy = Copy
account-copy-handed-password = Copy the password
account-copy-handed-address = Copy the address
account-copied = Copied
account-show-sql = Show the SQL
account-copy-sql = Copy the SQL
account-sql = SQL
account-sql-hint = Nothing is done: this SQL is for whoever administers the server, to be run with psql. It holds no password.
done-admin-machine = { $login } can log in.
