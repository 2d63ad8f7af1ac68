"""What the network did, added up: pure functions from rows of a store to figures. ``docs/reports.md`` says what counts."""
