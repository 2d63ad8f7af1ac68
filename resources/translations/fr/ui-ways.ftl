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
