"""Commands that give calendars out: feed create, list, expire, revoke; ical serve, ical publish."""

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from platform_booking.cli.session import Session, session_of
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.sharing import FeedKind

if TYPE_CHECKING:
    from platform_booking.domain.feeds import Feed
    from platform_booking.services.feeds import NewFeed
    from platform_booking.services.published_folder import PublishedFile

ADDRESS_VARIABLE: Final = "PLATFORM_BOOKING_FEEDS"
"""Where the feeds can be reached from outside, for whole links."""

Code = Annotated[str, typer.Argument(metavar="F-CODE", help="opt-feed")]
ScopeOption = Annotated[str, typer.Option("--scope", help="opt-scope")]
Address = Annotated[
    str | None, typer.Option("--url", metavar="URL", help="opt-feed-url", envvar=ADDRESS_VARIABLE)
]


def add_to(app: typer.Typer) -> None:
    """Declare the commands about links."""
    feed = typer.Typer(help="help-feed")
    feed.command("create", help="help-feed-create")(_create)
    feed.command("list", help="help-feed-list")(_list)
    feed.command("expire", help="help-feed-expire")(_expire)
    feed.command("revoke", help="help-feed-revoke")(_revoke)
    app.add_typer(feed, name="feed")


def add_to_ical(ical: typer.Typer) -> None:
    """Declare the commands that run, or write files."""
    ical.command("publish", help="help-ical-publish")(_publish)
    ical.command("serve", help="help-ical-serve")(_serve)


# --- links ------------------------------------------------------------------------------------------


def _create(
    ctx: typer.Context,
    *,
    resource: Annotated[str | None, typer.Option("--resource", help="opt-resource-code")] = None,
    platform: Annotated[str | None, typer.Option("--platform", help="opt-platform")] = None,
    person: Annotated[str | None, typer.Option("--person", help="opt-person")] = None,
    partner: Annotated[str | None, typer.Option("--partner", help="opt-partner")] = None,
    everything: Annotated[bool, typer.Option("--all", help="opt-feed-all")] = False,
    scope: ScopeOption = "partner",
    label: Annotated[str, typer.Option("--label", help="opt-feed-label")] = "",
    expires: Annotated[str | None, typer.Option("--expires", help="opt-expires")] = None,
    url: Address = None,
) -> None:
    session = session_of(ctx)
    chosen = chosen_calendar(resource, platform, person, partner, everything=everything)
    with session.opened() as app:
        made = app.feeds.create(*chosen, scope, label=label, language=session.words.language, expires=expires)
    link = _link(made, url)
    session.say(session.words.text("done-feed", code=made.feed.code, link=link))
    session.note(session.words.text("feed-once"))
    session.document({**as_document(made.feed), "token": made.token, "path": made.path, "url": link})


def chosen_calendar(
    resource: str | None, platform: str | None, person: str | None, partner: str | None, *, everything: bool
) -> tuple[str, str]:
    """Kind and subject of the one calendar that was chosen. Raises InvalidInput."""
    said = {"resource": resource, "platform": platform, "person": person, "partner": partner}
    chosen = [(kind, key) for kind, key in said.items() if key is not None]
    chosen += [(FeedKind.ALL.value, "")] if everything else []
    if len(chosen) != 1:
        raise InvalidInput("one-feed")
    return chosen[0]


def _link(made: "NewFeed", address: str | None) -> str:
    """The whole link, as far as it is known where the feeds are."""
    return f"{(address or '').strip().rstrip('/')}{made.path}"


