# Rapports

screen-reports = Rapports
action-show-reports = Rapports
reports-hint = Flèches : parcourir · Entrée : ouvrir une plateforme
task-reporting = Calcul des rapports
reports-month = Mois
reports-half = Semestre
reports-year = Année
reports-platforms = Plateformes : { $name }
reports-all-platforms = Toutes les plateformes
reports-my-platforms = Mes plateformes
reports-print = Imprimer
reports-export = Exporter
reports-print-report = Ce rapport…
reports-as-xlsx = Classeur Excel (XLSX)…
reports-as-csv = Tableau affiché (CSV)…
reports-as-pdf = Document PDF…
reports-filter-xlsx = Classeur (*.xlsx)
reports-filter-csv = Tableau (*.csv)
reports-filter-pdf = Document (*.pdf)
reports-file-name = rapport
reports-take = Exporter en tableur
reports-take-tip = Écrire ce tableau dans un fichier CSV
reports-utilisation = Occupation des heures ouvertes
reports-trend = { $points } points en un an
reports-approved = Heures approuvées
reports-bookings = { $count ->
    [one] { $number } réservation
   *[other] { $number } réservations
}
reports-learners = Heures-apprenants
reports-participations = { $count ->
    [one] { $number } participation
   *[other] { $number } participations
}
reports-delay = Délai d’approbation médian
reports-ninth-decile = neuf sur dix en { $lasting }
reports-refused = Demandes refusées
reports-displaced = dont { $count } au profit d’une autre
reports-missed = Absences
reports-hours = { $hours } h
reports-heat = Occupation par semaine
reports-heat-daily = Occupation par jour
reports-rows-resource = Ressources
reports-rows-platform = Plateformes
reports-as-table = Tableau
reports-as-table-tip = Les mêmes chiffres sous forme de tableau
reports-empty-share = 0 %
reports-full-share = 100 % des heures ouvertes
reports-closed = fermé
reports-of-open = { $share } des heures ouvertes
reports-week-of = semaine du { $day }
reports-day-of = { $day }
reports-average = moyenne
reports-partners = Heures par partenaire
reports-solid = approuvées
reports-hatched = demandées
reports-bar = { $name } : { $approved } h approuvées, { $requested } h demandées
reports-share = Répartition
reports-share-category = Type de partenaire
reports-share-purpose = Finalité
reports-share-funding = Financeur
reports-share-partner = Partenaire
reports-share-platform = Plateforme
reports-share-resource = Ressource
reports-requests = Demandes
reports-requests-delays = Délais
reports-requests-refusals = Refus
reports-requests-reasons = Motifs

# Imprimer

action-print-week = Plan de semaine…
action-print-door = Affiche de porte…
action-print-attendance = Feuille d’émargement…
print-sheet-week = Plan de semaine
print-sheet-door = Affiche de porte
print-sheet-attendance = Feuille d’émargement
print-resource = Salle ou équipement
print-day = Jour
print-to-pdf = Enregistrer en PDF…
print-to-printer = Imprimer…
print-no-such-resource = Choisissez une ressource de la liste.
invalid-no-printer = Aucune imprimante n’a été trouvée. Enregistrez la page en PDF.
task-printing = Mise en page
print-week-of = Semaine du { $day }
print-nothing = Rien de réservé.
print-units = { $count ->
    [one] unité { $units }
   *[other] unités { $units }
}
print-taken = réservé
print-asked = demandé, pas encore approuvé
print-learners = { $count ->
    [one] { $count } apprenant
   *[other] { $count } apprenants
}
print-as-of = État au { $moment }
print-line-number = N°
print-line-name = Nom et prénom
print-line-morning = Signature, matin
print-line-afternoon = Signature, après-midi
print-line-signature = Signature
print-trainers = Formateurs
print-places = Lieu et équipement
print-when = Date
print-organiser = Organisation
