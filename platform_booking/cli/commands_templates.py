"""Commands that book again: template save, list, show, book, edit, retire; duplicate."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from platform_booking.cli import as_json, render
from platform_booking.cli.commands_booking import OnConflict, booked_document, say_booked
from platform_booking.cli.session import session_of
from platform_booking.domain.campaign import iso_duration
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.recurrence import zone_of
from platform_booking.wording.campaigns import lasting, own_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.cli.session import Session
    from platform_booking.services.duplicating import CopyPreview
    from platform_booking.services.templates import Changes, KeptTemplate
    from platform_booking.wording import Words

CONFLICT_EXIT = 3

Code = Annotated[str, typer.Argument(metavar="CODE", help="opt-template-code")]
Shared = Annotated[str | None, typer.Option("--shared", help="opt-shared")]
Title = Annotated[str | None, typer.Option("--title", help="opt-title")]
Rule = Annotated[str | None, typer.Option("--rrule", help="opt-rrule")]
Learners = Annotated[int | None, typer.Option("--learners", help="opt-learners")]
Trainers = Annotated[list[str] | None, typer.Option("--trainer", help="opt-trainer")]
Instead = Annotated[list[str] | None, typer.Option("--instead", help="opt-instead-of")]
Conflict = Annotated[OnConflict, typer.Option("--on-conflict", help="opt-on-conflict")]
Override = Annotated[str | None, typer.Option("--override", help="opt-override")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="opt-dry-run")]


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    template = typer.Typer(help="help-template")
    template.command("save", help="help-template-save")(_save)
    template.command("list", help="help-template-list")(_list)
    template.command("show", help="help-template-show")(_show)
    template.command("book", help="help-template-book")(_book)
    template.command("edit", help="help-template-edit")(_edit)
    template.command("retire", help="help-template-retire")(_retire)
    app.add_typer(template, name="template")
    app.command("duplicate", help="help-duplicate")(_duplicate)


def read_instead(texts: list[str] | None) -> dict[str, str]:
    """``OLD=NEW`` each. Raises InvalidInput."""
    found = {}
    for text in texts or ():
        old, equals, new = (part.strip() for part in text.partition("="))
        if not (old and equals and new):
            raise InvalidInput("instead-unreadable", value=text)
        found[old] = new
    return found


def _save(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="opt-ref")],
    *,
    code: Annotated[str, typer.Option("--code", help="opt-template-code")],
    name: Annotated[str, typer.Option("--name", help="opt-template-name")],
    shared: Shared = None,
    replace: Annotated[bool, typer.Option("--replace", help="opt-template-replace")] = False,
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        kept = app.templates.save(ref, code, name, shared or "private", replacing=replace)
    _say_kept(session, kept, "done-template-save")


def _list(
    ctx: typer.Context,
    *,
    retired: Annotated[bool, typer.Option("--retired", help="opt-template-retired")] = False,
) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        found = app.templates.list(retired=retired)
    words = session.words
    rows = [
        (
            item.code,
            item.name,
            ", ".join(_lines(item, words)),
            words.name("shared", item.shared),
            item.owner,
            item.body.last_used,
        )
        for item in found
    ]
    columns = ("code", "name", "resources", "shared", "owner", "last-used")
    session.say(render.table(words, columns, rows) if rows else words.text("no-templates"))
    if session.json:
        session.document([_document(item) for item in found])


def _show(ctx: typer.Context, code: Code) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        kept = app.templates.get(code)
    _say_kept(session, kept, "template-shown")


def _book(
    ctx: typer.Context,
    code: Code,
    *,
    start: Annotated[str, typer.Option("--start", help="opt-start")],
    title: Title = None,
    rrule: Rule = None,
    learners: Learners = None,
    trainer: Trainers = None,
    instead: Instead = None,
    on_conflict: Conflict = OnConflict.REFUSE,
    override: Override = None,
    dry_run: DryRun = False,
) -> None:
    session = session_of(ctx)
    changes = _changes(title, rrule, learners, trainer, instead)
    with session.opened() as app:
        catalogue = app.catalogue.load()
        result = app.templates.book(
            code,
            start,
            changes,
            skip_conflicts=on_conflict is OnConflict.SKIP,
            override=override,
            dry_run=dry_run,
        )
        session.show_in(result.booking.zone)
    say_booked(session, result, catalogue, dry_run=dry_run)
    session.document({**booked_document(session, result, catalogue), "dry_run": dry_run})


def _edit(
    ctx: typer.Context,
    code: Code,
    *,
    name: Annotated[str | None, typer.Option("--name", help="opt-template-name")] = None,
    shared: Shared = None,
    title: Title = None,
    rrule: Rule = None,
    learners: Learners = None,
    trainer: Trainers = None,
    instead: Instead = None,
) -> None:
    session = session_of(ctx)
    changes = _changes(title, rrule, learners, trainer, instead)
    with session.opened() as app:
        kept = app.templates.edit(code, name=name, shared=shared, changes=changes, active=True)
    _say_kept(session, kept, "done-template-save")


def _retire(ctx: typer.Context, code: Code) -> None:
    session = session_of(ctx)
    with session.opened() as app:
        kept = app.templates.edit(code, active=False)
    _say_kept(session, kept, "done-template-retire")


def _changes(
    title: str | None,
    rule: str | None,
    learners: int | None,
    trainers: list[str] | None,
    instead: list[str] | None,
) -> "Changes":
    from platform_booking.services.templates import Changes  # noqa: PLC0415 - help needs no database

    people = None if trainers is None else tuple(trainers)
    return Changes(title, rule, learners, None, people, read_instead(instead))


def _say_kept(session: "Session", kept: "KeptTemplate", name: str) -> None:
    words = session.words
    session.say(words.text(name, code=kept.code, name=kept.name))
    session.say(f"  {kept.body.title} · {lasting(words, kept.body.length)} · {kept.body.rule or '–'}")
    for line in _lines(kept, words):
        session.say(f"  {line}")
    for code, instead in kept.gone.items():
        known = "template-gone-instead" if instead else "template-gone"
        session.note(words.text(known, code=code, instead=instead))
    session.document(_document(kept))


def _lines(kept: "KeptTemplate", words: "Words") -> list[str]:
    said = []
    for line in kept.body.lines:
        own = own_time(words, line.offset, line.length)
        counted = line.resource if line.quantity == 1 else f"{line.resource} ×{line.quantity}"
        said.append(f"{counted} ({own})" if own else counted)
    return [*said, *(f"@{login}" for login in kept.body.trainers)]


def _document(kept: "KeptTemplate") -> dict[str, Any]:
    body = kept.body
    return {
        "code": kept.code,
        "name": kept.name,
        "owner": kept.owner,
        "shared": kept.shared,
        "active": kept.active,
        "last_used": body.last_used or None,
        "title": body.title,
        "duration": iso_duration(body.length),
        "rrule": body.rule or None,
        "learners": body.learners,
        "purpose": body.purpose,
        "trainers": list(body.trainers),
        "lines": [as_json.line(line) for line in body.lines],
        "gone": {code: list(instead) for code, instead in kept.gone.items()},
    }


# --- last year's course ---------------------------------------------------------------------------------


def _duplicate(
    ctx: typer.Context,
    refs: Annotated[list[str], typer.Argument(metavar="REF…", help="opt-copy-refs")],
    *,
    start: Annotated[str | None, typer.Option("--start", help="opt-copy-start")] = None,
    weeks: Annotated[int | None, typer.Option("--weeks", help="opt-weeks")] = None,
    weekdays_kept: Annotated[bool, typer.Option("--weekdays-kept", help="opt-weekdays-kept")] = False,
    instead: Instead = None,
    on_conflict: Conflict = OnConflict.REFUSE,
    override: Override = None,
    dry_run: DryRun = False,
) -> None:
    from platform_booking.services.duplicating import Shift  # noqa: PLC0415

    session = session_of(ctx)
    shift = Shift(start, weeks, weekdays_kept)
    exchanged = read_instead(instead)
    with session.opened() as app:
        catalogue = app.catalogue.load()
        if dry_run:
            _say_previews(session, app.copies.preview(refs, shift, instead=exchanged), on_conflict)
            return
        session.show_in(app.bookings.get(refs[0]).booking.zone)
        done = app.copies.duplicate(
            refs,
            shift,
            instead=exchanged,
            skip_conflicts=on_conflict is OnConflict.SKIP,
            override=override,
        )
    for item in done.booked:
        say_booked(session, item, catalogue)
    session.document({"bookings": [booked_document(session, item, catalogue) for item in done.booked]})


def _say_previews(session: "Session", previews: "Sequence[CopyPreview]", on_conflict: OnConflict) -> None:
    """Every date with its verdict; the exit code says whether the whole could be booked as asked."""
    for item in previews:
        _say_preview(session, item)
    skipping = on_conflict is OnConflict.SKIP
    fits = all(item.fits or (skipping and any(date.fits for date in item.dates)) for item in previews)
    session.exit_code = 0 if fits else CONFLICT_EXIT
    session.document(
        {"dry_run": True, "fits": fits, "copies": [_preview_document(session, item) for item in previews]}
    )


def _say_preview(session: "Session", item: "CopyPreview") -> None:
    words, zone = session.words, zone_of(item.time_zone)
    session.show_in(zone)
    session.say(words.text("copy-preview", ref=item.ref, title=item.title))
    rows = []
    for date in item.dates:
        closed = tuple(name.in_language(words.language) for name in date.closed)
        said = [words.text("copy-closed", names=closed)] if closed else []
        if date.conflicts:
            holders = {
                f"{found.resource}\N{NO-BREAK SPACE}: {found.holder or words.text('holder-self')}"
                for found in date.conflicts
            }
            said.append(words.text("copy-taken", holders=tuple(sorted(holders))))
        rows.append(
            (
                words.span(date.was.start, date.was.end, zone),
                words.span(date.becomes.start, date.becomes.end, zone),
                " ".join(said) or words.text("copy-free"),
            )
        )
    session.say(render.table(words, ("was", "becomes", "verdict"), rows))
    for violation in item.violations:
        session.note(words.violation(violation))
    if item.alternatives:
        session.say(words.text("alternatives-title"))
    for way in item.alternatives:
        session.say(f"  {words.alternative(way, zone)}")


def _preview_document(session: "Session", item: "CopyPreview") -> dict[str, Any]:
    zone = zone_of(item.time_zone)
    return {
        "ref": item.ref,
        "title": item.title,
        "fits": item.fits,
        "dates": [
            {
                "date": date.day.isoformat(),
                "was": as_json.at(date.was.start, zone),
                "start": as_json.at(date.becomes.start, zone),
                "end": as_json.at(date.becomes.end, zone),
                "closures": [name.in_language(session.words.language) for name in date.closed],
                "conflicts": [as_json.conflict(found, zone) for found in date.conflicts],
            }
            for date in item.dates
        ],
        "violations": [as_json.violation(found, session.words) for found in item.violations],
        "alternatives": [as_json.alternative(way, zone) for way in item.alternatives],
    }
