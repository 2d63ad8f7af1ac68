"""Commands about people's data: what is held, taking somebody out, how long what is kept."""

from typing import Annotated, Any

import typer

from platform_booking.cli.examining import desk_of
from platform_booking.cli.groups import group_of
from platform_booking.cli.session import Session, session_of
from platform_booking.services.care_words import applied_words, pseudonymised_words

FOREVER = "forever"
"""The word for a period without an end."""


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    admin = group_of(app, "admin")
    person = typer.Typer(help="help-admin-person")
    person.command("export", help="help-person-export")(_export)
    person.command("pseudonymise", help="help-person-pseudonymise")(_pseudonymise)
    admin.add_typer(person, name="person")
    kept = typer.Typer(help="help-admin-retention")
    kept.command("show", help="help-retention-show")(_show)
    kept.command("set", help="help-retention-set")(_set)
    kept.command("apply", help="help-retention-apply")(_apply)
    admin.add_typer(kept, name="retention")


Login = Annotated[str, typer.Argument(metavar="LOGIN", help="opt-person-login")]


def _export(
    ctx: typer.Context,
    login: Login,
    *,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="opt-person-output")
    ] = None,
) -> None:
    from platform_booking.services.privacy import PrivacyService, person_file  # noqa: PLC0415

    session = session_of(ctx)
    with desk_of(session) as desk:
        held = PrivacyService(desk).export(login)
    session.to_file(output, person_file(held))
    if not held["complete"]:
        session.note(session.words.text("person-partial"))


def _pseudonymise(
    ctx: typer.Context,
    login: Login,
    *,
    reason: Annotated[str, typer.Option("--reason", help="opt-person-reason")],
) -> None:
    from platform_booking.services.privacy import PrivacyService  # noqa: PLC0415

    session = session_of(ctx)
    with desk_of(session) as desk:
        done = PrivacyService(desk).pseudonymise(login, reason)
    session.say(pseudonymised_words(done, session.words))
    session.document({"pseudonym": done.pseudonym, "rows": done.rows, "entries": done.entries})


def _show(ctx: typer.Context) -> None:
    from platform_booking.services.privacy import PrivacyService  # noqa: PLC0415

    session = session_of(ctx)
    with desk_of(session) as desk:
        periods = PrivacyService(desk).retention()
    _tell(session, periods)


def _tell(session: Session, periods: dict[str, int]) -> None:
    from platform_booking.services.privacy import PERIODS  # noqa: PLC0415

    for name in PERIODS:
        said = {"what": session.words.text(f"retention-{name}"), "days": periods.get(name, 0)}
        session.say(session.words.text("retention-line", **said))
    session.document({name: periods.get(name) for name in PERIODS})


def _set(
    ctx: typer.Context,
    period: Annotated[str, typer.Argument(metavar="WHAT", help="opt-retention-what")],
    days: Annotated[str, typer.Argument(metavar="DAYS", help="opt-retention-days")],
) -> None:
    from platform_booking.services.privacy import PrivacyService  # noqa: PLC0415

    session = session_of(ctx)
    count = int(days) if days.isascii() and days.isdecimal() else None if days == FOREVER else 0
    with desk_of(session) as desk:
        periods = PrivacyService(desk).set_retention({period: count})
    _tell(session, periods)


def _apply(
    ctx: typer.Context, *, dry_run: Annotated[bool, typer.Option("--dry-run", help="opt-dry-run")] = False
) -> None:
    from platform_booking.services.privacy import PrivacyService  # noqa: PLC0415

    session = session_of(ctx)
    with desk_of(session) as desk:
        done = PrivacyService(desk).apply_retention(dry_run=dry_run)
    session.say(applied_words(done, session.words))
    document: dict[str, Any] = {"dry_run": dry_run, "counts": done.counts, "persons": list(done.persons)}
    session.document(document)
