"""The command field: one line that books, blocks, looks for slots, and finds everything."""
