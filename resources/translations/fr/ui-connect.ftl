server-hosts = Serveur (ou plusieurs, séparés par des virgules)
server-port = Port
server-database = Base
server-login = Identifiant
server-password = Mot de passe
server-keep = Garder le mot de passe dans le trousseau du système
server-no-keyring = Pas de trousseau sur ce système : le mot de passe sera demandé à chaque fois
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
server-has-no-store = Pas encore de base Platform Booking ici : « platform-booking init » la crée.
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
account-invite = Donner un identifiant
account-suspend = Suspendre
account-restore = Rétablir
task-account = Accès au serveur
doubt-saved = La base est revenue : c’était bien enregistré.
doubt-not-saved = La base est revenue : rien n’avait été enregistré. Tout ce que vous avez saisi est là ; envoyez-le de nouveau.
task-doubt = Vérification de l’enregistrement
doubt-nothing = La base est revenue : rien n’avait été enregistré. Vous pouvez recommencer.
