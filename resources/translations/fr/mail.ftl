# Courriers : qui en veut, par quel serveur, ce qui est parti

mail-choice-none = aucun courrier
mail-choice-each = un courrier à chaque changement
mail-choice-digest = un courrier par jour
mail-kind-REQUEST = invitation
mail-kind-CANCEL = annulation
mail-kind-NOTICE = avis
mail-kind-DIGEST = courrier du jour
mail-state-waiting = en attente
mail-state-sent = envoyé
mail-state-given-up = abandonné
mail-none = Aucun courrier.
mail-counts = En attente : { $waiting }. Envoyés : { $sent }. Abandonnés : { $given_up }.
mail-on = Les courriers partent par { $server }, au nom de { $sender }.
mail-off = Aucun serveur de courrier n’est indiqué : rien n’est écrit, rien ne part. « platform-booking mail configure » en indique un.
mail-of-another-store = Le serveur de courrier a été indiqué pour une autre base, dont celle-ci est une copie : rien ne part d’ici. Si cette base la remplace, relancez « platform-booking mail configure ».
mail-no-password = Cet ordinateur ne connaît pas le mot de passe : rien n’en part. Donnez-le par PLATFORM_BOOKING_SMTP_PASSWORD ou par « mail configure --ask-password ».
mail-no-address = { $person } n’a pas d’adresse électronique au catalogue : rien ne pourra lui être envoyé.
done-mail-prefer = { $person } : { $choice }.
done-mail-configure = Les courriers partiront par { $server }, au nom de { $sender }.
ask-password = Mot de passe

doing-prefer-mail = choisir les courriers de
doing-configure-mail = régler l’envoi des courriers
trail-did-prefer-mail = a choisi les courriers
trail-did-configure-mail = a réglé l’envoi des courriers
trail-kind-setting = réglage

invalid-mail-server = « { $host } », port { $port }, ne peut être un serveur de courrier. Donnez un nom d’hôte et un port entre 1 et 65535.
invalid-mail-address = « { $address } » n’est pas une adresse électronique simple. Écrivez-la comme nom@exemple.fr.
invalid-mail-name = Le nom est trop long ou contient des signes impossibles. Écrivez au plus { $longest } signes, sur une ligne.
invalid-mail-server-variable = { $variable } ne se comprend pas (hôte : « { $value } »). Écrivez smtp://utilisateur@hôte:587, smtps://utilisateur@hôte ou smtp+plain://hôte, sans mot de passe.
invalid-mail-off = Aucun serveur de courrier n’est indiqué. Commencez par « platform-booking mail configure ».
invalid-no-keyring = Cet ordinateur n’a pas de trousseau où garder un mot de passe ({ $detail }). Donnez-le par une variable d’environnement.

help-mail = Courriers et invitations.
help-mail-prefer = Dire si l’on veut des courriers : aucun, à chaque changement, ou un par jour.
help-mail-configure = Indiquer le serveur par lequel partent les courriers. Le mot de passe n’est jamais gardé dans la base.
help-mail-status = Montrer où en est l’envoi des courriers.
help-mail-list = Montrer les derniers courriers : envoyés, en attente, abandonnés.

opt-mail-choice = none : aucun ; each : à chaque changement, avec une invitation pour le calendrier ; digest : un par jour
opt-mail-person = Pour cette personne, qui l’a demandé (administrateurs)
opt-mail-host = Serveur de courrier
opt-mail-from = Adresse au nom de laquelle les courriers partent
opt-mail-port = Port ; sans rien, celui d’usage
opt-mail-security = starttls, tls, ou none sur un réseau sûr
opt-mail-user = Identifiant auprès du serveur
opt-mail-name = Nom de l’expéditeur
opt-ask-password = Demander le mot de passe et le confier au trousseau de cet ordinateur

