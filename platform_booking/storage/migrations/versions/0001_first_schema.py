"""The first schema: catalogue, bookings, blocks, allocations, decisions, audit trail, and the guards upon them."""

import sqlalchemy as sa
from alembic import op

from platform_booking.storage.guards import guards_of
from platform_booking.storage.types import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

HISTORY = ("booking", "line", "occurrence", "allocation", "block", "decision")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", KEY, autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True, comment="JSON, only what changed"),
        sa.Column("after", sa.Text(), nullable=True, comment="JSON, only what changed"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "digest", sa.Text(), nullable=False, comment="SHA-256 of the subject's whole state afterwards"
        ),
        sa.Column("prev", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
        sa.UniqueConstraint("prev", name=op.f("uq_audit_prev")),
    )
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"], unique=False)
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "partner",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("code", name=op.f("uq_partner_code")),
    )
    op.create_table(
        "qualification",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_fr", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualification")),
        sa.UniqueConstraint("code", name=op.f("uq_qualification_code")),
    )
    op.create_table(
        "person",
        sa.Column("id", KEY, nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("partner_id", KEY, nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_person_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
    )
    op.create_table(
        "platform",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_fr", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("host_id", KEY, nullable=True),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column(
            "opening",
            sa.Text(),
            nullable=True,
            comment="JSON: seven lists of [from, until] in minutes of the day",
        ),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["partner.id"], name=op.f("fk_platform_host_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform")),
        sa.UniqueConstraint("code", name=op.f("uq_platform_code")),
    )
    op.create_table(
        "booking",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("organiser_id", KEY, nullable=False),
        sa.Column("partner_id", KEY, nullable=True),
        sa.Column("learners", sa.Integer(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("first_start", UtcDateTime(), nullable=False),
        sa.Column("length_wall", sa.Integer(), nullable=False),
        sa.Column("length_exact", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('training', 'research', 'industry', 'service')", name=op.f("ck_booking_purpose")
        ),
        sa.CheckConstraint("learners >= 0", name=op.f("ck_booking_learners")),
        sa.CheckConstraint("version >= 1 AND sequence >= 0", name=op.f("ck_booking_counters")),
        sa.ForeignKeyConstraint(["organiser_id"], ["person.id"], name=op.f("fk_booking_organiser_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_booking_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint("ref", name=op.f("uq_booking_ref")),
        sa.UniqueConstraint("uid", name=op.f("uq_booking_uid")),
    )
    op.create_index(op.f("ix_booking_organiser_id"), "booking", ["organiser_id"], unique=False)
    op.create_table(
        "closure",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_fr", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False, comment="first day open again"),
        sa.Column("platform_id", KEY, nullable=True),
        sa.Column("partner_id", KEY, nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.CheckConstraint("starts < ends", name=op.f("ck_closure_days")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_closure_partner_id")),
        sa.ForeignKeyConstraint(["platform_id"], ["platform.id"], name=op.f("fk_closure_platform_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
        sa.UniqueConstraint("code", name=op.f("uq_closure_code")),
    )
    op.create_table(
        "person_qualification",
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("qualification_id", KEY, nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True, comment="last valid day; null: without limit"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_qualification_person_id")),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name=op.f("fk_person_qualification_qualification_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "qualification_id", name=op.f("pk_person_qualification")),
    )
    op.create_table(
        "platform_manager",
        sa.Column("platform_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("deputy", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_platform_manager_person_id")),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["platform.id"], name=op.f("fk_platform_manager_platform_id")
        ),
        sa.PrimaryKeyConstraint("platform_id", "person_id", name=op.f("pk_platform_manager")),
    )
    op.create_table(
        "resource",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_fr", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("platform_id", KEY, nullable=True),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True, comment="persons"),
        sa.Column("setup", sa.Integer(), nullable=False),
        sa.Column("turnaround", sa.Integer(), nullable=False),
        sa.Column("approval", sa.Text(), nullable=False, comment="JSON list of steps; empty is automatic"),
        sa.Column("requests", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.CheckConstraint("requests IN ('hold', 'compete')", name=op.f("ck_resource_requests")),
        sa.CheckConstraint("setup >= 0 AND turnaround >= 0", name=op.f("ck_resource_margins")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_resource_person_id")),
        sa.ForeignKeyConstraint(["platform_id"], ["platform.id"], name=op.f("fk_resource_platform_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource")),
        sa.UniqueConstraint("code", name=op.f("uq_resource_code")),
        sa.UniqueConstraint("person_id", name=op.f("uq_resource_person_id")),
    )
    op.create_table(
        "block",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("resource_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("starts", UtcDateTime(), nullable=False),
        sa.Column("ends", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('maintenance', 'calibration', 'closure', 'breakdown')", name=op.f("ck_block_kind")
        ),
        sa.CheckConstraint("state IN ('approved', 'cancelled')", name=op.f("ck_block_state")),
        sa.CheckConstraint("starts < ends", name=op.f("ck_block_span")),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_block_resource_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block")),
        sa.UniqueConstraint("ref", name=op.f("uq_block_ref")),
    )
    op.create_table(
        "line",
        sa.Column("booking_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("resource_id", KEY, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("offset_wall", sa.Integer(), nullable=False),
        sa.Column("offset_exact", sa.Integer(), nullable=False),
        sa.Column("length_wall", sa.Integer(), nullable=True),
        sa.Column("length_exact", sa.Integer(), nullable=True),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_line_quantity")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_line_booking_id")),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_line_resource_id")),
        sa.PrimaryKeyConstraint("booking_id", "number", name=op.f("pk_line")),
    )
    op.create_table(
        "occurrence",
        sa.Column("booking_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("original_start", UtcDateTime(), nullable=False),
        sa.Column("starts", UtcDateTime(), nullable=False),
        sa.Column("ends", UtcDateTime(), nullable=False),
        sa.CheckConstraint("starts < ends", name=op.f("ck_occurrence_span")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_occurrence_booking_id")),
        sa.PrimaryKeyConstraint("booking_id", "number", name=op.f("pk_occurrence")),
    )
    op.create_index(op.f("ix_occurrence_starts"), "occurrence", ["starts"], unique=False)
    op.create_table(
        "resource_equivalent",
        sa.Column("resource_id", KEY, nullable=False),
        sa.Column("other_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["resource.id"], name=op.f("fk_resource_equivalent_other_id")),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_resource_equivalent_resource_id")
        ),
        sa.PrimaryKeyConstraint("resource_id", "other_id", name=op.f("pk_resource_equivalent")),
    )
    op.create_table(
        "resource_requires",
        sa.Column("resource_id", KEY, nullable=False),
        sa.Column("qualification_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name=op.f("fk_resource_requires_qualification_id")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_resource_requires_resource_id")
        ),
        sa.PrimaryKeyConstraint("resource_id", "qualification_id", name=op.f("pk_resource_requires")),
    )
    op.create_table(
        "unit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("resource_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_unit_resource_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("resource_id", "name", name=op.f("uq_unit_resource_id_name")),
    )
    op.create_table(
        "allocation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("booking_id", KEY, nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("occurrence", sa.Integer(), nullable=True),
        sa.Column("block_id", KEY, nullable=True),
        sa.Column("use_from", UtcDateTime(), nullable=False),
        sa.Column("use_until", UtcDateTime(), nullable=False),
        sa.Column("occupied_from", UtcDateTime(), nullable=False),
        sa.Column("occupied_until", UtcDateTime(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("granted", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "NOT holds OR state IN ('requested', 'approved', 'in_use', 'completed')",
            name=op.f("ck_allocation_closed_releases"),
        ),
        sa.CheckConstraint(
            "holds OR state NOT IN ('approved', 'in_use')", name=op.f("ck_allocation_approved_holds")
        ),
        sa.CheckConstraint(
            "state IN ('requested', 'approved', 'declined', 'cancelled', 'expired', 'in_use', 'completed', 'no_show')",
            name=op.f("ck_allocation_state"),
        ),
        sa.CheckConstraint(
            "(booking_id IS NULL) = (line IS NULL) AND (booking_id IS NULL) = (occurrence IS NULL) AND (booking_id IS NULL) <> (block_id IS NULL)",
            name=op.f("ck_allocation_one_holder"),
        ),
        sa.CheckConstraint(
            "occupied_from <= use_from AND use_from < use_until AND use_until <= occupied_until",
            name=op.f("ck_allocation_span"),
        ),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_allocation_block_id")),
        sa.ForeignKeyConstraint(
            ["booking_id", "line"],
            ["line.booking_id", "line.number"],
            name=op.f("fk_allocation_booking_id_line"),
        ),
        sa.ForeignKeyConstraint(
            ["booking_id", "occurrence"],
            ["occurrence.booking_id", "occurrence.number"],
            name=op.f("fk_allocation_booking_id_occurrence"),
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_allocation_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
    )
    op.create_index(
        "ix_allocation_block",
        "allocation",
        ["block_id"],
        unique=False,
        sqlite_where=sa.text("block_id IS NOT NULL"),
        postgresql_where=sa.text("block_id IS NOT NULL"),
    )
    op.create_index("ix_allocation_booking", "allocation", ["booking_id", "occurrence"], unique=False)
    op.create_index(
        "ix_allocation_holding",
        "allocation",
        ["unit_id", "occupied_from"],
        unique=False,
        sqlite_where=sa.text("holds"),
        postgresql_where=sa.text("holds"),
    )
    op.create_index(
        "ix_allocation_requested",
        "allocation",
        ["unit_id", "booking_id"],
        unique=False,
        sqlite_where=sa.text("state = 'requested'"),
        postgresql_where=sa.text("state = 'requested'"),
    )
    op.create_table(
        "decision",
        sa.Column("id", KEY, nullable=False),
        sa.Column("booking_id", KEY, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id", "line"],
            ["line.booking_id", "line.number"],
            name=op.f("fk_decision_booking_id_line"),
        ),
        sa.ForeignKeyConstraint(
            ["booking_id", "occurrence"],
            ["occurrence.booking_id", "occurrence.number"],
            name=op.f("fk_decision_booking_id_occurrence"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_booking", "decision", ["booking_id"], unique=False)
    for ddl in guards_of(op.get_bind().dialect.name, HISTORY).values():
        op.execute(sa.text(ddl.replace(":", "\\:")))
