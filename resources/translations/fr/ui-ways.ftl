## Ce qui conviendrait à la place, dans la fenêtre

editor-way-add = Ajouter { $lines }
editor-way-length = Plutôt { $hours }, le { $day }
editor-way-also-time = le { $day }, { $hours }
editor-way-also-add = avec { $lines } en plus
editor-way-also-skip = sans { $dates }
way-add = Même créneau, avec { $lines } en plus
way-add-detail = S’ouvre dans l’éditeur
way-length = { $when }
way-length-detail = Une autre durée
duplicate-why-rule = { $count ->
    [0] Une règle s’oppose à l’ensemble : elle est dite ci-dessous.
    [1] Une date est refusée par une règle : voir son verdict, ou prenez une des solutions.
   *[other] { $count } dates sont refusées par une règle : voir leur verdict, ou prenez une des solutions.
}
duplicate-why-taken = { $count ->
    [one] Une date est prise : laissez-la de côté, ou prenez une des solutions.
   *[other] { $count } dates sont prises : laissez-les de côté, ou prenez une des solutions.
}
ways-leave = Abandonner
