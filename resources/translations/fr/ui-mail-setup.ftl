## Régler l’envoi des courriers

mail-setup = Régler…
mail-setup-title = Envoi des courriers
mail-setup-hint = Réglé une fois pour toute la base : par quel serveur partent les invitations et les avis, et au nom de qui. Ne reçoit de courriers que qui en a demandé. Le mot de passe n’entre pas dans la base : il reste dans le trousseau de cet ordinateur.
mail-setup-host = Serveur de courrier (SMTP)
mail-setup-port = Port
mail-setup-security = Protection
mail-security-starttls = STARTTLS : chiffrée dès que le serveur répond (recommandé)
mail-security-tls = TLS : chiffrée d’emblée
mail-security-none = Aucune : seulement sur un réseau sûr
mail-setup-sender = Adresse d’expédition
mail-setup-name = Nom de l’expéditeur
mail-setup-user = Identifiant (vide : le serveur n’en demande pas)
mail-setup-password = Mot de passe
mail-setup-password-kept = Connu de cet ordinateur
mail-setup-trial = Essai
mail-setup-to = Envoyer un courrier d’essai à
mail-setup-try = Essayer
mail-setup-trying = Envoi du courrier d’essai…
mail-setup-save = Enregistrer
mail-setup-saved = Enregistré. Envoyez un essai pour être sûr que les courriers arrivent.
mail-setup-off = Aucun serveur n’est encore indiqué : rien n’est écrit, rien ne part, et tout le reste marche.
mail-setup-on = Réglé : les courriers partent de toute fenêtre ouverte sur un ordinateur qui connaît le mot de passe.
mail-setup-environment = Sur cet ordinateur, les variables PLATFORM_BOOKING_SMTP et PLATFORM_BOOKING_MAIL_FROM passent avant ce qui est réglé ici.
task-mail-setup = le réglage des courriers
