## Erreurs : une phrase, puis quoi faire

booking-error = L’opération n’a pas pu être faite ({ $detail }).
not-found = { $kind ->
    [booking] La réservation « { $key } » n’existe pas. « platform-booking list » montre celles qui existent.
    [resource] La ressource « { $key } » n’existe pas. Vérifiez son code dans le catalogue.
    [person] Personne n’a l’identifiant « { $key } ». Vérifiez l’orthographe.
    [platform] La plateforme « { $key } » n’existe pas. Vérifiez son code dans le catalogue.
    [partner] La structure partenaire « { $key } » n’existe pas. Vérifiez son code dans le catalogue.
    [unit] L’unité « { $key } » n’existe pas. Vérifiez le nom de l’unité.
    [occurrence] Cette réservation n’a pas cette date : { $key }. « platform-booking show » donne ses dates.
    [waiting] La liste d’attente n’a pas de « { $key } ». « platform-booking waiting » montre ce que vous attendez.
    [line] La réservation n’a pas cette ligne : { $key }. Indiquez l’une de ses ressources.
    [template] Le modèle « { $key } » n’existe pas. « platform-booking template list » montre ceux qui existent.
    [ref] Rien ne porte la référence « { $key } ». Donnez celle d’une réservation, d’une indisponibilité, d’une attente, ou le code d’un modèle.
    [block] L’indisponibilité « { $key } » n’existe pas. Vérifiez sa référence.
    [feed] Le flux « { $key } » n’existe pas. « platform-booking feed list » montre ceux qui existent.
    [event] L’emploi du temps n’a plus cet événement. Relisez-le.
    [calendar] Le calendrier importé « { $key } » n’existe pas. « platform-booking ical calendars » montre ceux qui existent.
   *[other] « { $key } » est introuvable ({ $kind }). Vérifiez l’orthographe.
}
not-found-near = Vouliez-vous dire : { $near } ?
catalogue-invalid = { $count ->
    [one] Le catalogue contient une erreur ; rien n’a été importé. Corrigez-la puis recommencez :
   *[other] Le catalogue contient { $count } erreurs ; rien n’a été importé. Corrigez-les puis recommencez :
}
conflict = { $count ->
    [one] Le créneau est déjà pris ; rien n’a été réservé. Choisissez l’une des solutions proposées ou un autre horaire.
   *[other] Le créneau est déjà pris ({ $count } conflits) ; rien n’a été réservé. Choisissez l’une des solutions proposées ou un autre horaire.
}
stale-version = { $ref } a été modifiée entre-temps par quelqu’un d’autre. Relisez-la, puis refaites votre modification.
item-changed = « { $key } » a été modifié entre-temps par quelqu’un d’autre. Relisez-le, puis refaites votre modification.
rule-refused = { $count ->
    [one] Une règle de la plateforme s’y oppose :
   *[other] { $count } règles de la plateforme s’y opposent :
}
illegal-transition = { $ref } est dans l’état « { $state } », qui ne permet pas cette action : { $action }. « platform-booking show { $ref } » dit où elle en est.
not-permitted = { $login } n’a pas le droit nécessaire pour cette action : { $action } ({ $subject }). Adressez-vous à une personne qui l’a.
not-permitted-at-all = { $login } n’a pas le droit nécessaire pour cette action : { $action }. Adressez-vous à une personne qui l’a.
not-permitted-who = Ces personnes le peuvent : { $who_may }.
slot-taken = Quelqu’un vient de prendre ce créneau ; rien n’a été modifié. Recommencez pour voir ce qui reste libre.
store-error = La base est inutilisable : { $store }. Rien n’a été modifié. Recommencez ou prévenez la personne qui s’en occupe.
store-unavailable = La base est inaccessible : { $store }. Vérifiez l’adresse, le réseau et vos droits d’accès.
outcome-unknown = La liaison avec la base a été coupée pendant l’enregistrement, et la base ne répond plus : peut-être est-ce enregistré, peut-être non. Regardez avant de recommencer.
store-missing = La base n’existe pas encore : { $store }. Créez-la avec « platform-booking init » ou essayez « platform-booking --demo ».
store-busy = La base est occupée par d’autres personnes : { $store }. Rien n’a été modifié. Recommencez dans un instant.
stopped = Arrêté à votre demande. Rien n’a été modifié. Recommencez quand vous voulez.
store-read-only = Impossible d’écrire dans la base : { $store }. Vérifiez les droits sur le fichier et son dossier.
store-full = Il n’y a plus de place pour la base : { $store }. Libérez de l’espace, puis recommencez.
store-damaged = Cette base est inutilisable : { $store } ({ $detail }). Vérifiez l’adresse ou restaurez une sauvegarde avec « platform-booking restore ».
store-newer = Une version plus récente de Platform Booking a créé cette base : { $store }. Installez cette version ici.
store-outdated = La base doit d’abord être mise à niveau : { $store }. Lancez « platform-booking migrate ».
the-store = la base
unexpected = Une erreur s’est produite dans Platform Booking même ; rien d’autre n’a été fait. Transmettez ce rapport à la personne qui s’en occupe : { $file }
unexpected-unwritten = Une erreur s’est produite dans Platform Booking même ; rien d’autre n’a été fait ({ $detail }).
interrupted = Interrompu.

