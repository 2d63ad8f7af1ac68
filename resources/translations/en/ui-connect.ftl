server-hosts = Server (or several, between commas)
server-port = Port
server-database = Database
server-login = Login
server-password = Password
server-keep = Keep the password in the system’s keyring
server-no-keyring = No keyring on this system: the password will be asked for each time
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
server-has-no-store = No Platform Booking store here yet: “platform-booking init” makes it.
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
account-invite = Give a login
account-suspend = Suspend
account-restore = Restore
task-account = Access to the server
doubt-saved = The store is back: it had been saved.
doubt-not-saved = The store is back: nothing had been saved. All that you typed is here; send it again.
task-doubt = Checking whether it was saved
doubt-nothing = The store is back: nothing had been saved. You can do it again.
