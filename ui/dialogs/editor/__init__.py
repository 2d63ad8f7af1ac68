"""The booking editor: a whole session written, looked at and sent in one window."""
