"""PostgreSQL enters in the audit trail what the application did not, and takes only entries that continue the chain."""

import sqlalchemy as sa
from alembic import op

from platform_booking.storage.recording import FUNCTIONS, recording_guards

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = (
    "partner",
    "qualification",
    "person",
    "platform",
    "resource",
    "closure",
    "booking",
    "block",
    "waiting",
    "template",
    "feed",
    "imported_calendar",
    "message",
    "person_qualification",
    "platform_manager",
    "resource_requires",
    "resource_equivalent",
    "unit",
    "line",
    "occurrence",
    "decision",
    "allocation",
    "imported_event",
    "mirror",
    "meta",
)
"""Those with content at this revision."""


def upgrade() -> None:
    if (
        op.get_bind().dialect.name != "postgresql"
    ):  # whoever can write the file is trusted; ``check`` finds it
        return
    for ddl in recording_guards(TABLES).values():
        op.execute(sa.text(ddl.replace(":", "\\:")))
    for function in FUNCTIONS:
        op.execute(sa.text(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC"))