def _list(
    ctx: typer.Context, *, ended: Annotated[bool, typer.Option("--all", help="opt-feed-ended")] = False
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        feeds = app.feeds.list(ended=ended)
    for feed in feeds:
        session.say(_line(feed, session))
    if not feeds:
        session.say(session.words.text("no-feed"))
    session.document([as_document(feed) for feed in feeds])


def _line(feed: "Feed", session: Session) -> str:
    words = session.words
    about = words.text(f"feed-{feed.kind}", subject=feed.subject)
    parts = [feed.code, f"{about}, {words.text(f'feed-scope-{feed.scope}')}", feed.label]
    if feed.last_read_at is None:
        parts.append(words.text("feed-unread"))
    else:
        parts.append(
            words.text("feed-read", count=feed.reads, at=feed.last_read_at, client=feed.last_client or "?")
        )
    if feed.revoked_at is not None:
        parts.append(words.text("feed-is-revoked", at=feed.revoked_at))
    elif feed.expires_at is not None:
        parts.append(words.text("feed-ends", at=feed.expires_at))
    return "  ".join(filter(None, parts))


def _expire(
    ctx: typer.Context,
    code: Code,
    *,
    at: Annotated[str | None, typer.Option("--at", help="opt-expires")] = None,
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        feed = app.feeds.expire(code, at).feed
    session.say(_line(feed, session))
    session.document(as_document(feed))


def _revoke(
    ctx: typer.Context,
    code: Code,
    *,
    reason: Annotated[str, typer.Option("--reason", help="opt-reason")] = "",
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        feed = app.feeds.revoke(code, reason).feed
    session.say(session.words.text("done-feed-revoked", code=feed.code))
    session.document(as_document(feed))


def as_document(feed: "Feed") -> dict[str, Any]:
    """A feed in JSON; what is kept of its token stays inside."""
    times = {
        name: None if moment is None else moment.isoformat()
        for name, moment in (
            ("created_at", feed.created_at),
            ("expires_at", feed.expires_at),
            ("revoked_at", feed.revoked_at),
            ("last_read_at", feed.last_read_at),
        )
    }
    return {
        "code": feed.code,
        "label": feed.label,
        "kind": feed.kind,
        "subject": feed.subject,
        "scope": feed.scope,
        "language": feed.language,
        "created_by": feed.created_by,
        **times,
        "last_client": feed.last_client,
        "reads": feed.reads,
    }


# --- running ----------------------------------------------------------------------------------------


def _serve(
    ctx: typer.Context,
    *,
    host: Annotated[str, typer.Option("--host", help="opt-host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="opt-port", min=0, max=65535)] = 8080,
    certificate: Annotated[
        str | None, typer.Option("--certificate", metavar="FILE", help="opt-certificate")
    ] = None,
    key: Annotated[str | None, typer.Option("--key", metavar="FILE", help="opt-key")] = None,
    access_log: Annotated[bool, typer.Option("--access-log", help="opt-access-log")] = False,
) -> None:
    from platform_booking.feeds.application import ACCESS_LOG  # noqa: PLC0415 - help needs no server
    from platform_booking.feeds.serving import Serving  # noqa: PLC0415
    from platform_booking.feeds.tls import tls_context  # noqa: PLC0415

    session = session_of(ctx)
    if (certificate is None) != (key is None):
        raise InvalidInput("certificate-and-key")
    tls = None if certificate is None or key is None else tls_context(certificate, key)
    with session.opened(reading=True) as app, logged():
        ACCESS_LOG.setLevel(logging.INFO if access_log else logging.WARNING)
        serving = Serving(app, host, port, tls=tls)
        at = "{}://{}:{}".format("http" if tls is None else "https", *_bracketed(*serving.address))
        session.say(session.words.text("serving", address=at))
        session.document({"address": at, "pid": os.getpid()})
        session.flush()
        with stopped_by_signal(serving.stop):
            serving.run()


def _bracketed(host: str, port: int) -> tuple[str, int]:
    return f"[{host}]" if ":" in host else host, port


def _publish(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="opt-folder")],
    *,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="opt-publish-kind")] = None,
    scope: ScopeOption = "busy",
    watch: Annotated[bool, typer.Option("--watch", help="opt-watch")] = False,
) -> None:
    from platform_booking.feeds.publishing import Publisher  # noqa: PLC0415 - help needs no server
    from platform_booking.services.published_folder import Wanted  # noqa: PLC0415
    from platform_booking.services.publishing import USUAL_KINDS  # noqa: PLC0415

    session = session_of(ctx)
    wanted = Wanted(tuple(kind or USUAL_KINDS), scope, session.words.language)
    with session.opened(reading=True) as app, logged():
        publisher = Publisher(app, Path(folder).expanduser(), wanted)
        if not watch:
            _say_published(session, publisher.publish())
            return

        def tell(files: tuple["PublishedFile", ...]) -> None:
            _say_published(session, files, only_changes=True)
            session.flush()

        with stopped_by_signal(publisher.stop):
            publisher.watch(tell)


def _say_published(
    session: Session, files: tuple["PublishedFile", ...], *, only_changes: bool = False
) -> None:
    """What became of the files; one document a pass, of which those that changed nothing are left out."""
    counts = {
        outcome: sum(file.outcome == outcome for file in files)
        for outcome in ("written", "unchanged", "removed")
    }
    if only_changes and not (counts["written"] or counts["removed"]):
        return
    session.say(session.words.text("done-publish", **counts))
    session.document(
        [
            {"file": file.name, "outcome": file.outcome.value, "kind": file.kind, "subject": file.subject}
            for file in files
        ]
    )


@contextmanager
def logged() -> Iterator[None]:
    """What goes on is said on stderr, where a service manager keeps it; never a link, never who reads from where."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("platform_booking.feeds")
    logger.addHandler(handler)
    before, logger.level = logger.level, logging.INFO
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


@contextmanager
def stopped_by_signal(stop: Callable[[], None]) -> Iterator[None]:
    """End in order when a service manager, or Ctrl+C, says so."""
    names = (signal.SIGTERM, signal.SIGINT)
    before = {name: signal.signal(name, lambda _number, _frame: stop()) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
