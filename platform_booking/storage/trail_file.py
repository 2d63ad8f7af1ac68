"""The audit trail as a file that can be verified anywhere: a line of JSON about the trail, then one an entry."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import IO, TYPE_CHECKING, Final

from platform_booking.domain.errors import InvalidInput
from platform_booking.storage import audit
from platform_booking.storage.audit import Sealed
from platform_booking.storage.integrity import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


FORMAT: Final = "platform-booking-audit"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Head:
    """What the first line says of the trail."""

    store: str
    exported_at: datetime
    entries: int
    """How many there were."""
    head: str
    """Hash of the last one; empty for none."""

    @property
    def anchor(self) -> Anchor | None:
        """Where the trail ended."""
        return Anchor(self.entries, self.head) if self.entries else None


def write_trail(connection: Connection, file: IO[str], store: str, now: datetime) -> Head:
    """Write the whole trail. The connection must stand in a transaction that sees one state of the store."""
    last = audit.entries(connection, last=1)
    head = Head(store, now, last[-1].seq if last else 0, last[-1].hash if last else "")
    _write(file, {"format": FORMAT, "version": VERSION, **asdict(head)})
    for entry in audit.sealed_entries(connection):
        _write(file, {name: getattr(entry, name) for name in _NAMES})
    return head


_NAMES: Final = tuple(field.name for field in fields(Sealed))


def _write(file: IO[str], line: dict[str, object]) -> None:
    file.write(json.dumps(line, ensure_ascii=False, default=_moment) + "\n")


def _moment(value: datetime) -> str:
    return value.isoformat()


def read_head(file: IO[str], name: str) -> Head:
    """The first line. Raises InvalidInput for a file that is none of ours."""
    try:
        said = json.loads(file.readline())
        if said.pop("format") != FORMAT or said.pop("version") != VERSION:
            raise InvalidInput("trail-file", file=name)
        return Head(**said | {"exported_at": datetime.fromisoformat(said["exported_at"])})
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise InvalidInput("trail-file", file=name) from error


def read_entries(file: IO[str], name: str) -> Iterator[Sealed]:
    """Every line after the first, in order. Raises InvalidInput at a line that is no entry."""
    for number, line in enumerate(file, 2):
        try:
            said = json.loads(line)
            entry = Sealed(**said | {"at": datetime.fromisoformat(said["at"])})
            _require_types(entry)
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            raise InvalidInput("trail-file-line", file=name, line=number) from error
        yield entry


def _require_types(entry: Sealed) -> None:
    texts = (entry.actor, entry.action, entry.subject, entry.reason, entry.digest, entry.prev, entry.hash)
    optional = (entry.before or "", entry.after or "")
    if not (
        type(entry.seq) is int and entry.at.tzinfo and all(isinstance(item, str) for item in texts + optional)
    ):
        raise TypeError
