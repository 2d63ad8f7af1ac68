# Copying, moving, choosing several: what the planning says.

action-paste = Paste at the cursor
hint-copied = Copied. Click a free slot, then Ctrl+V to paste it there.
hint-nothing-to-paste = Nothing to paste: copy a booking first (Ctrl+C).
hint-paste-where = Click a free slot first, or go there with the arrow keys.
move-title = Move
move-question = Move “{ $title }” to when?
move-one-date = This session only. To move the whole series, open the booking.
move-day = Day
move-time = Start
move-free = { $when }: everything is free.
move-unclear = Give a day and a time.
move-send = Move
