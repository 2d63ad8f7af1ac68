"""What a booking says to the platforms, and who pays for it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = ("instructions", "funding")


def upgrade() -> None:
    for column in COLUMNS:
        op.execute(sa.text(f"ALTER TABLE booking ADD COLUMN {column} TEXT DEFAULT '' NOT NULL"))
