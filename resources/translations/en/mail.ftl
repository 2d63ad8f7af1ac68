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
mail-off = No mail server is set up: nothing is written, nothing goes out. “platform-booking mail configure” names one.
mail-of-another-store = The mail server was set up for another store, of which this one is a copy: nothing goes out from here. If this store takes its place, run “platform-booking mail configure” again.
mail-no-password = This computer does not know the password: nothing goes out from it. Give it by PLATFORM_BOOKING_SMTP_PASSWORD or by “mail configure --ask-password”.
mail-no-address = { $person } has no e-mail address in the catalogue: nothing can be sent.
done-mail-prefer = { $person }: { $choice }.
done-mail-configure = Mail will go out through { $server }, in the name of { $sender }.
ask-password = Password

doing-prefer-mail = choose the mail of
doing-configure-mail = set up mail
trail-did-prefer-mail = chose the mail
trail-did-configure-mail = set up mail
trail-kind-setting = setting

invalid-mail-server = “{ $host }”, port { $port }, cannot be a mail server. Give a host name and a port between 1 and 65535.
invalid-mail-address = “{ $address }” is not a plain e-mail address. Write it like name@example.org.
invalid-mail-name = The name is too long or holds impossible characters. Write { $longest } characters at most, on one line.
invalid-mail-server-variable = { $variable } cannot be understood (host: “{ $value }”). Write smtp://user@host:587, smtps://user@host or smtp+plain://host, without a password.
invalid-mail-off = No mail server is set up. Begin with “platform-booking mail configure”.
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
opt-ask-password = Ask for the password and give it to this computer’s keyring

mail-subject-invited = Invitation: { $title }
mail-subject-changed = Changed: { $title }
mail-subject-cancelled = Cancelled: { $title }
mail-subject-notice = About: { $title }
mail-subject-digest = { $count ->
    [one] Your bookings: one piece of news
   *[other] Your bookings: { $count } pieces of news
}
mail-lead-invited = “{ $title }” will take place:
mail-lead-changed = “{ $title }” has changed:
mail-lead-cancelled = “{ $title }” no longer takes place:
mail-date-moved = { $was } → { $becomes }
mail-place-changed = { $place } (instead of { $was })
mail-date-gone = { $when }: cancelled
mail-tentative = to be confirmed
mail-more-dates = { $count ->
    [one] and one more date
   *[other] and { $count } more dates
}
mail-footer = You get this mail because you asked for it in Platform Booking. You may want no more of them, or one a day: say so in Platform Booking, or ask your administrator.

notice-awaiting = { $by } asks for “{ $title }” ({ $dates }): your decision is awaited.
notice-mail-undelivered = The mail about “{ $title }” could not reach you at { $address }. { $detail }

mail-failed-off = No mail server is set up: one has to be named first.
mail-failed-no-password = This computer does not know the mail server’s password. Give it by PLATFORM_BOOKING_SMTP_PASSWORD or to the keyring.
mail-failed-no-right = This account cannot note what is sent ({ $detail }): an administrator or the service account sends mail.
mail-failed-unreachable = The mail server does not answer ({ $detail }). Check its name, its port and the network; it is tried again.
mail-failed-tls = The encrypted connection to the mail server fails ({ $detail }). Check its certificate; nothing is sent in clear.
mail-failed-not-offered = The mail server does not offer what is asked for ({ $detail }). Check the security and the user name that were set.
mail-failed-login-refused = The mail server refuses the user name or the password ({ $detail }).
mail-failed-password-not-ascii = The password holds characters beyond ASCII, which cannot be passed on. Choose another one at the mail server.
mail-failed-sender-refused = The mail server refuses the sender’s address ({ $detail }). Change it, or have it allowed.
mail-failed-recipient-refused = The server refuses the recipient's address ({ $detail }). Correct it in the catalogue.
mail-failed-content-refused = The server refuses the message ({ $detail }).
mail-failed-too-old = The message could not go out for seven days.
mail-failed-unwanted = The person wants no mail any more, or is gone.
mail-failed-unreadable = The message cannot be read; it is not sent.
mail-failed-address = “{ $detail }” is no address. Correct it in the catalogue.

help-mail-send = Send the mail that waits.
opt-mail-watch = Go on, and send whenever something changes
done-mail-send = Sent: { $sent }. Put off: { $put_off }. Given up: { $given_up }.
mail-watching = Mail goes out from here. Ctrl+C stops it.
mail-trial-subject = Trying mail
mail-trial = This trial mail has arrived: bookings can be told of by mail.
done-mail-try = The server has taken the trial mail. See whether it arrives.
help-mail-try = Send a trial mail, at once (administrators).
opt-mail-to = To this address; to one’s own if not said
