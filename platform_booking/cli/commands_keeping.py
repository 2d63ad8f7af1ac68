"""Commands that keep the store's content: backups, bringing them back, moving to another store."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from platform_booking.cli import as_json
from platform_booking.cli.examining import desk_of
from platform_booking.cli.session import Session, session_of
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.rotation import Keep
from platform_booking.services.care_words import backup_words, copied_words, restored_words

if TYPE_CHECKING:
    from platform_booking.services.carrying import BackupResult


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    app.command("backup", help="help-backup")(_backup)
    app.command("restore", help="help-restore")(_restore)
    app.command("copy", help="help-copy")(_copy)


def _backup(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="opt-file")] = None,
    *,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="opt-overwrite")] = False,
    folder: Annotated[str | None, typer.Option("--to", metavar="DIR", help="opt-backup-to")] = None,
    keep: Annotated[int, typer.Option("--keep", min=0, help="opt-keep")] = 0,
    daily: Annotated[int, typer.Option("--daily", min=0, help="opt-daily")] = 0,
    weekly: Annotated[int, typer.Option("--weekly", min=0, help="opt-weekly")] = 0,
    monthly: Annotated[int, typer.Option("--monthly", min=0, help="opt-monthly")] = 0,
    automatic: Annotated[
        bool | None, typer.Option("--automatic/--no-automatic", help="opt-automatic", show_default=False)
    ] = None,
) -> None:
    session = session_of(ctx)
    wanted = Keep(keep, daily, weekly, monthly)
    if folder is not None:
        if file is not None or overwrite:
            raise InvalidInput("backup-file-or-folder")
        _rotate(session, folder, wanted, automatic=automatic)
    elif automatic is False:
        _stop(session)
    elif file is None or wanted or automatic:
        raise InvalidInput("backup-file-or-folder")
    else:
        _backup_to(session, file, overwrite=overwrite)


def _backup_to(session: Session, file: str, *, overwrite: bool) -> None:
    from platform_booking.services import carrying  # noqa: PLC0415

    with desk_of(session) as desk, session.progress() as tell:
        result = carrying.backup(desk, Path(file), overwrite=overwrite, progress=tell)
    _tell_backup(session, result)
    session.document(_backup_as_json(result))


def _rotate(session: Session, folder: str, wanted: Keep, *, automatic: bool | None) -> None:
    from platform_booking.services.backups import DEFAULT_KEEP, BackupService, Schedule  # noqa: PLC0415

    keep = wanted or DEFAULT_KEEP
    with desk_of(session) as desk, session.progress() as tell:
        backups = BackupService(desk)
        if automatic is not None:
            backups.set_schedule(Schedule(Path(folder).expanduser().absolute(), keep) if automatic else None)
        result = backups.rotate(folder, keep, tell)
    _tell_backup(session, result.backup)
    session.say(session.words.text("done-rotation", kept=len(result.kept), removed=len(result.removed)))
    if automatic:
        session.say(session.words.text("done-automatic", folder=folder))
    session.document(
        {
            **_backup_as_json(result.backup),
            "kept": [str(file) for file in result.kept],
            "removed": [str(file) for file in result.removed],
        }
    )


def _stop(session: Session) -> None:
    from platform_booking.services.backups import BackupService  # noqa: PLC0415

    with desk_of(session) as desk:
        BackupService(desk).set_schedule(None)
    session.say(session.words.text("done-no-automatic"))
    session.document({"automatic": False})


def _tell_backup(session: Session, result: "BackupResult") -> None:
    session.say(backup_words(result, session.words))
    if not result.trail_intact:
        session.note(session.words.text("done-trail-broken"))


def _backup_as_json(result: "BackupResult") -> dict[str, object]:
    return {
        "file": str(result.file),
        "size": result.size,
        "anchor": as_json.anchor(result.anchor),
        "trail_intact": result.trail_intact,
    }


def _restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="opt-file")],
    *,
    accept_findings: Annotated[bool, typer.Option("--accept-findings", help="opt-accept-findings")] = False,
) -> None:
    from platform_booking.services.carrying import bring_back  # noqa: PLC0415

    session = session_of(ctx)
    with session.progress() as tell:
        result = bring_back(
            session.place, Path(file), accept_findings=accept_findings, clock=session.clock, progress=tell
        )
    session.say(restored_words(result, session.words))
    session.document(
        {
            "store": result.store,
            "file": str(result.file),
            "kept": str(result.kept) if result.kept else None,
            "upgraded_from": result.upgraded_from,
            "report": as_json.integrity(result.report, session.words),
        }
    )


def _copy(ctx: typer.Context, *, to: Annotated[str, typer.Option("--to", help="opt-copy-to")]) -> None:
    from platform_booking.services.carrying import carry_over  # noqa: PLC0415
    from platform_booking.storage.places import place_of  # noqa: PLC0415

    session = session_of(ctx)
    target = place_of(to)
    with session.progress() as tell:
        result = carry_over(session.place, target, progress=tell)
    session.say(copied_words(result, target.label, session.words))
    if not result.trail_intact:
        session.note(session.words.text("done-trail-broken"))
    session.document(
        {
            "store": session.place.label,
            "to": target.label,
            "rows": dict(result.rows),
            "hashes": dict(result.hashes),
            "anchor": as_json.anchor(result.anchor),
            "trail_intact": result.trail_intact,
        }
    )
