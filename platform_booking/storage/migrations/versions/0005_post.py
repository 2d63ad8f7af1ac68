"""Mail and mirrors: whether somebody wants mail, what guests were told last, calendars kept on CalDAV servers."""

import sqlalchemy as sa
from alembic import op

from platform_booking.storage.types import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHOICES = "('none', 'each', 'digest')"


def upgrade() -> None:
    column = f"mail TEXT DEFAULT 'none' NOT NULL CONSTRAINT ck_person_mail CHECK (mail IN {CHOICES})"
    op.execute(sa.text(f"ALTER TABLE person ADD COLUMN {column}"))
    op.create_table(
        "invitation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("booking_id", KEY, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column(
            "address",
            sa.Text(),
            nullable=False,
            comment="to which it was sent, and so by which calendars know the guest",
        ),
        sa.Column("organizer", sa.Text(), nullable=False, comment="address in whose name it was sent"),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "told",
            sa.Text(),
            nullable=False,
            comment="JSON: the dates that the person was told last; none: called off",
        ),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_invitation_sequence")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_invitation_booking_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("person_id", "uid", name=op.f("uq_invitation_person_id_uid")),
    )
    op.create_index("ix_invitation_booking", "invitation", ["booking_id"], unique=False)
    _mirrors()


def _mirrors() -> None:
    op.create_table(
        "mirror",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False, comment="of the collection"),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False, comment="as of a feed"),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("last_try_at", UtcDateTime(), nullable=True),
        sa.Column("last_ok_at", UtcDateTime(), nullable=True),
        sa.Column(
            "last_error",
            sa.Text(),
            nullable=True,
            comment="JSON: code and params; null: the last pass went well",
        ),
        sa.Column(
            "last_counts",
            sa.Text(),
            server_default=sa.text("'{}'"),
            nullable=False,
            comment="JSON: what the last pass did",
        ),
        sa.CheckConstraint(
            "kind IN ('resource', 'platform', 'person', 'partner', 'all')", name=op.f("ck_mirror_kind")
        ),
        sa.CheckConstraint("scope IN ('full', 'partner', 'busy')", name=op.f("ck_mirror_scope")),
        sa.CheckConstraint("(kind = 'all') = (subject = '')", name=op.f("ck_mirror_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirror")),
        sa.UniqueConstraint("code", name=op.f("uq_mirror_code")),
    )
    op.create_table(
        "mirrored",
        sa.Column("mirror_id", KEY, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("href", sa.Text(), nullable=False, comment="name of the resource in the collection"),
        sa.Column("etag", sa.Text(), nullable=False, comment="as the server gave it; empty: it gave none"),
        sa.Column("content_hash", sa.Text(), nullable=False, comment="SHA-256 of what was sent"),
        sa.ForeignKeyConstraint(["mirror_id"], ["mirror.id"], name=op.f("fk_mirrored_mirror_id")),
        sa.PrimaryKeyConstraint("mirror_id", "uid", name=op.f("pk_mirrored")),
    )
