## Se connecter à une base partagée : ce qui s’y oppose, et que faire

not-connected-host-unknown = La base est inaccessible : { $store }. Aucun serveur ne porte ce nom. Vérifiez l’orthographe, et que vous êtes sur le réseau ou le VPN de l’établissement.
not-connected-port-closed = La base est inaccessible : { $store }. Rien ne répond sur ce port : le serveur est arrêté, ou le port est mauvais ou fermé par un pare-feu.
not-connected-unreachable = La base est inaccessible : { $store }. Ce réseau ne mène pas au serveur. Vérifiez la connexion ou le VPN.
not-connected-timeout = La base est inaccessible : { $store }. Le serveur n’a pas répondu à temps. Vérifiez la connexion ou le VPN, puis recommencez.
not-connected-cut = La base est inaccessible : { $store }. La liaison a été coupée. Recommencez dans un instant.
not-connected-starting = La base est inaccessible : { $store }. Le serveur démarre ou s’arrête. Recommencez dans un instant.
not-connected-no-primary = La base est inaccessible : { $store }. Aucun des serveurs nommés n’accepte d’écrire. Recommencez dans un instant ou prévenez la personne qui s’en occupe.
not-connected-too-many = La base est inaccessible : { $store }. Trop de postes y sont connectés en même temps. Recommencez dans un instant ; si cela dure, prévenez la personne qui s’en occupe.
not-connected-not-postgresql = La base est inaccessible : { $store }. Ce qui répond sur ce port n’est pas un serveur PostgreSQL.
not-connected-password-wrong = Connexion refusée : { $store }. L’identifiant ou le mot de passe n’est pas le bon.
not-connected-password-missing = Connexion refusée : { $store }. Le serveur demande un mot de passe. Gardez-le dans le trousseau du système (« platform-booking password »), dans ~/.pgpass ou dans PGPASSWORD.
not-connected-role-unknown = Connexion refusée : { $store }. Le serveur ne connaît pas cet identifiant. Demandez une invitation à l’administrateur.
not-connected-role-suspended = Connexion refusée : { $store }. Cet identifiant est suspendu. Adressez-vous à l’administrateur.
not-connected-database-missing = Connexion refusée : { $store }. Il n’y a pas de base de ce nom sur le serveur.
not-connected-database-closed = Connexion refusée : { $store }. Cet identifiant n’a pas accès à cette base. Demandez une invitation à l’administrateur.
not-connected-not-admitted = Connexion refusée : { $store }. Le serveur n’admet pas cet identifiant depuis ce poste (pg_hba.conf). Adressez-vous à l’administrateur.
not-connected-no-rights = Connexion refusée : { $store }. L’identifiant « { $login } » n’a aucun droit dans cette base. Demandez une invitation à l’administrateur.
not-connected-tls-wanted = Connexion refusée : { $store }. Le serveur n’admet que des liaisons chiffrées. Choisissez « Chiffrée, serveur vérifié ».
not-connected-tls-unsupported = Connexion refusée : { $store }. Le serveur ne sait pas chiffrer. Rien n’a été envoyé en clair ; adressez-vous à l’administrateur.
not-connected-tls-authority = Connexion refusée : { $store }. Le certificat du serveur n’est pas garanti par l’autorité choisie. Vérifiez le fichier de l’autorité ; sinon quelqu’un se fait peut-être passer pour le serveur.
not-connected-tls-untrusted = Connexion refusée : { $store }. Le certificat du serveur n’est pas digne de confiance ({ $detail }).
not-connected-tls-host = Connexion refusée : { $store }. Le certificat est celui d’un autre serveur. Écrivez le nom du serveur tel qu’il figure dans le certificat.
not-connected-tls-expired = Connexion refusée : { $store }. Le certificat du serveur a expiré. Prévenez l’administrateur, et vérifiez l’horloge de ce poste.
not-connected-tls-not-yet = Connexion refusée : { $store }. Le certificat du serveur n’est pas encore valable. Vérifiez l’horloge de ce poste.
not-connected-tls-no-file = Connexion refusée : { $store }. Le fichier de l’autorité de certification est introuvable ou illisible.
not-connected-tls-failed = Connexion refusée : { $store }. Le chiffrement n’a pas pu s’établir ({ $detail }).
not-connected-server-too-old = Connexion refusée : { $store }. Le serveur est un PostgreSQL { $found } ; il faut la version { $oldest } ou une plus récente.
not-connected-rights-old = Connexion refusée : { $store }. Les droits installés dans la base sont plus anciens que ce programme. Qui s’occupe du serveur doit les renouveler ; rien n’est perdu.
not-connected-option = Cette adresse comporte un paramètre inconnu : { $detail }.
invalid-connection-incomplete = Il manque { $field ->
    [hosts] le serveur
    [database] le nom de la base
   *[login] l’identifiant
}.
ask-store-password = Mot de passe pour { $store } :
warning-unverified = Attention : la liaison avec { $store } ne vérifie pas l’identité du serveur. Ajoutez sslmode=verify-full et sslrootcert=FICHIER à l’adresse.
warning-server-leaks = PostgreSQL { $version } laisse deviner par ses statistiques des lignes protégées (CVE-2025-8713). Mettez-le à jour : 15.14, 16.10, 17.6 ou plus récent.
help-password = Garder dans le trousseau du système le mot de passe d’une base partagée, après l’avoir essayé
opt-password-forget = Ne plus le garder
done-password-kept = Mot de passe essayé et gardé dans le trousseau pour { $store }.
done-password-forgotten = { $there ->
    [yes] Mot de passe retiré du trousseau pour { $store }.
   *[no] Le trousseau n’avait pas de mot de passe pour { $store }.
}
invalid-password-needs-terminal = Le mot de passe se tape au clavier : lancez cette commande dans un terminal.
invalid-not-a-server = { $store } est un fichier : il n’a pas de mot de passe.

