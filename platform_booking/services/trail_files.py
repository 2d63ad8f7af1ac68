"""The audit trail taken along, and verified where its store is not."""

from __future__ import annotations

import secrets
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from platform_booking.domain.errors import InvalidInput
from platform_booking.services.trail import require_reader
from platform_booking.storage import trail_file
from platform_booking.storage.chain import walk_entries
from platform_booking.storage.integrity import MOST_LISTED, Anchor, Finding, IntegrityReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from platform_booking.services.desk import Desk
    from platform_booking.storage.audit import Sealed
    from platform_booking.storage.trail_file import Head


def export_trail(desk: Desk, file: Path | str) -> Head:
    """Write the whole trail to a file, which appears only when it is whole; one of that name is replaced.

    Raises NotPermitted, InvalidInput for a file that cannot be written.
    """
    require_reader(desk)
    target = Path(file).expanduser()
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with desk.store.reading() as connection, draft.open("w", encoding="utf-8", newline="\n") as written:
            head = trail_file.write_trail(connection, written, desk.store.place.label, desk.now())
        draft.replace(target)
    except OSError as error:
        raise InvalidInput(
            "file-unwritable", path=str(target), detail=error.strerror or str(error)
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return head


def verify_trail_file(file: Path | str, *, anchor: Anchor | None = None) -> IntegrityReport:
    """Look at an exported trail: every seal, every link, its end as its first line tells it, and the anchor.

    Raises InvalidInput for a file that cannot be read or is no trail.
    """
    name = str(file)
    try:
        with Path(file).expanduser().open(encoding="utf-8", newline="\n") as read:
            head = trail_file.read_head(read, name)
            told = [item for item in (anchor, head.anchor) if item is not None]
            return _report(trail_file.read_entries(read, name), told)
    except OSError as error:
        raise InvalidInput("file-unreadable", path=name, detail=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise InvalidInput("trail-file", file=name) from error


def _report(entries: Iterable[Sealed], told: list[Anchor]) -> IntegrityReport:
    seen: dict[int, str] = {}
    chain = walk_entries(_noting(entries, {anchor.seq for anchor in told}, seen))
    findings = [Finding(f"trail-{why}", {"seq": seq}) for seq, why in chain.broken]
    for anchor in told:
        if anchor.seq not in seen:
            findings.append(Finding("anchor-missing", {"seq": anchor.seq, "last": chain.length}))
        elif seen[anchor.seq] != anchor.hash:
            findings.append(Finding("anchor-differs", {"seq": anchor.seq}))
    totals = Counter(finding.code for finding in findings)
    end = Anchor(chain.length, chain.head) if chain.length else None
    return IntegrityReport(tuple(findings[:MOST_LISTED]), totals, {"audit": chain.length}, end)


def _noting(entries: Iterable[Sealed], wanted: set[int], seen: dict[int, str]) -> Iterator[Sealed]:
    for entry in entries:
        if entry.seq in wanted:
            seen[entry.seq] = entry.hash
        yield entry
