# L’éditeur d’une campagne, les modèles, les copies.

editor-day-letter = j
editor-line-time = Quand { $name } est utilisée
editor-line-time-hint = J+7 : sept jours après le début, à la même heure. Vide : comme la séance.
editor-line-time-apply = Appliquer
editor-offset = Décalage
editor-offset-example = J+7
editor-own-length = Durée propre
editor-length-example = 2j, 36h
editor-set-line-time = Donner à { $name } son jour et sa durée