## Saisies incompréhensibles

invalid-naive-datetime = L’heure { $value } n’a pas de fuseau horaire. Ajoutez un décalage, par exemple +02:00.
invalid-moment-unreadable = « { $value } » n’est pas une date avec une heure. Écrivez par exemple 2026-10-06T09:00.
invalid-moment-out-of-range = « { $value } » est trop éloigné. Choisissez une année entre { $first } et { $last }.
invalid-moment-seconds = « { $value } » comporte des secondes. Les horaires sont en minutes entières, par exemple 09:00.
invalid-moment-skipped = « { $value } » n’existe pas : c’est l’heure sautée au changement d’heure ({ $zone }). Choisissez un autre horaire.
invalid-day-unreadable = « { $value } » n’est pas une date. Écrivez par exemple 2026-10-06.
invalid-duration-unreadable = « { $value } » n’est pas une durée. Écrivez par exemple 3h, 90min, 1h30 ou 2j.
invalid-duration-out-of-range = La durée « { $value } » est impossible. Elle va d’une minute à { $days } jours.
invalid-weekday-unreadable = « { $value } » n’est pas un jour de la semaine. Écrivez par exemple lun,mar ou lun-ven.
invalid-hours-unreadable = « { $value } » n’est pas une plage horaire. Écrivez par exemple 08:00-18:00.
invalid-unknown-time-zone = Le fuseau horaire « { $value } » n’existe pas. Écrivez par exemple Europe/Paris.
invalid-end-before-start = La fin ({ $end }) n’est pas après le début ({ $start }). Corrigez l’un des deux.
invalid-end-or-duration = Indiquez soit une fin, soit une durée, mais pas les deux.
invalid-rule-frequency = La répétition « { $value } » n’est pas proposée. Utilisez : { $allowed }.
invalid-rule-count-and-until = La répétition a à la fois COUNT et UNTIL. Gardez l’un des deux.
invalid-rule-endless = La répétition n’a pas de fin. Ajoutez COUNT ou UNTIL.
invalid-rule-part = { $value } ne va pas avec FREQ={ $freq }. Retirez cette partie ou changez de fréquence.
invalid-rule-part-unknown = La répétition contient une partie inconnue : « { $value } ». Utilisez seulement : { $allowed }.
invalid-rule-yearly-needs-month = Une répétition annuelle par jour de semaine demande un mois. Ajoutez BYMONTH.
invalid-rule-too-long = La répétition dure trop longtemps. Elle peut couvrir { $years } ans au plus.
invalid-rule-too-many = La répétition donne trop de dates. Il en faut { $limit } au plus : partagez-la.
invalid-rule-no-date = La répétition ne donne aucune date. Vérifiez la règle et le début.
invalid-rule-unreadable = « { $value } » n’est pas une répétition. Écrivez par exemple FREQ=WEEKLY;COUNT=10.
invalid-rule-number = { $part }={ $value } est impossible. Donnez un nombre entre { $low } et { $high }.
invalid-rule-weekday = « { $value } » n’est pas un jour utilisable ici ({ $freq }). Utilisez MO, TU, WE, TH, FR, SA ou SU.
invalid-rule-until = UNTIL={ $value } n’est pas une date. Écrivez par exemple 20261218.
invalid-no-date-left = Toutes les dates sont exclues. Gardez-en au moins une.
invalid-no-line = Aucune ressource n’est demandée. Indiquez-en au moins une avec --resource.
invalid-title = Le titre manque ou il est trop long. Donnez-en un de { $longest } caractères au plus, sur une ligne.
invalid-learners = { $value } apprenants, c’est impossible. Donnez un nombre entre 0 et { $most }.
invalid-choice = « { $value } » est impossible pour { $what }. Choisissez parmi : { $allowed }.
invalid-quantity-not-positive = { $value } × { $resource } ne demande rien. Demandez-en au moins une unité.
invalid-quantity-exceeds-pool = { $resource } n’a que { $units } unités ; { $value } sont demandées. Demandez-en moins.
invalid-reason-needed = Il faut un motif. Donnez-le avec --reason (ou --override).
invalid-nothing-to-undo = Il n’y a rien à annuler.
invalid-nothing-to-exchange = { $ref } utilise déjà cette ressource. Choisissez-en une autre.
invalid-no-such-line = { $ref } n’a pas de ligne { $value }. Choisissez l’une de ses lignes.
invalid-exchange-when-over = Une date de { $ref } est déjà passée : sa ressource ne change plus. Annulez les dates à venir et refaites une demande.
invalid-who-are-you = On ne sait pas qui agit. Donnez votre identifiant avec --as ou par PLATFORM_BOOKING_AS.
invalid-following-needs-occurrence = « --following » demande une date de départ. Ajoutez --occurrence.
invalid-resource-spec = « { $value } » ne désigne pas une ressource. Écrivez CODE ou CODE:NOMBRE, par exemple SALLE-1 ou PIPETTE:3 ; pour une campagne BIO@J+7/2j.
invalid-anchor = « { $value } » n’est pas un repère. Écrivez NUMÉRO:EMPREINTE comme l’affiche « audit verify ».
invalid-now-only-on-files = L’horloge ne se fixe que pour une base qui est un fichier. Retirez --now.
invalid-one-selection = Choisissez un seul calendrier : une ressource, une plateforme, une personne, une structure partenaire ou une réservation.
invalid-demo-store-not-empty = { $store } contient déjà quelque chose. Choisissez un autre emplacement avec --store pour la démonstration.
invalid-count-too-small = { $value }, c’est trop peu. Donnez au moins { $least }.
invalid-backup-findings = La sauvegarde { $file } n’est pas saine ({ $count } anomalies) ; rien n’a été touché. Prenez-en une autre ou ajoutez --accept-findings.
invalid-file-name = « { $file } » ne peut pas être le nom d’un fichier. Choisissez un autre nom.
invalid-file-is-folder = { $file } est un dossier. Donnez le nom d’un fichier.
invalid-file-exists = { $file } existe déjà. Choisissez un autre nom ou ajoutez --overwrite.
invalid-file-unreadable = { $path } est illisible ({ $detail }). Vérifiez son nom et les droits d’accès.
invalid-file-unwritable = Impossible d’écrire { $path } ({ $detail }). Vérifiez son nom et les droits d’accès.
invalid-file-too-large = { $path } est trop gros. Un catalogue fait { $megabytes } Mo au plus.
invalid-search-too-long = La période de recherche est trop longue. Elle peut couvrir { $days } jours au plus.
invalid-sessions = { $value } séances, c’est impossible. Donnez un nombre entre 1 et { $most }.
invalid-folder-missing = Le dossier { $folder } n’existe pas. Créez-le ou choisissez-en un autre.
invalid-backup-onto-store = { $file } est la base elle-même. Choisissez un autre nom pour la sauvegarde.
invalid-restore-from-itself = { $file } est la base elle-même. Choisissez une sauvegarde.
invalid-restore-target-not-empty = La base { $store } n’est pas vide ({ $table }). Restaurez dans une base vide.
invalid-copy-target-not-empty = La destination n’est pas vide ({ $table }). Copiez vers une nouvelle base.
invalid-copy-schema-differs = Les deux bases n’ont pas le même schéma ({ $source }, { $target }). Lancez « platform-booking migrate » sur les deux.
invalid-store-address = « { $value } » n’est pas l’adresse d’une base. Donnez un fichier ou postgresql://serveur/base.

