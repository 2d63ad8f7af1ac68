"""What can be asked of a booking: rules, suspended persons, biosafety, own titles, actual use, words, notices, wishes."""

import sqlalchemy as sa
from alembic import op

from platform_booking.storage.guards import guards_of
from platform_booking.storage.types import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ACTUAL = "(actual_until IS NULL OR actual_from IS NOT NULL AND actual_from <= actual_until)"
CAMPAIGN_LINE = "offset_wall <> 0 OR offset_exact <> 0 OR length_wall IS NOT NULL"
LEVELS = "(biosafety BETWEEN 0 AND 4)"
BEFORE = ("booking", "line", "occurrence", "allocation", "block", "decision")
HISTORY = (*BEFORE, "message", "waiting")


def upgrade() -> None:
    dialect = op.get_bind().dialect
    key, moment = (str(kind.compile(dialect)) for kind in (KEY, UtcDateTime()))
    for table, column in (
        ("person", "suspended_until DATE"),
        ("platform", "rules TEXT DEFAULT '{}' NOT NULL"),
        ("resource", "biosafety_until DATE"),
        ("booking", "dossier TEXT DEFAULT '' NOT NULL"),
        ("booking", f"origin_id {key} CONSTRAINT fk_booking_origin_id REFERENCES booking (id)"),
        ("line", f"unit_id {key} CONSTRAINT fk_line_unit_id REFERENCES unit (id)"),
        ("occurrence", "title TEXT DEFAULT '' NOT NULL"),
        ("allocation", f"actual_from {moment}"),
        (
            "allocation",
            f"actual_until {moment} CONSTRAINT ck_allocation_actual CHECK {ACTUAL}",
        ),
        *(
            (
                table,
                f"biosafety INTEGER DEFAULT 0 NOT NULL CONSTRAINT ck_{table}_biosafety CHECK {LEVELS}",
            )
            for table in ("resource", "booking")
        ),
    ):
        op.execute(sa.text(f"ALTER TABLE {table} ADD COLUMN {column}"))
    _comment(dialect.name)
    _new_tables()
    known = guards_of(dialect.name, BEFORE)
    for name, ddl in guards_of(dialect.name, HISTORY).items():
        if name not in known:
            op.execute(sa.text(ddl.replace(":", "\\:")))


def _comment(dialect: str) -> None:
    """What the columns mean, where a store keeps that."""
    if dialect != "postgresql":
        return
    for place, words in (
        ("person.suspended_until", "last day on which the person may not book"),
        ("platform.rules", "JSON"),
        ("resource.biosafety_until", "last day of the authorisation"),
        ("occurrence.title", "of this date; empty: the booking''s"),
    ):
        op.execute(sa.text(f"COMMENT ON COLUMN {place} IS '{words}'"))


def _new_tables() -> None:
    op.create_index(
        "ix_allocation_in_use",
        "allocation",
        ["use_until"],
        unique=False,
        sqlite_where=sa.text("state = 'in_use'"),
        postgresql_where=sa.text("state = 'in_use'"),
    )
    op.create_index(
        "ix_line_campaign",
        "line",
        ["booking_id", "number"],
        unique=False,
        sqlite_where=sa.text(CAMPAIGN_LINE),
        postgresql_where=sa.text(CAMPAIGN_LINE),
    )
    op.create_table(
        "message",
        sa.Column("id", KEY, nullable=False),
        sa.Column("booking_id", KEY, nullable=False),
        sa.Column("line", sa.Integer(), nullable=True, comment="null: about the whole booking"),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("author_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("params", sa.Text(), nullable=False, comment="JSON"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_message_author_id")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_message_booking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index(op.f("ix_message_booking_id"), "message", ["booking_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False, comment="of the booking, block or wish it is about"),
        sa.Column("params", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_person", "notice", ["person_id", "read_at"], unique=False)
    op.create_table(
        "template",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner_id", KEY, nullable=False),
        sa.Column("partner_id", KEY, nullable=True),
        sa.Column("shared", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.CheckConstraint("shared IN ('private', 'partner', 'network')", name=op.f("ck_template_shared")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_template_owner_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_template_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
        sa.UniqueConstraint("code", name=op.f("uq_template_code")),
    )
    op.create_table(
        "waiting",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("request", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("booking_id", KEY, nullable=True),
        sa.Column("offer_until", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'offered', 'taken', 'lapsed', 'withdrawn')", name=op.f("ck_waiting_state")
        ),
        sa.CheckConstraint(
            "state <> 'offered' OR booking_id IS NOT NULL AND offer_until IS NOT NULL",
            name=op.f("ck_waiting_offer"),
        ),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_waiting_booking_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_waiting_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting")),
        sa.UniqueConstraint("ref", name=op.f("uq_waiting_ref")),
    )
    op.create_index("ix_waiting_state", "waiting", ["state", "created_at"], unique=False)
