"""The tables. Migrations create them; a test holds the two together."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from platform_booking.storage.types import Key, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

STATES: Final = (
    "requested",
    "approved",
    "declined",
    "cancelled",
    "expired",
    "in_use",
    "completed",
    "no_show",
)
_STATE_LIST: Final = ", ".join(f"'{state}'" for state in STATES)

_BIOSAFETY_LEVELS: Final = "biosafety BETWEEN 0 AND 4"


def _key() -> Column[int]:
    return Column("id", Key, primary_key=True)


def _text(name: str, **options: Any) -> Column[str]:
    options.setdefault("nullable", False)
    return Column(name, Text, **options)


def _where(condition: str) -> dict[str, str]:
    """Which rows an index holds. As an option of a dialect it would load that of the server, also for a file."""
    return {"where": condition}


def _minutes(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable)


def _biosafety() -> Column[int]:
    return Column("biosafety", Integer, nullable=False, server_default=text("0"))


def _active() -> Column[bool]:
    return Column("active", Boolean, nullable=False, server_default=text("true"))


def _reference(name: str, target: str, *, nullable: bool = False, **options: Any) -> Column[int]:
    return Column(name, Key, ForeignKey(target), nullable=nullable, **options)


meta = Table("meta", metadata, _text("key", primary_key=True), _text("value"))

partner = Table(
    "partner", metadata, _key(), _text("code", unique=True), _text("name"), _text("category"), _active()
)

qualification = Table(
    "qualification",
    metadata,
    _key(),
    _text("code", unique=True),
    _text("name_fr"),
    _text("name_en"),
    _active(),
)

person = Table(
    "person",
    metadata,
    _key(),
    _text("login", unique=True),
    _text("name"),
    _text("email"),
    _reference("partner_id", "partner.id", nullable=True),
    _text("language"),
    _text("roles", comment="JSON list"),
    _active(),
    Column("suspended_until", Date, comment="last day on which the person may not book"),
    _text("mail", server_default=text("'none'")),
    CheckConstraint("mail IN ('none', 'each', 'digest')", name="mail"),
)

person_qualification = Table(
    "person_qualification",
    metadata,
    _reference("person_id", "person.id", primary_key=True),
    _reference("qualification_id", "qualification.id", primary_key=True),
    Column("valid_until", Date, comment="last valid day; null: without limit"),
)

platform = Table(
    "platform",
    metadata,
    _key(),
    _text("code", unique=True),
    _text("name_fr"),
    _text("name_en"),
    _reference("host_id", "partner.id", nullable=True),
    _text("time_zone"),
    _text("opening", nullable=True, comment="JSON: seven lists of [from, until] in minutes of the day"),
    _active(),
    _text("rules", server_default=text("'{}'"), comment="JSON"),
)

platform_manager = Table(
    "platform_manager",
    metadata,
    _reference("platform_id", "platform.id", primary_key=True),
    _reference("person_id", "person.id", primary_key=True),
    Column("deputy", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
)

resource = Table(
    "resource",
    metadata,
    _key(),
    _text("code", unique=True),
    _text("name_fr"),
    _text("name_en"),
    _text("category"),
    _reference("platform_id", "platform.id", nullable=True),
    _text("site"),
    Column("capacity", Integer, comment="persons"),
    _minutes("setup"),
    _minutes("turnaround"),
    _text("approval", comment="JSON list of steps; empty is automatic"),
    _text("requests"),
    _text("rules", comment="JSON"),
    _reference("person_id", "person.id", nullable=True, unique=True),
    _active(),
    _biosafety(),
    Column("biosafety_until", Date, comment="last day of the authorisation"),
    CheckConstraint("setup >= 0 AND turnaround >= 0", name="margins"),
    CheckConstraint("requests IN ('hold', 'compete')", name="requests"),
    CheckConstraint(_BIOSAFETY_LEVELS, name="biosafety"),
)

resource_requires = Table(
    "resource_requires",
    metadata,
    _reference("resource_id", "resource.id", primary_key=True),
    _reference("qualification_id", "qualification.id", primary_key=True),
)

resource_equivalent = Table(
    "resource_equivalent",
    metadata,
    _reference("resource_id", "resource.id", primary_key=True),
    _reference("other_id", "resource.id", primary_key=True),
    Column("position", Integer, nullable=False),
)

unit = Table(
    "unit",
    metadata,
    _key(),
    _reference("resource_id", "resource.id"),
    _text("name"),
    Column("position", Integer, nullable=False),
    _text("note"),
    _active(),
    UniqueConstraint("resource_id", "name"),
)

closure = Table(
    "closure",
    metadata,
    _key(),
    _text("code", unique=True),
    _text("name_fr"),
    _text("name_en"),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False, comment="first day open again"),
    _reference("platform_id", "platform.id", nullable=True),
    _reference("partner_id", "partner.id", nullable=True),
    _active(),
    CheckConstraint("starts < ends", name="days"),
)

booking = Table(
    "booking",
    metadata,
    _key(),
    _text("ref", unique=True),
    _text("uid", unique=True),
    Column("version", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    _text("title"),
    _text("purpose"),
    _reference("organiser_id", "person.id", index=True),
    _reference("partner_id", "partner.id", nullable=True),
    Column("learners", Integer, nullable=False),
    _text("time_zone"),
    _text("rule", nullable=True),
    Column("first_start", UtcDateTime, nullable=False),
    _minutes("length_wall"),
    _minutes("length_exact"),
    _text("visibility"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    _biosafety(),
    _text("dossier", server_default=text("''")),
    _text("instructions", server_default=text("''")),
    _text("funding", server_default=text("''")),
    _reference("origin_id", "booking.id", nullable=True),
    CheckConstraint(_BIOSAFETY_LEVELS, name="biosafety"),
    CheckConstraint("learners >= 0", name="learners"),
    CheckConstraint("version >= 1 AND sequence >= 0", name="counters"),
    CheckConstraint("purpose IN ('training', 'research', 'industry', 'service')", name="purpose"),
)

CAMPAIGN_LINE: Final = "offset_wall <> 0 OR offset_exact <> 0 OR length_wall IS NOT NULL"
"""A line with a day or a length of its own. The same words in index and query: so the planners know them again."""

line = Table(
    "line",
    metadata,
    _reference("booking_id", "booking.id", primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _reference("resource_id", "resource.id"),
    Column("quantity", Integer, nullable=False),
    _minutes("offset_wall"),
    _minutes("offset_exact"),
    _minutes("length_wall", nullable=True),
    _minutes("length_exact", nullable=True),
    _reference("unit_id", "unit.id", nullable=True),
    CheckConstraint("quantity >= 1", name="quantity"),
    Index("ix_line_campaign", "booking_id", "number", info=_where(CAMPAIGN_LINE)),
)

occurrence = Table(
    "occurrence",
    metadata,
    _reference("booking_id", "booking.id", primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("original_start", UtcDateTime, nullable=False),
    Column("starts", UtcDateTime, nullable=False, index=True),
    Column("ends", UtcDateTime, nullable=False),
    _text("title", server_default=text("''"), comment="of this date; empty: the booking's"),
    CheckConstraint("starts < ends", name="span"),
)

block = Table(
    "block",
    metadata,
    _key(),
    _text("ref", unique=True),
    _reference("resource_id", "resource.id"),
    _text("kind"),
    _text("reason"),
    Column("starts", UtcDateTime, nullable=False),
    Column("ends", UtcDateTime, nullable=False),
    _text("created_by"),
    Column("created_at", UtcDateTime, nullable=False),
    _text("state"),
    CheckConstraint("starts < ends", name="span"),
    CheckConstraint(
        "kind IN ('maintenance', 'calibration', 'closure', 'breakdown', 'timetable')", name="kind"
    ),
    CheckConstraint("state IN ('approved', 'cancelled')", name="state"),
)

allocation = Table(
    "allocation",
    metadata,
    _key(),
    _reference("unit_id", "unit.id"),
    Column("booking_id", Key),
    Column("line", Integer),
    Column("occurrence", Integer),
    _reference("block_id", "block.id", nullable=True),
    Column("use_from", UtcDateTime, nullable=False),
    Column("use_until", UtcDateTime, nullable=False),
    Column("occupied_from", UtcDateTime, nullable=False),
    Column("occupied_until", UtcDateTime, nullable=False),
    _text("state"),
    Column("holds", Boolean, nullable=False),
    Column("granted", Integer, nullable=False, server_default=text("0")),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("actual_from", UtcDateTime),
    Column("actual_until", UtcDateTime),
    ForeignKeyConstraint(["booking_id", "line"], ["line.booking_id", "line.number"]),
    ForeignKeyConstraint(["booking_id", "occurrence"], ["occurrence.booking_id", "occurrence.number"]),
    CheckConstraint(
        "(booking_id IS NULL) = (line IS NULL) AND (booking_id IS NULL) = (occurrence IS NULL)"
        " AND (booking_id IS NULL) <> (block_id IS NULL)",
        name="one_holder",
    ),
    CheckConstraint(
        "occupied_from <= use_from AND use_from < use_until AND use_until <= occupied_until", name="span"
    ),
    CheckConstraint(f"state IN ({_STATE_LIST})", name="state"),
    CheckConstraint("holds OR state NOT IN ('approved', 'in_use')", name="approved_holds"),
    CheckConstraint(
        "actual_until IS NULL OR actual_from IS NOT NULL AND actual_from <= actual_until", name="actual"
    ),
    CheckConstraint(
        "NOT holds OR state IN ('requested', 'approved', 'in_use', 'completed')", name="closed_releases"
    ),
    Index("ix_allocation_holding", "unit_id", "occupied_from", info=_where("holds")),
    Index("ix_allocation_booking", "booking_id", "occurrence"),
    Index("ix_allocation_block", "block_id", info=_where("block_id IS NOT NULL")),
    Index("ix_allocation_requested", "unit_id", "booking_id", info=_where("state = 'requested'")),
    Index("ix_allocation_in_use", "use_until", info=_where("state = 'in_use'")),
)

decision = Table(
    "decision",
    metadata,
    _key(),
    Column("booking_id", Key, nullable=False),
    Column("line", Integer, nullable=False),
    Column("occurrence", Integer, nullable=False),
    _text("step"),
    _text("verdict"),
    _text("person"),
    Column("decided_at", UtcDateTime, nullable=False),
    _text("reason"),
    ForeignKeyConstraint(["booking_id", "line"], ["line.booking_id", "line.number"]),
    ForeignKeyConstraint(["booking_id", "occurrence"], ["occurrence.booking_id", "occurrence.number"]),
    Index("ix_decision_booking", "booking_id"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    _text("actor"),
    _text("action"),
    _text("subject", index=True),
    _text("before", nullable=True, comment="JSON, only what changed"),
    _text("after", nullable=True, comment="JSON, only what changed"),
    _text("reason"),
    _text("digest", comment="SHA-256 of the subject's whole state afterwards"),
    _text("prev", unique=True),
    _text("hash"),
)

message = Table(
    "message",
    metadata,
    _key(),
    _reference("booking_id", "booking.id", index=True),
    Column("line", Integer, comment="null: about the whole booking"),
    Column("at", UtcDateTime, nullable=False),
    _reference("author_id", "person.id"),
    _text("kind"),
    _text("text"),
    _text("params", comment="JSON"),
)

notice = Table(
    "notice",
    metadata,
    _key(),
    _reference("person_id", "person.id"),
    Column("at", UtcDateTime, nullable=False),
    _text("kind"),
    _text("ref", comment="of the booking, block or wish it is about"),
    _text("params", comment="JSON"),
    Column("read_at", UtcDateTime),
    Index("ix_notice_person", "person_id", "read_at"),
)

template = Table(
    "template",
    metadata,
    _key(),
    _text("code", unique=True),
    _text("name"),
    _reference("owner_id", "person.id"),
    _reference("partner_id", "partner.id", nullable=True),
    _text("shared"),
    _text("body", comment="JSON"),
    _active(),
    CheckConstraint("shared IN ('private', 'partner', 'network')", name="shared"),
)

waiting = Table(
    "waiting",
    metadata,
    _key(),
    _text("ref", unique=True),
    _reference("person_id", "person.id"),
    _text("request", comment="JSON"),
    Column("created_at", UtcDateTime, nullable=False),
    _text("state"),
    _reference("booking_id", "booking.id", nullable=True),
    Column("offer_until", UtcDateTime),
    CheckConstraint("state IN ('waiting', 'offered', 'taken', 'lapsed', 'withdrawn')", name="state"),
    CheckConstraint("state <> 'offered' OR booking_id IS NOT NULL AND offer_until IS NOT NULL", name="offer"),
    Index("ix_waiting_state", "state", "created_at"),
)

feed = Table(
    "feed",
    metadata,
    _key(),
    _text("code", unique=True),
    _text("label"),
    _text("kind"),
    _text(
        "subject", comment="code of the resource, platform or partner, login of the person; empty: everything"
    ),
    _text("scope"),
    _text("language"),
    _text("token_hash", unique=True, comment="SHA-256; the token itself is kept nowhere"),
    Column("created_at", UtcDateTime, nullable=False),
    _text("created_by"),
    Column("expires_at", UtcDateTime),
    Column("revoked_at", UtcDateTime),
    Column("last_read_at", UtcDateTime),
    _text("last_client", server_default=text("''")),
    Column("reads", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("kind IN ('resource', 'platform', 'person', 'partner', 'all')", name="kind"),
    CheckConstraint("scope IN ('full', 'partner', 'busy')", name="scope"),
    CheckConstraint("(kind = 'all') = (subject = '')", name="subject"),
)

published_file = Table(
    "published_file",
    metadata,
    _reference("booking_id", "booking.id", primary_key=True),
    _text("channel", primary_key=True, comment="code of the feed, name of the file"),
    Column("first_at", UtcDateTime, nullable=False),
)

imported_calendar = Table(
    "imported_calendar",
    metadata,
    _key(),
    _text("code", unique=True),
    _text("name"),
    _text("source", comment="URL, or name of the file"),
    _text("subject_kind"),
    _text("subject", comment="code of the resource or partner, login of the person"),
    _text("holding"),
    _text("time_zone", comment="of times that name none"),
    _text("language"),
    _minutes("refresh_minutes", nullable=True),
    Column("created_at", UtcDateTime, nullable=False),
    _text("created_by"),
    _active(),
    Column("last_try_at", UtcDateTime),
    Column("last_ok_at", UtcDateTime),
    _text("last_error", nullable=True, comment="JSON: code and params; null: the last reading went well"),
    _text("remarks", server_default=text("'[]'"), comment="JSON: what the last reading left out or guessed"),
    _text("etag", server_default=text("''")),
    _text("last_modified", server_default=text("''")),
    _text("content_hash", server_default=text("''")),
    CheckConstraint("subject_kind IN ('resource', 'person', 'partner')", name="subject_kind"),
    CheckConstraint("holding IN ('hard', 'soft')", name="holding"),
    CheckConstraint("holding = 'soft' OR subject_kind = 'resource'", name="hard_resource"),
    CheckConstraint("refresh_minutes > 0", name="refresh_minutes"),
    Index("ix_imported_calendar_subject", "subject_kind", "subject"),
)

imported_event = Table(
    "imported_event",
    metadata,
    _key(),
    _reference("calendar_id", "imported_calendar.id"),
    _text("uid"),
    _text("recurrence", comment="original start of a date of a series; empty: no series"),
    Column("number", Integer, nullable=False, comment="of those that share uid and recurrence"),
    Column("starts", UtcDateTime, nullable=False),
    Column("ends", UtcDateTime, nullable=False),
    Column("all_day", Boolean, nullable=False),
    _text("summary"),
    _text("location"),
    _text("status"),
    _text("state"),
    _text("content_hash"),
    _reference("block_id", "block.id", nullable=True, unique=True),
    Column("kept_at", UtcDateTime, comment="decided: who had its time first keeps it"),
    UniqueConstraint("calendar_id", "uid", "recurrence", "number"),
    CheckConstraint("starts < ends", name="span"),
    CheckConstraint("status IN ('confirmed', 'tentative')", name="status"),
    CheckConstraint("state IN ('holding', 'conflicting', 'noted', 'gone')", name="state"),
    CheckConstraint("state <> 'holding' OR block_id IS NOT NULL", name="holding"),
    Index("ix_imported_event_span", "calendar_id", "starts"),
)

outbox = Table(
    "outbox",
    metadata,
    _key(),
    _text("key", unique=True, comment="what is sent only once"),
    _reference("person_id", "person.id", nullable=True),
    _text("address"),
    _text("kind", comment="iTIP method, or another kind of mail"),
    _text("ref", comment="of the booking; empty: about several"),
    Column("sequence", Integer, nullable=False),
    _text("payload", comment="JSON: what the message is made from"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("next_try_at", UtcDateTime, comment="null: sent, or given up"),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("sent_at", UtcDateTime),
    _text("failed", nullable=True, comment="JSON: why the last try failed"),
    CheckConstraint("sequence >= 0 AND tries >= 0", name="counters"),
    Index("ix_outbox_due", "next_try_at", info=_where("next_try_at IS NOT NULL")),
)

invitation = Table(
    "invitation",
    metadata,
    _key(),
    _reference("person_id", "person.id"),
    _reference("booking_id", "booking.id"),
    _text("uid"),
    _text("address", comment="to which it was sent, and so by which calendars know the guest"),
    _text("organizer", comment="address in whose name it was sent"),
    Column("sequence", Integer, nullable=False),
    _text("told", comment="JSON: the dates that the person was told last; none: called off"),
    UniqueConstraint("person_id", "uid"),
    CheckConstraint("sequence >= 0", name="sequence"),
    Index("ix_invitation_booking", "booking_id"),
)

mirror = Table(
    "mirror",
    metadata,
    _key(),
    _text("code", unique=True),
    _text("label"),
    _text("url", comment="of the collection"),
    _text("username"),
    _text("kind"),
    _text("subject", comment="as of a feed"),
    _text("scope"),
    _text("language"),
    Column("created_at", UtcDateTime, nullable=False),
    _text("created_by"),
    _active(),
    Column("last_try_at", UtcDateTime),
    Column("last_ok_at", UtcDateTime),
    _text("last_error", nullable=True, comment="JSON: code and params; null: the last pass went well"),
    _text("last_counts", server_default=text("'{}'"), comment="JSON: what the last pass did"),
    CheckConstraint("kind IN ('resource', 'platform', 'person', 'partner', 'all')", name="kind"),
    CheckConstraint("scope IN ('full', 'partner', 'busy')", name="scope"),
    CheckConstraint("(kind = 'all') = (subject = '')", name="subject"),
)

mirrored = Table(
    "mirrored",
    metadata,
    _reference("mirror_id", "mirror.id", primary_key=True),
    _text("uid", primary_key=True),
    _text("href", comment="name of the resource in the collection"),
    _text("etag", comment="as the server gave it; empty: it gave none"),
    _text("content_hash", comment="SHA-256 of what was sent"),
)

receipt = Table(
    "receipt",
    metadata,
    _text("key", primary_key=True, comment="of one transaction, unguessable"),
    Column("at", UtcDateTime, nullable=False, index=True),
)

CONTENT: Final = tuple(table for table in metadata.sorted_tables if table is not receipt)
"""What a store holds, and a copy of it too; receipts are about connections to one server."""

HISTORY: Final = (
    "booking",
    "line",
    "occurrence",
    "allocation",
    "block",
    "decision",
    "message",
    "waiting",
)
"""Tables from which nothing is ever deleted."""
