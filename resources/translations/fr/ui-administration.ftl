## La gestion : ce que l’on peut réserver, qui, et selon quelles règles

screen-administration = Gestion
administration-resource = Ressources
administration-platform = Plateformes
administration-closure = Fermetures
administration-person = Personnes
administration-add = Ajouter
administration-new-resource = Nouvelle ressource
administration-new-platform = Nouvelle plateforme
administration-new-closure = Nouvelle fermeture
administration-new-person = Nouvelle personne
administration-retired = retirée du catalogue
administration-none = Rien ne correspond à cette recherche.
administration-pick = Choisissez un élément de la liste.
administration-keys = ↑ ↓ parcourir · Ctrl+S enregistrer · Ctrl+K rechercher
administration-read-only = Lecture seule : ce que vous voyez ici est tenu par d’autres.
administration-save = Enregistrer
administration-reset = Rétablir
administration-changed = { $count ->
    [one] 1 champ modifié
   *[other] { $count } champs modifiés
}
administration-saved = { $name } est enregistré.
administration-leave = Des modifications ne sont pas enregistrées. Les abandonner ?
administration-stay = Continuer la saisie
administration-discard = Abandonner
administration-day-hint = jj/mm/aaaa
administration-codes-hint = Codes séparés par des virgules
administration-units-hint = Un nombre, ou des noms séparés par des virgules
administration-qualified-hint = Une par ligne : code, puis date de fin de validité (S 31/12/2027)
administration-rules-hint = Une règle par ligne : lead_time = 48
administration-closed = fermé
administration-nothing = Aucune
administration-name-fr = Nom en français
administration-name-en = Nom en anglais
task-reading-catalogue = Lecture du catalogue
task-saving-catalogue = Enregistrement dans le catalogue

administration-group-identity = Identité
administration-group-people = Rôles
administration-group-opening = Dates et horaires
administration-group-rules = Règles
administration-group-use = Utilisation
administration-group-approval = Demandes et approbations
administration-group-safety = Habilitations et sécurité
administration-group-end = Catalogue

administration-field-code = Code
administration-field-login = Identifiant
administration-field-name = Nom
administration-field-host = Structure d’accueil
administration-field-managers = Responsables
administration-field-deputies = Suppléants
administration-field-opening = Horaires d’ouverture
administration-field-rules = Règles de réservation
administration-field-active = Disponibilité
administration-field-active-yes = Proposé à la réservation
administration-field-category = Type
administration-field-platform = Plateforme
administration-field-site = Site
administration-field-units = Unités
administration-field-capacity = Jauge (personnes)
administration-field-setup = Préparation (minutes)
administration-field-turnaround = Remise en état (minutes)
administration-field-equivalent_to = Équivalents
administration-field-approval = Étapes d’approbation, dans l’ordre
administration-field-requests = Demandes simultanées
administration-field-requires = Habilitations requises
administration-field-biosafety = Niveau de confinement
administration-field-biosafety_until = Agrément valable jusqu’au
administration-field-email = Adresse électronique
administration-field-partner = Structure
administration-field-language = Langue
administration-field-roles = Rôles
administration-field-qualifications = Habilitations
administration-field-suspended_until = Suspendue jusqu’au
administration-field-start = Premier jour fermé
administration-field-end = Réouverture le

administration-category-equipment = Équipement
administration-category-room = Salle
administration-category-staff = Personnel
administration-requests-hold = La demande retient le créneau
administration-requests-compete = Plusieurs demandes peuvent concourir
administration-language-fr = Français
administration-language-en = Anglais
administration-biosafety-0 = Aucun
administration-biosafety-1 = L1
administration-biosafety-2 = L2
administration-biosafety-3 = L3
administration-biosafety-4 = L4
