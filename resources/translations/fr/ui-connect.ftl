server-hosts = Serveur (ou plusieurs, séparés par des virgules)
server-port = Port
server-database = Base
server-login = Identifiant
server-password = Mot de passe
server-keep = Garder le mot de passe dans le trousseau du système
server-no-keyring = Pas de trousseau ici : le mot de passe sera redemandé
server-tls = Liaison
server-tls-verify-full = Chiffrée, serveur vérifié (recommandé)
server-tls-verify-ca = Chiffrée, autorité vérifiée, sans le nom du serveur
server-tls-require = Chiffrée, serveur non vérifié
server-tls-prefer = Chiffrée si le serveur le peut
server-tls-disable = En clair
server-authority = Certificat de l’autorité
server-authority-system = Autorités connues de ce système
server-browse = Choisir…
server-test = Tester la connexion
server-trying = Connexion en cours…
server-found = Connexion réussie : PostgreSQL { $version }, identifiant { $login }.
server-encrypted = La liaison est chiffrée.
server-in-clear = La liaison n’est pas chiffrée.
server-has-store = La base Platform Booking est là.
server-has-no-store = Pas encore de base Platform Booking ici.
presence = { $count ->
    [one] 1 poste connecté
   *[other] { $count } postes connectés
}
clock-wrong = Horloge de ce poste : { $lag } { $side ->
    [behind] de retard
   *[ahead] d’avance
}
clock-wrong-hint = Les heures qui comptent sont celles du serveur. Faites régler l’horloge de ce poste.
account-heading = Accès au serveur
task-account = Accès au serveur
doubt-saved = La base est revenue : c’était bien enregistré.
doubt-not-saved = La base est revenue : rien n’avait été enregistré. Tout ce que vous avez saisi est là ; envoyez-le de nouveau.
task-doubt = Vérification de l’enregistrement
doubt-nothing = La base est revenue : rien n’avait été enregistré. Vous pouvez recommencer.
## Les identifiants du serveur

action-server-access = Accès au serveur…
server-access-hint = Base : { $store }. Le catalogue dit qui est qui et qui répond de quoi ; le serveur, qui peut se connecter.
server-access-current = Les droits sont installés dans la base, ceux de cette version.
account-keeper-knows = Seul qui tient le serveur voit et change les identifiants. Préparez-lui le SQL : il n’a plus qu’à l’exécuter.
account-only-sql = Seul qui tient le serveur peut le faire. Préparez le SQL et transmettez-le-lui.
account-more = Autres
account-prepare = Préparer le SQL
account-invite = Donner un identifiant
account-renew = Nouveau mot de passe
account-update = Remettre d’accord avec le catalogue
account-suspend = Suspendre
account-restore = Rétablir
account-remove = Supprimer l’identifiant
account-setup = Installer les droits
account-machine = Identifiant pour une machine
account-invite-title = Donner un identifiant à { $name }
account-invite-means = La personne pourra se connecter au serveur avec son identifiant et un mot de passe, et faire ce que son rôle permet, rien d’autre. Remettez-lui le mot de passe et l’adresse en main propre ou par deux voies différentes.
account-renew-title = Nouveau mot de passe pour { $name }
account-renew-means = L’ancien mot de passe ne vaudra plus à la prochaine connexion. Les fenêtres déjà ouvertes continuent.
account-update-title = Droits de { $name }
account-update-means = À faire quand son rôle a changé au catalogue : ses groupes sur le serveur seront ceux que le catalogue lui donne aujourd’hui.
account-suspend-title = Suspendre { $name }
account-suspend-means = La personne ne pourra plus se connecter, et ses fenêtres ouvertes seront coupées tout de suite. Ses réservations restent. Elle peut être rétablie à tout moment.
account-restore-title = Rétablir { $name }
account-restore-means = La personne pourra de nouveau se connecter, avec son mot de passe d’avant.
account-remove-title = Supprimer l’identifiant de { $name }
account-remove-means = L’identifiant disparaît du serveur et ses fenêtres ouvertes seront coupées. La personne reste au catalogue, avec ce qu’elle a fait ; pour revenir il lui faudra un nouvel identifiant.
account-setup-title = Installer les droits dans la base
account-setup-means = Crée ou met à jour les rôles, les droits et les protections de cette version. À refaire après chaque mise à niveau. Personne ne perd son identifiant ; ce qui est en cours se termine d’abord.
account-machine-title = Identifiant pour une machine
account-machine-means = Pour un serveur de calendriers, qui ne fait que lire, ou pour le service qui fait ce que le temps amène : échéances, offres, courriers.
account-machine-role = Identifiant de la machine
account-machine-for = À quoi il sert
account-for-feeds = Servir des calendriers (lecture seule)
account-for-service = Échéances, offres et courriers
account-password = Mot de passe
account-password-invented = Vide : un mot de passe que personne ne devine
account-handed-password = Mot de passe, montré cette seule fois
account-handed-address = Adresse à lui donner
account-copy = Copier
account-copy-handed-password = Copier le mot de passe
account-copy-handed-address = Copier l’adresse
account-copied = Copié
account-show-sql = Voir le SQL
account-copy-sql = Copier le SQL
account-sql = SQL
account-sql-hint = Rien n’est fait : ce SQL est pour qui administre le serveur, à exécuter par psql. Il ne contient aucun mot de passe.
done-admin-machine = { $login } peut se connecter.
