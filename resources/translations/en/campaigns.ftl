# Campaigns: lines with a day and a length of their own.

campaign-day = D{ $days }
campaign-day-later = { $day } + { $length }
lasting-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
invalid-offset-unreadable = “{ $value }” is not an offset. Write for example D+7, +7d, +2h or D-1.
