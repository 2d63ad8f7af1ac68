## Published files

calendars-published = Published files
calendars-publish = Publish
calendars-no-published = No folder yet. Calendars written into a shared folder, or one that a website serves, are read without a calendar server.
calendars-publish-heading = Publish calendars into a folder
calendars-publish-hint = One .ics file for each calendar. Whoever reads the folder reads the calendars.
calendars-folder = Folder
calendars-folder-example = A shared folder, or one that a website serves
calendars-choose-folder = Choose a folder…
calendars-folder-whole = Give the whole path of the folder.
calendars-which = Which calendars?
calendars-of-resource = Resources
calendars-of-platform = Platforms
calendars-of-partner = Partners
calendars-of-person = People
calendars-of-all = All bookings
calendars-not-yours = You may not give out these calendars in such detail.
calendars-keep = Keep up to date while the window is open
calendars-keep-hint = With the window closed, the files stay as they are. A server can see to it: the guide says how.
calendars-publish-now = Publish
calendars-publish-of = Publish “{ $name }” now
calendars-more-of = More about “{ $name }”
calendars-kept-up = kept up to date
calendars-by-hand = on demand
calendars-never-written = Never written
calendars-written = { $count ->
    [one] written { $when } · 1 calendar
   *[other] written { $when } · { $count } calendars
}
calendars-open-folder = Open the folder
calendars-other-content = Change what is published…
calendars-elsewhere = Another folder…
calendars-forget = Stop publishing…
calendars-forget-question = Stop publishing into “{ $name }”? The files that are there stay, and will not be updated any more.
calendars-forget-go = Stop publishing
task-publishing = publishing calendars

## The journal

journal = Synchronisation journal
journal-about = What the journal shows
journal-all = Everything
journal-of-links = Subscriptions
journal-of-imported = Imported
journal-of-published = Published
journal-failures = Errors only
journal-more = Show more
journal-none = Nothing yet. What is read, imported and published will be noted here.
journal-none-failed = No errors.
journal-read = “{ $name }” read by { $client }
journal-share = “{ $name }”: link made by { $by }
journal-renew-feed = “{ $name }”: link renewed by { $by }
journal-expire-feed = “{ $name }”: end of the link changed by { $by }
journal-revoke = “{ $name }”: link revoked by { $by }
journal-imported = { $name }: { $what }
journal-unchanged = { $name }: read again, nothing new
journal-failed = { $name }: { $why }
journal-detach = { $name }: detached by { $by }
journal-keep = { $name }: { $by } kept a booking in its place
journal-published = { $changed ->
    [0] { $folder }: { $files } calendars, all up to date
    [one] { $folder }: 1 file of { $files } updated
   *[other] { $folder }: { $changed } files of { $files } updated
}
journal-unpublished = { $folder }: { $why }
journal-events-new = { $count } new
journal-events-changed = { $count } changed
journal-events-gone = { $count } gone
journal-events-conflicting = { $count } in conflict
journal-events-none = read again, no event changed
