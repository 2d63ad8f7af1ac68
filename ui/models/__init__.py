"""Item models: they are given rows and show them."""
