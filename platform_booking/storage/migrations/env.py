"""Alembic's entry: it runs on the connection it is given, inside that connection's transaction."""

from alembic import context

from platform_booking.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
    render_as_batch=False,
)
context.run_migrations()
