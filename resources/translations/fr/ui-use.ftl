# On the day, and blocks: what the window says.

action-check-in = Commencer
action-finish = Terminer
action-no-show = Signaler une absence
button-check-in = Commencer
button-finish = Terminer
button-no-show = Absence
task-using = Enregistrement de l’utilisation
done-check-in = « { $title } » : utilisation commencée
done-finish = « { $title } » : terminée, le temps restant est libre
done-no-show = « { $title } » : absence notée, le temps est rendu

action-new-block = Indisponibilité…
action-unblock = Lever l’indisponibilité…
action-block-end = Changer la fin…
button-unblock = Lever
button-block-end = Changer la fin
task-blocking = Enregistrement de l’indisponibilité
done-blocked = { $name } : indisponibilité déclarée
done-lifted = { $name } : indisponibilité levée
done-block-ends = { $name } : fin de l’indisponibilité changée
reason-unblock-title = Lever l’indisponibilité
reason-unblock-question = Lever l’indisponibilité de { $title } ?
reason-unblock-hint = Les unités redeviennent libres tout de suite.
reason-unblock-placeholder = Par exemple : réparation terminée
reason-unblock-send = Lever
block-title = Indisponibilité
block-heading = Rendre une ressource indisponible
block-hint = Personne ne peut réserver pendant ce temps. Les réservations déjà faites sont montrées avant.
block-send = Rendre indisponible
block-resource = Ressource
block-unit = Unité
block-all-units = Toutes
block-kind = Nature
block-start-day = Du
block-start-time = À partir de
block-end-day = Au
block-end-time = Jusqu’à
block-reason-placeholder = Par exemple : maintenance annuelle
block-end-title = Fin de l’indisponibilité
block-end-question = Jusqu’à quand dure l’indisponibilité de { $name } ?
block-end-send = Changer la fin
block-in-the-way = { $count ->
    [one] Un créneau est déjà pris : rien n’a changé. Choisissez un autre horaire, ou annulez-le d’abord.
   *[other] { $count } créneaux sont déjà pris : rien n’a changé. Choisissez un autre horaire, ou annulez-les d’abord.
}
block-taken = « { $title } » ({ $ref }), { $unit }, { $when }
