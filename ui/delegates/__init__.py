"""How items of lists are painted."""
