# On the day, and blocks: what the window says.

action-check-in = Check in
action-finish = Finish
action-no-show = Note a no-show
button-check-in = Check in
button-finish = Finish
button-no-show = No-show
task-using = Noting the use
done-check-in = “{ $title }”: checked in
done-finish = “{ $title }”: finished, the time left is free
done-no-show = “{ $title }”: nobody came, the time is given back