help-admin = Les identifiants sur le serveur d’une base partagée, et les données des personnes (pour qui la tient)
help-admin-setup = Créer ou mettre à jour les rôles et les droits dans la base ; à refaire après chaque mise à niveau
help-admin-list = Qui peut se connecter
help-admin-invite = Donner un identifiant à une personne du catalogue
help-admin-machine = Donner un identifiant à un serveur de calendriers ou à un service
help-admin-renew = Donner un nouveau mot de passe
help-admin-update = Remettre les groupes d’une personne en accord avec le catalogue
help-admin-suspend = Empêcher une personne de se connecter, et fermer ses sessions
help-admin-restore = Rétablir une personne suspendue
help-admin-remove = Supprimer l’identifiant d’une personne ; elle reste dans le catalogue
opt-login = Identifiant
opt-print-sql = Ne rien faire : écrire le SQL, pour qui administre le serveur (psql)
opt-ask-new-password = Demander le mot de passe au lieu d’en inventer un
opt-machine-kind = À quoi il sert
ask-new-password = Nouveau mot de passe de { $login } :
done-admin-setup = Les rôles et les droits sont en place.
done-admin-invite = { $login } peut se connecter.
done-admin-renew = { $login } a un nouveau mot de passe.
done-admin-update = Les groupes de { $login } suivent le catalogue.
done-admin-suspend = { $login } ne peut plus se connecter.
done-admin-restore = { $login } peut de nouveau se connecter.
done-admin-remove = L’identifiant { $login } n’existe plus.
password-once = Mot de passe de { $login }, montré cette seule fois : { $password }
invited-address = Adresse à lui donner : { $address }
account-none = pas d’identifiant
account-active = actif
account-suspended = suspendu
column-login = Identifiant
column-account = Accès
column-groups = Groupes
rights-missing = Les droits ne sont pas installés dans la base : « platform-booking admin setup ».
rights-outdated = Les droits installés datent d’une autre version : refaites « platform-booking admin setup ».
invalid-rights-not-set-up = Les droits ne sont pas installés dans la base : commencez par « platform-booking admin setup ».
invalid-login-there = { $login } a déjà un identifiant.
doing-keep-server = gérer les identifiants du serveur
invalid-no-login = { $login } n’a pas d’identifiant sur le serveur.
opt-read-store = Copie de la base qui la suit (réplica), pour les rapports et les calendriers : rien n’y est écrit
store-read-only-server = La base n’accepte que la lecture : { $store }. C’est une copie, ou elle est fermée aux écritures : rien n’a été modifié. Donnez l’adresse du serveur principal.
done-rights-renewed = Les droits de la base ont été renouvelés.
server-access-title = Accès au serveur