## Erreurs dans un fichier de catalogue

problem-toml-unreadable = le fichier n’est pas du TOML correct ({ $detail })
problem-not-a-table-list = { $table } doit être une liste de tables : écrivez [[{ $table }]]
problem-missing = « { $field } » manque
problem-wrong-type = « { $field } » n’est pas du bon type ; attendu : { $expected }
problem-empty-code = le code est vide
problem-bad-code = « { $value } » ne peut pas être un code ; utilisez lettres, chiffres, tirets, points et soulignés
problem-duplicate = « { $code } » apparaît deux fois
problem-unknown-reference = « { $field } » désigne « { $value } », qui n’existe pas
problem-bad-choice = « { $value } » est impossible pour « { $field } » ; choisissez parmi : { $allowed }
problem-bad-text = « { $field } » est vide, sur plusieurs lignes ou trop long ({ $longest } caractères au plus)
problem-bad-date = « { $field } » n’est pas une date : { $value }
problem-bad-hours = ce n’est pas une plage horaire : { $value }
problem-bad-number = « { $field } » doit être entre { $low } et { $high }, et non { $value }
problem-bad-zone = le fuseau horaire « { $value } » n’existe pas
problem-dates-reversed = la fin précède le début
problem-self-equivalent = une ressource ne peut pas être équivalente à elle-même
problem-duplicate-unit = l’unité « { $value } » apparaît deux fois
problem-reserved-code = le code « { $value } » est réservé ; choisissez-en un autre
problem-unknown-key = « { $key } » est inconnu et a été ignoré
problem-unknown-table = la table « { $table } » est inconnue et a été ignorée
problem-unknown-role = le rôle « { $value } » est inconnu et a été ignoré
problem-other = { $code } { $detail }

