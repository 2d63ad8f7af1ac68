# Campagnes : des lignes qui ont leur jour et leur durée.

campaign-day = J{ $days }
campaign-day-later = { $day } + { $length }
invalid-offset-unreadable = « { $value } » n’est pas un décalage. Écrivez par exemple J+7, +7j, +2h ou J-1.

## Modèles

template-shown = { $code } : { $name }
done-template-save = Le modèle { $code } est enregistré : { $name }
done-template-retire = Le modèle { $code } est retiré : { $name }
no-templates = Aucun modèle. « template save REF » garde une réservation comme modèle.
template-gone = { $code } ne peut plus être réservée, et rien d’équivalent n’est déclaré.
template-gone-instead = { $code } ne peut plus être réservée ; à la place : { $instead } (--instead { $code }=…)
shared-private = pour moi
shared-partner = ma structure
shared-network = tout le réseau
column-code = Code
column-name = Nom
column-shared = Partagé
column-owner = Auteur
column-last-used = Dernier usage
invalid-template-unreadable = Ce modèle est illisible ({ $detail }). Enregistrez-le de nouveau à partir d’une réservation.
invalid-template-code = « { $value } » ne peut pas être le code d’un modèle. Utilisez lettres, chiffres et tirets, par exemple TP-CHO.
invalid-template-code-taken = Le modèle « { $value } » existe déjà. Choisissez un autre code ou ajoutez --replace.
invalid-template-name = Le nom du modèle manque ou il est trop long. Donnez-en un de { $longest } caractères au plus, sur une ligne.
invalid-template-resource-gone = La ressource { $resource } du modèle { $code } ne peut plus être réservée. Prenez-en une autre avec --instead { $resource }=CODE (équivalentes : { $instead }).
invalid-instead-unreadable = « { $value } » ne dit pas quoi prendre à la place de quoi. Écrivez ANCIEN=NOUVEAU.
doing-save-template = enregistrer un modèle
doing-edit-template = modifier ce modèle
doing-share-template = partager un modèle avec tout le réseau
doing-duplicate = dupliquer
help-template = Les modèles : des réservations à refaire.
help-template-save = Garder une réservation comme modèle.
help-template-list = Lister les modèles utilisables.
help-template-show = Montrer un modèle.
help-template-book = Réserver à partir d’un modèle.
help-template-edit = Modifier un modèle, ou le remettre en service.
help-template-retire = Retirer un modèle.
opt-template-code = Code du modèle
opt-template-name = Nom du modèle
opt-template-replace = Remplacer le modèle qui a ce code
opt-template-retired = Montrer aussi les modèles retirés
opt-shared = private (pour moi), partner (ma structure) ou network (tout le réseau)
opt-instead-of = Ressource à prendre à la place d’une autre : ANCIENNE=NOUVELLE (peut être répété)

## Dupliquer

help-duplicate = Refaire une ou plusieurs réservations à d’autres dates : toutes, ou aucune.
opt-copy-refs = Références des réservations
opt-copy-start = Début de la première date
opt-weeks = Décaler d’autant de semaines (52 : l’an prochain, mêmes jours de la semaine)
opt-weekdays-kept = Avec --start : par semaines entières, pour garder les jours de la semaine
column-was = Avant
column-becomes = Nouvelle date
column-verdict = Verdict
copy-preview = { $ref } { $title }
copy-free = libre
copy-closed = fermé : { $names }.
copy-taken = pris : { $holders }.
invalid-start-or-weeks = Dites soit la première date (--start), soit de combien de semaines (--weeks).
invalid-weeks = { $value } semaines, c’est impossible. Donnez un nombre entre 1 et { $most }, négatif pour reculer.
invalid-nothing-to-copy = Aucune réservation n’est indiquée.
invalid-copy-resource-gone = La ressource { $resource } de { $ref } ne peut plus être réservée. Prenez-en une autre avec --instead { $resource }=CODE (équivalentes : { $instead }).

invalid-line-own-length = La ligne { $resource } a sa propre durée : tirer son bord ne la change pas. Déplacez toute la campagne, ou dupliquez-la et annulez celle-ci.
