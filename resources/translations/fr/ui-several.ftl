## Plusieurs éléments choisis sur le planning

chosen-sessions = { $count ->
    [one] { $count } séance
   *[other] { $count } séances
}
chosen-blocks = { $count ->
    [one] dont { $count } indisponibilité, laissée telle quelle
   *[other] dont { $count } indisponibilités, laissées telles quelles
}
chosen-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
chosen-where = { $name } + { $more }
chosen-none = Ne rien choisir
chosen-drop = Ne plus choisir
chosen-approve = Approuver
chosen-decline = Refuser
chosen-move = Déplacer
chosen-cancel = Annuler
together-not-yours = Ce n’est pas à vous d’en décider. Demandez à { $who }.
together-is = Sans effet : elle est { $state }.