## Règles et remèdes

violation-too-long-ago = La date du { $start } est trop ancienne.
violation-in-the-past = La date du { $start } est déjà passée.
violation-beyond-horizon = La date du { $end } est trop lointaine (au plus tard : { $latest }).
violation-over-capacity = { $learners } apprenants, c’est trop : il y a { $capacity } places.
violation-already-over = C’est déjà terminé depuis le { $end }.
remedy-choose-later = Choisissez une date plus tardive.
remedy-check-date = Vérifiez que c’est bien la date voulue.
remedy-choose-earlier = Choisissez une date plus proche.
remedy-larger-room = Prenez une salle plus grande ou moins d’apprenants.
remedy-past-is-kept = Ce qui a eu lieu reste tel quel ; choisissez une date à venir.
who-can-override = Dérogation possible, avec un motif, par : { $who }.

## Solutions et conflits

alternative-time = un autre horaire : { $when }
alternative-unit = une autre unité : { $unit } de { $resource }, { $when }
alternative-resource = { $resource } à la place de { $instead_of }, { $when }
alternative-skip = sans { $count ->
    [one] la date du { $dates }
   *[other] ces { $count } dates : { $dates }
} (--on-conflict skip)
alternatives-title = Ce qui conviendrait :
conflict-line = { $resource } ({ $unit }), { $when } : { $holder }
holder-self = cette même demande
skipped-dates = Dates laissées de côté, car déjà prises : { $dates }.
competing-requests = D’autres demandes portent sur le même créneau : { $refs }.
displaced-requests = Ces demandes concurrentes ont été refusées de ce fait : { $refs }.
unit-reassigned = { $ref } laisse la place : { $resource }, unité { $unit_to } au lieu de { $unit_from }, { $date }.
notice-unit-changed = « { $title } » passe sur l’unité { $unit_to } de { $resource } au lieu de { $unit_from } ({ $dates }), pour faire place à { $because_of }. Les horaires ne changent pas.

## États, actions, types

