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
