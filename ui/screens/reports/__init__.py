"""The reports screen: figures of a period, to look at and to take along."""
