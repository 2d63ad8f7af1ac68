invalid-database-name-too-long = Le nom « { $database } » est trop long pour une base : les rôles qui en dépendent dépasseraient { $longest } caractères. Choisissez un nom plus court.
invalid-role-name = « { $role } » ne peut pas être un identifiant sur le serveur : il faut de 1 à { $longest } caractères, et pas « pg_ » au début.
invalid-password-unfit = Ce mot de passe ne convient pas : il faut au moins { $shortest } caractères, sans accent ni caractère spécial d’un seul clavier.
invalid-wish-unreadable = Cette demande en liste d’attente est illisible : retirez-la et recommencez.
refused-by-store = La base refuse cette opération : elle n’est pas de vos droits ({ $detail }).
