"""The planning: the timeline with what belongs to it."""
