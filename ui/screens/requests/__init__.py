"""The requests that wait, and what speaks for and against each."""
