"""SQLAlchemy adapters: the only place that knows SQL. Rows and connections never leave it."""