mail-subject-invited = Invitation : { $title }
mail-subject-changed = Modifié : { $title }
mail-subject-cancelled = Annulé : { $title }
mail-subject-notice = À propos de : { $title }
mail-subject-digest = { $count ->
    [one] Vos réservations : une nouvelle
   *[other] Vos réservations : { $count } nouvelles
}
mail-lead-invited = « { $title } » aura lieu :
mail-lead-changed = « { $title } » a changé :
mail-lead-cancelled = « { $title } » n’a plus lieu :
mail-date-moved = { $was } → { $becomes }
mail-place-changed = { $place } (au lieu de { $was })
mail-date-gone = { $when } : annulé
mail-tentative = à confirmer
mail-more-dates = { $count ->
    [one] et une autre date
   *[other] et { $count } autres dates
}
mail-footer = Vous recevez ce courrier parce que vous l’avez demandé dans Platform Booking. Vous pouvez à tout moment n’en vouloir plus, ou un seul par jour : dites-le dans Platform Booking, ou demandez-le à votre administrateur.

notice-awaiting = { $by } demande « { $title } » ({ $dates }) : votre décision est attendue.
notice-mail-undelivered = Le courrier à propos de « { $title } » n’a pas pu vous parvenir à l’adresse { $address }. { $detail }

mail-failed-off = Aucun serveur de courrier n’est indiqué : il faut d’abord en indiquer un.
mail-failed-no-password = Cet ordinateur ne connaît pas le mot de passe du serveur de courrier. Donnez-le par PLATFORM_BOOKING_SMTP_PASSWORD ou confiez-le au trousseau.
mail-failed-no-right = Ce compte ne peut pas noter ce qui est envoyé ({ $detail }) : un administrateur ou le compte de service envoie les courriers.
mail-failed-unreachable = Le serveur de courrier ne répond pas ({ $detail }). Vérifiez son nom, son port et le réseau ; l’envoi est retenté.
mail-failed-tls = La liaison chiffrée avec le serveur de courrier échoue ({ $detail }). Vérifiez son certificat ; rien n’est envoyé en clair.
mail-failed-not-offered = Le serveur de courrier n’offre pas ce qui est demandé ({ $detail }). Vérifiez la protection et l’identifiant indiqués.
mail-failed-login-refused = Le serveur de courrier refuse l’identifiant ou le mot de passe ({ $detail }).
mail-failed-password-not-ascii = Le mot de passe contient des signes hors ASCII, que l’envoi ne sait pas transmettre. Choisissez-en un autre auprès du serveur de courrier.
mail-failed-sender-refused = Le serveur de courrier refuse l’adresse d’expédition ({ $detail }). Changez-en, ou demandez qu’elle soit admise.
mail-failed-recipient-refused = Le serveur refuse l’adresse du destinataire ({ $detail }). Corrigez-la au catalogue.
mail-failed-content-refused = Le serveur refuse le message ({ $detail }).
mail-failed-too-old = Le message n’a pas pu partir pendant sept jours.
mail-failed-unwanted = La personne ne veut plus de courriers, ou n’est plus là.
mail-failed-unreadable = Le message est illisible ; il n’est pas envoyé.
mail-failed-address = « { $detail } » n’est pas une adresse. Corrigez-la au catalogue.

help-mail-send = Envoyer les courriers en attente.
opt-mail-watch = Continuer, et envoyer dès que quelque chose change
done-mail-send = Envoyés : { $sent }. Remis à plus tard : { $put_off }. Abandonnés : { $given_up }.
mail-watching = Les courriers partent d’ici. Ctrl+C arrête.
mail-trial-subject = Essai des courriers
mail-trial = Ce courrier d’essai est bien arrivé : les réservations peuvent être annoncées par courrier.
done-mail-try = Le serveur a pris le courrier d’essai. Vérifiez qu’il arrive.
help-mail-try = Envoyer un courrier d’essai, tout de suite (administrateurs).
opt-mail-to = À cette adresse ; sans rien, à la sienne
