"""Receipts of transactions: an unknown outcome of a COMMIT can be asked for."""

import sqlalchemy as sa
from alembic import op

from platform_booking.storage.types import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "receipt",
        sa.Column("key", sa.Text(), nullable=False, comment="of one transaction, unguessable"),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_receipt")),
    )
    op.create_index(op.f("ix_receipt_at"), "receipt", ["at"])
