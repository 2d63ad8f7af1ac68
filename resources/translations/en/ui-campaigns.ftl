# The editor of a campaign, templates, copies.

editor-day-letter = d
editor-line-time = When { $name } is used
editor-line-time-hint = D+7: seven days after the start, at the same time. Empty: as the session.
editor-line-time-apply = Apply
editor-offset = Offset
editor-offset-example = D+7
editor-own-length = Own length
editor-length-example = 2d, 36h
editor-set-line-time = Give { $name } a day and a length of its own