state-requested = demandée
state-approved = approuvée
state-partly_approved = approuvée en partie
state-declined = refusée
state-cancelled = annulée
state-expired = expirée
state-in_use = en cours
state-completed = terminée
state-no_show = non honorée
doing-act = agir
doing-approve = approuver
doing-decline = refuser
doing-cancel = annuler
doing-move = déplacer
doing-book = réserver
doing-block = rendre indisponible
doing-expire = laisser expirer
doing-check_in = commencer
doing-release = libérer
doing-complete = terminer
doing-ask_again = redemander
doing-import-catalogue = modifier le catalogue
doing-import = importer
doing-override = accorder une dérogation
doing-edit = modifier
doing-exchange = changer de ressource
doing-undo = revenir en arrière
step-manager = responsable de la plateforme
step-safety = sécurité
step-host = structure d’accueil
block-maintenance = maintenance
block-calibration = étalonnage
block-closure = fermeture
block-breakdown = panne
block-timetable = emploi du temps
purpose-training = formation
purpose-research = recherche
purpose-industry = industrie
purpose-service = prestation
verdict-granted = approbation
verdict-approved = approbation
verdict-declined = refus
verdict-withdrawn = décision retirée
catalogue-partners = Structures partenaires
catalogue-persons = Personnes
catalogue-platforms = Plateformes
catalogue-resources = Ressources
catalogue-qualifications = Habilitations
catalogue-closures = Fermetures

## En-têtes

column-ref = Référence
column-title = Titre
column-when = Quand
column-status = État
column-resources = Ressources
column-organiser = Organisateur
column-resource = Ressource
column-unit = Unité
column-units = Unités
column-step = Étape
column-dates = Dates
column-date = Date
column-seq = N°
column-at = Quand
column-actor = Qui
column-action = Action
column-subject = Objet
column-reason = Motif
label-partner = Structure partenaire
label-organiser = Organisateur
label-purpose = Finalité
label-learners = Apprenants
label-funding = Financeur
label-instructions = Consignes
label-repetition = Répétition
label-zone = Fuseau horaire
label-decisions = Décisions
label-awaiting = En attente de
more-dates = { $first } (+{ $count } autres)

## Ce que disent les commandes

done-init = La base est prête : { $store }
done-init-there = La base existait déjà : { $store }
done-migrate = La base a été mise à niveau : { $store }
done-migrate-current = La base était déjà à jour : { $store }
done-backup-kept = L’ancien contenu est conservé ici : { $file }
done-backup = Sauvegarde écrite et vérifiée : { $file }
done-restore = La sauvegarde { $file } a été restaurée dans { $store }.
done-copy = { $count ->
    [one] { $count } ligne a été copiée vers { $store }.
   *[other] { $count } lignes ont été copiées vers { $store }.
}
done-trail-broken = Attention : la piste d’audit n’est pas intacte ; « platform-booking audit verify » dit où.
done-import = Catalogue : ajouts { $added }, modifications { $updated }, inchangés { $unchanged }.
done-import-dry = Essai à blanc, rien n’a été écrit : ajouts { $added }, modifications { $updated }, inchangés { $unchanged }.
import-added = + { $kind } : { $codes }
import-updated = ~ { $kind } : { $code } ({ $fields })
done-file = Fichier écrit : { $file }
done-book = Réservation { $ref } : { $state }.
done-book-dry = Essai à blanc, rien n’a été écrit : la réservation serait « { $state } ».
done-approve = { $ref } est maintenant : { $state }.
done-decline = { $ref } est maintenant : { $state }.
done-cancel = { $ref } est maintenant : { $state }.
done-move = { $ref } a été déplacée ; elle est maintenant : { $state }.
done-move-dry = Essai à blanc, rien n’a été écrit : le déplacement est possible.
done-block = Indisponibilité { $ref } : { $resource } ({ $units }), { $when }.
done-block-dry = Serait indisponible : { $resource } ({ $units }), { $when }. Rien n’est écrit.
nothing-listed = Aucune réservation.
nothing-waits = Aucune demande n’attend votre décision.
check-clean = Tout est en ordre.
check-found = { $count ->
    [one] Une anomalie :
   *[other] { $count } anomalies :
}
check-anchor = La piste d’audit se termine à { $seq }:{ $hash }
finding-overlap = { $resource } ({ $unit }) est réservé deux fois : { $first } et { $second }
finding-trail-gap = la piste d’audit a un trou avant l’entrée { $seq }
finding-trail-unlinked = l’entrée { $seq } de la piste d’audit ne suit pas la précédente
finding-trail-altered = l’entrée { $seq } de la piste d’audit a été modifiée
finding-file-damaged = le fichier est endommagé : { $detail }
finding-guard-missing = une protection de la base manque : { $guard }
finding-table-missing = une table manque : { $table }
finding-constraint-missing = { $table } : la contrainte { $constraint } manque
finding-constraint-unproven = { $table } : la contrainte { $constraint } n’a jamais été vérifiée
finding-subject-unrecorded = { $subject } : inconnu de la piste d’audit
finding-subject-changed = { $subject } : modifié hors de la piste d’audit
finding-subject-gone = { $subject } : disparu hors de la piste d’audit
finding-subject-unreadable = { $subject } : illisible
finding-anchor-missing = la piste d’audit n’a pas d’entrée { $seq } (elle finit à { $last }) : elle a été coupée
finding-anchor-differs = l’entrée { $seq } de la piste d’audit n’est plus la même : elle a été réécrite
finding-other = { $code } ({ $detail })

