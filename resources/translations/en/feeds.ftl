# Calendar feeds: links, server, published files

feed-resource = resource { $subject }
feed-platform = platform { $subject }
feed-person = person { $subject }
feed-partner = partner { $subject }
feed-all = all bookings
feed-scope-full = everything
feed-scope-partner = without people
feed-scope-busy = free or busy
feed-unread = never read
feed-read = { $count ->
    [one] read once, on { $at }, by { $client }
   *[other] read { $count } times, last on { $at }, by { $client }
}
feed-ends = until { $at }
feed-is-revoked = revoked on { $at }
no-feed = No feeds.
done-feed = Feed { $code }: { $link }
feed-once = Keep this link: it is shown only once, and whoever has it can read this calendar. “platform-booking feed revoke” cuts it off.
done-feed-revoked = Feed { $code } is cut off. Its link gives nothing any more.
serving = Feeds are served at { $address }. Ctrl+C stops.
done-publish = Files: { $written } written, { $unchanged } unchanged, { $removed } removed.

doing-share = share
doing-revoke = revoke
doing-renew-feed = renew
doing-expire-feed = change the end of

invalid-one-feed = Choose exactly one calendar: --resource, --platform, --person, --partner or --all.
invalid-feed-label = The label is too long or holds impossible signs. Write at most { $longest } signs, on one line.
invalid-feed-revoked = Feed { $code } is revoked, for ever. Create another.
invalid-expires-past = “{ $value }” is over already. Give an end that is to come.
invalid-feed-address = Cannot listen on { $host }, port { $port } ({ $detail }). Choose another address or port.
invalid-feed-certificate = Certificate { $certificate } and its key { $key } cannot be read ({ $detail }). Give two PEM files that belong together, the key without a password.
invalid-certificate-and-key = Give --certificate and --key together.

help-feed = Links to calendars.
help-feed-create = Create a link to a calendar, to subscribe to.
help-feed-list = Show the links, who has read them and when.
help-feed-expire = Give a link an end, or take it away.
help-feed-revoke = Cut a link off, at once and for ever.
help-ical-publish = Write calendars into a folder, changing only what has changed.
help-ical-serve = Serve the feeds on the network.

opt-feed = Code of a feed
opt-feed-all = All bookings
opt-feed-ended = Also those that are revoked or have come to their end
opt-feed-label = What or whom the link is for
opt-feed-url = Address at which the feed server can be reached, for a whole link
opt-expires = Last day, or moment at which it ends; without it, the link has no end
opt-host = Address to listen on
opt-port = Port; 0 chooses one
opt-certificate = Certificate with its chain (PEM), to serve HTTPS without a proxy
opt-key = Key of the certificate (PEM)
opt-access-log = Note every request, without link or address
opt-folder = Folder
opt-publish-kind = resource, platform, partner, person or all; several times if you like
opt-watch = Go on, and write again as soon as something changes
