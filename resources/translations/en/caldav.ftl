# Calendars kept in step on CalDAV servers

no-mirror = No calendar is kept in step on a CalDAV server.
done-mirror = Calendar { $code }: it will be kept in step at { $url }.
done-mirror-removed = Calendar { $code } is no longer kept in step. What was written stays on the server.
mirror-never = never pushed
mirror-pushed = up to date on { $at }
mirror-removed = removed

doing-mirror = keep in step
doing-remove-mirror = remove
trail-kind-mirror = CalDAV calendar
trail-did-mirror = keeps in step on a CalDAV server
trail-did-remove-mirror = no longer keeps in step

invalid-mirror-url = ‘{ $value }’ is not the address of a CalDAV calendar. Give the https:// address of the collection, without parameters.
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