window-unavailable = { $reason ->
    [screen] Il n’y a pas d’écran ici : ni DISPLAY ni WAYLAND_DISPLAY ne sont définis. Ouvrez la fenêtre depuis un bureau, ou utilisez les commandes : « platform-booking --help ».
   *[libraries] La fenêtre ne peut pas s’ouvrir : il manque des bibliothèques du système. Installez-les, par exemple : « sudo apt install { $install } ». Les commandes fonctionnent sans elles : « platform-booking --help ».
}

start-demo =
    La base de démonstration est prête : { $store }

    À essayer ensuite :
demo-list = ce qui est réservé
demo-inbox = ce qui attend la décision du responsable
demo-show = une réservation en détail
demo-approve = approuver une demande
demo-free = un créneau libre

## Erreurs d’utilisation

usage-no-such-option = L’option { $option } n’existe pas. « { $command } --help » montre celles qui existent.
usage-no-such-option-near = L’option { $option } n’existe pas. Vouliez-vous dire { $near } ?
usage-missing-option = L’option { $option } manque. « { $command } --help » l’explique.
usage-missing-argument = { $option } manque. « { $command } --help » l’explique.
usage-needs-value = L’option { $option } demande une valeur, et une seule. « { $command } --help » l’explique.
usage-bad-value = La valeur donnée pour { $option } est impossible. « { $command } --help » l’explique.
usage-bad-value-choices = La valeur donnée pour { $option } est impossible. Choisissez parmi : { $allowed }.
usage-no-such-command = La commande « { $name } » n’existe pas. « { $command } --help » montre celles qui existent.
usage-missing-command = Il manque une commande. « { $command } --help » montre celles qui existent.
usage-extra-argument = Il y a trop d’arguments. « { $command } --help » montre ce qui est attendu.
usage-other = La commande est incompréhensible. « { $command } --help » l’explique.

## Aide

