"""What examining, backing up and importing came to, in sentences: the same for the command line and the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.services.carrying import BackupResult, RestoreResult
    from platform_booking.services.catalogue import ImportReport
    from platform_booking.services.privacy import Applied, Pseudonymised
    from platform_booking.storage.copying import CopyResult
    from platform_booking.storage.integrity import IntegrityReport
    from platform_booking.storage.trail_file import Head
    from platform_booking.wording import Words


def integrity_words(report: IntegrityReport, words: Words) -> str:
    """What an examination found."""
    said = [words.text("check-clean") if report.clean else words.text("check-found", count=report.count)]
    said += [f"  {words.finding(item.code, item.params)}" for item in report.findings]
    if report.anchor is not None:
        said.append(words.text("check-anchor", seq=report.anchor.seq, hash=report.anchor.hash))
    return "\n".join(said)


def backup_words(result: BackupResult, words: Words) -> str:
    """Where the backup is, and where its trail ends."""
    said = [words.text("done-backup", file=str(result.file))]
    if result.anchor:
        said.append(words.text("check-anchor", seq=result.anchor.seq, hash=result.anchor.hash))
    return "\n".join(said)


def restored_words(result: RestoreResult, words: Words) -> str:
    """Which backup is the store's content now, and where the former one is kept."""
    said = [words.text("done-restore", file=str(result.file), store=result.store)]
    if result.kept:
        said.append(words.text("done-backup-kept", file=str(result.kept)))
    return "\n".join(said)


def copied_words(result: CopyResult, target: str, words: Words) -> str:
    """How much arrived, that it is the same, and where its trail ends."""
    said = [
        words.text("done-copy", count=sum(result.rows.values()), store=target),
        words.text("done-copy-compared", count=len(result.rows)),
    ]
    if result.anchor:
        said.append(words.text("check-anchor", seq=result.anchor.seq, hash=result.anchor.hash))
    return "\n".join(said)


def trail_taken_words(head: Head, file: Path | str, words: Words) -> str:
    """Where the exported trail is, and where it ends."""
    said = [words.text("done-audit-export", file=str(file), count=head.entries)]
    if head.entries:
        said.append(words.text("check-anchor", seq=head.entries, hash=head.head))
    return "\n".join(said)


def trail_file_words(report: IntegrityReport, file: Path | str, words: Words) -> str:
    """What an exported trail is found to be, on whatever computer."""
    if not report.clean:
        return integrity_words(report, words)
    said = [words.text("trail-file-clean", file=str(file), count=report.examined["audit"])]
    if report.anchor is not None:
        said.append(words.text("check-anchor", seq=report.anchor.seq, hash=report.anchor.hash))
    return "\n".join(said)


def pseudonymised_words(done: Pseudonymised, words: Words) -> str:
    """What a person is called from now on, and in how much of the store."""
    return words.text("done-pseudonymise", pseudonym=done.pseudonym, rows=done.rows, entries=done.entries)


def applied_words(done: Applied, words: Words) -> str:
    """What the periods took away, or would."""
    name = "retention-would" if done.dry_run else "retention-done"
    said = [
        words.text(name, what=words.text(f"retention-{period}"), count=count)
        for period, count in done.counts.items()
    ]
    return "\n".join(said) or words.text("retention-nothing")


def import_words(report: ImportReport, words: Words, *, dry_run: bool) -> str:
    """What an import of a catalogue changed, or would."""
    said = [
        words.text(
            "done-import-dry" if dry_run else "done-import",
            added=sum(len(codes) for codes in report.added.values()),
            updated=sum(len(codes) for codes in report.updated.values()),
            unchanged=report.unchanged,
        )
    ]
    said += [
        words.text("import-added", kind=words.name("trail-kind", kind), codes=tuple(codes))
        for kind, codes in report.added.items()
        if codes
    ]
    said += [
        words.text("import-updated", kind=words.name("trail-kind", kind), code=code, fields=tuple(fields))
        for kind, codes in report.updated.items()
        for code, fields in codes.items()
    ]
    return "\n".join(said)
