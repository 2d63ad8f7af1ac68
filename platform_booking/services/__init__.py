"""Use cases: load, ask the domain, commit; each returns what changed."""
