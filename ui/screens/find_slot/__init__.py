"""Finding a slot: what is looked for, where it is possible, proposals, and the waiting list."""
