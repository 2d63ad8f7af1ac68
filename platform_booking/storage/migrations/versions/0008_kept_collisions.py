"""Of an event that collides with a booking it can be decided that the booking keeps its time."""

import sqlalchemy as sa
from alembic import op

from platform_booking.storage.types import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


COMMENT = "decided: who had its time first keeps it"


def upgrade() -> None:
    op.add_column("imported_event", sa.Column("kept_at", UtcDateTime(), nullable=True, comment=COMMENT))
