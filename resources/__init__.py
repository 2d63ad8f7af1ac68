"""Icons, translations and the demo catalogue: data only."""
