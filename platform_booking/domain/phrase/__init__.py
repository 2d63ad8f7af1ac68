"""What people type into one line, understood: ``bioréacteur 50 L mar 14-17 x6``. Pure; French and English at once."""
