# Calendars kept in step on CalDAV servers

no-mirror = No calendar is kept in step on a CalDAV server.
done-mirror = Calendar { $code }: it will be kept in step at { $url }.
done-mirror-password = The password is taken from the variable { $variable }, or from this computer’s keyring.
done-mirror-removed = Calendar { $code } is no longer kept in step. What was written stays on the server.
mirror-never = never pushed
mirror-pushed = up to date on { $at }
mirror-removed = removed

doing-mirror = keep in step
doing-remove-mirror = remove
trail-kind-mirror = CalDAV calendar
trail-did-mirror = keeps in step on a CalDAV server
trail-did-remove-mirror = no longer keeps in step

invalid-mirror-url = “{ $value }” is not the address of a CalDAV calendar. Give the https:// address of the collection, without parameters.
invalid-mirror-url-secret = The address holds a name or a password. Give the name by --user, and the password by the keyring or the environment.
invalid-mirror-url-clear = The password would cross the network in clear on its way to { $host }. Give an https:// address.
invalid-mirror-twice = A calendar is kept in step at { $url } already. Remove it first, or choose another collection.

help-caldav = Calendars kept in step on CalDAV servers.
help-caldav-add = Keep a calendar in step in a collection of a CalDAV server.
help-caldav-list = Show the calendars that are kept in step, and how the last push went.
help-caldav-remove = Stop keeping a calendar in step; what was written stays on the server.

opt-mirror = Code of a calendar that is kept in step
opt-mirror-url = Address of the collection, which belongs to this calendar alone
opt-mirror-user = User name at the server
opt-mirror-removed = Also those that were removed

mirror-count-written = { $count ->
    [one] one written
   *[other] { $count } written
}
mirror-count-unchanged = { $count ->
    [one] one unchanged
   *[other] { $count } unchanged
}
mirror-count-removed = { $count ->
    [one] one removed
   *[other] { $count } removed
}
mirror-count-restored = { $count ->
    [one] one lost by the server and written again
   *[other] { $count } lost by the server and written again
}
mirror-count-overwritten = { $count ->
    [one] one changed on the server and written over
   *[other] { $count } changed on the server and written over
}
mirror-count-left = { $count ->
    [one] one left alone, because it is somebody else’s on the server
   *[other] { $count } left alone, because they are somebody else’s on the server
}
mirror-count-later = { $count ->
    [one] one put off to the next pass
   *[other] { $count } put off to the next pass
}
mirror-count-nothing = nothing to send
mirror-watching = The calendars are kept in step from here. Ctrl+C stops it.

mirror-error-no-password = This computer does not know the server’s password. Give it to the keyring, or by the environment variable { $variable }.
mirror-error-refused = The server refuses the user name or the password. Check them, or make an application password.
mirror-error-forbidden = The server does not allow writing at this address. Ask for the right to write, or choose another collection.
mirror-error-unreachable = The server does not answer ({ $detail }). Check the address and the network; it is tried again.
mirror-error-tls = The encrypted connection to the server fails ({ $detail }). Check its certificate.
mirror-error-not-a-calendar = There is no CalDAV calendar at this address ({ $detail }). Give the address of the collection itself.
mirror-error-collection-missing = There is no such collection, and it could not be made ({ $detail }). Make it on the server.
mirror-error-full = The server has no space left.
mirror-error-busy = The server asks to wait ({ $detail }); it is tried again.
mirror-error-server = The server answered with an error ({ $detail }); it is tried again.
mirror-error-gone = “{ $detail }” is no longer in the catalogue. Remove this calendar.

invalid-mirror-removed = Calendar { $code } is no longer kept in step.
invalid-mirror-watch-all = Watching is of all calendars: give no code.

help-caldav-push = Bring the calendars on CalDAV servers up to date, writing only what changed.
opt-mirror-watch = Go on, and push whenever something changes
