"""The planning board: one painted surface that shows who has what, when; and what a drag would do."""
