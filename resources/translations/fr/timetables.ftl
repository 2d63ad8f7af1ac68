## Emplois du temps importés

help-ical-import = Importer un emploi du temps (fichier .ics ou lien) pour une ressource, une personne ou une structure partenaire. À refaire sans crainte : rien n’est compté deux fois. Sans --resource, --person ni --partner, c’est le vôtre.
help-ical-calendars = Lister les calendriers importés, leur âge et leurs erreurs.
help-ical-refresh = Relire des calendriers importés par lien ; sans code, ceux dont l’heure est venue (à lancer régulièrement).
help-ical-detach = Détacher un calendrier importé : il n’occupe plus rien et n’avertit plus.
opt-ical-source = Fichier .ics, ou lien (https://…, webcal://…)
opt-ical-calendar = Code du calendrier, quand la ressource ou la personne en a plusieurs
opt-ical-soft = Avertir seulement, sans occuper la ressource
opt-ical-hold = Occuper la ressource : son emploi du temps fait foi
opt-ical-every = Relire le lien toutes les N minutes
opt-ical-codes = Codes des calendriers
opt-ical-detached = Aussi ceux qui ont été détachés

doing-refresh = relire un calendrier
doing-detach = détacher un calendrier

imported-title = { $code } « { $name } » : nouveaux { $new }, déplacés { $moved }, modifiés { $changed }, disparus { $gone }, inchangés { $unchanged }
imported-dry = Rien n’a été écrit. Voici ce que ferait l’import :
imported-event = { $kind ->
    [new] + { $summary }, { $when }
    [moved] → { $summary }, { $when } (avant : { $before })
    [changed] ~ { $summary }, { $when }
    [gone] − { $summary }, { $when }
   *[other] { $summary }, { $when }
}
imported-no-title = (sans titre)
imported-conflicts = { $count ->
    [one] Un événement tombe sur un créneau déjà pris. Il est gardé et signalé, sans occuper la ressource :
   *[other] { $count } événements tombent sur des créneaux déjà pris. Ils sont gardés et signalés, sans occuper la ressource :
}
imported-conflict = { $summary }, { $when } : { $holders }
imported-rejected = { $count ->
    [one] Un événement est illisible et n’a pas été importé :
   *[other] { $count } événements sont illisibles et n’ont pas été importés :
}
imported-rejected-event = ligne { $line }, { $summary } : { $why }
imported-passed-over = Laissés de côté : annulés { $cancelled }, où la personne reste libre { $free }, hors de la période lue { $outside }.
detached = { $code } est détaché : il n’occupe plus rien et n’avertit plus (événements à venir : { $count }).

calendar-row = { $code } ({ $subject }) « { $name } » : { $events } à venir, { $conflicts } en conflit, lu { $age }
calendar-never = jamais
calendar-age = il y a { $age }
calendar-soft = avertit seulement
calendar-hard = occupe la ressource
no-calendars = Aucun calendrier importé. « platform-booking ical import FICHIER --resource CODE » en importe un.
refreshed-failed = { $code } n’a pas pu être relu ; la dernière bonne copie ({ $age }) reste valable. { $why }
refreshed-nothing = Aucun calendrier n’est à relire pour le moment.

timetable-disagrees = L’emploi du temps { $code } prévoit déjà quelque chose : { $title }, { $when }
timetable-busy = occupé

## Ce qui est compris de travers ou laissé de côté

remark-encoding-guessed = Le fichier n’est pas en UTF-8 ; il a été lu comme un fichier Windows. Vérifiez les accents.
remark-calendar-cut-off = Le fichier s’arrête avant sa fin. Les événements qui y manquent sont gardés ; téléchargez-le de nouveau.
remark-zone-unknown = Le fuseau horaire « { $zone } » est inconnu ; ses horaires sont lus comme ceux de { $instead }. Vérifiez-en un.
remark-zone-guessed = Le fuseau horaire « { $zone } » est lu comme { $instead }. Vérifiez un horaire d’été.
remark-zone-broken = La description du fuseau horaire « { $zone } » est illisible ; seul son nom compte.
remark-events-of-our-own = Événements venus de Platform Booking même, qui n’ont pas été importés : { $count }.
remark-event-cut-off = le fichier s’arrête au milieu
remark-event-no-start = il n’a pas de début
remark-event-bad-time = la date « { $value } » n’existe pas
remark-event-bad-length = la durée « { $value } » est illisible
remark-event-no-length = il commence et finit au même moment
remark-event-ends-before = il finit avant de commencer
remark-event-too-long = il dure { $days } jours ; le plus long possible est de { $most } jours
remark-event-unreadable = ses valeurs n’ont pas de sens ({ $detail })
remark-rule-too-fine = il se répète plusieurs fois par heure ({ $rule })
remark-rule-no-step = sa répétition n’avance pas ({ $rule })
remark-rule-too-many = sa répétition donne plus de { $most } dates
remark-rule-too-slow = sa répétition ne donne aucune date en un temps raisonnable
remark-rule-unreadable = sa répétition est illisible ({ $rule })

## Ce qui empêche de lire un calendrier

invalid-calendar-not-one = { $found ->
    [empty] La réponse est vide. Vérifiez le lien ou le fichier.
    [html] C’est une page web et non un calendrier : le lien a expiré ou demande une connexion. Copiez-en un nouveau.
   *[other] Ce n’est pas un calendrier (fichier .ics). Vérifiez le lien ou le fichier.
}
invalid-calendar-too-large = Le fichier dépasse { $most } Mo. Exportez une période plus courte.
invalid-calendar-too-long = Le calendrier contient plus de { $most } événements. Exportez une période plus courte.
invalid-calendar-too-slow = Le calendrier n’a pas pu être lu en { $seconds } secondes. Exportez une période plus courte.
invalid-calendar-crashed = Le calendrier n’a pas pu être lu ({ $detail }). Transmettez-le à la personne qui s’occupe de Platform Booking.
invalid-calendar-emptied = Le calendrier ne contient plus aucun événement, alors que { $count } sont à venir : le lien a sans doute expiré. Copiez-en un nouveau, ou détachez le calendrier.
invalid-calendar-of-another = Le calendrier { $calendar } est celui de { $subject }. Choisissez un autre code.
invalid-calendar-which = { $subject } a plusieurs calendriers importés ({ $calendars }). Indiquez lequel avec --calendar.
invalid-calendar-code = « { $value } » ne peut pas être le code d’un calendrier. Utilisez lettres, chiffres, points et tirets.
invalid-calendar-detached = Le calendrier { $calendar } est déjà détaché.
invalid-one-subject = Indiquez une seule de ces options : --resource, --person ou --partner.
invalid-hold-only-resources = Seule une ressource peut être occupée par un emploi du temps. Retirez --hold.
invalid-hold-or-soft = Indiquez --hold ou --soft, pas les deux.
invalid-refresh-only-links = Seul un lien peut être relu régulièrement. Retirez --every.
invalid-refresh-minutes = Toutes les { $value } minutes n’est pas possible : choisissez entre { $least } et { $most }.
invalid-refresh-file = Le calendrier { $calendar } vient d’un fichier ou est détaché : importez de nouveau un fichier.
invalid-block-of-timetable = { $ref } vient d’un emploi du temps importé. Changez-le à la source, ou détachez le calendrier.
invalid-fetch-scheme = Les liens « { $scheme } » ne sont pas acceptés. Utilisez https:// ou webcal://.
invalid-fetch-timeout = Le serveur du calendrier n’a pas répondu à temps. Réessayez plus tard.
invalid-fetch-unreachable = Le serveur du calendrier est injoignable ({ $detail }). Vérifiez le lien et le réseau.
invalid-fetch-too-large = Le calendrier dépasse { $most } Mo. Exportez une période plus courte.
invalid-fetch-refused = Le serveur refuse ce lien ({ $status }) : il demande une connexion ou a été révoqué. Copiez-en un nouveau.
invalid-fetch-gone = Le calendrier n’existe plus à cette adresse ({ $status }). Copiez-en le nouveau lien.
invalid-fetch-status = Le serveur du calendrier répond par une erreur ({ $status }). Réessayez plus tard.

notice-timetable-collides = « { $title } » ({ $dates }) rencontre l’emploi du temps « { $calendar } ». La réservation garde sa place ; déplacez-la ou voyez avec qui tient cet emploi du temps.

finding-block-differs = { $holder } : ses unités sont prises à un autre moment que celui qu’elle dit
finding-timetable-unheld = { $calendar }, événement { $key } : ce qu’il dit occuper et l’indisponibilité qui le fait ne s’accordent pas
finding-timetable-stray = { $holder } occupe la ressource pour un emploi du temps qui ne la demande pas
