# Campagnes : des lignes qui ont leur jour et leur durée.

campaign-day = J{ $days }
campaign-day-later = { $day } + { $length }
lasting-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
invalid-offset-unreadable = « { $value } » n’est pas un décalage. Écrivez par exemple J+7, +7j, +2h ou J-1.
