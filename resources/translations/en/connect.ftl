## Connecting to a shared store: what is in the way, and what to do

not-connected-host-unknown = The store cannot be reached: { $store }. No server has that name. Check the spelling, and that you are on your institution’s network or VPN.
not-connected-port-closed = The store cannot be reached: { $store }. Nothing answers at that port: the server is down, or the port is wrong or closed by a firewall.
not-connected-unreachable = The store cannot be reached: { $store }. This network does not lead to the server. Check the connection or the VPN.
not-connected-timeout = The store cannot be reached: { $store }. The server did not answer in time. Check the connection or the VPN, then try again.
not-connected-cut = The store cannot be reached: { $store }. The line was cut. Try again in a moment.
not-connected-starting = The store cannot be reached: { $store }. The server is starting or stopping. Try again in a moment.
not-connected-no-primary = The store cannot be reached: { $store }. None of the servers that were named can be written to. Try again in a moment, or tell whoever looks after it.
not-connected-too-many = The store cannot be reached: { $store }. Too many computers are connected at once. Try again in a moment; if it lasts, tell whoever looks after it.
not-connected-not-postgresql = The store cannot be reached: { $store }. What answers at that port is no PostgreSQL server.
not-connected-password-wrong = Connection refused: { $store }. The login or the password is not right.
not-connected-password-missing = Connection refused: { $store }. The server wants a password. Keep it in the system’s keyring (“platform-booking password”), in ~/.pgpass or in PGPASSWORD.
not-connected-role-unknown = Connection refused: { $store }. The server does not know this login. Ask the administrator for an invitation.
not-connected-role-suspended = Connection refused: { $store }. This login is suspended. Turn to the administrator.
not-connected-database-missing = Connection refused: { $store }. There is no database of that name on the server.
not-connected-database-closed = Connection refused: { $store }. This login has no access to this database. Ask the administrator for an invitation.
not-connected-not-admitted = Connection refused: { $store }. The server does not admit this login from this computer (pg_hba.conf). Turn to the administrator.
not-connected-no-rights = Connection refused: { $store }. The login “{ $login }” has no rights in this database. Ask the administrator for an invitation.
not-connected-tls-wanted = Connection refused: { $store }. The server admits encrypted lines only. Choose “Encrypted, server verified”.
not-connected-tls-unsupported = Connection refused: { $store }. The server cannot encrypt. Nothing was sent in clear; turn to the administrator.
not-connected-tls-authority = Connection refused: { $store }. The chosen authority does not vouch for the server’s certificate. Check the authority’s file; otherwise somebody may be posing as the server.
not-connected-tls-untrusted = Connection refused: { $store }. The server’s certificate cannot be trusted ({ $detail }).
not-connected-tls-host = Connection refused: { $store }. The certificate is another server’s. Write the server’s name as it stands in the certificate.
not-connected-tls-expired = Connection refused: { $store }. The server’s certificate has expired. Tell the administrator, and check this computer’s clock.
not-connected-tls-not-yet = Connection refused: { $store }. The server’s certificate is not valid yet. Check this computer’s clock.
not-connected-tls-no-file = Connection refused: { $store }. The certificate authority’s file cannot be found or read.
not-connected-tls-failed = Connection refused: { $store }. Encryption could not be set up ({ $detail }).
not-connected-server-too-old = Connection refused: { $store }. The server is PostgreSQL { $found }; version { $oldest } or newer is needed.
not-connected-rights-old = Connection refused: { $store }. The rights installed in the database are older than this program. Whoever keeps the server has to renew them; nothing is lost.
not-connected-option = This address has an unknown parameter: { $detail }.
invalid-connection-incomplete = { $field ->
    [hosts] The server
    [database] The name of the database
   *[login] The login
} is missing.
ask-store-password = Password for { $store }:
warning-unverified = Careful: the line to { $store } does not check who the server is. Add sslmode=verify-full and sslrootcert=FILE to the address.
warning-server-leaks = PostgreSQL { $version } lets protected rows be guessed from its statistics (CVE-2025-8713). Update it: 15.14, 16.10, 17.6 or newer.
help-password = Keep the password of a shared store in the system’s keyring, after trying it
opt-password-forget = Keep it no longer
done-password-kept = Password tried and kept in the keyring for { $store }.
done-password-forgotten = { $there ->
    [yes] Password taken out of the keyring for { $store }.
   *[no] The keyring had no password for { $store }.
}
invalid-password-needs-terminal = Passwords are typed: run this command in a terminal.
invalid-not-a-server = { $store } is a file: it has no password.

help-admin = Logins on the server of a shared store, and people’s data (for whoever keeps it)
help-admin-setup = Make or update the roles and rights in the database; again after each upgrade
help-admin-list = Who can log in
help-admin-invite = Give a person of the catalogue a login
help-admin-machine = Give a calendar server or a service a login
help-admin-renew = Give a new password
help-admin-update = Bring a person’s groups in line with the catalogue
help-admin-suspend = Keep a person from logging in, and end their sessions
help-admin-restore = Let a suspended person in again
help-admin-remove = Take a person’s login away; the person stays in the catalogue
opt-login = Login
opt-print-sql = Do nothing: write the SQL, for whoever administers the server (psql)
opt-ask-new-password = Ask for the password instead of making one up
opt-machine-kind = What it is for
ask-new-password = New password of { $login }:
done-admin-setup = Roles and rights are in place.
done-admin-invite = { $login } can log in.
done-admin-renew = { $login } has a new password.
done-admin-update = The groups of { $login } follow the catalogue.
done-admin-suspend = { $login } can no longer log in.
done-admin-restore = { $login } can log in again.
done-admin-remove = The login { $login } is gone.
password-once = Password of { $login }, shown only this once: { $password }
invited-address = Address to give them: { $address }
account-none = no login
account-active = active
account-suspended = suspended
column-login = Login
column-account = Access
column-groups = Groups
rights-missing = The rights are not installed in the database: “platform-booking admin setup”.
rights-outdated = The rights installed are another version’s: do “platform-booking admin setup” again.
invalid-rights-not-set-up = The rights are not installed in the database: begin with “platform-booking admin setup”.
invalid-login-there = { $login } has a login already.
doing-keep-server = manage the server’s logins
invalid-no-login = { $login } has no login on the server.
opt-read-store = A copy of the store that follows it (a replica), for reports and calendars: nothing is written there
store-read-only-server = The store can only be read: { $store }. It is a copy, or closed to writing: nothing was changed. Give the main server’s address.
done-rights-renewed = The rights in the database were renewed.
server-access-title = Access to the server
