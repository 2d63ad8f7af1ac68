## Calendars on CalDAV servers

calendars-mirrors = CalDAV calendars
calendars-mirror-add = Add
calendars-no-mirror = No calendar is kept up to date on a CalDAV server (Nextcloud, SOGo, Zimbra…).
calendars-mirror-never = Never written yet
calendars-mirror-written = up to date { $ago }
calendars-mirror-push-of = Write “{ $name }” now
calendars-mirror-remove-of = Stop keeping “{ $name }” up to date
calendars-mirror-remove = Stop keeping up to date
calendars-mirror-remove-question = Stop keeping “{ $name }” up to date? What was written stays on the server.
calendars-mirror-remove-go = Stop keeping
calendars-new-mirror = Keep a calendar up to date on a server
calendars-new-mirror-hint = In a CalDAV collection that is this calendar’s alone. What lies there already is left alone.
calendars-mirror-keep = Keep up to date
calendars-mirror-url = Address of the collection
calendars-mirror-example = https://cloud.example.org/dav/calendars/usp/
calendars-mirror-user = User name
calendars-mirror-password = Password
calendars-password = Password…
calendars-password-question = Password of { $user } at the server: it is given to this computer’s keyring.
task-pushing = writing a calendar to its server

## Mail

calendars-mail = Mail
calendars-mail-send = Send
calendars-mail-waiting = { $count } waiting
calendars-mail-sent = { $count ->
    [0] No mail was waiting.
    [one] 1 mail has gone out.
   *[other] { $count } mails have gone out.
}
