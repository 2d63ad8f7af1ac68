# On the day, and blocks: what the window says.

action-check-in = Commencer
action-finish = Terminer
action-no-show = Signaler une absence
button-check-in = Commencer
button-finish = Terminer
button-no-show = Absence
task-using = Enregistrement de l’utilisation
done-check-in = « { $title } » : utilisation commencée
done-finish = « { $title } » : terminée, le temps restant est libre
done-no-show = « { $title } » : absence notée, le temps est rendu
