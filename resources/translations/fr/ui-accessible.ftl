### Ce que seuls les lecteurs d’écran disent.

rail = Écrans
region-selection = Détails de la sélection
region-request = Détails de la demande
region-reports = Rapports
region-keys = Raccourcis
strip-bar = Pris de { $start } à { $end }
strip-block = Indisponible de { $start } à { $end }
