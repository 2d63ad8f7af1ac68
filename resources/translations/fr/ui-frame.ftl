## La fenêtre : cadre, actions, tâches, premiers pas

app-name = Platform Booking
nobody = Personne
you-are = Vous êtes { $name } ; changer de personne
today = Aujourd’hui
book = Réserver
back = Retour
close = Fermer
dismiss = Masquer
reason = Motif
search-planning = Rechercher une ressource ou une réservation
search-agenda = Rechercher
screen-planning = Planning
screen-agenda = Agenda
screen-requests = Demandes

## Menus et actions

menu-file = Fichier
menu-edit = Édition
menu-booking = Réservation
menu-view = Affichage
menu-help = Aide
menu-planning-keys = Sur le planning
action-new-booking = Nouvelle réservation
action-export-selection = Exporter la réservation (.ics)…
action-export-calendar = Exporter un calendrier (.ics)…
action-export-mine = Exporter mon calendrier (.ics)…
action-open-store = Ouvrir une autre base…
action-change-person = Changer de personne…
action-quit = Quitter
action-undo = Annuler
action-redo = Rétablir
action-search = Rechercher
action-open = Voir sur le planning
action-edit = Modifier
action-duplicate = Dupliquer
action-move = Déplacer…
action-approve = Approuver
action-decline = Refuser…
action-tick = Cocher
action-copy-ref = Copier la référence
action-cancel = Annuler la réservation…
action-show-planning = Planning
action-show-agenda = Agenda
action-show-requests = Demandes
action-show-administration = Gestion
action-save = Enregistrer
action-today = Aller à aujourd’hui
action-previous = Période précédente
action-next = Période suivante
action-go-to-date = Aller à une date…
action-scale-day = Jour
action-scale-week = Semaine
action-scale-two-weeks = Deux semaines
action-scale-month = Mois
action-fold = Replier ou déplier les nuits
action-zoom-in = Agrandir
action-zoom-out = Réduire
action-zoom-reset = Taille d’origine
action-filters = Filtres
action-inspector = Volet de détails
action-refresh = Actualiser
action-stop = Ne plus attendre
action-next-region = Zone suivante
action-text-100 = Texte à 100 %
action-text-125 = Texte à 125 %
action-text-150 = Texte à 150 %
action-text-200 = Texte à 200 %
action-theme-system = Couleurs du système
action-theme-light = Couleurs claires
action-theme-dark = Couleurs sombres
action-language-fr = Français
action-language-en = English
action-keys = Raccourcis clavier
action-about = À propos
keys-hint = F1 Raccourcis
keys-cursor = Déplacer le curseur
keys-range = Étendre une plage
keys-day-edges = Début ou fin de journée
keys-bars = Réservation suivante ou précédente
keys-enter = Ouvrir, ou créer sur la plage
keys-preview = Aperçu
keys-move = Déplacer la sélection d’un pas
keys-resize = Allonger ou raccourcir d’un pas
keys-alternative = Prendre une solution proposée
keys-escape = Abandonner

cancel-date = Annuler cette séance…
cancel-following = Annuler cette séance et les suivantes…
cancel-all = Annuler toutes les séances…

## Tâches et états

task-opening = l’ouverture de la base
task-reading-planning = la lecture du planning
task-reading-booking = la lecture de la réservation
task-reading-agenda = la lecture de l’agenda
task-reading-requests = la lecture des demandes
task-checking = la vérification des disponibilités
task-approving = l’approbation
task-declining = le refus
task-cancelling = l’annulation
task-moving = le déplacement
task-booking = l’envoi de la réservation
task-saving = l’enregistrement
task-undoing = le retour en arrière
task-exporting = l’export du calendrier
waiting-for = En attente de la base : { $what }…
waiting-stop = Arrêter
waiting-stop-hint = Ne plus attendre : ce qui est en cours est interrompu, rien n’est modifié à moitié
opening-store = Ouverture de { $store }…
live-connecting = Connexion…
live-on = Synchronisation en direct
live-on-changed = Synchronisation en direct · dernier changement il y a { $age }
live-lost = Hors ligne depuis { $time }
toast-undo = Annuler
done-approved = « { $title } » approuvée
done-approved-step = Votre accord est donné pour « { $title } » ; d’autres décisions sont attendues
done-approved-many = { $count ->
    [0] Aucune demande approuvée
    [one] { $count } demande approuvée
   *[other] { $count } demandes approuvées
}
batch-left = { $count ->
    [one] { $count } demande n’a pas pu être approuvée et reste à traiter :
   *[other] { $count } demandes n’ont pas pu être approuvées et restent à traiter :
}
    { $reasons }
