"""Pure rules of booking: no I/O, no SQL, no clock of its own."""
