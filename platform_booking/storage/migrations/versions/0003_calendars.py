"""Calendars in step: feeds and what they have published, imported timetables, mail to be sent; blocks of a timetable."""

import sqlalchemy as sa
from alembic import op

from platform_booking.storage.types import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS_BEFORE = "kind IN ('maintenance', 'calibration', 'closure', 'breakdown')"
KINDS = "kind IN ('maintenance', 'calibration', 'closure', 'breakdown', 'timetable')"


def upgrade() -> None:
    _allow_timetable_blocks()
    _new_tables()


def _allow_timetable_blocks() -> None:
    """SQLite cannot change a CHECK, and making the table anew would touch every reference to it: its text is changed.

    That is the procedure SQLite documents for changes that leave the rows as they are (lang_altertable.html, 7).
    """
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_block_kind"), "block", type_="check")
        op.create_check_constraint(op.f("ck_block_kind"), "block", KINDS)
        return
    connection = op.get_bind()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'block'",
        (KINDS_BEFORE, KINDS),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")


def _new_tables() -> None:
    op.create_table(
        "feed",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "subject",
            sa.Text(),
            nullable=False,
            comment="code of the resource, platform or partner, login of the person; empty: everything",
        ),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column(
            "token_hash", sa.Text(), nullable=False, comment="SHA-256; the token itself is kept nowhere"
        ),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("last_read_at", UtcDateTime(), nullable=True),
        sa.Column("last_client", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("reads", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("(kind = 'all') = (subject = '')", name=op.f("ck_feed_subject")),
        sa.CheckConstraint(
            "kind IN ('resource', 'platform', 'person', 'partner', 'all')", name=op.f("ck_feed_kind")
        ),
        sa.CheckConstraint("scope IN ('full', 'partner', 'busy')", name=op.f("ck_feed_scope")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint("code", name=op.f("uq_feed_code")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feed_token_hash")),
    )
    op.create_table(
        "imported_calendar",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False, comment="URL, or name of the file"),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column(
            "subject",
            sa.Text(),
            nullable=False,
            comment="code of the resource or partner, login of the person",
        ),
        sa.Column("holding", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False, comment="of times that name none"),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("refresh_minutes", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("last_try_at", UtcDateTime(), nullable=True),
        sa.Column("last_ok_at", UtcDateTime(), nullable=True),
        sa.Column(
            "last_error",
            sa.Text(),
            nullable=True,
            comment="JSON: code and params; null: the last reading went well",
        ),
        sa.Column(
            "remarks",
            sa.Text(),
            server_default=sa.text("'[]'"),
            nullable=False,
            comment="JSON: what the last reading left out or guessed",
        ),
        sa.Column("etag", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("last_modified", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("content_hash", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.CheckConstraint(
            "holding = 'soft' OR subject_kind = 'resource'", name=op.f("ck_imported_calendar_hard_resource")
        ),
        sa.CheckConstraint("holding IN ('hard', 'soft')", name=op.f("ck_imported_calendar_holding")),
        sa.CheckConstraint(
            "subject_kind IN ('resource', 'person', 'partner')",
            name=op.f("ck_imported_calendar_subject_kind"),
        ),
        sa.CheckConstraint("refresh_minutes > 0", name=op.f("ck_imported_calendar_refresh_minutes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_calendar")),
        sa.UniqueConstraint("code", name=op.f("uq_imported_calendar_code")),
    )
    op.create_index(
        "ix_imported_calendar_subject", "imported_calendar", ["subject_kind", "subject"], unique=False
    )
    op.create_table(
        "outbox",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="what is sent only once"),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="iTIP method, or another kind of mail"),
        sa.Column("ref", sa.Text(), nullable=False, comment="of the booking; empty: about several"),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False, comment="JSON: what the message is made from"),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("next_try_at", UtcDateTime(), nullable=True, comment="null: sent, or given up"),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("failed", sa.Text(), nullable=True, comment="JSON: why the last try failed"),
        sa.CheckConstraint("sequence >= 0 AND tries >= 0", name=op.f("ck_outbox_counters")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_outbox_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["next_try_at"],
        unique=False,
        sqlite_where=sa.text("next_try_at IS NOT NULL"),
        postgresql_where=sa.text("next_try_at IS NOT NULL"),
    )
    op.create_table(
        "published_file",
        sa.Column("booking_id", KEY, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False, comment="code of the feed, name of the file"),
        sa.Column("first_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_published_file_booking_id")),
        sa.PrimaryKeyConstraint("booking_id", "channel", name=op.f("pk_published_file")),
    )
    op.create_table(
        "imported_event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("calendar_id", KEY, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column(
            "recurrence",
            sa.Text(),
            nullable=False,
            comment="original start of a date of a series; empty: no series",
        ),
        sa.Column("number", sa.Integer(), nullable=False, comment="of those that share uid and recurrence"),
        sa.Column("starts", UtcDateTime(), nullable=False),
        sa.Column("ends", UtcDateTime(), nullable=False),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("block_id", KEY, nullable=True),
        sa.CheckConstraint(
            "state <> 'holding' OR block_id IS NOT NULL", name=op.f("ck_imported_event_holding")
        ),
        sa.CheckConstraint(
            "state IN ('holding', 'conflicting', 'noted', 'gone')", name=op.f("ck_imported_event_state")
        ),
        sa.CheckConstraint("status IN ('confirmed', 'tentative')", name=op.f("ck_imported_event_status")),
        sa.CheckConstraint("starts < ends", name=op.f("ck_imported_event_span")),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_imported_event_block_id")),
        sa.ForeignKeyConstraint(
            ["calendar_id"], ["imported_calendar.id"], name=op.f("fk_imported_event_calendar_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_event")),
        sa.UniqueConstraint("block_id", name=op.f("uq_imported_event_block_id")),
        sa.UniqueConstraint(
            "calendar_id",
            "uid",
            "recurrence",
            "number",
            name=op.f("uq_imported_event_calendar_id_uid_recurrence_number"),
        ),
    )
    op.create_index("ix_imported_event_span", "imported_event", ["calendar_id", "starts"], unique=False)
