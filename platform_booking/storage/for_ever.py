"""What of a row never changes: what names it, whose it is, when it was made. A server's rights let nobody write it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table

FOR_EVER: Final[Mapping[str, tuple[str, ...]]] = {
    "booking": ("id", "ref", "uid", "organiser_id", "partner_id", "created_at"),
    "line": ("booking_id", "number"),
    "occurrence": ("booking_id", "number"),
    "allocation": ("id", "booking_id", "line", "occurrence", "block_id"),
    "block": ("id", "ref", "resource_id", "created_by", "created_at", "kind"),
    "waiting": ("id", "ref", "person_id", "request", "created_at"),
    "template": ("id", "code", "owner_id", "partner_id"),
    "feed": (
        "id",
        "code",
        "kind",
        "subject",
        "scope",
        "created_at",
        "created_by",
        "last_read_at",
        "last_client",
        "reads",
    ),
    "imported_calendar": ("id", "code", "created_at", "created_by", "subject_kind", "subject"),
    "imported_event": ("id", "calendar_id"),
    "mirror": ("id", "code", "url", "username", "kind", "subject", "scope", "created_at", "created_by"),
    "mirrored": ("mirror_id", "uid"),
    "invitation": ("id", "person_id", "booking_id", "uid"),
    "partner": ("id", "code"),
    "qualification": ("id", "code"),
    "person": ("id", "login"),
    "platform": ("id", "code"),
    "resource": ("id", "code"),
    "unit": ("id", "resource_id"),
    "closure": ("id", "code"),
}
"""By table, for those of which rows are updated."""


def changing(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row without that, to be written over one that is there."""
    return {name: value for name, value in row.items() if name not in FOR_EVER[table.name]}