done-declined = « { $title } » refusée
done-cancelled = « { $title } » annulée
done-made-room = { $count ->
    [one] { $count } réservation a changé d’unité
   *[other] { $count } réservations ont changé d’unité
}
done-moved = « { $title } » déplacée : { $when }
undo-what = Annuler : { $what }
redo-what = Rétablir : { $what }
undo-refused = Impossible d’annuler « { $what } ». { $why }
redo-refused = Impossible de rétablir « { $what } ». { $why }
done-undone = Annulé : { $what }
done-redone = Rétabli : { $what }
done-exported = Fichier écrit : { $file }
done-copied = { $ref } copiée
export-heading = Exporter un calendrier
export-hint = Un fichier .ics que lisent Outlook, Google Agenda, Thunderbird ou Apple Calendrier. C’est une photo de l’instant : elle ne se met pas à jour.
export-save = Enregistrer le fichier…
export-scope = Niveau de détail
export-resource = Ressource
export-platform = Plateforme
export-person = Personne
export-partner = Structure partenaire
scope-full = Tout
scope-full-hint = Titres, organisateurs, ressources, préparation et remise en état. Les réservations privées des autres restent « occupé ».
scope-partner = Aux partenaires
scope-partner-hint = Titres et structures, sans personnes. Les réservations privées restent « occupé ».
scope-busy = Occupé seulement
scope-busy-hint = Seulement quand c’est pris.
export-title = Exporter le calendrier de { $name }
export-filter = Calendrier iCalendar (*.ics)
unexpected-window = Une erreur inattendue s’est produite ; vos données sont intactes. Détail : { $detail }

## Motifs

reason-decline-title = Refuser la demande
reason-decline-question = Refuser « { $title } » ?
reason-decline-hint = L’organisateur lira votre motif.
reason-decline-placeholder = Par exemple : maintenance prévue ce jour-là, essayez la semaine suivante
reason-decline-send = Refuser
reason-cancel-title = Annuler la réservation
reason-cancel-question = Annuler « { $title } » ?
reason-cancel-hint = Les personnes concernées liront votre motif. Le créneau redevient libre.
reason-cancel-placeholder = Par exemple : groupe reporté
reason-cancel-send = Annuler la réservation

## Premiers pas, personnes, à propos

first-title = Bienvenue dans Platform Booking
first-hint = Réservez équipements et salles par séances entières, sans jamais de double réservation.
first-demo = Découvrir avec la démonstration
first-demo-hint = Une base d’exemple : 14 partenaires, 10 plateformes, des mois de réservations. Rien de réel.
first-new = Créer une base sur cet ordinateur
first-new-hint = Un fichier à vous seul. Importez ensuite votre catalogue.
first-open = Ouvrir une base existante
first-open-hint = Un fichier .sqlite déjà créé.
first-server = Se connecter à la base partagée
first-server-hint = Le serveur PostgreSQL du consortium, avec votre identifiant.
first-address = Adresse du serveur
first-connect = Se connecter
who-title = Qui êtes-vous ?
who-hint = Sur un fichier, chacun choisit son nom : qui peut écrire le fichier est digne de confiance. Sur la base partagée, c’est votre identifiant qui compte.
who-search = Chercher un nom
who-enter = Entrer
about-version = Version { $version }
about-what = Réserver les équipements de bioproduction et les salles de formation partagés, par séances entières. Personne n’est jamais réservé deux fois.
about-store = Base : { $store }
about-licences = Licence MIT. Icônes Lucide (ISC), caractères Inter (OFL).
