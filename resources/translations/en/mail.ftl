# Mail: who wants it, through which server, what went out

mail-choice-none = no mail
mail-choice-each = a mail at each change
mail-choice-digest = one mail a day
mail-kind-REQUEST = invitation
mail-kind-CANCEL = cancellation
mail-kind-NOTICE = notice
mail-kind-DIGEST = mail of the day
mail-state-waiting = waiting
mail-state-sent = sent
mail-state-given-up = given up
mail-none = No mail.
mail-counts = Waiting: { $waiting }. Sent: { $sent }. Given up: { $given_up }.
mail-on = Mail goes out through { $server }, in the name of { $sender }.
mail-off = No mail server is set up: nothing is written, nothing goes out. ‘platform-booking mail configure’ names one.
mail-of-another-store = The mail server was set up for another store, of which this one is a copy: nothing goes out from here. If this store takes its place, run ‘platform-booking mail configure’ again.
mail-no-password = This computer does not know the password: nothing goes out from it. Give it by PLATFORM_BOOKING_SMTP_PASSWORD or by ‘mail configure --ask-password’.
mail-no-address = { $person } has no e-mail address in the catalogue: nothing can be sent.
done-mail-prefer = { $person }: { $choice }.
done-mail-configure = Mail will go out through { $server }, in the name of { $sender }.
ask-password = Password

doing-prefer-mail = choose the mail of
doing-configure-mail = set up mail
trail-did-prefer-mail = chose the mail
trail-did-configure-mail = set up mail
trail-kind-setting = setting

invalid-mail-server = ‘{ $host }’, port { $port }, cannot be a mail server. Give a host name and a port between 1 and 65535.
invalid-mail-address = ‘{ $address }’ is not a plain e-mail address. Write it like name@example.org.
invalid-mail-name = The name is too long or holds impossible characters. Write { $longest } characters at most, on one line.
invalid-mail-server-variable = { $variable } cannot be understood (host: ‘{ $value }’). Write smtp://user@host:587, smtps://user@host or smtp+plain://host, without a password.
invalid-mail-off = No mail server is set up. Begin with ‘platform-booking mail configure’.
invalid-no-keyring = This computer has no keyring that could keep a password ({ $detail }). Give it by an environment variable.

help-mail = Mail and invitations.
help-mail-prefer = Say whether you want mail: none, at each change, or one a day.
help-mail-configure = Name the server through which mail goes out. The password is never kept in the store.
help-mail-status = Show how mail stands.
help-mail-list = Show the latest messages: sent, waiting, given up.

opt-mail-choice = none; each: at each change, with an invitation for the calendar; digest: one a day
opt-mail-person = For this person, who asked for it (administrators)
opt-mail-host = Mail server
opt-mail-from = Address in whose name mail goes out
opt-mail-port = Port; the usual one if not said
opt-mail-security = starttls, tls, or none on a safe network
opt-mail-user = User name at the server
opt-mail-name = Name of the sender
opt-ask-password = Ask for the password and give it to this computer's keyring