panel-options = Options
panel-arguments = Arguments
panel-commands = Commandes
help-app = Réserver les équipements de bioproduction et les salles de formation partagés : séances entières, jamais de double réservation.
help-help = Afficher cette aide.
help-init = Créer la base.
help-migrate = Mettre la base au niveau de cette version.
help-check = Examiner toute la base : doubles réservations, piste d’audit, références.
help-catalogue = Structures partenaires, personnes, plateformes et ressources.
help-catalogue-import = Compléter et mettre à jour le catalogue depuis un fichier TOML ; rien n’est supprimé.
help-catalogue-export = Écrire le catalogue en TOML.
help-book = Demander une réservation : tout ou rien.
help-list = Lister les réservations.
help-show = Montrer une réservation.
help-approve = Approuver une demande.
help-decline = Refuser une demande, avec un motif.
help-cancel = Annuler une réservation ou certaines dates, avec un motif.
help-move = Déplacer une réservation ou certaines dates.
help-block = Déclarer une indisponibilité : maintenance, étalonnage, fermeture, panne.
help-inbox = Les demandes qui attendent votre décision.
help-find = Chercher un créneau libre pour plusieurs ressources à la fois.
help-ical = Calendriers.
help-ical-export = Écrire un fichier de calendrier (iCalendar).
help-audit = La piste d’audit.
help-audit-list = Lister la piste d’audit.
help-audit-verify = Vérifier la piste d’audit.
help-backup = Écrire une sauvegarde vérifiée.
help-restore = Restaurer une sauvegarde ; l’ancien contenu est conservé.
help-copy = Copier la base vers une autre, vide.
opt-store = Adresse de la base : un fichier ou postgresql://… (PLATFORM_BOOKING_STORE)
opt-as = Identifiant de la personne qui agit (PLATFORM_BOOKING_AS)
opt-lang = Langue : fr ou en
opt-json = Répondre en JSON
opt-now = Fixer l’horloge (bases qui sont des fichiers seulement)
opt-demo = Utiliser une base de démonstration
opt-version = Afficher la version
opt-init-demo = Remplir la nouvelle base d’une démonstration
opt-file = Fichier
opt-output = Fichier à écrire au lieu de l’écran
opt-dry-run = Montrer ce qui se passerait, sans rien écrire
opt-title = Titre
opt-resource = Code d’une ressource, au besoin avec quantité, décalage et durée propres : CODE:N, CODE@J+7, CODE:2@J+7/2j
opt-resource-code = Code d’une ressource
opt-start = Début, par exemple 2026-10-06T09:00
opt-end = Fin
opt-duration = Durée : 3h, 90min, 2j
opt-rrule = Répétition : FREQ=WEEKLY;COUNT=10
opt-except = Date à exclure (peut être répétée)
opt-learners = Nombre d’apprenants
opt-purpose = training, research, industry ou service
opt-trainer = Identifiant d’un formateur (peut être répété)
opt-on-conflict = refuse : tout refuser ; skip : laisser de côté les dates déjà prises
opt-override = Motif d’une dérogation
opt-from = Du
opt-to = Au
opt-platform = Code d’une plateforme
opt-person = Identifiant d’une personne
opt-partner = Code d’une structure partenaire
opt-state = État
opt-ref = Référence de la réservation
opt-occurrence = Date d’une séance
opt-following = Cette date et les suivantes
opt-reason = Motif
opt-unit = Ressource, avec une unité au besoin : CODE:UNITÉ
opt-kind = maintenance, calibration, closure ou breakdown
opt-sessions = Nombre de séances
opt-weekdays = Jours de la semaine : lun,mar ou lun-ven
opt-between = Heures de la journée : 08:00-18:00
opt-scope = full, partner ou busy
opt-booking = Référence d’une réservation
opt-subject = Référence, code ou identifiant concerné
opt-actor = Identifiant de la personne qui a agi
opt-last = Seulement les N dernières entrées
opt-anchor = Entrée vue auparavant, sous la forme NUMÉRO:EMPREINTE
opt-overwrite = Remplacer un fichier existant
opt-accept-findings = Restaurer bien que la sauvegarde ne soit pas saine
opt-copy-to = Adresse de la nouvelle base

warning-network-share = { $store } est sur un partage réseau, où deux ordinateurs peuvent abîmer un fichier. Mettez les données partagées sur PostgreSQL : « platform-booking copy --to postgresql://… ».
finding-value-unreadable = { $table } { $key } : la valeur de { $column } est illisible
finding-rule-broken = { $table } { $key } enfreint la règle { $rule }
finding-reference-broken = { $table } { $key } renvoie à un enregistrement absent de { $to }
finding-unit-of-other-resource = { $holder } occupe { $unit } de { $other } alors que la demande porte sur { $resource }
finding-allocation-count = { $holder }, ligne { $line }, date { $occurrence } : { $found } unités au lieu de { $quantity }
finding-holder-empty = { $holder } n’a ni ligne, ni date, ni unité
finding-unreadable = une partie de la base est illisible ({ $part }) : { $detail }
